/* SPDX-License-Identifier: Apache-2.0
 *
 * act-covers.h - which things a target covers.  Inside the room register only.
 *
 * A thing is what can't be told apart any further: one sheet of one period of one organisation, one
 * period as some sheet has it, one submission.
 */
#pragma once

#include "register/act.h"

/* The targets that cover THING, itself first: GPtrArray of char * (transfer full). */
GPtrArray *act_covering(ActTarget kind, const char *thing);
/* The things that TARGET covers; none when it is about nothing that is expected: GPtrArray of
 * char * (transfer full). */
GPtrArray *act_covered(const Definition *newest, ActTarget kind, const char *target);

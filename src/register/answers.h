/* SPDX-License-Identifier: Apache-2.0
 *
 * answers.h - what an answer told.  Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* SHA-256 of what there is to tell of a message: of each form whether it was withdrawn, how it was
 * examined and what was found in it.  What other forms do to it since is not part of that: their
 * own answers tell it (transfer full; NULL with ERROR). */
char *answer_told(Register *reg, const char *sha256, GError **error);

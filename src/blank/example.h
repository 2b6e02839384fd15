/* SPDX-License-Identifier: Apache-2.0
 *
 * example.h - the example of a form in XML for one organisation.  Inside this room only.
 */
#pragma once

#include "blank/blank.h"

/* As PARTICIPANT, of a kind that fills the sheet, would send it; PARTNER: whom it names where the
 * sheet asks for one, or NULL (transfer full). */
char *example_of(const Convention *convention, const Sheet *sheet, const Participant *participant,
                 const Participant *partner);

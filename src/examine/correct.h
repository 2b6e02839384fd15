/* SPDX-License-Identifier: Apache-2.0
 *
 * correct.h - how a form that is to go back is asked of a child.  Private to the room.
 */
#pragma once

#include "examine/pool.h"

/* What the child is asked (transfer full). */
GBytes *correct_request(const FormSent *form, const Correction *correction);
/* In the child: the corrected form that REQUEST asks for (transfer full); NULL:
 * there is none. */
GBytes *correct_form(GBytes *request, const Checker *checker);

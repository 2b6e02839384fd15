/* SPDX-License-Identifier: Apache-2.0
 *
 * correct.h - how a form that is to go back is asked of a child.  Private to the room.
 */
#pragma once

#include "check/check.h"

/* Whether the message is a mail, the hash of the form's part, its period; who comments, address,
 * due day, day of the comments; findings (severity, field, column, message); the message. */
#define CORRECT_REQUEST_TYPE "(bsmsssmsua(ymsmss)ay)"

/* In the child: the corrected form that BYTES, such a request, asks for (transfer full); NULL:
 * there is none. */
GBytes *correct_form(const guint8 *bytes, gsize length, const Checker *checker);

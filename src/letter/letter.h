/* SPDX-License-Identifier: Apache-2.0
 *
 * letter.h - a letter in both of its forms (inside this room only).
 */
#pragma once

#include "document/document.h"
#include "mail/envelope.h"

/* Sign LETTER: a greeting, then the secretariat and the convention; both may be NULL. */
void letter_sign(Document *letter, const char *from_name, const char *convention_title);

/* LETTER in ENVELOPE, whose subject and alternatives are made here: its title is the subject
 * (transfer full). */
GBytes *letter_seal(const Document *letter, const Envelope *envelope);

/* SPDX-License-Identifier: Apache-2.0
 *
 * letter.h - what an answer says: subject and text, in French (inside this room only).
 */
#pragma once

#include "mail/answer.h"

/* "Fiche 3.2 à corriger : 3 points" (transfer full). */
char *letter_subject(const AnswerLetter *letter);

/* The text, lines of at most 72 characters ended by LF (transfer full). */
char *letter_text(const AnswerLetter *letter);

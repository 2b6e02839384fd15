/* SPDX-License-Identifier: Apache-2.0
 *
 * typing-parts.h - what the readers of typing.h share.  For src/base/ only.
 *
 * Every reader takes the cleaned and squeezed text (never empty, never a way of saying "not
 * provided": typing_read has seen to that) and gives a Typed that its caller owns.
 */
#pragma once

#include "base/tokens.h"
#include "base/typing.h"

/* What is longer is no answer to such a question; nothing is read of it (bytes). */
#define ANSWER_MAX 500
#define CHOICE_MAX 4000 /* a printed list with its boxes */

/* Results.  HINT is copied; CANONICAL is taken over (transfer full). */
Typed typed_ok(char *canonical);
Typed typed_doubt(char *canonical, FindingKind kind, const char *hint);
Typed typed_refused(FindingKind kind, const char *hint);

Typed number_read(const char *text, ValueType type);
Typed date_read(const char *text);
Typed period_read(const char *text, Calendar calendar);
Typed yesno_read(const char *text);
Typed uai_read(const char *text);
Typed siret_read(const char *text);
Typed phone_read(const char *text);
Typed email_read(const char *text);

/* 1 to 12 for the name of a month or its abbreviation, else 0. */
int month_of(const Token *token);
/* A year of two or four figures, 1990 to 2099; 0 when it is none.  *SHORTENED when of two. */
int year_of(const Token *token, gboolean *shortened);

/* TYPED_NONE for "NC", "s.o.", "-", "à définir" and the like; TYPED_BLANK for what a printed form
 * leaves there ("........", "%"); TYPED_OK when there is something to read. */
TypedState absence_of(const char *text, ValueType type);

/* FOLDED with 1 for l and i, 0 for o, where they stand among figures ("l2", "1o") or alone; NULL
 * when there is no such letter (transfer full). */
char *letters_to_figures(const char *folded);

/* The letter of the seven figures at DIGITS. */
char uai_key(const char *digits);

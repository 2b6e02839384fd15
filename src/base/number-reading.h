/* SPDX-License-Identifier: Apache-2.0
 *
 * number-reading.h - one number being read, with what people write around it.  For the files
 * typing-number*.c only.
 *
 * The text is read from left to right: an opening (about, at most, minus...), the number, what
 * follows (units, remarks, a second number).  The first thing that cannot be one number refuses;
 * what is merely doubtful is remembered, and the gravest doubt is told.
 */
#pragma once

#include "base/literal.h"

typedef struct {
    Tokens tokens;
    ValueType type;
    gint64 value; /* × NUMBER_SCALE */
    gboolean refused;
    FindingKind refusal;
    char *hint; /* of the refusal, or NULL */
    /* Doubts, the gravest first. */
    gboolean thousands, point, comma, multiplied, approximate, words, remark, rounded;
    /* What was seen. */
    gboolean has_decimals, percent_sign;
} Reading;

/* The first refusal is the one that is told. */
void reading_refuse(Reading *reading, FindingKind kind);

/* typing-number-opening.c: what stands before the number.  TRUE when it is negative, as only a
 * decimal may be. */
gboolean reading_opening(Reading *reading);
/* "environ", "~", "à peu près": consumed. */
gboolean take_approximation(Tokens *tokens);
/* "quelques", "plusieurs": consumed. */
gboolean take_vague(Tokens *tokens);
/* One of PHRASES, each of words and signs separated by spaces: consumed. */
gboolean take_phrase_of(Tokens *tokens, const char *const *phrases);
/* "d'", "l'": consumed. */
gboolean take_elision(Tokens *tokens);
/* A number in figures or words comes next; nothing is consumed. */
gboolean number_comes(const Tokens *tokens);
/* "élèves", "de", "€" for an amount: says what is counted, changes nothing. */
gboolean names_what_is_counted(const Reading *reading, const Token *token);
/* "€", "euros". */
gboolean is_currency(const Token *token);

/* typing-number-rest.c: what follows the number. */
void reading_rest(Reading *reading);

/* SPDX-License-Identifier: Apache-2.0
 *
 * literal.h - a number in figures or in words, at the head of tokens.  For number-reading only.
 */
#pragma once

#include "base/tokens.h"
#include "base/typing.h"

typedef enum {
    LITERAL_PLAIN,     /* figures, maybe a decimal mark; one reading only */
    LITERAL_THOUSANDS, /* 1'234, 1.234.567: groups of three by a sign that can mean something else
                        */
    LITERAL_POINT,     /* 1.234: thousands for some, decimals for others */
    LITERAL_COMMA,     /* 1,234: the same with a comma */
    LITERAL_MALFORMED, /* 12.03.2014, 1.23.4 */
} LiteralShape;

typedef struct {
    LiteralShape shape;
    char *whole;    /* figures before the mark; of POINT and COMMA, before the sign */
    char *decimals; /* figures after it, or "" */
} Literal;

/* TRUE when figures come next, maybe after a decimal mark (",5"): they are consumed with their
 * separators.  A space groups thousands when three figures follow and no decimal mark came. */
gboolean literal_take(Tokens *tokens, Literal *literal);
void literal_clear(Literal *literal);

/* TRUE when a number in words comes next ("vingt-deux", "deux cents"): consumed, up to 999 999 999.
 */
gboolean words_take(Tokens *tokens, gint64 *number);
/* "dizaine(s)" ... "millier(s)": consumed, and what they stand for; 0 when none comes next. */
gint64 about_take(Tokens *tokens);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Literal, literal_clear)

/* SPDX-License-Identifier: Apache-2.0
 *
 * tokens.h - folded text taken apart into figures, words and signs.  For the readers of typing.h.
 */
#pragma once

#include <glib.h>

typedef enum { TOKEN_END, TOKEN_DIGITS, TOKEN_WORD, TOKEN_SIGN } TokenKind;

typedef struct {
    TokenKind kind;
    gboolean glued; /* no space before it */
    char *text;     /* folded; one character of a sign; "" at the end */
} Token;

typedef struct {
    GArray *list; /* Token */
    guint at;     /* the next one */
} Tokens;

/* Of FOLDED, as text_fold gives it (to be cleared by the caller). */
Tokens tokens_new(const char *folded);
void tokens_clear(Tokens *tokens);

/* The token OFFSET after the next one, without consuming it: TOKEN_END beyond the last. */
const Token *tokens_peek(const Tokens *tokens, guint offset);

/* Consume the next token when it is exactly TEXT, or one of the words of LIST (NULL-terminated). */
gboolean tokens_take(Tokens *tokens, const char *text);
gboolean tokens_take_any(Tokens *tokens, const char *const *list);
/* Consume the words of PHRASE, separated by single spaces, when they all come next. */
gboolean tokens_take_phrase(Tokens *tokens, const char *phrase);

gboolean token_is(const Token *token, const char *text);
gboolean token_in(const Token *token, const char *const *list);
/* The value of a TOKEN_DIGITS of at most nine figures, else -1. */
int token_number(const Token *token);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tokens, tokens_clear)

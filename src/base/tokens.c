/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tokens.h"

#include <string.h>

static TokenKind
kind_of(gunichar c)
{
    if (c < 0x80 && g_ascii_isdigit((char)c))
        return TOKEN_DIGITS;
    return g_unichar_isalpha(c) ? TOKEN_WORD : TOKEN_SIGN;
}

static void
token_clear(gpointer data)
{
    g_free(((Token *)data)->text);
}

/* Figures and letters run together, signs stand alone. */
static const char *
end_of_run(const char *start, TokenKind kind)
{
    const char *end = g_utf8_next_char(start);

    while (kind != TOKEN_SIGN && *end && kind_of(g_utf8_get_char(end)) == kind)
        end = g_utf8_next_char(end);
    return end;
}

Tokens
tokens_new(const char *folded)
{
    Tokens tokens = {g_array_new(FALSE, FALSE, sizeof(Token)), 0};
    gboolean glued = FALSE;

    g_array_set_clear_func(tokens.list, token_clear);
    for (const char *p = folded; *p;) {
        if (*p == ' ') {
            glued = FALSE;
            p++;
            continue;
        }
        TokenKind kind = kind_of(g_utf8_get_char(p));
        const char *end = end_of_run(p, kind);
        Token token = {kind, glued, g_strndup(p, (gsize)(end - p))};
        g_array_append_val(tokens.list, token);
        glued = TRUE;
        p = end;
    }
    return tokens;
}

void
tokens_clear(Tokens *tokens)
{
    g_clear_pointer(&tokens->list, g_array_unref);
}

const Token *
tokens_peek(const Tokens *tokens, guint offset)
{
    static const Token end = {TOKEN_END, FALSE, (char *)""};
    guint left = tokens->list->len - tokens->at;

    return offset < left ? &g_array_index(tokens->list, Token, tokens->at + offset) : &end;
}

gboolean
token_is(const Token *token, const char *text)
{
    return strcmp(token->text, text) == 0;
}

gboolean
token_in(const Token *token, const char *const *list)
{
    return token->kind != TOKEN_END && g_strv_contains(list, token->text);
}

gboolean
tokens_take(Tokens *tokens, const char *text)
{
    if (!token_is(tokens_peek(tokens, 0), text))
        return FALSE;
    tokens->at++;
    return TRUE;
}

gboolean
tokens_take_any(Tokens *tokens, const char *const *list)
{
    if (!token_in(tokens_peek(tokens, 0), list))
        return FALSE;
    tokens->at++;
    return TRUE;
}

gboolean
tokens_take_phrase(Tokens *tokens, const char *phrase)
{
    guint count = 0;

    for (const char *word = phrase; *word; count++) {
        gsize length = strcspn(word, " ");
        const char *text = tokens_peek(tokens, count)->text;
        if (strncmp(text, word, length) != 0 || text[length])
            return FALSE;
        word += length + (word[length] ? 1 : 0);
    }
    tokens->at += count;
    return TRUE;
}

int
token_number(const Token *token)
{
    int number = 0;

    if (token->kind != TOKEN_DIGITS || strlen(token->text) > 9)
        return -1;
    for (const char *c = token->text; *c; c++)
        number = number * 10 + (*c - '0');
    return number;
}

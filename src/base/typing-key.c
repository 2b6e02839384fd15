/* SPDX-License-Identifier: Apache-2.0
 *
 * UAI and SIRET as people and spreadsheets write them.
 */
#include <string.h>

#include "base/text.h"
#include "base/typing-parts.h"

#define UAI_FIGURES 7

/* ---- UAI ---- */

/* Upper case, letters and figures only; the words that introduce the number are left out. */
static char *
compact_uai(const char *text)
{
    static const char *const introductions[] = {"uai", "rne", "n", "no", "numero", "code", NULL};
    g_autofree char *folded = text_fold(text);
    g_auto(Tokens) tokens = tokens_new(folded);
    GString *compact = g_string_new(NULL);

    for (const Token *next; (next = tokens_peek(&tokens, 0))->kind != TOKEN_END; tokens.at++) {
        gboolean introduces = token_in(next, introductions) && compact->len == 0;
        if (next->kind != TOKEN_SIGN && !introduces)
            g_string_append(compact, next->text);
    }
    for (gsize i = 0; i < compact->len; i++)
        compact->str[i] = g_ascii_toupper(compact->str[i]);
    return g_string_free(compact, FALSE);
}

static Typed
judge_uai(char *uai, gboolean doubt)
{
    char expected[] = {uai_key(uai), '\0'};
    g_autofree char *owned = uai;

    if (uai[UAI_FIGURES] != expected[0])
        return typed_refused(FINDING_UAI_KEY, expected);
    if (doubt)
        return typed_doubt(g_strdup(uai), FINDING_UAI_DOUBT, uai);
    return typed_ok(g_steal_pointer(&owned));
}

/* The one valid number in a longer text; two, and neither is taken. */
static Typed
search_uai(const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_auto(Tokens) tokens = tokens_new(folded);
    g_autofree char *found = NULL;

    for (; tokens_peek(&tokens, 0)->kind != TOKEN_END; tokens.at++) {
        const Token *figures = tokens_peek(&tokens, 0), *letter = tokens_peek(&tokens, 1);
        g_autofree char *folded_uai = g_strconcat(figures->text, letter->text, NULL);
        g_autofree char *uai = g_ascii_strup(folded_uai, -1);
        if (!uai_key_valid(uai) || g_strcmp0(uai, found) == 0)
            continue;
        if (found)
            return typed_refused(FINDING_UAI_SEVERAL, NULL);
        found = g_steal_pointer(&uai);
    }
    return found ? judge_uai(g_steal_pointer(&found), TRUE)
                 : typed_refused(FINDING_UAI_EXPECTED, NULL);
}

Typed
uai_read(const char *text)
{
    g_autofree char *compact = compact_uai(text);
    gsize length = strlen(compact);

    if (length == UAI_FIGURES && strspn(compact, "0123456789") == UAI_FIGURES) {
        char key[] = {uai_key(compact), '\0'};
        g_autofree char *whole = g_strconcat(compact, key, NULL);
        return typed_refused(FINDING_UAI_LETTER_MISSING, whole);
    }
    /* A spreadsheet takes 0951099D for a text, but people retype what it shows of 0951099. */
    g_autofree char *padded = g_strconcat(length == UAI_FIGURES ? "0" : "", compact, NULL);
    gboolean doubt = length == UAI_FIGURES;
    if (strlen(padded) != UAI_FIGURES + 1 || !g_ascii_isalpha(padded[UAI_FIGURES]))
        return search_uai(text);
    for (int i = 0; i < UAI_FIGURES; i++) {
        char *c = &padded[i];
        doubt = doubt || !g_ascii_isdigit(*c);
        if (*c == 'O')
            *c = '0';
        else if (*c == 'I' || *c == 'L')
            *c = '1';
        else if (!g_ascii_isdigit(*c))
            return search_uai(text);
    }
    return judge_uai(g_steal_pointer(&padded), doubt);
}

/* ---- SIRET ---- */

/* "552 081 317 66522" for people. */
static char *
siret_label(const char *siret)
{
    return g_strdup_printf("%.3s %.3s %.3s %s", siret, siret + 3, siret + 6, siret + 9);
}

static Typed
judge_siret(const char *figures, gboolean doubt)
{
    gsize length = strlen(figures);
    g_autofree char *siret = g_strconcat(length == 13 ? "0" : "", figures, NULL);

    if (length == 9) {
        if (!siret_key_valid(siret))
            return typed_refused(FINDING_SIREN_KEY, NULL);
        return typed_doubt(g_steal_pointer(&siret), FINDING_SIRET_SIREN, NULL);
    }
    if (strlen(siret) != 14)
        return typed_refused(FINDING_SIRET_EXPECTED, NULL);
    if (!siret_key_valid(siret))
        return typed_refused(length == 14 ? FINDING_SIRET_KEY : FINDING_SIRET_EXPECTED, NULL);
    if (!doubt && length == 14)
        return typed_ok(g_steal_pointer(&siret));
    g_autofree char *label = siret_label(siret);
    return typed_doubt(g_steal_pointer(&siret), FINDING_SIRET_DOUBT, label);
}

Typed
siret_read(const char *text)
{
    static const char *const harmless[] = {"siret", "siren", "n", "no", "numero", "°", ".",
                                           "-",     "/",     ":", "'",  ",",      NULL};
    g_autofree char *folded = text_fold(text);
    g_autofree char *corrected = letters_to_figures(folded);
    g_auto(Tokens) tokens = tokens_new(corrected ? corrected : folded);
    g_autoptr(GString) figures = g_string_new(NULL);
    gboolean doubt = corrected != NULL;

    for (const Token *next; (next = tokens_peek(&tokens, 0))->kind != TOKEN_END; tokens.at++) {
        if (next->kind == TOKEN_DIGITS)
            g_string_append(figures, next->text);
        else if (!token_in(next, harmless))
            doubt = TRUE;
    }
    return judge_siret(figures->str, doubt);
}

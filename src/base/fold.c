/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.c - texts as they are compared.
 */
#include "base/text.h"

#include "base/text-parts.h"
#include <string.h>

/* Letters and signs that Unicode does not take apart, by what they are compared as. */
static const struct {
    gunichar c;
    const char *plain;
} alike[] = {
    {0x0153, "oe"}, {0x0152, "oe"}, {0x00E6, "ae"}, {0x00C6, "ae"}, {0x00DF, "ss"}, {0x00F8, "o"},
    {0x00D8, "o"},  {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"},  {0x02BC, "'"},  {0x02B9, "'"},
    {0x2032, "'"},  {0x00B4, "'"},  {0x0060, "'"},  {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},
    {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},  {0x2212, "-"},  {0x00BA, "°"},  {0x02DA, "°"},
};

/* The letter without its accent, of U+00C0 to U+00FF; a space: look closer. */
static const char latin_letters[] = "aaaaaa ceeeeiiii nooooo  uuuuy  "
                                    "aaaaaa ceeeeiiii nooooo  uuuuy y";

/* Bytes that one character can become: each part of it is one of six bytes at most. */
#define FOLDED_MAX (6 * G_UNICHAR_MAX_DECOMPOSITION_LENGTH)

static gsize
fold_other(gunichar c, char *out)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize length = 0;

    for (guint i = 0; i < G_N_ELEMENTS(alike); i++) {
        if (c != alike[i].c)
            continue;
        length = strlen(alike[i].plain);
        memcpy(out, alike[i].plain, length);
        return length;
    }
    /* ² or ½ taken apart would become figures: 12² is not 122. */
    gboolean compatible = g_unichar_type(c) != G_UNICODE_OTHER_NUMBER;
    gsize count = g_unichar_fully_decompose(c, compatible, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < count; i++) {
        if (!g_unichar_ismark(parts[i]) && !text_is_invisible(parts[i]))
            length += (gsize)g_unichar_to_utf8(g_unichar_tolower(parts[i]), out + length);
    }
    return length;
}

/* The character at *TEXT, folded, into OUT, any white space as ' '; returns its bytes.  One that is
 * taken apart may leave spaces (U+00A8 becomes one). */
static gsize
fold_next(const char **text, char *out)
{
    const char *at = *text;
    guchar first = (guchar)*at;
    *text = g_utf8_next_char(at);
    if (first < 0x80) {
        *out = first == '`' ? '\'' : g_ascii_tolower((char)first);
        *out = *out <= ' ' && g_ascii_isspace(*out) ? ' ' : *out;
        return 1;
    }
    gunichar c = g_utf8_get_char(at);
    *out = text_starts_space(at) ? ' ' : '\0';
    if (c >= 0xC0 && c <= 0xFF && latin_letters[c - 0xC0] != ' ')
        *out = latin_letters[c - 0xC0];
    return *out ? 1 : fold_other(c, out);
}

char *
text_fold(const char *text)
{
    GString *folded = g_string_sized_new(strlen(text) + 1);
    gboolean pending = FALSE;

    while (*text) {
        char out[FOLDED_MAX];
        gsize length = fold_next(&text, out);
        for (gsize i = 0; i < length; i++) {
            if (out[i] == ' ') {
                pending = TRUE;
                continue;
            }
            if (pending && folded->len > 0)
                g_string_append_c(folded, ' ');
            pending = FALSE;
            g_string_append_c(folded, out[i]);
        }
    }
    gsize length = folded->len;
    while (length > 0 && (folded->str[length - 1] == ':' || folded->str[length - 1] == ' '))
        length--;
    g_string_truncate(folded, length);
    return g_string_free(folded, FALSE);
}

/* A text being compared, as it is folded, with one that is folded. */
typedef struct {
    const char *wanted; /* what is left of it */
    gboolean begun, pending;
} Match;

/* FALSE: it can't be the same any more.  Behind all that is wanted only colons and spaces may come,
 * which folding takes off the end. */
static gboolean
match_byte(Match *match, char c)
{
    if (c == ' ') {
        match->pending = TRUE;
        return TRUE;
    }
    if (!*match->wanted)
        return c == ':';
    if (match->pending && match->begun && *match->wanted++ != ' ')
        return FALSE;
    match->begun = TRUE;
    match->pending = FALSE;
    return *match->wanted++ == c;
}

gsize
text_fold_prefix(const char *text, gsize max, const char *folded)
{
    Match match = {folded, FALSE, FALSE};
    const char *end = text + strnlen(text, max), *found = text;

    for (const char *p = text; p < end;) {
        char out[FOLDED_MAX];
        gsize length = fold_next(&p, out);
        for (gsize i = 0; i < length; i++)
            if (!match_byte(&match, out[i]))
                return (gsize)(found - text);
        found = *match.wanted ? found : p;
    }
    return (gsize)(found - text);
}

gboolean
text_folds_to(const char *text, gsize length, const char *folded)
{
    return length == 0 ? !*folded : text_fold_prefix(text, length, folded) == length;
}

char *
text_reference(const char *text)
{
    g_autofree char *folded = text_fold(text);
    GString *plain = g_string_new(NULL);
    gboolean gap = FALSE;

    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalnum(c)) {
            gap = TRUE;
            continue;
        }
        if (gap && plain->len > 0 && g_ascii_isdigit(*p) &&
            g_ascii_isdigit(plain->str[plain->len - 1]))
            g_string_append_c(plain, ' ');
        g_string_append_unichar(plain, c);
        gap = FALSE;
    }
    if (plain->len == 0)
        g_string_assign(plain, folded);
    return g_string_free(plain, FALSE);
}

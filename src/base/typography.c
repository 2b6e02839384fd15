/* SPDX-License-Identifier: Apache-2.0
 *
 * French typographic spacing of our own sentences.
 */
#include <string.h>

#include "base/text.h"

#define NARROW   0x202F
#define NO_BREAK 0x00A0

static gboolean
is_plain_space(gunichar c)
{
    return c == ' ' || c == NO_BREAK || c == NARROW;
}

/* Takes back the spaces at the end of OUT; TRUE when there were some. */
static gboolean
unspace(GString *out)
{
    gsize before = out->len;

    while (out->len) {
        const char *last = g_utf8_prev_char(out->str + out->len);
        if (!is_plain_space(g_utf8_get_char(last)))
            break;
        g_string_truncate(out, (gsize)(last - out->str));
    }
    return out->len != before;
}

static gunichar
last_character(const GString *out)
{
    return out->len ? g_utf8_get_char(g_utf8_prev_char(out->str + out->len)) : 0;
}

static gboolean
is_one_of(gunichar c, const char *signs)
{
    return c > 0 && c < 0x80 && strchr(signs, (int)c);
}

/* A sign that stands after a space in French.  Where none was written one is put in, but only when
 * the sign ends a word: not within 12:30, https://host or ?a=b, nor after another such sign. */
static void
high_sign(GString *out, gunichar sign, gunichar next)
{
    gboolean spaced = unspace(out);
    gunichar before = last_character(out);
    gboolean ends_word = next == 0 || is_plain_space(next) || is_one_of(next, "\n).,;!?");

    if (before && !is_one_of(before, "\n(!?;:") && (spaced || ends_word))
        g_string_append_unichar(out, NARROW);
    g_string_append_unichar(out, sign);
}

/* A space after 1 to 3 figures and before exactly 3 groups thousands: "1 234". */
static gboolean
groups_thousands(const GString *out, const char *after)
{
    gsize before = 0;

    while (before < out->len && g_ascii_isdigit(out->str[out->len - 1 - before]))
        before++;
    return before >= 1 && before <= 3 && strspn(after, "0123456789") == 3;
}

/* "n°" or "N°" at the end of OUT. */
static gboolean
numbers(const GString *out)
{
    return out->len >= strlen("n°") && memcmp(out->str + out->len - 2, "°", 2) == 0 &&
           g_ascii_tolower(out->str[out->len - 3]) == 'n';
}

static void
space(GString *out, const char *after)
{
    if (numbers(out))
        g_string_append_unichar(out, NO_BREAK);
    else if (groups_thousands(out, after))
        g_string_append_unichar(out, NARROW);
    else
        g_string_append_c(out, ' ');
}

/* How many bytes of TEXT no rule looks at: not at the first of « and » (C2), nor of € (E2). */
static gsize
plain_run(const char *text)
{
    static const gboolean looked_at[256] = {
        ['\0'] = TRUE, [' '] = TRUE, ['\''] = TRUE, [';'] = TRUE,  [':'] = TRUE,
        ['!'] = TRUE,  ['?'] = TRUE, ['%'] = TRUE,  [0xC2] = TRUE, [0xE2] = TRUE,
    };
    gsize run = 0;

    while (!looked_at[(guchar)text[run]])
        run++;
    return run;
}

char *
text_french(const char *text)
{
    GString *out = g_string_sized_new(strlen(text) + 1);

    for (const char *p = text; *p;) {
        const gsize run = plain_run(p);
        if (run) {
            g_string_append_len(out, p, (gssize)run);
            p += run;
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        p = g_utf8_next_char(p);
        if (c == ' ') {
            space(out, p);
        } else if (c == '\'') {
            g_string_append(out, "’");
        } else if (c == 0x00AB) {
            g_string_append(out, "«\u00A0");
            while (*p && is_plain_space(g_utf8_get_char(p)))
                p = g_utf8_next_char(p);
        } else if (c == 0x00BB) {
            unspace(out);
            g_string_append(out, "\u00A0»");
        } else if (is_one_of(c, ";:!?%") || c == 0x20AC) {
            high_sign(out, c, *p ? g_utf8_get_char(p) : 0);
        } else {
            g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}

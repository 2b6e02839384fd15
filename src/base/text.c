/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/text-parts.h"
#include <string.h>

#define MARKS_MAX   8
#define PIECE       256 /* bytes that are composed at a time */
#define REPLACEMENT 0xFFFD

gboolean
text_is_invisible(gunichar c)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {
        {0x00AD, 0x00AD},                     /* soft hyphen */
        {0x061C, 0x061C},   {0x200B, 0x200B}, /* Arabic mark, zero width space */
        {0x200E, 0x200F},   {0x202A, 0x202E}, /* bidirectional marks and overrides */
        {0x2060, 0x2064},   {0x2066, 0x206F}, /* word joiner, isolates */
        {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB}, /* byte order mark, annotations */
        {0xE0000, 0xE007F},                   /* tags */
    };

    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return TRUE;
    }
    return FALSE;
}

/* XML 1.0 has no place for these, so no text of ours has. */
static gboolean
is_noncharacter(gunichar c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* The character as kept, 0 when it is dropped. */
static gunichar
clean_character(gunichar c)
{
    if (c >= 0x20 && c < 0x7F)
        return c;
    if (c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85)
        return '\n';
    if (c == '\n' || c == '\t')
        return c;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || text_is_invisible(c))
        return 0;
    return is_noncharacter(c) ? REPLACEMENT : c;
}

/* Below U+0300 and in general punctuation nothing combines: such a text is in NFC as it stands. */
static gboolean
is_composed(gunichar c)
{
    return c < 0x0300 || (c >= 0x2002 && c <= 0x20CF);
}

/* May become one with what precedes it: marks, and the vowels and finals of Hangul (Unicode 14,
 * 3.12). */
static gboolean
combines(gunichar c)
{
    return g_unichar_ismark(c) || (c >= 0x1160 && c <= 0x11FF);
}

/* TEXT in NFC, piece by piece: with each character that it composes GLib moves all that follows, so
 * that a long text takes quadratic time. */
static char *
compose(const GString *text)
{
    GString *composed = g_string_sized_new(text->len);
    for (const char *from = text->str, *at; *from; from = at) {
        at = g_utf8_next_char(from);
        while (*at && (at - from < PIECE || combines(g_utf8_get_char(at))))
            at = g_utf8_next_char(at);
        g_autofree char *piece = g_utf8_normalize(from, at - from, G_NORMALIZE_DEFAULT_COMPOSE);
        g_string_append(composed, piece);
    }
    return g_string_free(composed, FALSE);
}

/* Bytes at the start of BYTES that are kept as they are and combine with nothing: printable ASCII
 * and the letters of U+00C0 to U+00FF. */
static gsize
plain_length(const char *bytes, const char *end)
{
    const char *p = bytes;
    for (; p < end; p++) {
        guchar c = (guchar)*p;
        if (c == 0xC3 && end - p > 1 && ((guchar)p[1] & 0xC0) == 0x80)
            p++;
        else if (c < 0x20 || c >= 0x7F)
            break;
    }
    return (gsize)(p - bytes);
}

char *
text_clean(const char *bytes, gssize length)
{
    gsize size = length < 0 ? strlen(bytes) : (gsize)length;
    g_autoptr(GString) clean = g_string_sized_new(size);
    const char *end = bytes + size;
    gboolean composed = TRUE;
    guint marks = 0;

    for (const char *p = bytes; p < end;) {
        gsize plain = plain_length(p, end);
        if (plain > 0) {
            g_string_append_len(clean, p, (gssize)plain);
            p += plain;
            marks = 0;
            continue;
        }
        gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char_validated(p, end - p);
        if (c >= (gunichar)-2) {
            c = REPLACEMENT;
            p++;
        } else {
            p += c < 0x80 ? 1 : g_utf8_skip[(guchar)*p];
        }
        if (c == '\r' && p < end && *p == '\n')
            continue;
        c = clean_character(c);
        if (c == 0)
            continue;
        /* Before normalising: ordering thousands of marks on one base takes quadratic time. */
        marks = !is_composed(c) && g_unichar_ismark(c) ? marks + 1 : 0;
        composed = composed && is_composed(c);
        if (marks <= MARKS_MAX && c < 0x80)
            g_string_append_c(clean, (char)c);
        else if (marks <= MARKS_MAX)
            g_string_append_unichar(clean, c);
    }
    if (composed)
        return g_string_free(g_steal_pointer(&clean), FALSE);
    return compose(clean);
}

static gboolean
is_space(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x00A0 || c == 0x202F || c == 0x2007 || c == 0x2009;
}

/* Most characters are told by their first byte: spaces begin with C2, E1, E2 or E3. */
gboolean
text_starts_space(const char *text)
{
    guchar first = (guchar)*text;
    if (first < 0x80)
        return first <= ' ' && g_ascii_isspace((char)first);
    gboolean may_be = first == 0xC2 || (first >= 0xE1 && first <= 0xE3);
    return may_be && is_space(g_utf8_get_char(text));
}

char *
text_squeeze(const char *text)
{
    char *squeezed = g_malloc(strlen(text) + 1), *end = squeezed;
    gboolean pending = FALSE;

    while (*text) {
        if (text_starts_space(text)) {
            pending = TRUE;
            text = g_utf8_next_char(text);
            continue;
        }
        if (pending && end > squeezed)
            *end++ = ' ';
        pending = FALSE;
        do
            *end++ = *text++;
        while (((guchar)*text & 0xC0) == 0x80);
    }
    *end = '\0';
    return squeezed;
}

gboolean
text_has_digit(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        guchar first = (guchar)*text;
        if (first < 0x80 ? g_ascii_isdigit(*text) : g_unichar_isdigit(g_utf8_get_char(text)))
            return TRUE;
    }
    return FALSE;
}

char *
text_shorten(const char *text, guint max)
{
    if (g_utf8_strlen(text, -1) <= (glong)max)
        return g_strdup(text);
    if (max == 0)
        return g_strdup("");
    const char *cut = g_utf8_offset_to_pointer(text, (glong)max - 1);
    while (cut > text && g_unichar_ismark(g_utf8_get_char(cut)))
        cut = g_utf8_prev_char(cut);
    while (cut > text && cut[-1] == ' ')
        cut--;
    g_autofree char *head = g_strndup(text, (gsize)(cut - text));
    return g_strconcat(head, "…", NULL);
}

char *
text_id(const char *typed)
{
    char *id = g_strstrip(g_ascii_strdown(typed, -1));
    gsize length = strlen(id);
    while (length && id[length - 1] == '.')
        id[--length] = '\0';
    if (g_str_has_suffix(id, "…"))
        id[length - strlen("…")] = '\0';
    return id;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * From spans to one text: controls out, characters that the font hasn't got named.
 */
#include <string.h>

#include "typeset/prepare.h"

#define SOFT_HYPHEN 0x00AD

/* Signs without a shape of their own: they say how their neighbours are joined or coloured. */
static gboolean
is_shapeless(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_FORMAT || (c >= 0xFE00 && c <= 0xFE0F);
}

/* What stands for C in a document.  A character of ours that the font hasn't got stays, and is
 * reported once it is set; what people typed is never a reason to have no document. */
static void
append_character(const Fonts *fonts, gunichar c, gboolean typed, GString *out)
{
    if (c == '\n') {
        g_string_append_c(out, '\n');
    } else if (c == '\r' || c == SOFT_HYPHEN) {
        return;
    } else if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029) {
        g_string_append_c(out, ' ');
    } else if (fonts_cover(fonts, c) || !typed) {
        g_string_append_unichar(out, c);
    } else if (!is_shapeless(c)) {
        g_string_append_printf(out, "[U+%04X]", c);
    }
}

static gboolean
is_ordinal(const char *text, gsize length)
{
    static const char *const ENDINGS[] = {"er", "re", "e", "es"};

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++)
        if (strlen(ENDINGS[i]) == length && memcmp(text, ENDINGS[i], length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
continues_word(const char *text, const char *start)
{
    return text > start && g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(text)));
}

static void
add_mark(Prepared *prepared, PreparedMark mark, gsize start, gsize end)
{
    mark.start = start;
    mark.end = end;
    if (end > start)
        g_array_append_val(prepared->marks, mark);
}

/* MARK from START to the text's end, with the letters of 1er, 2e… apart: a word of one to four
 * figures and an ending. */
static void
add_marks(Prepared *prepared, PreparedMark mark, gsize start)
{
    const char *text = prepared->text->str, *first = text + start;
    PreparedMark raised = mark;

    raised.raised = TRUE;
    for (const char *p = first; *p;) {
        gsize digits = strspn(p, "0123456789");
        if (digits == 0 || digits > 4 || continues_word(p, first)) {
            p = digits ? p + digits : g_utf8_next_char(p);
            continue;
        }
        p += digits;
        gsize letters = strspn(p, "ers"), at = (gsize)(p - text);
        if (is_ordinal(p, letters) && !g_unichar_isalnum(g_utf8_get_char(p + letters))) {
            add_mark(prepared, mark, start, at);
            add_mark(prepared, raised, at, at + letters);
            start = at + letters;
        }
    }
    add_mark(prepared, mark, start, prepared->text->len);
}

static void
append_span(const Fonts *fonts, const Span *span, Prepared *prepared)
{
    g_autofree char *valid = g_utf8_make_valid(span->text, -1);
    gsize start = prepared->text->len;

    for (const char *p = valid; *p; p = g_utf8_next_char(p))
        append_character(fonts, g_utf8_get_char(p), span->typed, prepared->text);
    add_marks(prepared, (PreparedMark){.style = span->style, .target = span->target}, start);
}

Prepared *
prepare_prose(const Fonts *fonts, const Prose *prose)
{
    Prepared *prepared = g_new0(Prepared, 1);

    prepared->text = g_string_new(NULL);
    prepared->marks = g_array_new(FALSE, FALSE, sizeof(PreparedMark));
    for (guint i = 0; prose && i < prose->len; i++)
        append_span(fonts, prose->pdata[i], prepared);
    return prepared;
}

void
prepared_free(Prepared *prepared)
{
    if (!prepared)
        return;
    g_string_free(prepared->text, TRUE);
    g_array_unref(prepared->marks);
    g_free(prepared);
}

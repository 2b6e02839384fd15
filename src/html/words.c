/* SPDX-License-Identifier: Apache-2.0
 *
 * Words, and where they lead.
 */
#include "html/parts.h"

#include <string.h>

/* ---- text ---- */

/* Marks and overrides of direction, which turn the words around them. */
static gboolean
turns_words(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Not for the eye: HTML has no place for controls and noncharacters. */
static gboolean
is_named(gunichar c)
{
    return turns_words(c) || (g_unichar_iscntrl(c) && c != '\t') || (c & 0xFFFE) == 0xFFFE ||
           (c >= 0xFDD0 && c <= 0xFDEF);
}

/* One of the letters that are written from right to left. */
static gboolean
is_leftward(gunichar c)
{
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Neither named nor leftward, told by its first byte: ASCII without controls, U+00C0 to U+057F. */
static gboolean
is_common(const char *at)
{
    const guchar first = (guchar)*at;
    return (first >= ' ' && first < 0x7F) || (first >= 0xC3 && first <= 0xD5);
}

/* The first character of TEXT that is LOOKED_FOR, or the end. */
static const char *
find(const char *text, gboolean (*looked_for)(gunichar c))
{
    while (*text && (is_common(text) || !looked_for(g_utf8_get_char(text))))
        text = g_utf8_next_char(text);
    return text;
}

static void
put_line(Html *html, const char *line)
{
    for (const char *named; *(named = find(line, is_named)); line = g_utf8_next_char(named)) {
        g_autofree char *before = g_strndup(line, (gsize)(named - line));
        g_autofree char *number = g_strdup_printf("[U+%04X]", g_utf8_get_char(named));
        markup_text(html->markup, before);
        markup_text(html->markup, number);
    }
    markup_text(html->markup, line);
}

void
html_text(Html *html, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    const gboolean apart = *find(valid, is_leftward) != '\0';
    char *rest = *valid ? valid : NULL;

    if (apart)
        markup_start(html->markup, "bdi");
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (line != valid)
            markup_leaf(html->markup, "br", NULL);
        put_line(html, line);
    }
    if (apart)
        markup_end(html->markup);
}

/* ---- places ---- */

void
html_name(Html *html, const char *name)
{
    g_autofree char *id = name && !html->mail ? g_uri_escape_string(name, NULL, FALSE) : NULL;

    markup_attribute(html->markup, "id", id);
}

/* An id is escaped, so what leads to it is escaped twice. */
void
html_lead_to(Html *html, const char *name)
{
    g_autofree char *id = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *fragment = g_uri_escape_string(id, NULL, FALSE);
    g_autofree char *href = g_strconcat("#", fragment, NULL);

    markup_attribute(html->markup, "href", href);
}

static gboolean
start_link(Html *html, const Span *span)
{
    if (html->mail || (!span->target && !span->file))
        return FALSE;
    markup_start(html->markup, "a");
    if (span->target) {
        html_lead_to(html, span->target);
    } else {
        g_autofree char *href = g_uri_escape_string(span->file, "/", FALSE);
        markup_attribute(html->markup, "href", href);
    }
    return TRUE;
}

/* ---- prose ---- */

static void
put_span(Html *html, const Span *span)
{
    static const LookId LOOKS[] = {[SPAN_STRONG] = LOOK_STRONG,
                                   [SPAN_CITED] = LOOK_CITED,
                                   [SPAN_QUIET] = LOOK_QUIET,
                                   [SPAN_ALERT] = LOOK_ALERT,
                                   [SPAN_CODE] = LOOK_CODE};
    const gboolean link = start_link(html, span), look = span->style != SPAN_PLAIN;

    if (look)
        html_start(html, LOOKS[span->style], 0);
    html_text(html, span->text);
    if (look)
        html_end(html);
    if (link)
        markup_end(html->markup);
}

void
html_prose(Html *html, const Prose *prose)
{
    markup_text(html->markup, ""); /* no white space is put between spans */
    for (guint i = 0; prose && i < prose->len; i++)
        put_span(html, prose->pdata[i]);
}

void
html_leaf(Html *html, LookId look, const char *text)
{
    if (!text)
        return;
    html_start(html, look, 0);
    html_text(html, text);
    html_end(html);
}

void
html_line(Html *html, LookId look, const Prose *prose)
{
    if (!prose)
        return;
    html_start(html, look, 0);
    html_prose(html, prose);
    html_end(html);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

#include <string.h>

/* An element that has been started. */
typedef struct {
    const char *name;
    gboolean elements, text; /* what was written in it so far */
} Open;

struct Markup {
    GString *out;
    GArray *open;      /* Open, outermost first */
    gboolean tag;      /* the last start tag still takes attributes */
    gboolean indented; /* elements on lines of their own */
};

Markup *
markup_new(const char *head, gboolean indented)
{
    Markup *markup = g_new0(Markup, 1);
    markup->out = g_string_new(head);
    markup->open = g_array_new(FALSE, FALSE, sizeof(Open));
    markup->indented = indented;
    return markup;
}

void
markup_free(Markup *markup)
{
    if (!markup)
        return;
    if (markup->out)
        g_string_free(markup->out, TRUE);
    g_array_unref(markup->open);
    g_free(markup);
}

static Open *
innermost(Markup *markup)
{
    guint depth = markup->open->len;
    return depth ? &g_array_index(markup->open, Open, depth - 1) : NULL;
}

static void
close_tag(Markup *markup)
{
    if (markup->tag)
        g_string_append_c(markup->out, '>');
    markup->tag = FALSE;
}

static void
new_line(Markup *markup, guint depth)
{
    const gsize length = markup->out->len;
    if (length == 0 || markup->out->str[length - 1] != '\n')
        g_string_append_c(markup->out, '\n');
    for (guint i = 0; i < depth; i++)
        g_string_append(markup->out, "  ");
}

void
markup_start(Markup *markup, const char *element)
{
    Open *around = innermost(markup);
    Open open = {.name = element, .text = around && around->text};
    close_tag(markup);
    if (around)
        around->elements = TRUE;
    if (markup->indented && !open.text)
        new_line(markup, markup->open->len);
    g_string_append_c(markup->out, '<');
    g_string_append(markup->out, element);
    g_array_append_val(markup->open, open);
    markup->tag = TRUE;
}

/* Nothing in it that an escaping would change: controls, those of Latin-1 (C2 80 to C2 9F), too. */
static gboolean
is_plain(const char *text)
{
    static const gboolean looked_at[256] = {
        [0 ... ' ' - 1] = TRUE, ['"'] = TRUE,  ['&'] = TRUE,  ['<'] = TRUE,
        ['>'] = TRUE,           [0x7F] = TRUE, [0xC2] = TRUE,
    };
    while (!looked_at[(guchar)*text] || ((guchar)*text == 0xC2 && (guchar)text[1] >= 0xA0))
        text++;
    return *text == '\0';
}

static void
append_escaped(GString *out, const char *text)
{
    if (is_plain(text)) {
        g_string_append(out, text);
        return;
    }
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_auto(GStrv) parts = g_strsplit(escaped, "&apos;", -1); /* XPaths stay readable */
    g_autofree char *plain = g_strjoinv("'", parts);
    g_string_append(out, plain);
}

void
markup_attribute(Markup *markup, const char *name, const char *value)
{
    g_return_if_fail(markup->tag);
    if (!value)
        return;
    g_string_append_c(markup->out, ' ');
    g_string_append(markup->out, name);
    g_string_append(markup->out, "=\"");
    append_escaped(markup->out, value);
    g_string_append_c(markup->out, '"');
}

void
markup_attributes(Markup *markup, ...)
{
    va_list more;
    const char *name;
    va_start(more, markup);
    while ((name = va_arg(more, const char *)) != NULL)
        markup_attribute(markup, name, va_arg(more, const char *));
    va_end(more);
}

void
markup_text(Markup *markup, const char *text)
{
    Open *around = innermost(markup);
    g_return_if_fail(around);
    close_tag(markup);
    around->text = TRUE;
    append_escaped(markup->out, text);
}

void
markup_end(Markup *markup)
{
    Open *open = innermost(markup);
    g_return_if_fail(open);
    if (markup->tag) {
        g_string_append(markup->out, "/>");
        markup->tag = FALSE;
    } else {
        if (markup->indented && open->elements && !open->text)
            new_line(markup, markup->open->len - 1);
        g_string_append(markup->out, "</");
        g_string_append(markup->out, open->name);
        g_string_append_c(markup->out, '>');
    }
    g_array_set_size(markup->open, markup->open->len - 1);
}

void
markup_leaf(Markup *markup, const char *element, const char *text)
{
    markup_start(markup, element);
    if (text)
        markup_text(markup, text);
    markup_end(markup);
}

void
markup_take(Markup *markup, GString *into)
{
    g_string_append_len(into, markup->out->str, (gssize)markup->out->len);
    g_string_truncate(markup->out, 0);
}

char *
markup_finish(Markup *markup)
{
    while (markup->open->len > 0)
        markup_end(markup);
    g_string_append_c(markup->out, '\n');
    return g_string_free(g_steal_pointer(&markup->out), FALSE);
}

GBytes *
markup_finish_bytes(Markup *markup)
{
    char *text = markup_finish(markup);
    return g_bytes_new_take(text, strlen(text));
}

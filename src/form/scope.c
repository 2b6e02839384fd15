/* SPDX-License-Identifier: Apache-2.0 */
#include "form/scope.h"

#include "base/text.h"
#include <string.h>

static void
inlay_free(gpointer data)
{
    Inlay *inlay = data;
    g_free(inlay->shown);
    g_free(inlay);
}

void
textflow_cell_free(gpointer data)
{
    FlowCell *cell = data;
    g_free(cell->text);
    g_free(cell->bookmark);
    g_ptr_array_unref(cell->inlays);
    g_free(cell);
}

static FlowCell *
cell_new(void)
{
    FlowCell *cell = g_new0(FlowCell, 1);
    cell->columns = cell->rows = 1;
    cell->inlays = g_ptr_array_new_with_free_func(inlay_free);
    return cell;
}

Scope *
scope_new(void)
{
    Scope *scope = g_new0(Scope, 1);
    scope->text = g_string_new(NULL);
    scope->cell = cell_new();
    return scope;
}

void
scope_free(Scope *scope)
{
    g_string_free(scope->text, TRUE);
    textflow_cell_free(scope->cell);
    g_free(scope);
}

/* Spaces that keep printed boxes apart, "☒ oui   ☐ non", are the form's layout, not typed: one is
 * enough. */
static void
close_up_boxes(char *text)
{
    char *to = strstr(text, "  ");
    for (const char *from = to; from && *from; from++) {
        gsize spaces = *from == ' ' ? strspn(from, " ") : 0;
        gunichar next = spaces > 1 ? g_utf8_get_char(from + spaces) : 0;
        if (next >= 0x2610 && next <= 0x2612)
            from += spaces - 1;
        *to++ = *from;
    }
    if (to)
        *to = '\0';
}

/* Turned round (U+202E), or struck through (U+0334 to U+0338). */
static gboolean
is_distorted(gunichar c)
{
    return c == 0x202E || (c >= 0x0334 && c <= 0x0338);
}

/* Text that shows otherwise than it stands, by characters of its own, is no figure that can be
 * trusted. */
static void
mark_distorted(GString *text)
{
    gboolean may_be = strstr(text->str, "\u202E") || strchr(text->str, 0xCC);
    g_autofree char *raw = may_be ? g_strdup(text->str) : NULL;
    if (may_be)
        g_string_truncate(text, 0);
    for (const char *p = raw; p && *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(text, is_distorted(c) ? 0xFFFD : c);
    }
}

/* Empty paragraphs before and after the text are no part of an answer. */
static char *
trim_lines(GString *text)
{
    mark_distorted(text);
    g_autofree char *clean = text_clean(text->str, (gssize)text->len);
    close_up_boxes(clean);
    const char *start = clean + strspn(clean, "\n");
    gsize length = strlen(start);
    while (length > 0 && start[length - 1] == '\n')
        length--;
    return g_strndup(start, length);
}

FlowCell *
scope_take(Scope *scope)
{
    FlowCell *cell = scope->cell;
    cell->text = trim_lines(scope->text);
    g_string_truncate(scope->text, 0);
    scope->pending = scope->joined = FALSE;
    scope->cell = cell_new();
    return cell;
}

static void
flush(Scope *scope)
{
    if (!scope->pending)
        return;
    scope->pending = FALSE;
    g_string_append_c(scope->text, '\n');
}

void
scope_open_paragraph(Scope *scope)
{
    if (scope->depth++ > 0 && scope->text->len > 0)
        scope->pending = TRUE;
    flush(scope);
    if (!scope->joined)
        scope->space = TRUE;
    scope->joined = scope->soft = FALSE;
}

static void
drop_soft_space(Scope *scope)
{
    if (scope->soft && g_str_has_suffix(scope->text->str, " "))
        g_string_truncate(scope->text, scope->text->len - 1);
    scope->soft = FALSE;
}

void
scope_close_paragraph(Scope *scope, gboolean joined)
{
    drop_soft_space(scope);
    if (scope->depth > 0)
        scope->depth--;
    scope->joined = joined;
    if (!joined)
        scope->pending = TRUE;
}

static void
put_space(Scope *scope, char space)
{
    if (!scope->space) {
        flush(scope);
        g_string_append_c(scope->text, ' ');
        scope->space = TRUE;
        scope->soft = space == '\n';
    } else if (space == '\n' && g_str_has_suffix(scope->text->str, " ")) {
        scope->soft = TRUE;
    }
}

void
scope_put_text(Scope *scope, const char *text)
{
    if (scope->depth == 0)
        return;
    while (*text) {
        gsize word = strcspn(text, " \t\r\n");
        if (word == 0) {
            put_space(scope, *text++);
            continue;
        }
        flush(scope);
        g_string_append_len(scope->text, text, (gssize)word);
        scope->space = scope->soft = FALSE;
        text += word;
    }
}

void
scope_put(Scope *scope, const char *text, guint count)
{
    flush(scope);
    for (guint i = 0; i < count; i++)
        g_string_append(scope->text, text);
    scope->space = scope->soft = FALSE;
}

gsize
scope_position(Scope *scope)
{
    flush(scope);
    return scope->text->len;
}

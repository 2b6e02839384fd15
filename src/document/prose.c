/* SPDX-License-Identifier: Apache-2.0
 *
 * Words in order.
 */
#include "document/prose.h"

#include "base/text.h"

static void
span_free(gpointer data)
{
    Span *span = data;

    g_free(span->text);
    g_free(span->target);
    g_free(span->file);
    g_free(span);
}

static Prose *
add_span(Prose *prose, SpanStyle style, char *text, gboolean typed)
{
    Span *span = g_new0(Span, 1);

    span->text = text;
    span->style = style;
    span->typed = typed;
    g_ptr_array_add(prose, span);
    return prose;
}

Prose *
prose_add(Prose *prose, SpanStyle style, const char *text)
{
    return add_span(prose, style, text_french(text), FALSE);
}

Prose *
prose_add_typed(Prose *prose, SpanStyle style, const char *text)
{
    return add_span(prose, style, g_utf8_make_valid(text, -1), TRUE);
}

Prose *
prose_new(const char *text)
{
    Prose *prose = g_ptr_array_new_with_free_func(span_free);

    return text ? prose_add(prose, SPAN_PLAIN, text) : prose;
}

Prose *
prose_typed(const char *text)
{
    return prose_add_typed(prose_new(NULL), SPAN_PLAIN, text);
}

Prose *
prose_add_clerk(Prose *prose, SpanStyle style, const char *text)
{
    g_autofree char *french = text_french(text ? text : "");

    return prose_add_typed(prose, style, french);
}

Prose *
prose_clerk(const char *text)
{
    return prose_add_clerk(prose_new(NULL), SPAN_PLAIN, text);
}

Prose *
prose_printf(const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return prose_new(text);
}

Prose *
prose_add_link(Prose *prose, SpanStyle style, const char *text, const char *target)
{
    prose_add(prose, style, text);
    ((Span *)prose->pdata[prose->len - 1])->target = g_strdup(target);
    return prose;
}

/* Below the folder: no root, and no step up. */
static gboolean
stays_below(const char *path)
{
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);

    return *path && *path != '/' && !g_strv_contains((const char *const *)steps, "..");
}

Prose *
prose_add_file(Prose *prose, SpanStyle style, const char *text, const char *path)
{
    g_return_val_if_fail(stays_below(path), prose);
    prose_add(prose, style, text);
    ((Span *)prose->pdata[prose->len - 1])->file = g_strdup(path);
    return prose;
}

char *
prose_plain(const Prose *prose)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; prose && i < prose->len; i++)
        g_string_append(text, ((const Span *)prose->pdata[i])->text);
    return g_string_free(text, FALSE);
}

void
prose_free(gpointer data)
{
    if (data)
        g_ptr_array_unref(data);
}

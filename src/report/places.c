/* SPDX-License-Identifier: Apache-2.0
 *
 * Names of places and links between them: a figure leads to the forms behind it, a form to the
 * figures that rest on it.
 */
#include "report/parts.h"

char *
place_sheet(const Sheet *sheet)
{
    return g_strconcat("fiche-", sheet->id, NULL);
}

char *
place_forms(const Sheet *sheet)
{
    return g_strconcat("annexe-", sheet->id, NULL);
}

static char *
place_indicator(const char *id)
{
    return g_strconcat("indicateur-", id, NULL);
}

char *
place_form(const char *submission)
{
    return g_strconcat("envoi-", submission, NULL);
}

gboolean
report_new_place(const Report *report, const char *name)
{
    return g_hash_table_add(report->places, g_strdup(name));
}

void
report_mark_block(const Report *report, const Indicator *indicator)
{
    g_autofree char *name = place_indicator(indicator->id);

    if (report_new_place(report, name))
        document_anchor(report->document, name);
}

void
report_mark_row(const Report *report, TableRow *row, const Indicator *indicator)
{
    g_autofree char *name = place_indicator(indicator->id);

    if (report_new_place(report, name))
        table_row_anchor(row, name);
}

Prose *
prose_add_forms(Prose *prose, SpanStyle style, const char *text, const Sheet *sheet)
{
    g_autofree char *target = place_forms(sheet);

    return prose_add_link(prose, style, text, target);
}

Prose *
prose_add_indicator(Prose *prose, SpanStyle style, const char *text, const char *id)
{
    g_autofree char *target = place_indicator(id);

    return prose_add_link(prose, style, text, target);
}

Prose *
prose_to_form(Prose *prose, const char *submission)
{
    for (guint i = 0; i < prose->len; i++) {
        Span *span = prose->pdata[i];
        g_free(span->target);
        span->target = place_form(submission);
    }
    return prose;
}

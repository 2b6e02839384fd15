/* SPDX-License-Identifier: Apache-2.0
 *
 * An indicator by two lists at once; and which of its tables are worth their place.
 */
#include "report/parts.h"

#include <string.h>

/* More columns than this and a crossed table is no longer read. */
enum { MATRIX_COLUMNS = 8 };

typedef struct {
    Report *report;
    const Indicator *indicator;
    const char *down, *across; /* lists */
    GPtrArray *rows, *columns; /* Entry */
    Table *table;
    Legend legend;
} Matrix;

static void
matrix_cell(Matrix *m, TableRow *row, const char *down, const char *across)
{
    const char *scope[5] = {NULL};
    guint n = 0;
    const Figure *figure;

    if (down) {
        scope[n++] = m->down;
        scope[n++] = down;
    }
    if (across) {
        scope[n++] = m->across;
        scope[n++] = across;
    }
    figure = report_figure(m->report, m->indicator, m->report->in->period, scope);
    table_cell(row, figure_cell(figure, figure ? figure->value : NULL,
                                g_strcmp0(m->indicator->unit, "%") == 0, &m->legend));
}

static void
matrix_row(Matrix *m, RowKind kind, const char *label, const char *code)
{
    TableRow *row = table_row(m->table, kind);

    table_cell(row, prose_new(label));
    for (guint i = 0; i < m->columns->len; i++)
        matrix_cell(m, row, code, ((const Entry *)m->columns->pdata[i])->code);
    matrix_cell(m, row, code, NULL);
}

static void
matrix_table(Matrix *m)
{
    Report *report = m->report;
    const Figure *whole = report_figure(report, m->indicator, report->in->period, NULL);
    g_autofree char *respondents = whole ? respondents_words(whole) : g_strdup("aucun répondant");
    g_autofree char *down = g_utf8_strdown(report_list_label(report, m->down), -1);
    g_autofree char *across = g_utf8_strdown(report_list_label(report, m->across), -1);
    g_autofree char *unit =
        m->indicator->unit ? g_strdup_printf(" (%s)", m->indicator->unit) : g_strdup("");
    g_autofree char *caption =
        g_strdup_printf("%s par %s et par %s, %s%s. %s.", m->indicator->label, down, across,
                        report->year, unit, respondents);

    m->table = table_new(report_caption(report, caption));
    table_column(m->table, report_list_label(report, m->down), FALSE);
    for (guint i = 0; i < m->columns->len; i++)
        table_column(m->table, ((const Entry *)m->columns->pdata[i])->head, TRUE);
    table_column(m->table, "Ensemble", TRUE);
    for (guint i = 0; i < m->rows->len; i++) {
        const Entry *entry = m->rows->pdata[i];
        matrix_row(m, ROW_PLAIN, entry->label, entry->code);
    }
    matrix_row(m, ROW_TOTAL, "Ensemble", NULL);
    legend_notes(report, m->table, &m->legend);
    document_table(report->document, m->table);
}

/* TRUE when the table was made. */
static gboolean
crossed(Report *report, const Indicator *indicator, char *const *lists)
{
    Matrix m = {.report = report, .indicator = indicator, .down = lists[0], .across = lists[1]};
    gboolean made;

    m.rows = report_entries(report, indicator, m.down, m.across);
    m.columns = report_entries(report, indicator, m.across, m.down);
    /* The longer list goes down. */
    if (m.columns->len > m.rows->len) {
        GPtrArray *rows = m.rows;
        m.rows = m.columns;
        m.columns = rows;
        m.down = lists[1];
        m.across = lists[0];
    }
    made = m.rows->len && m.columns->len && m.columns->len <= MATRIX_COLUMNS;
    if (made)
        matrix_table(&m);
    g_ptr_array_unref(m.rows);
    g_ptr_array_unref(m.columns);
    return made;
}

static gboolean
is_in(char *const *lists, const char *list)
{
    return lists && g_strv_contains((const char *const *)lists, list);
}

/* A sum's crossed table has the totals of both lists: they need no table of their own, unless there
 * are other periods to show beside. */
static gboolean
totals_suffice(const Report *report, const Indicator *indicator)
{
    return indicator->aggregation == AGGREGATE_SUM && indicator->sheet->per != PER_HALF &&
           report->earlier->len == 0;
}

void
report_breakdowns(Report *report, const Indicator *indicator)
{
    g_autoptr(GPtrArray) all = indicator_breakdowns(indicator);
    g_autoptr(GPtrArray) single = g_ptr_array_new();
    char *const *cross = NULL;

    for (guint i = 0; i < all->len; i++)
        if (g_strv_length(all->pdata[i]) == 2)
            cross = all->pdata[i];
    for (guint i = 0; i < all->len; i++) {
        char **by = all->pdata[i];
        /* Girls and boys have a part of their own. */
        if (g_strv_length(by) != 1 || strcmp(by[0], "genre") == 0 ||
            (totals_suffice(report, indicator) && is_in(cross, by[0])))
            continue;
        g_ptr_array_add(single, by[0]);
    }
    g_ptr_array_add(single, NULL);
    if (single->len > 1)
        report_breakdown_table(report, indicator, (char *const *)single->pdata);
    if (cross)
        crossed(report, indicator, cross);
}

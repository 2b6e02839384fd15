/* SPDX-License-Identifier: Apache-2.0
 *
 * An indicator by two lists at once; and which of its tables are worth their place.
 */
#include "report/parts.h"

#include <string.h>

/* More columns than this and a crossed table is no longer read. */
enum { MATRIX_COLUMNS = 8 };

/* Heads that are not abbreviated: how many, and of how many characters. */
enum { LABELS_MOST = 4, LABEL_MOST = 18 };

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
    table_cell(row, value_cell(m->indicator, figure, &m->legend));
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

/* Few and short enough to stand as heads in full. */
static gboolean
labels_fit(const GPtrArray *columns)
{
    for (guint i = 0; i < columns->len; i++)
        if (g_utf8_strlen(((const Entry *)columns->pdata[i])->label, -1) > LABEL_MOST)
            return FALSE;
    return columns->len <= LABELS_MOST;
}

static void
matrix_table(Matrix *m)
{
    Report *report = m->report;
    g_autofree char *down = uncapitalised(report_list_label(report, m->down));
    g_autofree char *across = uncapitalised(report_list_label(report, m->across));
    g_autofree char *by = g_strdup_printf(" par %s et par %s", down, across);

    m->table = table_new(report_indicator_caption(report, m->indicator, by));
    table_column(m->table, report_list_label(report, m->down), FALSE);
    const gboolean whole = labels_fit(m->columns);
    for (guint i = 0; i < m->columns->len; i++) {
        const Entry *entry = m->columns->pdata[i];
        table_column(m->table, whole ? entry->label : entry->head, TRUE);
    }
    table_column(m->table, "Ensemble", TRUE);
    for (guint i = 0; i < m->rows->len; i++) {
        const Entry *entry = m->rows->pdata[i];
        matrix_row(m, ROW_PLAIN, entry->label, entry->code);
    }
    matrix_row(m, ROW_TOTAL, "Ensemble", NULL);
    char *lists[] = {(char *)m->down, (char *)m->across, NULL};
    char *periods[] = {(char *)report->in->period, NULL};
    totals_notes(report, m->table, m->indicator, lists, periods);
    legend_notes(report, m->table, &m->legend);
    document_table(report->document, m->table);
    report_mark_block(report, m->indicator);
}

/* Without those that do not exist in the period, and of which it has no figure. */
static GPtrArray *
matrix_entries(const Report *report, const Indicator *indicator, const char *list,
               const char *beside)
{
    GPtrArray *entries = report_entries(report, indicator, list, beside);
    const CodeList *codes = convention_list(report->convention, list);
    Period period;

    if (!codes || !report->in->period ||
        !period_parse(report->in->period, report->convention->calendar, &period))
        return entries;
    for (guint i = entries->len; i-- > 0;) {
        const char *code = ((const Entry *)entries->pdata[i])->code;
        const char *scope[] = {list, code, NULL};
        const Figure *figure = report_figure(report, indicator, report->in->period, scope);
        if (!item_during(list_item(codes, code), period) && (!figure || !figure->respondents))
            g_ptr_array_remove_index(entries, i);
    }
    return entries;
}

/* Rows and columns of the crossed table of two LISTS, the longer list down; FALSE: not readable, or
 * without a figure of the period. */
static gboolean
matrix_init(Matrix *m, Report *report, const Indicator *indicator, char *const *lists)
{
    const Figure *whole = report_figure(report, indicator, report->in->period, NULL);

    *m = (Matrix){.report = report, .indicator = indicator, .down = lists[0], .across = lists[1]};
    m->rows = matrix_entries(report, indicator, m->down, m->across);
    m->columns = matrix_entries(report, indicator, m->across, m->down);
    if (m->columns->len > m->rows->len) {
        GPtrArray *rows = m->rows;
        m->rows = m->columns;
        m->columns = rows;
        m->down = lists[1];
        m->across = lists[0];
    }
    return m->rows->len && m->columns->len && m->columns->len <= MATRIX_COLUMNS &&
           (!whole || whole->respondents);
}

static void
matrix_clear(Matrix *m)
{
    g_ptr_array_unref(m->rows);
    g_ptr_array_unref(m->columns);
}

static void
crossed(Report *report, const Indicator *indicator, char *const *lists)
{
    Matrix m;

    if (matrix_init(&m, report, indicator, lists))
        matrix_table(&m);
    matrix_clear(&m);
}

/* LIST is a side of one of the crossed tables. */
static gboolean
is_crossed(Report *report, const Indicator *indicator, const GPtrArray *breakdowns,
           const char *list)
{
    gboolean found = FALSE;

    for (guint i = 0; i < breakdowns->len && !found; i++) {
        char **by = breakdowns->pdata[i];
        Matrix m;
        if (g_strv_length(by) != 2 || !g_strv_contains((const char *const *)by, list))
            continue;
        found = matrix_init(&m, report, indicator, by);
        matrix_clear(&m);
    }
    return found;
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
    const CodeList *parts = report->convention->parts;

    for (guint i = 0; i < all->len; i++) {
        char **by = all->pdata[i];
        /* The list of parts has a part of the report to itself. */
        if (g_strv_length(by) == 1 && (!parts || strcmp(by[0], parts->id) != 0) &&
            !(totals_suffice(report, indicator) && is_crossed(report, indicator, all, by[0])))
            g_ptr_array_add(single, by[0]);
    }
    g_ptr_array_add(single, NULL);
    if (single->len > 1)
        report_breakdown_table(report, indicator, (char *const *)single->pdata);
    for (guint i = 0; i < all->len; i++)
        if (g_strv_length(all->pdata[i]) == 2)
            crossed(report, indicator, all->pdata[i]);
}

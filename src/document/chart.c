/* SPDX-License-Identifier: Apache-2.0
 *
 * Building charts, and saying them.
 */
#include "document/chart.h"

#include "base/text.h"

static char *
french(const char *text)
{
    return text ? text_french(text) : NULL;
}

/* ---- freeing ---- */
static void
value_clear(ChartValue *value)
{
    g_free(value->words);
    g_free(value->said);
}

static void
cell_free(gpointer data)
{
    ChartCell *cell = data;

    value_clear(&cell->now);
    value_clear(&cell->before);
    value_clear(&cell->target);
    g_free(cell);
}

static void
column_free(gpointer data)
{
    ChartColumn *column = data;

    g_free(column->label);
    g_free(column->detail);
    g_free(column);
}

static void
row_free(gpointer data)
{
    ChartRow *row = data;

    prose_free(row->label);
    g_free(row->detail);
    g_ptr_array_unref(row->cells);
    g_free(row);
}

void
chart_free(Chart *chart)
{
    if (!chart)
        return;
    prose_free(chart->title);
    prose_free(chart->subtitle);
    g_free(chart->said);
    g_free(chart->now);
    g_free(chart->before);
    g_free(chart->target);
    g_ptr_array_unref(chart->columns);
    g_ptr_array_unref(chart->rows);
    g_ptr_array_unref(chart->notes);
    g_free(chart);
}

/* ---- building ---- */
Chart *
chart_new(ChartKind kind, Prose *title, Prose *subtitle, const char *said)
{
    Chart *chart = g_new0(Chart, 1);

    chart->kind = kind;
    chart->title = title;
    chart->subtitle = subtitle;
    chart->said = french(said);
    chart->columns = g_ptr_array_new_with_free_func(column_free);
    chart->rows = g_ptr_array_new_with_free_func(row_free);
    chart->notes = g_ptr_array_new_with_free_func(prose_free);
    return chart;
}

void
chart_names(Chart *chart, const char *now, const char *before, const char *target)
{
    chart->now = french(now);
    chart->before = french(before);
    chart->target = french(target);
}

void
chart_column(Chart *chart, const char *label, const char *detail, ChartUnit unit)
{
    ChartColumn *column = g_new0(ChartColumn, 1);

    *column = (ChartColumn){french(label), french(detail), unit};
    g_ptr_array_add(chart->columns, column);
}

ChartRow *
chart_row(Chart *chart, Prose *label, const char *detail)
{
    ChartRow *row = g_new0(ChartRow, 1);

    row->label = label;
    row->detail = french(detail);
    row->cells = g_ptr_array_new_with_free_func(cell_free);
    g_ptr_array_add(chart->rows, row);
    return row;
}

void
chart_note(Chart *chart, Prose *note)
{
    g_ptr_array_add(chart->notes, note);
}

static void
add_cell(ChartRow *row, ChartValue value)
{
    ChartCell *cell = g_new0(ChartCell, 1);

    cell->now = value;
    g_ptr_array_add(row->cells, cell);
}

static ChartValue
given(double size, const char *words)
{
    return (ChartValue){CHART_GIVEN, MAX(size, 0), french(words), NULL};
}

void
chart_given(ChartRow *row, double size, const char *words)
{
    add_cell(row, given(size, words));
}

void
chart_unknown(ChartRow *row, ChartState state, const char *words, const char *said)
{
    add_cell(row, (ChartValue){state, 0, french(words), french(said)});
}

void
chart_before(ChartRow *row, double size, const char *words)
{
    ((ChartCell *)row->cells->pdata[row->cells->len - 1])->before = given(size, words);
}

void
chart_target(ChartRow *row, double size, const char *words)
{
    ((ChartCell *)row->cells->pdata[row->cells->len - 1])->target = given(size, words);
}

/* ---- saying ---- */
static const char *
said(const ChartValue *value)
{
    return value->said ? value->said : value->words;
}

/* A label may be on two lines. */
static void
say_label(const ChartColumn *column, GString *words)
{
    g_autofree char *label = g_strdelimit(g_strdup(column->label), "\n", ' ');

    g_string_append(words, label);
}

/* What stands with the columns' names. */
static void
say_columns(const Chart *chart, GString *words)
{
    for (guint i = 0; i < chart->columns->len; i++) {
        const ChartColumn *column = chart->columns->pdata[i];
        if (!column->label || !column->detail || !*column->detail)
            continue;
        g_string_append_c(words, ' ');
        say_label(column, words);
        g_string_append_printf(words, " : %s.", column->detail);
    }
}

/* "Créteil 45,2 % (2012-2013 : 40,1 % ; objectif : 50 %)". */
static void
say_cell(const Chart *chart, const ChartColumn *column, const ChartCell *cell, GString *words)
{
    const gboolean before = cell->before.state != CHART_ABSENT;
    const gboolean target = cell->target.state != CHART_ABSENT;

    if (column->label) {
        say_label(column, words);
        g_string_append_c(words, ' ');
    }
    g_string_append(words, said(&cell->now));
    if (before || target)
        g_string_append(words, " (");
    if (before)
        g_string_append_printf(words, "%s : %s", chart->before, said(&cell->before));
    if (target)
        g_string_append_printf(words, "%s%s : %s", before ? " ; " : "", chart->target,
                               said(&cell->target));
    if (before || target)
        g_string_append_c(words, ')');
}

static void
say_row(const Chart *chart, const ChartRow *row, GString *words)
{
    g_autofree char *label = prose_plain(row->label);
    const char *between = *label ? " : " : "";

    g_string_append_printf(words, " %s", label);
    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        if (cell->now.state == CHART_ABSENT || (chart->kind == CHART_UNITS && cell->now.size <= 0))
            continue;
        g_string_append(words, between);
        say_cell(chart, chart->columns->pdata[i], cell, words);
        between = ", ";
    }
    if (row->detail)
        g_string_append_printf(words, " ; %s", row->detail);
    g_string_append_c(words, '.');
}

char *
chart_words(const Chart *chart, guint first, guint count)
{
    g_autoptr(GString) words = g_string_new(chart->said);

    g_string_append_c(words, '.');
    say_columns(chart, words);
    for (guint i = first; i < first + count && i < chart->rows->len; i++)
        say_row(chart, chart->rows->pdata[i], words);
    return text_french(words->str);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures in tables: a sheet's indicators together, then one indicator by its breakdowns.
 */
#include "report/parts.h"

#include <string.h>

/* ---- cells ---- */
Prose *
figure_cell(const Figure *figure, const char *value, guint decimals, Legend *legend)
{
    g_autofree char *words = NULL;

    if (figure && figure->masked) {
        legend->masked = TRUE;
        return prose_new("s");
    }
    if (!value) {
        legend->missing = TRUE;
        return prose_new("n.c.");
    }
    words = number_words(value, decimals);
    return prose_new(words);
}

const char *
shown_value(const Indicator *indicator, const Figure *figure)
{
    const gboolean counted = indicator->aggregation == AGGREGATE_COUNT ||
                             indicator->aggregation == AGGREGATE_DISTRIBUTION;

    if (figure && figure->masked)
        return NULL;
    return figure && figure->value ? figure->value : counted ? "0" : NULL;
}

Prose *
value_cell(const Indicator *indicator, const Figure *figure, Legend *legend)
{
    const char *value = shown_value(indicator, figure);

    return figure_cell(figure, value, value ? value_decimals(indicator, value) : 0, legend);
}

Prose *
masked_note(const Report *report)
{
    return prose_printf("s : secret. Nombre de personnes de 1 à %u, ou nombre qui permettrait de "
                        "le retrouver.",
                        report->convention->mask_below - 1);
}

Prose *
missing_note(void)
{
    return prose_new("n.c. : non communiqué.");
}

void
legend_notes(const Report *report, Table *table, const Legend *legend)
{
    if (legend->masked)
        table_note(table, masked_note(report));
    if (legend->missing)
        table_note(table, missing_note());
}

Prose *
report_caption(Report *report, const char *text)
{
    g_autofree char *number = g_strdup_printf("Tableau %u. ", ++report->tables);

    return prose_add(prose_add(prose_new(NULL), SPAN_STRONG, number), SPAN_PLAIN, text);
}

gboolean
indicator_is_number(const Indicator *indicator)
{
    switch (indicator->aggregation) {
    case AGGREGATE_DISTRIBUTION:
    case AGGREGATE_DATES:
    case AGGREGATE_TEXTS:
    case AGGREGATE_BESIDE:
        return FALSE;
    default:
        return !indicator->never_added;
    }
}

/* ---- periods as columns ---- */
typedef struct {
    char *period, *head;
    gboolean own; /* the report's year */
} PeriodColumn;

static void
period_column_free(gpointer data)
{
    PeriodColumn *column = data;

    g_free(column->period);
    g_free(column->head);
    g_free(column);
}

static void
add_period(GPtrArray *columns, const char *period, const char *head, gboolean own)
{
    PeriodColumn *column = g_new0(PeriodColumn, 1);

    column->period = g_strdup(period);
    column->head = g_strdup(head);
    column->own = own;
    g_ptr_array_add(columns, column);
}

static void
add_earlier(GPtrArray *columns, const Report *report, const char *year)
{
    g_autofree char *head = year_head(report, year);

    add_period(columns, year, head, FALSE);
}

/* Earlier years, then the halves of this one where the sheet has halves, then this one. */
static GPtrArray *
period_columns(const Report *report, const Sheet *sheet)
{
    GPtrArray *columns = g_ptr_array_new_with_free_func(period_column_free);

    for (guint i = 0; i < report->earlier->len; i++)
        add_earlier(columns, report, report->earlier->pdata[i]);
    if (report->in->kind == REPORT_TERM) {
        add_period(columns, report->in->period, "Toute la durée", TRUE);
        return columns;
    }
    for (int half = 1; sheet->per == PER_HALF && half <= 2; half++) {
        g_autofree char *period = report_half(report, half);
        add_period(columns, period, half == 1 ? "1er sem." : "2e sem.", FALSE);
    }
    add_period(columns, report->in->period, report->in->period, TRUE);
    return columns;
}

static void
add_period_heads(Table *table, const GPtrArray *columns)
{
    for (guint i = 0; i < columns->len; i++) {
        const PeriodColumn *column = columns->pdata[i];
        if (column->own)
            table_column(table, column->head, TRUE);
        else
            table_column_quiet(table, column->head, TRUE);
    }
}

/* ---- a sheet's indicators ---- */
static void
summary_row(const Report *report, Table *table, const Indicator *indicator,
            const GPtrArray *columns, Legend *legend)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    const Figure *whole = report_figure(report, indicator, report->in->period, NULL);
    Prose *label = prose_new(indicator->label);
    g_autofree char *target = target_words(report, indicator);
    g_autofree char *unit = unit_words(indicator);
    g_autofree char *respondents = respondents_number(whole);

    prose_add(label, SPAN_QUIET, unit);
    if (target) {
        g_autofree char *said = g_strdup_printf(", %s", target);
        prose_add(label, SPAN_QUIET, said);
    }
    table_cell(row, label);
    for (guint i = 0; i < columns->len; i++) {
        const PeriodColumn *column = columns->pdata[i];
        const Figure *figure = report_figure(report, indicator, column->period, NULL);
        table_cell(row, value_cell(indicator, figure, legend));
    }
    table_cell(row, prose_add_forms(prose_new(NULL), SPAN_PLAIN, respondents, indicator->sheet));
    report_mark_row(report, row, indicator);
}

/* What must be known to read a number right stands under it. */
static void
indicator_notes(const Report *report, Table *table, const Indicator *indicator, gboolean named)
{
    g_autofree char *amended = report_amended(report, indicator);
    const char *half = indicator->sheet->per == PER_HALF ? indicator->half_note : NULL;
    const char *notes[] = {indicator->note, half, amended};
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(notes); i++)
        if (notes[i])
            g_string_append_printf(words, "%s%s", words->len ? " " : "", notes[i]);
    if (words->len)
        table_note(table, named ? prose_printf("%s. %s", indicator->label, words->str)
                                : prose_new(words->str));
    g_string_free(words, TRUE);
}

void
report_summary_table(Report *report, const Sheet *sheet, gboolean retained)
{
    g_autoptr(GPtrArray) columns = period_columns(report, sheet);
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *caption = g_strdup_printf(
        "%s%s.", retained ? "Indicateurs retenus" : "Indicateurs complémentaires", year);
    Table *table = NULL;
    Legend legend = {FALSE, FALSE};

    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (indicator->retained != retained || !indicator_is_number(indicator) ||
            !report_covers(report, indicator))
            continue;
        if (!table) {
            table = table_new(report_caption(report, caption));
            table_column(table, "Indicateur", FALSE);
            add_period_heads(table, columns);
            table_column_quiet(table, "Répondants", TRUE);
        }
        summary_row(report, table, indicator, columns, &legend);
        indicator_notes(report, table, indicator, TRUE);
    }
    if (!table)
        return;
    legend_notes(report, table, &legend);
    document_table(report->document, table);
}

/* ---- one indicator by its lists ---- */
typedef struct {
    Report *report;
    const Indicator *indicator;
    GPtrArray *columns; /* PeriodColumn */
    GPtrArray *periods; /* char *, theirs, NULL-terminated; borrowed */
    gboolean parts;     /* numerator and denominator have columns */
    gboolean listed;    /* something stands below the whole */
    Table *table;
    Legend legend;
} Breakup;

/* "stages", "effectif": what a part of a ratio is made of. */
static char *
part_words(const GPtrArray *operands)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const char *label = operand->column ? operand->column->label : operand->field->label;
        g_ptr_array_add(words, (gpointer)label);
    }
    g_ptr_array_add(words, NULL);
    return enumeration((char *const *)words->pdata);
}

static void
breakup_row(Breakup *b, RowKind kind, const char *label, const char *list, const char *code)
{
    const char *scope[] = {list, code, NULL};
    TableRow *row = table_row(b->table, kind);
    const Figure *own = report_figure(b->report, b->indicator, b->report->in->period, scope);
    g_autofree char *respondents = respondents_number(own);

    table_cell(row, prose_new(label));
    if (b->parts) {
        table_cell(row, figure_cell(own, own ? own->numerator : NULL, 0, &b->legend));
        table_cell(row, figure_cell(own, own ? own->denominator : NULL, 0, &b->legend));
    }
    for (guint i = 0; i < b->columns->len; i++) {
        const PeriodColumn *column = b->columns->pdata[i];
        const Figure *figure = list
                                   ? series_figure(b->report, b->indicator, list, code,
                                                   (char *const *)b->periods->pdata, column->period)
                                   : report_figure(b->report, b->indicator, column->period, NULL);
        table_cell(row, value_cell(b->indicator, figure, &b->legend));
    }
    table_cell(row, prose_new(respondents));
}

static void
breakup_item(Breakup *b, const char *list, const Entry *entry)
{
    char *const *periods = (char *const *)b->periods->pdata;
    g_autofree char *words = NULL, *label = NULL;

    if (series_absorbed(b->report, b->indicator, list, entry->code, periods))
        return;
    words = series_words(b->report, b->indicator, list, entry->code, periods);
    label = g_strconcat(entry->label, words, NULL);
    breakup_row(b, ROW_PLAIN, label, list, entry->code);
}

static void
breakup_list(Breakup *b, const char *list)
{
    g_autoptr(GPtrArray) entries = report_entries(b->report, b->indicator, list, NULL);
    g_autofree char *lower = uncapitalised(report_list_label(b->report, list));

    if (entries->len == 0)
        return;
    b->listed = TRUE;
    table_cell(table_row(b->table, ROW_GROUP), prose_printf("Par %s", lower));
    for (guint i = 0; i < entries->len; i++)
        breakup_item(b, list, entries->pdata[i]);
}

static void
breakup_columns(Breakup *b)
{
    const Indicator *indicator = b->indicator;
    const char *unit = indicator->unit;

    table_column(b->table, "", FALSE);
    if (b->parts) {
        g_autofree char *over = part_words(indicator->numerator);
        g_autofree char *under = part_words(indicator->denominator);
        table_column_quiet(b->table, over, TRUE);
        table_column_quiet(b->table, under, TRUE);
    }
    for (guint i = 0; i < b->columns->len; i++) {
        const PeriodColumn *column = b->columns->pdata[i];
        g_autofree char *head = unit && strcmp(unit, "%") == 0
                                    ? g_strdup_printf("%s, en %%", column->head)
                                    : g_strdup(column->head);
        if (column->own)
            table_column(b->table, head, TRUE);
        else
            table_column_quiet(b->table, head, TRUE);
    }
    table_column_quiet(b->table, "Répondants", TRUE);
}

Prose *
prose_add_measured(Prose *prose, const Report *report, const Indicator *indicator, const char *what)
{
    const Figure *whole = report_figure(report, indicator, report->in->period, NULL);
    g_autofree char *respondents = whole ? respondents_words(whole) : NULL;
    gboolean percent = g_strcmp0(indicator->unit, "%") == 0;
    g_autofree char *unit = percent ? g_strdup("") : unit_words(indicator);
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *words = g_strconcat(what, year, unit, ".", NULL);

    prose_add(prose, SPAN_PLAIN, words);
    if (!respondents)
        return prose;
    prose_add(prose, SPAN_PLAIN, " ");
    prose_add_forms(prose, SPAN_PLAIN, respondents, indicator->sheet);
    return prose_add(prose, SPAN_PLAIN, ".");
}

Prose *
report_indicator_caption(Report *report, const Indicator *indicator, const char *by)
{
    g_autofree char *what = g_strconcat(indicator->label, by, NULL);

    return prose_add_measured(report_caption(report, ""), report, indicator, what);
}

void
report_breakdown_table(Report *report, const Indicator *indicator, char *const *lists)
{
    Breakup b = {.report = report, .indicator = indicator};
    b.columns = period_columns(report, indicator->sheet);
    b.periods = g_ptr_array_new();
    for (guint i = 0; i < b.columns->len; i++)
        g_ptr_array_add(b.periods, ((PeriodColumn *)b.columns->pdata[i])->period);
    g_ptr_array_add(b.periods, NULL);
    b.parts = indicator->aggregation == AGGREGATE_RATIO;
    b.table = table_new(report_indicator_caption(report, indicator, ""));
    breakup_columns(&b);
    if (!indicator->never_added)
        breakup_row(&b, ROW_TOTAL, "Ensemble", NULL, NULL);
    for (guint i = 0; lists[i]; i++)
        breakup_list(&b, lists[i]);
    indicator_notes(report, b.table, indicator, FALSE);
    totals_notes(report, b.table, indicator, lists, (char *const *)b.periods->pdata);
    g_ptr_array_unref(b.periods);
    g_ptr_array_unref(b.columns);
    legend_notes(report, b.table, &b.legend);
    if (b.listed) {
        document_table(report->document, b.table);
        report_mark_block(report, indicator);
        return;
    }
    report->tables--;
    table_free(b.table);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What changed since the last edition: each number that it showed and that is another one today,
 * with the difference and its causes.
 */
#include "report/parts.h"

#include <string.h>

typedef struct {
    Report *report;
    const Comparison *since;
    GHashTable *wholes; /* "indicator|period" whose whole has a row */
    Table *table;
    ChangeLegend legend;
} Changes;

/* ---- which of them stand in the table ---- */

/* A year that this report shows, and that the edition showed too. */
static gboolean
period_shown(const Changes *c, const char *text)
{
    const Report *report = c->report;
    const Edition *edition = c->since->edition;
    Calendar calendar = report->convention->calendar;
    Period period;
    gboolean shown = g_strcmp0(text, report->in->period) == 0 ||
                     g_ptr_array_find_with_equal_func(report->earlier, text, g_str_equal, NULL);
    return shown && period_parse(text, calendar, &period) &&
           (!edition->period || edition_shows(edition, calendar, text));
}

static char *
whole_key(const Figure *figure)
{
    return g_strconcat(figure->indicator->id, "|", figure->period, NULL);
}

static gboolean
has_own_list(const Indicator *indicator, const Figure *figure)
{
    const char *list = figure->scope[0];
    if (figure->scope[2])
        return FALSE;
    if (indicator->never_added)
        return strcmp(list, "kind") == 0;
    const Operand *operand = indicator->numerator->pdata[0];
    return operand->field->list && strcmp(operand->field->list->id, list) == 0;
}

/* Numbers as a whole, their items where the whole stayed as it was; what has no whole by the items
 * that it has; of dates the last. */
static gboolean
change_wanted(const Changes *c, const Change *change)
{
    const Figure *figure = change_figure(change);
    const Indicator *indicator = figure->indicator;
    if (!period_shown(c, figure->period))
        return FALSE;
    if (!figure->scope[0])
        return indicator_is_number(indicator) || indicator->aggregation == AGGREGATE_DATES;
    if (indicator->never_added || indicator->aggregation == AGGREGATE_DISTRIBUTION)
        return has_own_list(indicator, figure);
    g_autofree char *key = whole_key(figure);
    return indicator_is_number(indicator) && !figure->scope[2] &&
           !g_hash_table_contains(c->wholes, key);
}

static void
find_wholes(Changes *c)
{
    for (guint i = 0; i < c->since->changes->len; i++) {
        const Figure *figure = change_figure(c->since->changes->pdata[i]);
        if (!figure->scope[0])
            g_hash_table_add(c->wholes, whole_key(figure));
    }
}

/* ---- table ---- */

static void
begin_table(Changes *c)
{
    g_autofree char *caption = g_strdup_printf("Chiffres qui ont changé depuis l'édition n° %d.",
                                               (int)c->since->edition->number);
    c->table = table_new(report_caption(c->report, caption));
    table_column(c->table, "Indicateur", FALSE);
    table_column_quiet(c->table, "Avant", TRUE);
    table_column(c->table, "Maintenant", TRUE);
    table_column(c->table, "Écart", TRUE);
    table_column_quiet(c->table, "Pourquoi", FALSE);
}

static void
change_row(Changes *c, const Change *change)
{
    TableRow *row = table_row(c->table, ROW_PLAIN);
    change_cells(c->report, row, change, &c->legend);
}

static void
sheet_rows(Changes *c, const Sheet *sheet)
{
    gboolean begun = FALSE;
    for (guint i = 0; i < c->since->changes->len; i++) {
        const Change *change = c->since->changes->pdata[i];
        if (strcmp(change_figure(change)->indicator->sheet->id, sheet->id) != 0 ||
            !change_wanted(c, change))
            continue;
        if (!c->table)
            begin_table(c);
        if (!begun)
            table_cell(table_row(c->table, ROW_GROUP),
                       prose_printf("Fiche %s. %s", sheet->id,
                                    sheet->short_title ? sheet->short_title : sheet->title));
        begun = TRUE;
        change_row(c, change);
    }
}

static void
change_table(Changes *c)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(c->report->in->definition);
    find_wholes(c);
    for (guint i = 0; i < sheets->len; i++)
        sheet_rows(c, sheets->pdata[i]);
    if (!c->table)
        return;
    if (c->legend.fractions)
        table_note(c->table,
                   prose_new("Pour un taux, les deux nombres sont ce qui s'ajoute à son numérateur "
                             "et à son dénominateur."));
    legend_notes(c->report, c->table, &c->legend.values);
}

/* ---- around it ---- */

/* "3 nouvelles fiches, 1 fiche en retard et 1 correction"; NULL: none (transfer full). */
static char *
forms_words(const Comparison *since)
{
    Change counted = {0};
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (ChangeCause cause = 0; cause < CHANGE_DEFINITION; cause++) {
        counted.parts[cause].forms = since->forms[cause];
        if (since->forms[cause])
            g_ptr_array_add(words, change_part_words(&counted, cause));
    }
    if (words->len == 0)
        return NULL;
    g_ptr_array_add(words, NULL);
    return enumeration((char *const *)words->pdata);
}

/* The register is as it was: nothing was received or decided, and the definition is the same. */
static gboolean
same_state(const Changes *c)
{
    return g_strcmp0(c->since->edition->seal, c->report->in->seal) == 0;
}

static void
say_forms(Changes *c)
{
    Document *document = c->report->document;
    g_autofree char *forms = forms_words(c->since);
    if (forms)
        document_prose(document, BLOCK_PARAGRAPH,
                       prose_printf("Depuis cette édition : %s.%s", forms,
                                    c->table ? "" : " Aucun chiffre publié n'en est changé."));
    else if (c->table)
        document_paragraph(document, "Depuis cette édition, aucune autre fiche n'est comptée.");
    else if (same_state(c))
        document_paragraph(document,
                           "Depuis cette édition, aucune fiche n'est arrivée et aucun chiffre n'a "
                           "changé.");
    else
        document_paragraph(document,
                           "Depuis cette édition, aucune autre fiche n'est comptée et aucun "
                           "chiffre n'a changé. Le registre a changé, et son sceau avec lui : "
                           "messages reçus, décisions du secrétariat ou définition.");
}

/* Of the whole, in the edition; or NULL. */
static const Figure *
whole_then(const Changes *c, const Figure *now)
{
    for (guint i = 0; i < c->since->then->len; i++) {
        const Figure *then = c->since->then->pdata[i];
        if (strcmp(then->indicator->id, now->indicator->id) == 0 && !then->scope[0] &&
            strcmp(then->period, now->period) == 0)
            return then;
    }
    return NULL;
}

/* Figures of the year that stayed as they were, on the answers of more, or out of others; of what
 * is masked nobody may know whether it stayed. */
static void
say_respondents(const Changes *c)
{
    const GPtrArray *figures = c->report->in->figures;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *now = figures->pdata[i];
        if (now->scope[0] || now->masked || now->indicator->aggregation == AGGREGATE_TEXTS ||
            g_strcmp0(now->period, c->report->in->period) != 0 || !period_shown(c, now->period))
            continue;
        g_autofree char *key = whole_key(now);
        const Figure *then = whole_then(c, now);
        if (!then || g_hash_table_contains(c->wholes, key) ||
            (then->respondents == now->respondents && then->expected == now->expected))
            continue;
        g_autofree char *before = respondents_number(then);
        g_autofree char *after = respondents_number(now);
        if (strcmp(before, after) != 0)
            g_ptr_array_add(words, g_strdup_printf("%s (%s, au lieu de %s)", now->indicator->id,
                                                   after, before));
    }
    if (words->len == 0)
        return;
    g_ptr_array_add(words, NULL);
    g_autofree char *all = enumeration((char *const *)words->pdata);
    document_prose(c->report->document, BLOCK_PARAGRAPH,
                   prose_printf("Répondants de chiffres restés les mêmes : %s.", all));
}

/* The years that it didn't show have no row. */
static void
say_year(const Changes *c)
{
    const char *period = c->since->edition->period;
    if (!period || g_strcmp0(period, c->report->in->period) == 0)
        return;
    g_autofree char *year = period_words(c->report, period);
    document_prose(c->report->document, BLOCK_PARAGRAPH,
                   prose_printf("L'édition n° %d portait sur l'%s : seules les années qu'elle "
                                "montrait sont comparées.",
                                (int)c->since->edition->number, year));
}

static void
say_dropped(Changes *c)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    if (c->since->dropped->len == 0)
        return;
    for (guint i = 0; i < c->since->dropped->len; i++)
        g_ptr_array_add(ids, c->since->dropped->pdata[i]);
    g_ptr_array_add(ids, NULL);
    g_autofree char *words = enumeration((char *const *)ids->pdata);
    document_prose(c->report->document, BLOCK_NOTE,
                   prose_printf("Indicateurs que la définition n'a plus : %s.", words));
}

/* A heading must not end with a year alone. */
static char *
unbroken_day(gint64 seconds)
{
    g_autofree char *day = day_words(seconds);
    g_auto(GStrv) words = g_strsplit(day, " ", -1);
    return g_strjoinv("\u00a0", words);
}

void
report_changes(Report *report)
{
    const Comparison *since = report->in->since;
    if (!since || !since->edition)
        return;
    g_autofree char *day = unbroken_day(since->edition->issued);
    g_autoptr(GHashTable) wholes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Changes c = {.report = report, .since = since, .wholes = wholes};
    document_heading(report->document, 2, NULL,
                     prose_printf("Ce qui a changé depuis l'édition n° %d du\u00a0%s",
                                  (int)since->edition->number, day));
    change_table(&c);
    say_forms(&c);
    say_year(&c);
    if (c.table)
        document_table(report->document, c.table);
    say_respondents(&c);
    say_dropped(&c);
}

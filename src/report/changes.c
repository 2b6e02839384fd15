/* SPDX-License-Identifier: Apache-2.0
 *
 * What changed since the last edition: each number that it showed and that is another one today,
 * with the difference and its causes.
 */
#include "report/parts.h"

#include <string.h>

#define MINUS "\u2212"

/* Organisations that are named for one cause; more are counted. */
enum { NAMES_MOST = 1 };

typedef struct {
    Report *report;
    const Comparison *since;
    GHashTable *wholes; /* "indicator|period" whose whole has a row */
    Table *table;
    Legend legend;
    gboolean fractions; /* "+14 / +20" stands somewhere */
} Changes;

/* ---- which of them stand in the table ---- */

static const Figure *
change_figure(const Change *change)
{
    return change->now ? change->now : change->then;
}

/* A year that this report shows, and that the edition showed too. */
static gboolean
period_shown(const Changes *c, const char *text)
{
    const Report *report = c->report;
    Calendar calendar = report->convention->calendar;
    Period period, last;
    gboolean shown = g_strcmp0(text, report->in->period) == 0 ||
                     g_ptr_array_find_with_equal_func(report->earlier, text, g_str_equal, NULL);
    if (!shown || !period_parse(text, calendar, &period))
        return FALSE;
    return !c->since->edition->period ||
           (period_parse(c->since->edition->period, calendar, &last) && period.year <= last.year);
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

/* ---- words ---- */

/* "+14", "−3", "0" (transfer full). */
static char *
signed_words(gint64 scaled, guint decimals)
{
    g_autofree char *canonical = number_text(ABS(scaled));
    g_autofree char *number = number_words(canonical, decimals);
    return g_strconcat(scaled > 0 ? "+" : scaled < 0 ? MINUS : "", number, NULL);
}

static char *
item_label(const Report *report, const char *list, const char *code)
{
    const CodeList *codes = convention_list(report->convention, list);
    const Item *item = codes ? list_item(codes, code) : NULL;
    const Kind *kind = codes ? NULL : convention_kind(report->convention, code);
    return g_strdup(item ? item->label : kind ? kind->plural : code);
}

/* "Stages (élèves), 2012-2013, académie de Paris" */
static char *
row_label(const Changes *c, const Figure *figure)
{
    g_autofree char *unit = unit_words(figure->indicator);
    GString *label = g_string_new(figure->indicator->label);
    g_string_append(label, unit);
    for (char **pair = figure->scope; *pair; pair += 2) {
        g_autofree char *item = item_label(c->report, pair[0], pair[1]);
        g_string_append_printf(label, "\u00a0: %s", item);
    }
    if (g_strcmp0(figure->period, c->report->in->period) != 0)
        g_string_append_printf(label, ", %s", figure->period);
    return g_string_free(label, FALSE);
}

/* ---- cells ---- */

static Prose *
side_cell(Changes *c, const Change *change, const Figure *figure)
{
    const Indicator *indicator = change_figure(change)->indicator;
    if (!figure && change->added)
        return prose_new("–");
    if (indicator->aggregation == AGGREGATE_DATES && figure && figure->value && !figure->masked) {
        g_autofree char *date = date_words(figure->value);
        return prose_new(date);
    }
    return value_cell(indicator, figure, &c->legend);
}

/* FALSE when there is no number. */
static gboolean
side_number(const Change *change, const Figure *figure, gint64 *number)
{
    Aggregation how = change_figure(change)->indicator->aggregation;
    *number = 0;
    if (figure && figure->value)
        return how != AGGREGATE_DATES && number_parse(figure->value, number);
    return how == AGGREGATE_COUNT || how == AGGREGATE_DISTRIBUTION;
}

static Prose *
difference_cell(Changes *c, const Change *change)
{
    const Indicator *indicator = change_figure(change)->indicator;
    gint64 before, after;
    if (change->masked) {
        c->legend.masked = TRUE;
        return prose_new("s");
    }
    if (change->unlike || !side_number(change, change->then, &before) ||
        !side_number(change, change->now, &after))
        return prose_new("");
    g_autofree char *canonical = number_text(ABS(after - before));
    g_autofree char *number = signed_words(after - before, value_decimals(indicator, canonical));
    gboolean percent = g_strcmp0(indicator->unit, "%") == 0;
    gboolean many = ABS(after - before) >= 2 * (gint64)NUMBER_SCALE;
    return prose_printf("%s%s", number, !percent ? "" : many ? " points" : " point");
}

/* "+14", "+14 / +20" (transfer full). */
static char *
part_amount(Changes *c, const Change *change, const ChangePart *part)
{
    const Figure *figure = change_figure(change);
    g_autofree char *canonical = number_text(ABS(part->numerator));
    guint decimals = figure->denominator ? 0 : value_decimals(figure->indicator, canonical);
    g_autofree char *numerator = signed_words(part->numerator, decimals);
    if (!figure->denominator)
        return g_steal_pointer(&numerator);
    g_autofree char *denominator = signed_words(part->denominator, 0);
    c->fractions = TRUE;
    return g_strdup_printf("%s / %s", numerator, denominator);
}

static gboolean
part_stands(const Change *change, ChangeCause cause)
{
    return cause == CHANGE_DEFINITION ? change->redefined : change->parts[cause].forms > 0;
}

static char *
part_words(const Change *change, ChangeCause cause)
{
    static const struct {
        const char *one, *many;
    } WORDS[] = {
        [CHANGE_NEW] = {"nouvelle fiche", "nouvelles fiches"},
        [CHANGE_LATE] = {"fiche en retard", "fiches en retard"},
        [CHANGE_CORRECTION] = {"correction", "corrections"},
        [CHANGE_GONE] = {"fiche qui n'est plus retenue", "fiches qui ne sont plus retenues"},
    };
    if (cause == CHANGE_DEFINITION)
        return g_strdup(change->added ? "indicateur ajouté" : "définition modifiée");
    return count_words(change->parts[cause].forms, WORDS[cause].one, WORDS[cause].many);
}

/* " (Lycée A, Lycée B)" of what doesn't count people. */
static void
add_names(const Report *report, Prose *prose, const Change *change, const ChangePart *part)
{
    const GPtrArray *who = part->organisations;
    if (change->people || who->len == 0 || who->len > NAMES_MOST)
        return;
    for (guint i = 0; i < who->len; i++) {
        const Participant *participant =
            participants_find(report->in->definition->participants, who->pdata[i]);
        prose_add_typed(prose, SPAN_PLAIN, i ? ", " : " (");
        prose_add_clerk(prose, SPAN_PLAIN, participant ? participant->name : who->pdata[i]);
    }
    prose_add_typed(prose, SPAN_PLAIN, ")");
}

/* What nothing that was received explains: other figures decide whether it may be shown. */
static Prose *
unexplained(const Change *change)
{
    return prose_new(change->now && change->now->masked ? "masqué pour protéger un autre nombre"
                                                        : "n'a plus à être masqué");
}

/* A part is the whole difference when it is alone: then a number stands beside it only when it is
 * two. */
static Prose *
cause_cell(Changes *c, const Change *change)
{
    const Indicator *indicator = change_figure(change)->indicator;
    guint count = 0, shown = 0;
    for (ChangeCause cause = 0; cause < CHANGE_CAUSES; cause++)
        count += part_stands(change, cause);
    if (count == 0)
        return unexplained(change);
    gboolean amounts = change->amounts && indicator->aggregation != AGGREGATE_MEAN &&
                       (count > 1 || change_figure(change)->denominator);
    Prose *prose = prose_new(NULL);
    for (ChangeCause cause = 0; cause < CHANGE_CAUSES; cause++) {
        const ChangePart *part = &change->parts[cause];
        if (!part_stands(change, cause))
            continue;
        g_autofree char *words = part_words(change, cause);
        g_autofree char *amount = amounts ? part_amount(c, change, part) : NULL;
        g_autofree char *said = g_strconcat(words, amount ? " : " : "", amount ? amount : "", NULL);
        prose_add_typed(prose, SPAN_PLAIN, shown++ ? "\u202f; " : "");
        prose_add(prose, SPAN_PLAIN, said);
        add_names(c->report, prose, change, part);
    }
    return prose;
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
    g_autofree char *label = row_label(c, change_figure(change));
    TableRow *row = table_row(c->table, ROW_PLAIN);
    table_cell(row, prose_new(label));
    table_cell(row, side_cell(c, change, change->then));
    table_cell(row, side_cell(c, change, change->now));
    table_cell(row, difference_cell(c, change));
    table_cell(row, cause_cell(c, change));
}

static void
sheet_rows(Changes *c, const Sheet *sheet)
{
    gboolean begun = FALSE;
    for (guint i = 0; i < c->since->changes->len; i++) {
        const Change *change = c->since->changes->pdata[i];
        if (change_figure(change)->indicator->sheet != sheet || !change_wanted(c, change))
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
    find_wholes(c);
    for (guint i = 0; i < c->report->convention->sheets->len; i++)
        sheet_rows(c, c->report->convention->sheets->pdata[i]);
    if (!c->table)
        return;
    if (c->fractions)
        table_note(c->table,
                   prose_new("Pour un taux, les deux nombres sont ce qui s'ajoute à son numérateur "
                             "et à son dénominateur."));
    legend_notes(c->report, c->table, &c->legend);
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
            g_ptr_array_add(words, part_words(&counted, cause));
    }
    if (words->len == 0)
        return NULL;
    g_ptr_array_add(words, NULL);
    return enumeration((char *const *)words->pdata);
}

static void
say_forms(Changes *c)
{
    Document *document = c->report->document;
    g_autofree char *forms = forms_words(c->since);
    if (!forms && !c->table)
        document_paragraph(document,
                           "Depuis cette édition, aucune fiche n'est arrivée et aucun chiffre n'a "
                           "changé.");
    else if (!forms)
        document_paragraph(document, "Depuis cette édition, aucune fiche n'est arrivée.");
    else
        document_prose(document, BLOCK_PARAGRAPH,
                       prose_printf("Depuis cette édition : %s.%s", forms,
                                    c->table ? "" : " Aucun chiffre publié n'en est changé."));
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
    if (c.table)
        document_table(report->document, c.table);
    say_dropped(&c);
}

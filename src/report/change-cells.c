/* SPDX-License-Identifier: Apache-2.0
 *
 * One row of the table of changes: before, now, difference, causes.
 */
#include "report/parts.h"

#include <string.h>

#define MINUS "\u2212"

/* ---- words ---- */

const Figure *
change_figure(const Change *change)
{
    return change->now ? change->now : change->then;
}

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
row_label(const Report *report, const Figure *figure)
{
    g_autofree char *unit = unit_words(figure->indicator);
    GString *label = g_string_new(figure->indicator->label);
    g_string_append(label, unit);
    for (char **pair = figure->scope; *pair; pair += 2) {
        g_autofree char *item = item_label(report, pair[0], pair[1]);
        g_string_append_printf(label, "\u00a0: %s", item);
    }
    if (g_strcmp0(figure->period, report->in->period) != 0)
        g_string_append_printf(label, ", %s", figure->period);
    return g_string_free(label, FALSE);
}

/* ---- cells ---- */

static Prose *
side_cell(ChangeLegend *legend, const Change *change, const Figure *figure)
{
    const Indicator *indicator = change_figure(change)->indicator;
    if (change->small && figure == change->now) {
        legend->values.masked = TRUE;
        return prose_new("s");
    }
    if (!figure && change->added)
        return prose_new("–");
    if (indicator->aggregation == AGGREGATE_DATES && figure && figure->value && !figure->masked) {
        g_autofree char *date = date_words(figure->value);
        return prose_new(date);
    }
    return value_cell(indicator, figure, &legend->values);
}

/* FALSE when there is no number. */
static gboolean
side_number(const Change *change, const Figure *figure, gint64 *number)
{
    Aggregation how = change_figure(change)->indicator->aggregation;
    *number = 0;
    if (figure && figure->value)
        return how != AGGREGATE_DATES && number_parse_sum(figure->value, number);
    return how == AGGREGATE_COUNT || how == AGGREGATE_DISTRIBUTION;
}

static Prose *
difference_cell(ChangeLegend *legend, const Change *change)
{
    const Indicator *indicator = change_figure(change)->indicator;
    gint64 before, after;
    if (change->masked) {
        legend->values.masked = TRUE;
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
part_amount(ChangeLegend *legend, const Change *change, const ChangePart *part)
{
    const Figure *figure = change_figure(change);
    g_autofree char *canonical = number_text(ABS(part->numerator));
    guint decimals = figure->denominator ? 0 : value_decimals(figure->indicator, canonical);
    g_autofree char *numerator = signed_words(part->numerator, decimals);
    if (!figure->denominator)
        return g_steal_pointer(&numerator);
    g_autofree char *denominator = signed_words(part->denominator, 0);
    legend->fractions = TRUE;
    return g_strdup_printf("%s / %s", numerator, denominator);
}

static gboolean
part_stands(const Change *change, ChangeCause cause)
{
    return cause == CHANGE_DEFINITION ? change->redefined : change->parts[cause].forms > 0;
}

char *
change_part_words(const Change *change, ChangeCause cause)
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

/* " (Lycée A)": the one organisation behind a part of what doesn't count people. */
static void
add_name(const Report *report, Prose *prose, const Change *change, const ChangePart *part)
{
    if (change->people || part->organisations->len != 1)
        return;
    const char *id = part->organisations->pdata[0];
    const Participant *who = participants_find(report->in->definition->participants, id);
    prose_add_typed(prose, SPAN_PLAIN, " (");
    prose_add_clerk(prose, SPAN_PLAIN, who ? who->name : id);
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
cause_cell(const Report *report, ChangeLegend *legend, const Change *change)
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
        g_autofree char *words = change_part_words(change, cause);
        g_autofree char *amount = amounts ? part_amount(legend, change, part) : NULL;
        g_autofree char *said = g_strconcat(words, amount ? " : " : "", amount ? amount : "", NULL);
        prose_add_typed(prose, SPAN_PLAIN, shown++ ? "\u202f; " : "");
        prose_add(prose, SPAN_PLAIN, said);
        add_name(report, prose, change, part);
    }
    return prose;
}

void
change_cells(const Report *report, TableRow *row, const Change *change, ChangeLegend *legend)
{
    g_autofree char *label = row_label(report, change_figure(change));
    table_cell(row, prose_new(label));
    table_cell(row, side_cell(legend, change, change->then));
    table_cell(row, side_cell(legend, change, change->now));
    table_cell(row, difference_cell(legend, change));
    table_cell(row, cause_cell(report, legend, change));
}

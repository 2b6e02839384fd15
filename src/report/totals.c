/* SPDX-License-Identifier: Apache-2.0
 *
 * Why the rows of a breakdown don't add up to the whole: by rule, from the definition and the
 * figures, in words.
 *
 * Where a number is masked nothing is told by what the difference is: then the note says what the
 * definition makes possible, whether it happened or not.
 */
#include "report/parts.h"

#include <string.h>

typedef enum { SUM_EQUAL, SUM_DIFFERS, SUM_MASKED } Sum;

static gboolean
is_rate(const Indicator *indicator)
{
    return indicator->aggregation == AGGREGATE_RATIO || indicator->aggregation == AGGREGATE_MEAN ||
           indicator->aggregation == AGGREGATE_SHARE;
}

/* ---- what the figures say ---- */

typedef char *(*PartOf)(const Figure *figure);

static char *
part_value(const Figure *figure)
{
    return figure->value;
}

static char *
part_numerator(const Figure *figure)
{
    return figure->numerator;
}

static char *
part_denominator(const Figure *figure)
{
    return figure->denominator;
}

/* Whether that part of all ITEMS' figures in PERIOD comes to the whole's. */
static Sum
compare_part(const Report *report, const Indicator *indicator, const char *list,
             const GPtrArray *items, const char *period, PartOf part)
{
    const Figure *whole = report_figure(report, indicator, period, NULL);
    gint64 sum = 0, all = 0;

    if (!whole || !whole->respondents)
        return SUM_EQUAL;
    for (guint i = 0; i < items->len; i++) {
        const char *scope[] = {list, ((const Entry *)items->pdata[i])->code, NULL};
        const Figure *figure = report_figure(report, indicator, period, scope);
        gint64 number = 0;
        if (whole->masked || (figure && figure->masked))
            return SUM_MASKED;
        if (figure && part(figure))
            number_parse_sum(part(figure), &number);
        sum += number;
    }
    if (part(whole))
        number_parse_sum(part(whole), &all);
    return sum == all ? SUM_EQUAL : SUM_DIFFERS;
}

/* In any of PERIODS; of a rate its parts are compared, of a mean nothing can be. */
static Sum
compare_sums(const Report *report, const Indicator *indicator, const char *list,
             char *const *periods)
{
    g_autoptr(GPtrArray) items = report_entries(report, indicator, list, NULL);
    static const PartOf sides[] = {part_numerator, part_denominator, NULL};
    static const PartOf whole[] = {part_value, NULL};
    const PartOf *parts = is_rate(indicator) ? sides : whole;
    Sum worst = SUM_EQUAL;

    for (guint i = 0; items->len && indicator->aggregation != AGGREGATE_MEAN && periods[i]; i++)
        for (const PartOf *part = parts; *part; part++) {
            Sum sum = compare_part(report, indicator, list, items, periods[i], *part);
            if (sum == SUM_MASKED)
                return sum;
            worst = MAX(worst, sum);
        }
    return worst;
}

/* ---- what the definition says ---- */

static const Breakdown *
breakdown_by(const Indicator *indicator, const char *list)
{
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        if (strcmp(breakdown->by[0], list) == 0 && !breakdown->by[1])
            return breakdown;
    }
    return NULL;
}

/* All operands are columns of grids over LIST. */
static gboolean
is_own_list(const Indicator *indicator, const char *list)
{
    for (guint i = 0; i < indicator->numerator->len; i++) {
        const Operand *operand = indicator->numerator->pdata[i];
        if (!operand->column || strcmp(operand->field->list->id, list) != 0)
            return FALSE;
    }
    return indicator->numerator->len > 0;
}

/* Other questions than those of the whole, by their codes. */
static char *
other_questions(const Indicator *indicator, const Breakdown *breakdown)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();

    if (!breakdown || breakdown->numerator == indicator->numerator)
        return NULL;
    for (guint i = 0; i < breakdown->numerator->len; i++) {
        char *printed = ((const Operand *)breakdown->numerator->pdata[i])->field->printed;
        if (!g_ptr_array_find(codes, printed, NULL))
            g_ptr_array_add(codes, printed);
    }
    g_ptr_array_add(codes, NULL);
    return enumeration((char *const *)codes->pdata);
}

static const Sheet *
sheet_asked(const Indicator *indicator)
{
    if (indicator->numerator->len == 0)
        return indicator->sheet;
    return ((const Operand *)indicator->numerator->pdata[0])->field->sheet;
}

/* Why the rows may not come to the whole; NULL when the definition has no reason. */
static char *
reason_by_definition(const Report *report, const Indicator *indicator, const char *list)
{
    const CodeList *parts = report->convention->parts;
    const Sheet *sheet = sheet_asked(indicator);

    if (indicator->aggregation == AGGREGATE_DISTINCT && !is_own_list(indicator, list))
        return g_strdup("ce que plusieurs lignes comptent n'est compté qu'une fois dans "
                        "l'ensemble");
    if (parts && strcmp(parts->id, list) == 0)
        return g_strdup_printf("une réponse qui ne précise pas « %s » compte dans l'ensemble "
                               "seulement",
                               ((const Item *)parts->items->pdata[0])->label);
    if (is_own_list(indicator, list) || indicator->aggregation == AGGREGATE_DISTRIBUTION ||
        !sheet_choice(sheet, list) || strcmp(list, report->convention->territory->id) == 0)
        return NULL;
    return g_strdup("une fiche qui ne répond pas à cette question compte dans l'ensemble "
                    "seulement");
}

/* ---- notes ---- */

static void
note_list(const Report *report, Table *table, const Indicator *indicator, const char *list,
          char *const *periods)
{
    g_autofree char *lower = uncapitalised(report_list_label(report, list));
    g_autofree char *other = other_questions(indicator, breakdown_by(indicator, list));
    g_autofree char *reason = NULL;
    Sum sum;

    if (other) {
        table_note(table, prose_printf("Par %s : ces lignes viennent d'une autre question (%s) que "
                                       "l'ensemble ; leur somme peut en différer.",
                                       lower, other));
        return;
    }
    sum = compare_sums(report, indicator, list, periods);
    if (sum == SUM_EQUAL)
        return;
    reason = reason_by_definition(report, indicator, list);
    if (reason)
        table_note(table, prose_printf("Par %s : %s.", lower, reason));
    else if (sum == SUM_DIFFERS)
        table_note(table, prose_printf("Par %s : une partie de l'ensemble n'entre dans aucune de "
                                       "ces lignes.",
                                       lower));
}

void
totals_notes(const Report *report, Table *table, const Indicator *indicator, char *const *lists,
             char *const *periods)
{
    if (indicator->never_added) {
        if (indicator->note) /* it says so, and better */
            return;
        table_note(table, prose_new("Sans total : plusieurs organismes peuvent avoir compté la "
                                    "même chose."));
        return;
    }
    if (indicator->aggregation == AGGREGATE_MEAN)
        table_note(table, prose_new("Une moyenne ne s'additionne pas : celle de l'ensemble se "
                                    "calcule sur toutes les réponses réunies."));
    else if (is_rate(indicator))
        table_note(table, prose_new("Un taux ne s'additionne pas : celui de l'ensemble se calcule "
                                    "sur toutes les réponses réunies."));
    for (guint i = 0; lists[i]; i++)
        note_list(report, table, indicator, lists[i], periods);
}

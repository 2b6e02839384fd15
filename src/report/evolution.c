/* SPDX-License-Identifier: Apache-2.0
 *
 * A year against the one before, or the halves of both: only where all forms were due.
 */
#include "report/parts.h"

#include "base/clock.h"
#include <string.h>

/* What stands against what. */
typedef struct {
    char *now, *before; /* periods */
    gboolean half;
} Pair;

static void
pair_clear(Pair *pair)
{
    g_clear_pointer(&pair->now, g_free);
    g_clear_pointer(&pair->before, g_free);
}

static gboolean
was_due(const Report *report, const Sheet *sheet, Period period)
{
    if (sheet->per == PER_HALF && !period.half)
        period.half = 2;
    return sheet_due_day(sheet, period, period_last_day(period)) < clock_day(report->in->date);
}

gboolean
report_was_due(const Report *report, const Sheet *sheet, const char *period)
{
    Period parsed;

    return period && period_parse(period, report->convention->calendar, &parsed) &&
           was_due(report, sheet, parsed);
}

const char *
report_year_before(const Report *report, const Sheet *sheet)
{
    return report->earlier->len && report_was_due(report, sheet, report->in->period)
               ? report->earlier->pdata[report->earlier->len - 1]
               : NULL;
}

/* The year, or where it is not over for SHEET its first half; FALSE: neither can be compared. */
static gboolean
comparable(const Report *report, const Sheet *sheet, const char *earlier, Pair *pair)
{
    Period year, before;
    Calendar calendar = report->convention->calendar;
    if (!period_parse(report_last_year(report), calendar, &year) ||
        !period_parse(earlier, calendar, &before))
        return FALSE;
    pair->half = !was_due(report, sheet, year);
    if (pair->half) {
        year.half = before.half = 1;
        if (sheet->per != PER_HALF || !was_due(report, sheet, year))
            return FALSE;
    }
    pair->now = period_text(year);
    pair->before = period_text(before);
    return TRUE;
}

static const char *
direction(const char *before, const char *now)
{
    gint64 first, second;

    if (!number_parse_sum(before, &first) || !number_parse_sum(now, &second))
        return NULL;
    return second > first ? "en hausse" : second < first ? "en baisse" : "stable";
}

static const Figure *
shown_figure(const Report *report, const Indicator *indicator, const char *period)
{
    const Figure *figure = report_figure(report, indicator, period, NULL);

    return figure && figure->value && !figure->masked ? figure : NULL;
}

/* " Définition modifiée …" when both are counted by definitions that differ (transfer full). */
static char *
amended_between(const Report *report, const Indicator *indicator, const Pair *pair)
{
    const Definition *newest = report->in->definition;
    g_autofree char *amended =
        definition_during(newest, pair->now) != definition_during(newest, pair->before)
            ? report_amended(report, indicator)
            : NULL;

    return amended ? g_strconcat(" ", amended, NULL) : NULL;
}

/* A direction is said when as many answered, to the same question: else it may be that of the
 * answers. */
static Prose *
item_words(const Report *report, const Indicator *indicator, const Pair *pair)
{
    const Figure *now = shown_figure(report, indicator, pair->now);
    const Figure *before = shown_figure(report, indicator, pair->before);
    const char *said = now && before ? direction(before->value, now->value) : NULL;

    if (!said)
        return NULL;
    g_autofree char *from = value_words(indicator, before->value);
    g_autofree char *to = value_words(indicator, now->value);
    g_autofree char *label = key_label(indicator);
    g_autofree char *gave = respondents_words(before);
    g_autofree char *give = respondents_words(now);
    const char *half = pair->half ? ", 1er semestre" : "";
    g_autofree char *amended = amended_between(report, indicator, pair);
    if (before->respondents != now->respondents || amended)
        return prose_printf("%s%s : %s (%s), puis %s (%s).%s", label, half, from, gave, to, give,
                            amended ? amended : "");
    if (strcmp(said, "stable") == 0)
        return prose_printf("%s%s : stable, %s (%s).", label, half, to, give);
    return prose_printf("%s%s : %s, de %s à %s (%s).", label, half, said, from, to, give);
}

static gboolean
is_compared(const Report *report, const Indicator *indicator)
{
    return indicator_is_number(indicator) &&
           (indicator->retained || (!sheet_retains(indicator->sheet) &&
                                    indicator == report_key_indicator(report, indicator->sheet)));
}

/* What the last year is compared with: the one before; of the term its first.  NULL: none. */
static const char *
year_before(const Report *report)
{
    const GPtrArray *earlier = report->earlier;

    if (report->in->kind == REPORT_TERM)
        return earlier->len > 1 ? earlier->pdata[0] : NULL;
    return earlier->len ? earlier->pdata[earlier->len - 1] : NULL;
}

Prose *
report_evolution_words(const Report *report, const Indicator *indicator)
{
    const char *earlier = year_before(report);
    Pair pair = {NULL, NULL, FALSE};
    Prose *words = NULL;

    if (earlier && comparable(report, indicator->sheet, earlier, &pair))
        words = item_words(report, indicator, &pair);
    pair_clear(&pair);
    return words;
}

/* Adds what can be said; TRUE when a year must not be compared yet. */
static gboolean
sheet_items(const Report *report, const Sheet *sheet, const char *earlier, GPtrArray *items)
{
    gboolean early = FALSE;

    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        Pair pair = {NULL, NULL, FALSE};
        if (!is_compared(report, indicator))
            continue;
        gboolean can = comparable(report, sheet, earlier, &pair);
        Prose *words = can ? item_words(report, indicator, &pair) : NULL;
        if (words)
            g_ptr_array_add(items, words);
        early |= (!can || pair.half) && shown_figure(report, indicator, report_last_year(report)) &&
                 shown_figure(report, indicator, earlier);
        pair_clear(&pair);
    }
    return early;
}

void
report_evolution(Report *report)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    gboolean early = FALSE;

    const char *earlier = year_before(report), *now = report_last_year(report);
    if (!earlier)
        return;
    for (guint i = 0; i < report->convention->sheets->len; i++)
        early |= sheet_items(report, report->convention->sheets->pdata[i], earlier, items);
    if (items->len == 0 && !early)
        return;
    document_heading(report->document, 2, NULL, prose_printf("Évolution depuis %s", earlier));
    GPtrArray *list = items->len ? document_list(report->document) : NULL;
    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(list, items->pdata[i]);
    if (early)
        document_prose(report->document, BLOCK_NOTE,
                       prose_printf("Un indicateur n'est comparé d'une année à l'autre que lorsque "
                                    "toutes les fiches de %s ont dû être rendues.",
                                    now));
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * An item that took another's place: its row goes on with the other's figures for the years before
 * it, so that the series stays comparable.  Only where the other has no figure beside or after it:
 * else both have their rows, and no figure stands in two.
 */
#include "report/parts.h"

#include <string.h>

static const Figure *
standing_figure(const Report *report, const Indicator *indicator, const char *list,
                const char *code, const char *period)
{
    const char *scope[] = {list, code, NULL};
    const Figure *figure = report_figure(report, indicator, period, scope);

    return figure && (figure->respondents || figure->masked || figure->value) ? figure : NULL;
}

/* The one item that ITEM replaces; NULL when there is none, or several. */
static const Item *
predecessor(const CodeList *list, const Item *item)
{
    const Item *found = NULL;

    for (guint i = 0; i < list->items->len; i++) {
        const Item *other = list->items->pdata[i];
        if (g_strcmp0(other->successor, item->code) != 0)
            continue;
        if (found)
            return NULL;
        found = other;
    }
    return found;
}

static gboolean
is_before(const Report *report, const Item *item, const char *text)
{
    Period period;

    return item->from && period_parse(text, report->convention->calendar, &period) &&
           period_last_day(period) < date_parse(item->from);
}

/* What the row of ITEM goes on with in PERIODS; NULL: nothing. */
static const Item *
taken_over(const Report *report, const Indicator *indicator, const CodeList *list, const Item *item,
           char *const *periods)
{
    const Item *earlier = predecessor(list, item);
    gboolean both = FALSE, stands = FALSE, stood = FALSE;

    for (guint i = 0; earlier && periods[i]; i++) {
        const char *period = periods[i];
        gboolean own = standing_figure(report, indicator, list->id, item->code, period) != NULL;
        gboolean other =
            standing_figure(report, indicator, list->id, earlier->code, period) != NULL;
        stands |= own;
        stood |= other;
        both |= other && (own || !is_before(report, item, period));
    }
    return stands && stood && !both ? earlier : NULL;
}

const Figure *
series_figure(const Report *report, const Indicator *indicator, const char *list, const char *code,
              char *const *periods, const char *period)
{
    const CodeList *codes = convention_list(report->convention, list);
    const Item *item = codes ? list_item(codes, code) : NULL;
    const char *scope[] = {list, code, NULL};
    const Figure *own = report_figure(report, indicator, period, scope);
    const Item *earlier = NULL;

    if (!item || standing_figure(report, indicator, list, code, period))
        return own;
    earlier = taken_over(report, indicator, codes, item, periods);
    return earlier && is_before(report, item, period)
               ? series_figure(report, indicator, list, earlier->code, periods, period)
               : own;
}

gboolean
series_absorbed(const Report *report, const Indicator *indicator, const char *list,
                const char *code, char *const *periods)
{
    const CodeList *codes = convention_list(report->convention, list);
    const Item *item = codes ? list_item(codes, code) : NULL;
    const Item *later = item && item->successor ? list_item(codes, item->successor) : NULL;

    return later && taken_over(report, indicator, codes, later, periods) == item;
}

static const char *
short_label(const Item *item)
{
    return item->abbreviation ? item->abbreviation : item->label;
}

/* " (avant 2019-2020 : Bac Pro SPVL)", " (remplacé par Bac Pro AEPA)", or nothing. */
char *
series_words(const Report *report, const Indicator *indicator, const char *list, const char *code,
             char *const *periods)
{
    const CodeList *codes = convention_list(report->convention, list);
    const Item *item = codes ? list_item(codes, code) : NULL;
    const Item *earlier = item ? taken_over(report, indicator, codes, item, periods) : NULL;
    const Item *later = item && item->successor ? list_item(codes, item->successor) : NULL;

    if (earlier) {
        Period first = period_of_day(date_parse(item->from), report->convention->calendar, FALSE);
        g_autofree char *year = period_text(first);
        return g_strdup_printf(" (avant %s : %s)", year, short_label(earlier));
    }
    for (guint i = 0; later && periods[i]; i++)
        if (standing_figure(report, indicator, list, later->code, periods[i]))
            return g_strdup_printf(" (remplacé par %s)", short_label(later));
    return g_strdup("");
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * completeness.c - how much of what was expected came.
 */
#include "figures/figures.h"
#include "register/sql.h"
#include <string.h>

gboolean
figures_count_standing(Register *reg, const char *sheet, const char *period, guint *count,
                       GError **error)
{
    gint64 found;
    if (!sql_integer(reg, &found, 0, error,
                     "SELECT count(*) FROM submission WHERE sheet = ?1 AND verdict = 'accepted'"
                     " AND (?2 IS NULL OR period = ?2)",
                     "tt", sheet, period))
        return FALSE;
    *count = (guint)found;
    return TRUE;
}

/* ---- how much it makes ---- */

static gboolean
is_asked(const Expectation *expectation, const ExpectationFilter *filter)
{
    return (!filter->sheet || strcmp(filter->sheet->id, expectation->sheet->id) == 0) &&
           (!filter->period || strcmp(filter->period, expectation->period) == 0);
}

static gboolean
is_asked_of(const Participant *who, const ExpectationFilter *filter)
{
    return (!filter->territory || who->territory == filter->territory ||
            (who->territory && strcmp(filter->territory->code, who->territory->code) == 0)) &&
           (!filter->kind || who->kind == filter->kind ||
            strcmp(filter->kind->id, who->kind->id) == 0);
}

/* Behind those that share the sheet and the period of the one at I: they lie together. */
static guint
run_end(const GPtrArray *expectations, guint i)
{
    const Expectation *first = expectations->pdata[i];
    guint end = expectations->len;
    while (end - i > 1) {
        guint middle = i + (end - i) / 2;
        const Expectation *other = expectations->pdata[middle];
        if (other->sheet == first->sheet && other->period == first->period)
            i = middle;
        else
            end = middle;
    }
    return end;
}

Completeness
figures_completeness(const GPtrArray *expectations, const ExpectationFilter *filter)
{
    guint states[EXPECTED_STATES] = {0};
    Completeness sum = {0};
    for (guint i = 0, end; expectations && i < expectations->len; i = end) {
        end = run_end(expectations, i);
        if (filter && !is_asked(expectations->pdata[i], filter))
            continue;
        for (guint k = i; k < end; k++) {
            const Expectation *expectation = expectations->pdata[k];
            if (filter && !is_asked_of(expectation->participant, filter))
                continue;
            states[expectation->state]++;
            sum.nil += expectation->nil != 0;
            sum.after_closing += expectation->after_closing != 0;
        }
    }
    sum.on_time = states[EXPECTED_RECEIVED];
    sum.late = states[EXPECTED_LATE];
    sum.refused = states[EXPECTED_REFUSED];
    sum.missing = states[EXPECTED_MISSING];
    sum.excused = states[EXPECTED_EXCUSED];
    sum.later = states[EXPECTED_LATER];
    sum.received = sum.on_time + sum.late;
    sum.expected = sum.received + sum.refused + sum.missing;
    return sum;
}

char *
completeness_percent(const Completeness *sum)
{
    guint64 whole = sum->expected;
    guint64 tenths = whole ? (sum->received * G_GUINT64_CONSTANT(2000) + whole) / (2 * whole) : 0;
    return whole ? g_strdup_printf("%u.%u", (guint)(tenths / 10), (guint)(tenths % 10)) : NULL;
}

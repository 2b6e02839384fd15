/* SPDX-License-Identifier: Apache-2.0 */
#include "register/act-covers.h"

#include <string.h>

#define EVERY_SHEET "*"

/* The year of a half; of a year, NULL (transfer full). */
static char *
year_around(const char *period)
{
    const char *half = strstr(period, "-S");
    return half ? g_strndup(period, (gsize)(half - period)) : NULL;
}

static GPtrArray *
strings_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

/* ---- what covers a thing ---- */

static void
add_expectation(GPtrArray *to, const char *sheet, const char *period, const char *organisation)
{
    if (period)
        g_ptr_array_add(to, g_strjoin(" ", sheet, period, organisation, NULL));
}

GPtrArray *
act_covering(ActTarget kind, const char *thing)
{
    GPtrArray *targets = strings_new();
    if (kind == ACT_EXPECTATION) {
        g_auto(GStrv) words = g_strsplit(thing, " ", 3);
        g_return_val_if_fail(g_strv_length(words) == 3, targets);
        g_autofree char *year = year_around(words[1]);
        add_expectation(targets, words[0], words[1], words[2]);
        add_expectation(targets, EVERY_SHEET, words[1], words[2]);
        add_expectation(targets, words[0], year, words[2]);
        add_expectation(targets, EVERY_SHEET, year, words[2]);
        return targets;
    }
    char *year = kind == ACT_PERIOD ? year_around(thing) : NULL;
    g_ptr_array_add(targets, g_strdup(thing));
    if (year)
        g_ptr_array_add(targets, year);
    return targets;
}

/* ---- what a target covers ---- */

/* The periods within PERIOD in which a sheet is filled as DEFINITION, one of NEWEST's, has it:
 * GPtrArray of char *. */
static GPtrArray *
periods_within(const Definition *newest, const Definition *definition, const Sheet *sheet,
               const char *period)
{
    const Convention *convention = definition->convention;
    GPtrArray *found = strings_new();
    Period wide;
    if (!period_parse(period, convention->calendar, &wide))
        return found;
    g_autoptr(GArray) periods = sheet_periods(convention, sheet, period_last_day(wide) + 1);
    for (guint i = 0; i < periods->len; i++) {
        g_autofree char *text = period_text(g_array_index(periods, Period, i));
        if (period_within(text, period) && definition_during(newest, text) == definition)
            g_ptr_array_add(found, g_steal_pointer(&text));
    }
    return found;
}

static void
expectations_of_sheet(const Definition *newest, const Definition *definition, const Sheet *sheet,
                      const char *period, const Participant *who, GPtrArray *things)
{
    g_autoptr(GPtrArray) periods = periods_within(newest, definition, sheet, period);
    for (guint i = 0; i < periods->len; i++) {
        Period each;
        if (period_parse(periods->pdata[i], definition->convention->calendar, &each) &&
            participant_during(who, each))
            add_expectation(things, sheet->id, periods->pdata[i], who->id);
    }
}

static void
expectations_covered(const Definition *newest, const Definition *definition, const char *target,
                     GPtrArray *things)
{
    g_auto(GStrv) words = g_strsplit(target, " ", 3);
    const Participant *who =
        g_strv_length(words) == 3 ? participants_find(definition->participants, words[2]) : NULL;
    for (guint i = 0; who && i < definition->convention->sheets->len; i++) {
        const Sheet *sheet = definition->convention->sheets->pdata[i];
        if (sheet->adopted && sheet->per != PER_EVENT && sheet_filled_by(sheet, who->kind->id) &&
            (strcmp(words[0], EVERY_SHEET) == 0 || strcmp(words[0], sheet->id) == 0))
            expectations_of_sheet(newest, definition, sheet, words[1], who, things);
    }
}

static void
periods_covered(const Definition *newest, const Definition *definition, const char *target,
                GPtrArray *things)
{
    for (guint i = 0; i < definition->convention->sheets->len; i++) {
        const Sheet *sheet = definition->convention->sheets->pdata[i];
        if (!sheet->adopted)
            continue;
        g_autoptr(GPtrArray) periods = periods_within(newest, definition, sheet, target);
        for (guint j = 0; j < periods->len; j++) {
            if (!g_ptr_array_find_with_equal_func(things, periods->pdata[j], g_str_equal, NULL))
                g_ptr_array_add(things, g_strdup(periods->pdata[j]));
        }
    }
}

GPtrArray *
act_covered(const Definition *newest, ActTarget kind, const char *target)
{
    GPtrArray *things = strings_new();
    const Definition *definition = kind == ACT_EXPECTATION || kind == ACT_PERIOD ? newest : NULL;
    if (!definition)
        g_ptr_array_add(things, g_strdup(target));
    for (; definition; definition = definition->before) {
        if (kind == ACT_EXPECTATION)
            expectations_covered(newest, definition, target, things);
        else
            periods_covered(newest, definition, target, things);
    }
    return things;
}

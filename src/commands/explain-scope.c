/* SPDX-License-Identifier: Apache-2.0
 *
 * explain-scope.c - the scope that was asked for, and what there is to ask for.
 */
#include "base/i18n.h"
#include "commands/explain.h"
#include <string.h>

char **
explain_scope(char **scopes)
{
    GStrvBuilder *builder = g_strv_builder_new();
    gboolean ok = TRUE;
    for (char **scope = scopes; scope && *scope; scope++) {
        g_auto(GStrv) pair = g_strsplit(*scope, "=", 2);
        ok = ok && pair[0] && pair[1] && *pair[1];
        if (ok)
            g_strv_builder_addv(builder, (const char **)pair);
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    if (!ok)
        g_clear_pointer(&pairs, g_strfreev);
    return pairs;
}

/* ---- what there is ---- */

static void
add_word(GString *words, const char *word)
{
    g_string_append_printf(words, "%s%s", words->len ? ", " : "", word);
}

/* "genre, academie, academie+diplome" */
static char *
breakdown_words(const Indicator *indicator)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        g_autofree char *by =
            g_strjoinv("+", ((const Breakdown *)indicator->breakdowns->pdata[i])->by);
        add_word(words, by);
    }
    return g_string_free(words, FALSE);
}

/* Items of a list, or kinds of sender. */
static char *
item_words(const Convention *convention, const char *id)
{
    const CodeList *list = convention_list(convention, id);
    GString *words = g_string_new(NULL);
    for (guint i = 0; list && i < list->items->len; i++)
        add_word(words, ((const Item *)list->items->pdata[i])->code);
    for (guint i = 0; !list && i < convention->kinds->len; i++)
        add_word(words, ((const Kind *)convention->kinds->pdata[i])->id);
    return g_string_free(words, FALSE);
}

char *
explain_indicators(const Definition *definition)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        for (guint j = 0; j < sheet->indicators->len; j++)
            add_word(words, ((const Indicator *)sheet->indicators->pdata[j])->id);
    }
    return g_string_free(words, FALSE);
}

char *
explain_periods(Register *reg, const Definition *definition, const Indicator *indicator)
{
    const FigureQuery query = {.indicator = indicator->id};
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &query, NULL);
    GString *words = g_string_new(NULL);
    const char *last = NULL;
    for (guint i = 0; figures && i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (*figure->scope || g_strcmp0(last, figure->period) == 0)
            continue;
        add_word(words, last = figure->period);
    }
    if (words->len == 0)
        g_string_append(words, PERIOD_TERM);
    return g_string_free(words, FALSE);
}

/* ---- what was asked ---- */

static gboolean
item_known(const Convention *convention, char **pair)
{
    const CodeList *list = convention_list(convention, pair[0]);
    return list ? list_item(list, pair[1]) != NULL : convention_kind(convention, pair[1]) != NULL;
}

/* BY has the lists of PAIRS, in whatever order. */
static gboolean
is_by(char **by, char **pairs)
{
    if (g_strv_length(by) * 2 != g_strv_length(pairs))
        return FALSE;
    for (; *pairs; pairs += 2) {
        if (!g_strv_contains((const char *const *)by, pairs[0]))
            return FALSE;
    }
    return TRUE;
}

static char *
items_wrong(const Convention *convention, char **pair)
{
    g_autofree char *items = item_words(convention, pair[0]);
    return g_strdup_printf(_("%s has no %s; it has %s"), pair[0], pair[1], items);
}

gboolean
explain_scope_known(const Convention *convention, const Indicator *indicator, char **pairs,
                    char **wrong)
{
    gboolean known = !*pairs;
    for (guint i = 0; !known && i < indicator->breakdowns->len; i++)
        known = is_by(((const Breakdown *)indicator->breakdowns->pdata[i])->by, pairs);
    if (!known) {
        g_autofree char *breakdowns = breakdown_words(indicator);
        *wrong = *breakdowns
                     ? g_strdup_printf(_("%s is broken down by %s"), indicator->id, breakdowns)
                     : g_strdup_printf(_("%s is not broken down"), indicator->id);
        return FALSE;
    }
    for (; *pairs; pairs += 2) {
        if (item_known(convention, pairs))
            continue;
        *wrong = items_wrong(convention, pairs);
        return FALSE;
    }
    return TRUE;
}

/* The lists by which indicators are broken down, each once (transfer container). */
static GPtrArray *
lists_used(const Convention *convention)
{
    GPtrArray *lists = g_ptr_array_new();
    for (guint s = 0; s < convention->sheets->len; s++) {
        const Sheet *sheet = convention->sheets->pdata[s];
        for (guint i = 0; sheet->adopted && i < sheet->indicators->len; i++) {
            const Indicator *indicator = sheet->indicators->pdata[i];
            for (guint b = 0; b < indicator->breakdowns->len; b++) {
                char **by = ((const Breakdown *)indicator->breakdowns->pdata[b])->by;
                for (; *by; by++) {
                    if (!g_ptr_array_find_with_equal_func(lists, *by, g_str_equal, NULL))
                        g_ptr_array_add(lists, *by);
                }
            }
        }
    }
    return lists;
}

gboolean
explain_scope_anywhere(const Convention *convention, char **pairs, char **wrong)
{
    g_autoptr(GPtrArray) lists = lists_used(convention);
    if (!g_ptr_array_find_with_equal_func(lists, pairs[0], g_str_equal, NULL)) {
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint i = 0; i < lists->len; i++)
            add_word(words, lists->pdata[i]);
        *wrong = g_strdup_printf(_("no figure is broken down by %s; there are %s"), pairs[0],
                                 words->str);
        return FALSE;
    }
    if (item_known(convention, pairs))
        return TRUE;
    *wrong = items_wrong(convention, pairs);
    return FALSE;
}

gboolean
explain_half_known(const Convention *convention, const Indicator *indicator, const char *text,
                   char **wrong)
{
    const GPtrArray *of = indicator->numerator;
    const Sheet *sheet =
        of && of->len ? ((const Operand *)of->pdata[0])->field->sheet : indicator->sheet;
    Period period;
    if (!text || !period_parse(text, convention->calendar, &period) || !period.half ||
        sheet->per != PER_YEAR)
        return TRUE;
    g_autofree char *year = period_text(period_year(period));
    *wrong = g_strdup_printf(_("sheet %s, which gives %s, is filled once a year: ask for %s"),
                             sheet->id, indicator->id, year);
    return FALSE;
}

/* The same pairs, in whatever order they were typed. */
static gboolean
scope_is(char **scope, char **pairs)
{
    if (g_strv_length(scope) != g_strv_length(pairs))
        return FALSE;
    for (; *scope; scope += 2) {
        char **pair = pairs;
        while (*pair && (strcmp(pair[0], scope[0]) != 0 || strcmp(pair[1], scope[1]) != 0))
            pair += 2;
        if (!*pair)
            return FALSE;
    }
    return TRUE;
}

void
explain_choose(GPtrArray *figures, char **pairs)
{
    gboolean found = FALSE;
    for (guint i = 0; i < figures->len; i++)
        found = found || scope_is(((const Figure *)figures->pdata[i])->scope, pairs);
    if (!found && !*pairs)
        return;
    for (guint i = figures->len; i-- > 0;) {
        if (!scope_is(((const Figure *)figures->pdata[i])->scope, pairs))
            g_ptr_array_remove_index(figures, i);
    }
}

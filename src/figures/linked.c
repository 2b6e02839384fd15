/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/linked.h"

#include "figures/figures.h"
#include <string.h>

static void
sheets_add(GHashTable *sheets, const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++)
        g_hash_table_add(sheets, ((const Operand *)operands->pdata[i])->field->sheet->id);
}

/* Add the ids of the sheets whose answers INDICATOR adds up. */
static void
sheets_of(const Indicator *indicator, GHashTable *sheets)
{
    g_hash_table_add(sheets, indicator->sheet->id);
    sheets_add(sheets, indicator->numerator);
    sheets_add(sheets, indicator->denominator);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        sheets_add(sheets, breakdown->numerator);
        sheets_add(sheets, breakdown->denominator);
    }
}

static gboolean
have_common(GHashTable *some, GHashTable *others)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, some);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (g_hash_table_contains(others, key))
            return TRUE;
    }
    return FALSE;
}

/* Add INDICATOR to IDS, and its sheets to SHEETS, if it is linked with what is there. */
static void
link_indicator(const Indicator *indicator, GHashTable *ids, GHashTable *sheets)
{
    g_autoptr(GHashTable) own = g_hash_table_new(g_str_hash, g_str_equal);
    sheets_of(indicator, own);
    if (!indicator_people(indicator) ||
        (!g_hash_table_contains(ids, indicator->id) && !have_common(own, sheets)))
        return;
    g_hash_table_add(ids, indicator->id);
    sheets_of(indicator, sheets);
}

static void
link_definition(const Definition *definition, GHashTable *ids, GHashTable *sheets)
{
    const GPtrArray *all = definition->convention->sheets;
    for (guint i = 0; i < all->len; i++) {
        const GPtrArray *indicators = ((const Sheet *)all->pdata[i])->indicators;
        for (guint j = 0; j < indicators->len; j++)
            link_indicator(indicators->pdata[j], ids, sheets);
    }
}

GHashTable *
indicators_linked(const Definition *newest, const char *id)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) sheets = g_hash_table_new(g_str_hash, g_str_equal);
    guint before = 0;
    g_hash_table_add(ids, (gpointer)id);
    while (before != g_hash_table_size(ids) + g_hash_table_size(sheets)) {
        before = g_hash_table_size(ids) + g_hash_table_size(sheets);
        for (const Definition *each = newest; each; each = each->before)
            link_definition(each, ids, sheets);
    }
    return ids;
}

GHashTable *
indicators_sheets(const Definition *newest, GHashTable *ids)
{
    GHashTable *sheets = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer id;
    for (; newest; newest = newest->before) {
        g_hash_table_iter_init(&iter, ids);
        while (g_hash_table_iter_next(&iter, &id, NULL)) {
            const Indicator *indicator = convention_indicator(newest->convention, id);
            if (indicator)
                sheets_of(indicator, sheets);
        }
    }
    return sheets;
}

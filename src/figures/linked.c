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

/* The ids of the sheets whose answers INDICATOR adds up (transfer container). */
static GHashTable *
sheets_of(const Indicator *indicator)
{
    GHashTable *sheets = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(sheets, indicator->sheet->id);
    sheets_add(sheets, indicator->numerator);
    sheets_add(sheets, indicator->denominator);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        sheets_add(sheets, breakdown->numerator);
        sheets_add(sheets, breakdown->denominator);
    }
    return sheets;
}

/* Add INDICATOR to IDS, and its sheets to SHEETS, if it is linked with what is there. */
static void
link_indicator(const Indicator *indicator, GHashTable *ids, GHashTable *sheets)
{
    if (!indicator_people(indicator))
        return;
    g_autoptr(GHashTable) own = sheets_of(indicator);
    GHashTableIter iter;
    gpointer sheet;
    gboolean linked = g_hash_table_contains(ids, indicator->id);
    g_hash_table_iter_init(&iter, own);
    while (!linked && g_hash_table_iter_next(&iter, &sheet, NULL))
        linked = g_hash_table_contains(sheets, sheet);
    if (!linked)
        return;
    g_hash_table_add(ids, indicator->id);
    g_hash_table_iter_init(&iter, own);
    while (g_hash_table_iter_next(&iter, &sheet, NULL))
        g_hash_table_add(sheets, sheet);
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

/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/figures.h"

#include <string.h>

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
figure_key(const char *indicator, const char *period, const char *const *scope)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    for (const char *const *pair = scope; pair && pair[0] && pair[1]; pair += 2)
        g_ptr_array_add(pairs, g_strdup_printf(" %s=%s", pair[0], pair[1]));
    g_ptr_array_sort(pairs, compare_texts);
    GString *name = g_string_new(indicator);
    g_string_append_printf(name, " %s", period);
    for (guint i = 0; i < pairs->len; i++)
        g_string_append(name, pairs->pdata[i]);
    return g_string_free(name, FALSE);
}

char *
figure_name(const Figure *figure)
{
    return figure_key(figure->indicator->id, figure->period, (const char *const *)figure->scope);
}

GHashTable *
figures_by_name(const GPtrArray *figures)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; figures && i < figures->len; i++)
        g_hash_table_insert(names, figure_name(figures->pdata[i]), figures->pdata[i]);
    return names;
}

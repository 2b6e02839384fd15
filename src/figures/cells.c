/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/cells.h"

#include <string.h>

Cell *
cell_new(const char *period, char **scope)
{
    Cell *cell = g_new0(Cell, 1);
    cell->period = g_strdup(period);
    cell->scope = g_strdupv(scope);
    cell->contributions = g_ptr_array_new();
    return cell;
}

void
cell_free(Cell *cell)
{
    g_free(cell->period);
    g_strfreev(cell->scope);
    g_ptr_array_unref(cell->contributions);
    g_free(cell);
}

/* Where a contribution falls in one list; NULL: nowhere. */
static const char *
scope_value(const Convention *convention, const char *list, const Contribution *given)
{
    if (strcmp(list, "genre") == 0)
        return given->genre;
    if (strcmp(list, "kind") == 0)
        return given->form->kind;
    if (convention->territory && strcmp(list, convention->territory->id) == 0)
        return given->form->territory;
    return given->item;
}

/* The pairs of its cell, or NULL when it falls in none (transfer full). */
static char **
scope_of(const Convention *convention, const Breakdown *breakdown, const Contribution *given)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    for (char **list = breakdown ? breakdown->by : NULL; list && *list; list++) {
        const char *value = scope_value(convention, *list, given);
        if (!value)
            return NULL;
        g_ptr_array_add(pairs, g_strdup(*list));
        g_ptr_array_add(pairs, g_strdup(value));
    }
    g_ptr_array_add(pairs, NULL);
    g_ptr_array_set_free_func(pairs, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&pairs), FALSE);
}

/* A form counts in its own period, in the year of its half, and in the term. */
static char **
periods_of(const Convention *convention, const char *own)
{
    Period period;
    if (!period_parse(own, convention->calendar, &period))
        return g_new0(char *, 1);
    GStrvBuilder *builder = g_strv_builder_new();
    g_strv_builder_add(builder, own);
    if (period.half) {
        g_autofree char *year = period_text(period_year(period));
        g_strv_builder_add(builder, year);
    }
    g_strv_builder_add(builder, "term");
    char **periods = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return periods;
}

static void
cells_add(GHashTable *by_key, GPtrArray *cells, const char *period, char **scope,
          const Contribution *given)
{
    g_autofree char *pairs = g_strjoinv("|", scope);
    g_autofree char *key = g_strconcat(period, "|", pairs, NULL);
    Cell *cell = g_hash_table_lookup(by_key, key);
    if (!cell) {
        cell = cell_new(period, scope);
        g_ptr_array_add(cells, cell);
        g_hash_table_insert(by_key, g_steal_pointer(&key), cell);
    }
    g_ptr_array_add(cell->contributions, (gpointer)given);
}

GPtrArray *
cells_gather(const Convention *convention, const Breakdown *breakdown, const GArray *contributions)
{
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *cells = g_ptr_array_new_with_free_func((GDestroyNotify)cell_free);
    for (guint i = 0; i < contributions->len; i++) {
        const Contribution *given = &g_array_index(contributions, Contribution, i);
        g_auto(GStrv) scope = scope_of(convention, breakdown, given);
        g_auto(GStrv) periods = scope ? periods_of(convention, given->form->period) : NULL;
        for (char **p = periods; p && *p; p++)
            cells_add(by_key, cells, *p, scope, given);
    }
    return cells;
}

/* The event last held, else the last period; of two, the form received last. */
static int
compare_recent(const Standing *a, const Standing *b)
{
    int order = g_strcmp0(a->event, b->event);
    if (!order)
        order = strcmp(a->period, b->period);
    if (!order)
        order = (a->received > b->received) - (a->received < b->received);
    return order ? order : strcmp(a->id, b->id);
}

static char *
latest_key(const Cell *cell, const Contribution *given)
{
    return g_strconcat(cell->period, "|", given->form->organisation, NULL);
}

static GHashTable *
latest_forms(const GPtrArray *cells)
{
    GHashTable *latest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = cells->pdata[i];
        for (guint j = 0; j < cell->contributions->len; j++) {
            const Contribution *given = cell->contributions->pdata[j];
            g_autofree char *key = latest_key(cell, given);
            const Standing *known = g_hash_table_lookup(latest, key);
            if (!known || compare_recent(given->form, known) > 0)
                g_hash_table_replace(latest, g_steal_pointer(&key), (gpointer)given->form);
        }
    }
    return latest;
}

void
cells_keep_latest(GPtrArray *cells)
{
    g_autoptr(GHashTable) latest = latest_forms(cells);
    for (guint i = cells->len; i-- > 0;) {
        Cell *cell = cells->pdata[i];
        for (guint j = cell->contributions->len; j-- > 0;) {
            const Contribution *given = cell->contributions->pdata[j];
            g_autofree char *key = latest_key(cell, given);
            if (g_hash_table_lookup(latest, key) != given->form)
                g_ptr_array_remove_index(cell->contributions, j);
        }
        if (cell->contributions->len == 0)
            g_ptr_array_remove_index(cells, i);
    }
}

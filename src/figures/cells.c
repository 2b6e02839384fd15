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

/* Where a contribution falls in one list: by its own item, else by what its form chose; NULL:
 * nowhere. */
static const char *
scope_value(const Convention *convention, const char *list, const Contribution *given)
{
    if (convention->parts && strcmp(list, convention->parts->id) == 0)
        return given->part;
    if (strcmp(list, "kind") == 0)
        return given->form->kind;
    if (convention->territory && strcmp(list, convention->territory->id) == 0)
        return given->form->territory;
    if (given->list && strcmp(list, given->list->id) == 0)
        return given->item;
    const Field *choice = sheet_choice(given->form->sheet, list);
    return choice ? g_hash_table_lookup(given->form->choices, choice) : NULL;
}

/* The name of the scope that a contribution falls in, into NAME; FALSE: it falls in none. */
static gboolean
scope_name(const Convention *convention, const Breakdown *breakdown, const Contribution *given,
           GString *name)
{
    g_string_truncate(name, 0);
    for (char **list = breakdown ? breakdown->by : NULL; list && *list; list++) {
        const char *value = scope_value(convention, *list, given);
        if (!value)
            return FALSE;
        g_string_append_printf(name, "%s|%s|", *list, value);
    }
    return TRUE;
}

/* The pairs of that scope (transfer full). */
static char **
scope_pairs(const Convention *convention, const Breakdown *breakdown, const Contribution *given)
{
    GStrvBuilder *builder = g_strv_builder_new();
    for (char **list = breakdown ? breakdown->by : NULL; list && *list; list++) {
        g_strv_builder_add(builder, *list);
        g_strv_builder_add(builder, scope_value(convention, *list, given));
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return pairs;
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

/* There are few periods and many contributions: each is taken apart once. */
static char **
periods_known(GHashTable *known, const Convention *convention, const char *own)
{
    char **periods = g_hash_table_lookup(known, own);
    if (!periods) {
        periods = periods_of(convention, own);
        g_hash_table_insert(known, g_strdup(own), periods);
    }
    return periods;
}

GPtrArray *
cells_gather(const Convention *convention, const Breakdown *breakdown, const GArray *contributions)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
    g_autoptr(GString) name = g_string_new(NULL);
    GPtrArray *cells = g_ptr_array_new_with_free_func((GDestroyNotify)cell_free);
    for (guint i = 0; i < contributions->len; i++) {
        const Contribution *given = &g_array_index(contributions, Contribution, i);
        if (!scope_name(convention, breakdown, given, name))
            continue;
        gsize scope = name->len;
        for (char **p = periods_known(known, convention, given->form->period); *p; p++) {
            g_string_truncate(name, scope);
            g_string_append(name, *p);
            Cell *cell = g_hash_table_lookup(by_name, name->str);
            if (!cell) {
                g_auto(GStrv) pairs = scope_pairs(convention, breakdown, given);
                cell = cell_new(*p, pairs);
                g_ptr_array_add(cells, cell);
                g_hash_table_insert(by_name, g_strdup(name->str), cell);
            }
            g_ptr_array_add(cell->contributions, (gpointer)given);
        }
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
latest_key(const char *period, const Standing *form)
{
    return g_strconcat(period, "|", form->organisation, NULL);
}

/* Period and organisation → its latest form. */
static GHashTable *
latest_forms(const Convention *convention, const GArray *contributions)
{
    GHashTable *latest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < contributions->len; i++) {
        const Standing *form = g_array_index(contributions, Contribution, i).form;
        g_auto(GStrv) periods = periods_of(convention, form->period);
        for (char **period = periods; *period; period++) {
            g_autofree char *key = latest_key(*period, form);
            const Standing *known = g_hash_table_lookup(latest, key);
            if (!known || compare_recent(form, known) > 0)
                g_hash_table_replace(latest, g_steal_pointer(&key), (gpointer)form);
        }
    }
    return latest;
}

void
cells_keep_latest(const Convention *convention, const GArray *contributions, GPtrArray *cells)
{
    g_autoptr(GHashTable) latest = latest_forms(convention, contributions);
    for (guint i = cells->len; i-- > 0;) {
        Cell *cell = cells->pdata[i];
        for (guint j = cell->contributions->len; j-- > 0;) {
            const Contribution *given = cell->contributions->pdata[j];
            g_autofree char *key = latest_key(cell->period, given->form);
            if (g_hash_table_lookup(latest, key) != given->form)
                g_ptr_array_remove_index(cell->contributions, j);
        }
        if (cell->contributions->len == 0)
            g_ptr_array_remove_index(cells, i);
    }
}

static gboolean
is_small(gint64 number, guint below)
{
    return number > 0 && number < (gint64)below * NUMBER_SCALE;
}

gboolean
cell_has_small(const Cell *cell, guint below)
{
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Contribution *given = cell->contributions->pdata[i];
        if (is_small(given->numerator, below) || is_small(given->denominator, below))
            return TRUE;
    }
    return FALSE;
}

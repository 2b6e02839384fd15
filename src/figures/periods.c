/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/periods.h"

#include "register/sql.h"
#include <string.h>

gboolean
period_is_half(const char *name)
{
    return strstr(name, "-S") != NULL;
}

/* Text order of canonical periods puts a year before its halves: wanted is halves first. */
static char *
period_rank(const char *name)
{
    return period_is_half(name) ? g_strdup(name) : g_strconcat(name, "-S9", NULL);
}

static int
compare_periods(gconstpointer a, gconstpointer b)
{
    g_autofree char *left = period_rank(*(char *const *)a);
    g_autofree char *right = period_rank(*(char *const *)b);
    return strcmp(left, right);
}

guint
periods_find(const Periods *periods, const char *name)
{
    for (guint i = 0; i < periods->names->len; i++) {
        if (strcmp(periods->names->pdata[i], name) == 0)
            return i;
    }
    return PERIOD_NONE;
}

const char *
periods_name(const Periods *periods, guint position)
{
    return periods->names->pdata[position];
}

const Definition *
periods_definition(const Periods *periods, guint position)
{
    return periods->definitions->pdata[position];
}

/* NAME and its year, unless they are there, or NAME is no period of the calendar. */
static void
periods_add(Periods *periods, Calendar calendar, const char *name)
{
    Period period;
    if (!period_parse(name, calendar, &period))
        return;
    g_autofree char *year = period_text(period_year(period));
    const char *const both[] = {name, year};
    for (guint i = 0; i < G_N_ELEMENTS(both); i++) {
        if (periods_find(periods, both[i]) == PERIOD_NONE)
            g_ptr_array_add(periods->names, (gpointer)g_intern_string(both[i]));
    }
}

/* In order, with the year and the definition of each, and the term. */
static void
periods_settle(Periods *periods, const Definition *definition)
{
    Calendar calendar = definition->convention->calendar;
    g_ptr_array_sort(periods->names, compare_periods);
    g_ptr_array_add(periods->names, (gpointer)g_intern_static_string(PERIOD_TERM));
    for (guint i = 0; i < periods->names->len; i++) {
        Period period;
        guint year = i;
        if (period_parse(periods_name(periods, i), calendar, &period)) {
            g_autofree char *name = period_text(period_year(period));
            year = periods_find(periods, name);
        }
        g_array_append_val(periods->years, year);
        g_ptr_array_add(periods->definitions,
                        (gpointer)definition_during(definition, periods_name(periods, i)));
    }
}

Periods *
periods_read(Register *reg, const Definition *definition, gint64 edition, const char *asked,
             GError **error)
{
    Calendar calendar = definition->convention->calendar;
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  /* From each to the next: not through all forms. */
                  "WITH RECURSIVE named (period) AS (SELECT min(period) FROM submission"
                  " UNION ALL SELECT (SELECT min(period) FROM submission WHERE period > n.period)"
                  " FROM named n WHERE n.period IS NOT NULL)"
                  " SELECT period FROM named WHERE period IS NOT NULL AND ?1 <= 0"
                  " UNION SELECT period FROM edition_figure WHERE edition = ?1",
                  "i", edition);
    if (!statement)
        return NULL;
    g_autoptr(Periods) periods = g_new0(Periods, 1);
    periods->names = g_ptr_array_new();
    periods->years = g_array_new(FALSE, FALSE, sizeof(guint));
    periods->definitions = g_ptr_array_new();
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        periods_add(periods, calendar, sql_peek(statement, 0));
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    if (asked)
        periods_add(periods, calendar, asked);
    periods_settle(periods, definition);
    return g_steal_pointer(&periods);
}

void
periods_free(Periods *periods)
{
    if (!periods)
        return;
    g_ptr_array_unref(periods->names);
    g_array_unref(periods->years);
    g_ptr_array_unref(periods->definitions);
    g_free(periods);
}

char *
figures_latest_year(Register *reg, const Definition *definition, GError **error)
{
    g_autoptr(Periods) periods = periods_read(reg, definition, 0, NULL, error);
    /* The last but the term: a year, for halves stand before theirs. */
    return periods && periods->names->len > 1
               ? g_strdup(periods_name(periods, periods->names->len - 2))
               : NULL;
}

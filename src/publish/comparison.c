/* SPDX-License-Identifier: Apache-2.0
 *
 * comparison.c - what a report is made of: figures as they may be shown, and what they changed by.
 */
#include "publish/change.h"
#include "publish/mask.h"
#include "publish/publish.h"
#include "publish/scope.h"
#include "register/sql.h"
#include <string.h>

void
comparison_free(Comparison *comparison)
{
    if (!comparison)
        return;
    g_clear_pointer(&comparison->changes, g_ptr_array_unref);
    g_clear_pointer(&comparison->figures, g_ptr_array_unref);
    g_clear_pointer(&comparison->kept, g_ptr_array_unref);
    g_clear_pointer(&comparison->then, g_ptr_array_unref);
    g_clear_pointer(&comparison->dropped, g_ptr_array_unref);
    edition_free(comparison->edition);
    g_free(comparison);
}

/* Without the forms behind it. */
static Figure *
figure_slim(const Figure *figure)
{
    Figure *slim = g_new0(Figure, 1);
    *slim = *figure;
    slim->period = g_strdup(figure->period);
    slim->scope = g_strdupv(figure->scope);
    slim->value = g_strdup(figure->value);
    slim->numerator = g_strdup(figure->numerator);
    slim->denominator = g_strdup(figure->denominator);
    slim->sources = NULL;
    return slim;
}

/* Those within SCOPE. */
static GPtrArray *
figures_slim(const GPtrArray *figures, char *const *scope)
{
    GPtrArray *slim = g_ptr_array_new_full(figures->len, (GDestroyNotify)figure_free);
    for (guint i = 0; i < figures->len; i++) {
        if (scope_within(scope, figures->pdata[i]))
            g_ptr_array_add(slim, figure_slim(figures->pdata[i]));
    }
    return slim;
}

/* Of the editions of SCOPE the last that showed the year PERIOD, else the last of all; G_MAXUINT:
 * there is none. */
static guint
choose_edition(const GPtrArray *editions, Calendar calendar, const char *period, const char *scope)
{
    guint last = G_MAXUINT;
    for (guint i = editions->len; i-- > 0;) {
        const Edition *edition = editions->pdata[i];
        if (strcmp(edition->scope, scope) != 0)
            continue;
        if (edition_shows(edition, calendar, period))
            return i;
        last = last == G_MAXUINT ? i : last;
    }
    return last;
}

/* What the edition published, of the indicators that are still computed. */
static gboolean
read_then(Register *reg, const Definition *definition, Comparison *comparison, GError **error)
{
    comparison->then = edition_figures(reg, comparison->edition->number, definition, error);
    return comparison->then != NULL;
}

static gboolean
read_dropped(Register *reg, const Definition *definition, Comparison *comparison, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error, "SELECT DISTINCT indicator FROM edition_figure WHERE edition = ?1 ORDER BY 1",
        "i", comparison->edition->number);
    if (!statement)
        return FALSE;
    comparison->dropped = g_ptr_array_new_with_free_func(g_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        if (!definition_indicator(definition, sql_peek(statement, 0), NULL))
            g_ptr_array_add(comparison->dropped, sql_text(statement, 0));
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* Of organisations that belong to SCOPE; corrections, and what they correct, are one. */
static void
count_forms(GHashTable *forms, char *const *scope, const Definition *definition,
            guint counts[CHANGE_CAUSES])
{
    g_autoptr(GHashTable) lines = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, forms);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const FormChange *form = value;
        if (scope_admits(scope, definition, form->organisation) &&
            g_hash_table_add(lines, form->line))
            counts[form->cause]++;
    }
}

static void
unmask(GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        ((Figure *)figures->pdata[i])->masked = FALSE;
}

static gboolean
compare_with(Register *reg, const Definition *definition, char *const *scope, gboolean confidential,
             Comparison *comparison, GError **error)
{
    const Convention *convention = definition->convention;
    const FigureQuery query = {.sources = TRUE, .edition = comparison->edition->number};
    if (!read_then(reg, definition, comparison, error) ||
        !read_dropped(reg, definition, comparison, error))
        return FALSE;
    g_autoptr(GPtrArray) same = figures_compute(reg, definition, &query, error);
    g_autoptr(GHashTable) forms =
        same ? changes_forms(reg, definition, comparison->edition->number, error) : NULL;
    if (!forms)
        return FALSE;
    figures_narrow(same, scope, definition);
    if (confidential)
        unmask(comparison->then);
    count_forms(forms, scope, definition, comparison->forms);
    comparison->changes = changes_compare(comparison->then, same, comparison->figures, forms,
                                          confidential ? 0 : convention->mask_below);
    return TRUE;
}

Comparison *
comparison_make(Register *reg, const Definition *definition, const char *period, char *const *scope,
                gboolean confidential, gboolean issuing, GError **error)
{
    g_autofree char *part = scope_text(scope);
    g_autoptr(Comparison) comparison = g_new0(Comparison, 1);
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    const FigureQuery query = {.sources = issuing || *scope || (editions && editions->len),
                               .sources_of = period};
    comparison->figures = editions ? figures_compute(reg, definition, &query, error) : NULL;
    if (!comparison->figures ||
        (!confidential && !publish_mark(reg, definition, comparison->figures, error)))
        return NULL;
    comparison->kept = figures_slim(comparison->figures, scope);
    figures_narrow(comparison->figures, scope, definition);
    guint nth = choose_edition(editions, definition->convention->calendar, period, part);
    if (nth < editions->len) {
        comparison->edition = g_ptr_array_steal_index(editions, nth);
        if (!compare_with(reg, definition, scope, confidential, comparison, error))
            return NULL;
    }
    if (!confidential) {
        g_autoptr(GHashTable) delicate = figures_delicate(comparison->figures);
        figures_hide(comparison->figures, delicate);
        figures_withhold(comparison->figures, scope);
    }
    return g_steal_pointer(&comparison);
}

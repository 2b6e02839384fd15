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

/* ---- the figures with the forms behind them, and what they changed by ---- */

typedef struct {
    Register *reg;
    const Definition *definition;
    char *const *scope;
    gboolean keep;           /* the figures with their forms */
    const GPtrArray *marked; /* those of today within SCOPE */
    guint at;                /* of those marked, how many came again */
    Comparison *comparison;
} Reading;

/* The figures of the next indicator, within the scope; NULL: there is none more. */
static GPtrArray *
next_figures(const Reading *of, FigureMaker *maker)
{
    GPtrArray *figures = maker ? figure_maker_next(maker) : NULL;
    if (figures)
        figures_narrow(figures, of->scope, of->definition);
    return figures;
}

static void
take_figures(Reading *of, GPtrArray *figures, GPtrArray *same, ChangeMaker *changes)
{
    for (guint i = 0; i < figures->len; i++)
        ((Figure *)figures->pdata[i])->masked =
            ((const Figure *)of->marked->pdata[of->at++])->masked;
    if (changes)
        change_maker_add(changes, same, figures);
    if (of->keep)
        g_ptr_array_extend_and_steal(of->comparison->figures, figures);
    else
        g_ptr_array_unref(figures);
}

/* Today's beside those of the forms of then, which both have the same indicators: never more than
 * one indicator at once.  CHANGES: NULL: there is no then. */
static gboolean
read_forms(Reading *of, ChangeMaker *changes, GError **error)
{
    const FigureQuery query = {.sources = TRUE};
    const FigureQuery before = {.sources = TRUE,
                                .edition = changes ? of->comparison->edition->number : 0};
    g_autoptr(FigureMaker) now = figure_maker_new(of->reg, of->definition, &query, error);
    g_autoptr(FigureMaker) then =
        now && changes ? figure_maker_new(of->reg, of->definition, &before, error) : NULL;
    if (!now || (changes && !then))
        return FALSE;
    for (GPtrArray *figures; (figures = next_figures(of, now)) != NULL;) {
        g_autoptr(GPtrArray) same = next_figures(of, then);
        take_figures(of, figures, same, changes);
    }
    return TRUE;
}

static gboolean
compare_with(Reading *of, gboolean confidential, GError **error)
{
    Comparison *comparison = of->comparison;
    if (!read_then(of->reg, of->definition, comparison, error) ||
        !read_dropped(of->reg, of->definition, comparison, error))
        return FALSE;
    g_autoptr(GHashTable) forms =
        changes_forms(of->reg, of->definition, comparison->edition->number, error);
    if (!forms)
        return FALSE;
    if (confidential)
        unmask(comparison->then);
    count_forms(forms, of->scope, of->definition, comparison->forms);
    g_autoptr(ChangeMaker) changes =
        change_maker_new(comparison->then, of->marked, forms,
                         confidential ? 0 : of->definition->convention->mask_below);
    if (!read_forms(of, changes, error))
        return FALSE;
    comparison->changes = change_maker_finish(changes, comparison->figures);
    return TRUE;
}

/* Of today: first without the forms behind them, as what is masked follows from all together. */
static gboolean
compare(Register *reg, const Definition *definition, const char *period, char *const *scope,
        gboolean confidential, gboolean keep, Comparison *comparison, GError **error)
{
    const FigureQuery query = {.sources_of = keep ? NULL : period};
    g_autoptr(GPtrArray) marked = figures_compute(reg, definition, &query, error);
    if (!marked || (!confidential && !publish_mark(reg, definition, marked, error)))
        return FALSE;
    Reading of = {reg, definition, scope, keep, marked, 0, comparison};
    comparison->kept = figures_slim(marked, scope);
    figures_narrow(marked, scope, definition);
    g_autoptr(GHashTable) delicate = confidential ? NULL : figures_delicate(marked);
    comparison->figures = keep ? g_ptr_array_new_with_free_func((GDestroyNotify)figure_free)
                               : g_ptr_array_ref(marked);
    if (comparison->edition ? !compare_with(&of, confidential, error)
                            : keep && !read_forms(&of, NULL, error))
        return FALSE;
    if (!confidential) {
        figures_hide(comparison->figures, delicate);
        figures_withhold(comparison->figures, scope);
    }
    return TRUE;
}

Comparison *
comparison_make(Register *reg, const Definition *definition, const char *period, char *const *scope,
                gboolean confidential, gboolean issuing, GError **error)
{
    g_autofree char *part = scope_text(scope);
    g_autoptr(Comparison) comparison = g_new0(Comparison, 1);
    if (!sql_do(reg, error, "SAVEPOINT comparison", ""))
        return NULL;
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    guint nth = editions ? choose_edition(editions, definition->convention->calendar, period, part)
                         : G_MAXUINT;
    if (editions && nth < editions->len)
        comparison->edition = g_ptr_array_steal_index(editions, nth);
    gboolean ok = editions && compare(reg, definition, period, scope, confidential,
                                      issuing || *scope, comparison, error);
    sql_do(reg, NULL, "RELEASE comparison", "");
    return ok ? g_steal_pointer(&comparison) : NULL;
}

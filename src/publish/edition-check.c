/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/edition-check.h"

#include "base/i18n.h"
#include "publish/edition.h"
#include "publish/mask.h"
#include "publish/publish.h"
#include "publish/scope.h"
#include "register/definitions.h"
#include <string.h>

static gboolean
figures_agree(const Figure *kept, const Figure *made)
{
    return g_strcmp0(kept->value, made->value) == 0 &&
           g_strcmp0(kept->numerator, made->numerator) == 0 &&
           g_strcmp0(kept->denominator, made->denominator) == 0 &&
           kept->respondents == made->respondents;
}

typedef struct {
    Register *reg;
    const Edition *edition;
    const Definition *definition;
    char **scope;
    GHashTable *kept; /* name → Figure: what the edition has; those that were met are taken out */
    GHashTable *delicate; /* as mask.h has them */
    VerifyCheck *check;
} Work;

static void
fault(const Work *work, const char *name)
{
    verify_fault(work->check,
                 g_strdup_printf(_("edition %d, figure %s: not what the forms of then give"),
                                 (int)work->edition->number, name));
}

/* Of FIGURES, which take on what the day of issue decided. */
static void
compare(Work *work, const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++) {
        Figure *made = figures->pdata[i];
        g_autofree char *name = figure_name(made);
        const Figure *kept = g_hash_table_lookup(work->kept, name);
        if (!kept)
            continue;
        if (!figures_agree(kept, made))
            fault(work, name);
        made->masked = kept->masked;
        made->expected = kept->expected;
        g_hash_table_remove(work->kept, name);
    }
}

static void
compare_missing(const Work *work, const GPtrArray *kept)
{
    for (guint i = 0; i < kept->len; i++) {
        g_autofree char *name = figure_name(kept->pdata[i]);
        if (g_hash_table_contains(work->kept, name))
            fault(work, name);
    }
}

/* What is delicate follows from all figures together: they are computed twice, first without the
 * forms behind them. */
static gboolean
find_delicate(Work *work, GError **error)
{
    const FigureQuery query = {.edition = work->edition->number};
    g_autoptr(GPtrArray) figures = figures_compute(work->reg, work->definition, &query, error);
    if (!figures)
        return FALSE;
    figures_narrow(figures, work->scope, work->definition);
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = figures->pdata[i];
        g_autofree char *name = figure_name(figure);
        const Figure *kept = g_hash_table_lookup(work->kept, name);
        figure->masked = kept && kept->masked;
    }
    work->delicate = figures_delicate(figures);
    return TRUE;
}

/* The hash of the figures as published (transfer full; NULL with ERROR). */
static char *
check_figures(Work *work, GError **error)
{
    const FigureQuery query = {.sources = TRUE, .edition = work->edition->number};
    g_autoptr(FigureMaker) maker = figure_maker_new(work->reg, work->definition, &query, error);
    if (!maker)
        return NULL;
    g_autoptr(FiguresHash) hash = figures_hash_new(work->definition->convention);
    for (GPtrArray *figures; (figures = figure_maker_next(maker)) != NULL;) {
        figures_narrow(figures, work->scope, work->definition);
        compare(work, figures);
        figures_hide(figures, work->delicate);
        figures_withhold(figures, work->scope);
        publish_passed(figures, NULL);
        figures_hash_add(hash, figures);
        g_ptr_array_unref(figures);
    }
    return figures_hash_finish(hash);
}

static gboolean
check_edition(Register *reg, VerifyCheck *check, const Edition *edition, GError **error)
{
    g_autoptr(Definition) definition = definition_of_edition(reg, edition->number, error);
    g_autoptr(GPtrArray) kept =
        definition ? edition_figures(reg, edition->number, definition, error) : NULL;
    if (!kept)
        return FALSE;
    g_autoptr(GHashTable) names = figures_by_name(kept);
    g_auto(GStrv) scope = scope_pairs(edition->scope);
    Work work = {reg, edition, definition, scope, names, NULL, check};
    if (!find_delicate(&work, error))
        return FALSE;
    g_autoptr(GHashTable) delicate = work.delicate;
    g_autofree char *hash = check_figures(&work, error);
    if (!hash)
        return FALSE;
    check->looked += kept->len;
    compare_missing(&work, kept);
    if (strcmp(hash, edition->figures_sha256) != 0)
        verify_fault(check,
                     g_strdup_printf(_("edition %d: its figures don't have the hash of then"),
                                     (int)edition->number));
    return TRUE;
}

gboolean
editions_check(Register *reg, VerifyCheck *check, GError **error)
{
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    for (guint i = 0; editions && i < editions->len; i++) {
        if (!check_edition(reg, check, editions->pdata[i], error))
            return FALSE;
    }
    return editions != NULL;
}

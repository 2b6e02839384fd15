/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/publish.h"

#include "publish/edition.h"
#include "publish/mask.h"
#include "register/sql.h"

gboolean
publish_mark(Register *reg, const Definition *definition, const GPtrArray *figures, GError **error)
{
    g_autoptr(GPtrArray) issued = editions_figures(reg, definition, error);
    if (issued)
        figures_mask(figures, issued, definition->convention);
    return issued != NULL;
}

/* Masked as a whole, then cut to what was asked: a cell that protects another must not show because
 * the other was not asked for. */
static GPtrArray *
publish(Register *reg, const Definition *definition, const FigureQuery *query, GError **error)
{
    FigureQuery uncut = *query;
    uncut.uncut = TRUE;
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &uncut, error);
    if (!figures || !publish_mark(reg, definition, figures, error))
        return NULL;
    figures_hide(figures, definition->convention);
    figures_cut(figures, query);
    return g_steal_pointer(&figures);
}

/* One state of the register, whatever a batch commits meanwhile. */
GPtrArray *
publish_figures(Register *reg, const Definition *definition, const FigureQuery *query,
                gboolean confidential, GError **error)
{
    if (confidential)
        return figures_compute(reg, definition, query, error);
    if (!sql_do(reg, error, "SAVEPOINT publish", ""))
        return NULL;
    GPtrArray *figures = publish(reg, definition, query, error);
    sql_do(reg, NULL, "RELEASE publish", "");
    return figures;
}

void
publish_passed(const GPtrArray *figures, GHashTable *passed)
{
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        const gboolean texts = figure->indicator->aggregation == AGGREGATE_TEXTS;
        for (guint k = 0; texts && figure->sources && k < figure->sources->len; k++) {
            FigureSource *source = figure->sources->pdata[k];
            if (!passed || !g_hash_table_contains(passed, source->submission))
                g_clear_pointer(&source->value, g_free);
        }
    }
}

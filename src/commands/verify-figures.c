/* SPDX-License-Identifier: Apache-2.0
 *
 * verify-figures.c - the figures of two registers that ought to be the same.
 */
#include "base/i18n.h"
#include "commands/verify.h"
#include "figures/figures.h"
#include <string.h>

/* Its value and what it rests on, as they are shown (transfer full). */
static char *
figure_words(const Figure *figure)
{
    const char *none = _("nothing");
    return g_strdup_printf("%s (%s / %s, %u / %u)", figure->value ? figure->value : none,
                           figure->numerator ? figure->numerator : none,
                           figure->denominator ? figure->denominator : none, figure->respondents,
                           figure->expected);
}

static void
compare_figure(VerifyCheck *check, const char *name, const Figure *kept, const Figure *made)
{
    g_autofree char *has = kept ? figure_words(kept) : g_strdup(_("nothing"));
    g_autofree char *gives = made ? figure_words(made) : g_strdup(_("nothing"));
    check->looked++;
    if (!kept || !made || strcmp(has, gives) != 0 || kept->of_forms != made->of_forms ||
        kept->over_forms != made->over_forms)
        verify_fault(check, g_strdup_printf(_("figure %s: %s from the register, %s made anew"),
                                            name, has, gives));
}

static void
compare_figures(VerifyCheck *check, const GPtrArray *kept, const GPtrArray *made)
{
    g_autoptr(GHashTable) anew = figures_by_name(made);
    g_autoptr(GHashTable) seen = figures_by_name(kept);
    for (guint i = 0; i < kept->len; i++) {
        g_autofree char *name = figure_name(kept->pdata[i]);
        compare_figure(check, name, kept->pdata[i], g_hash_table_lookup(anew, name));
    }
    for (guint i = 0; i < made->len; i++) {
        g_autofree char *name = figure_name(made->pdata[i]);
        if (!g_hash_table_contains(seen, name))
            compare_figure(check, name, NULL, made->pdata[i]);
    }
}

static GPtrArray *
all_figures(Register *reg, GError **error)
{
    const FigureQuery query = {0};
    const Definition *definition = register_definition(reg, error);
    return definition ? figures_compute(reg, definition, &query, error) : NULL;
}

gboolean
verify_figures(Register *kept, Register *made, VerifyCheck *check, GError **error)
{
    g_autoptr(GPtrArray) has = all_figures(kept, error);
    g_autoptr(GPtrArray) gives = has ? all_figures(made, error) : NULL;
    if (!gives)
        return FALSE;
    compare_figures(check, has, gives);
    return TRUE;
}

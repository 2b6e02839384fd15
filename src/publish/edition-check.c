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

/* KEPT is what the edition has of MADE, of which it takes on what the day of issue decided. */
static void
compare(VerifyCheck *check, gint64 number, const GPtrArray *kept, const GPtrArray *made)
{
    g_autoptr(GHashTable) names = figures_by_name(made);
    for (guint i = 0; i < kept->len; i++) {
        const Figure *one = kept->pdata[i];
        g_autofree char *name = figure_name(one);
        Figure *other = g_hash_table_lookup(names, name);
        check->looked++;
        if (!other || !figures_agree(one, other))
            verify_fault(check, g_strdup_printf(_("edition %d, figure %s: not what the forms of "
                                                  "then give"),
                                                (int)number, name));
        if (other) {
            other->masked = one->masked;
            other->expected = one->expected;
        }
    }
}

static gboolean
check_edition(Register *reg, VerifyCheck *check, const Edition *edition, GError **error)
{
    const FigureQuery query = {.sources = TRUE, .edition = edition->number};
    g_autoptr(Definition) definition = definition_of_edition(reg, edition->number, error);
    g_autoptr(GPtrArray) kept =
        definition ? edition_figures(reg, edition->number, definition, error) : NULL;
    g_autoptr(GPtrArray) made = kept ? figures_compute(reg, definition, &query, error) : NULL;
    if (!made)
        return FALSE;
    g_auto(GStrv) scope = scope_pairs(edition->scope);
    figures_narrow(made, scope, definition);
    compare(check, edition->number, kept, made);
    g_autoptr(GHashTable) delicate = figures_delicate(made);
    figures_hide(made, delicate);
    figures_withhold(made, scope);
    publish_passed(made, NULL);
    g_autofree char *json = figures_json(definition->convention, made);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, json, -1);
    if (g_strcmp0(hash, edition->figures_sha256) != 0)
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

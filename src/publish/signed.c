/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/signed.h"

#include "register/definitions.h"

static void
signed_edition_free(gpointer data)
{
    SignedEdition *edition = data;
    g_free(edition->period);
    g_ptr_array_unref(edition->signatories);
    g_ptr_array_unref(edition->signed_by);
    g_ptr_array_unref(edition->missing);
    g_free(edition);
}

static SignedEdition *
signed_edition(const Edition *edition, const Convention *convention, const Acts *acts)
{
    SignedEdition *made = g_new0(SignedEdition, 1);
    made->number = edition->number;
    made->issued = edition->issued;
    made->period = g_strdup(edition->period);
    made->signatories = g_ptr_array_new_with_free_func(g_free);
    made->signed_by = g_ptr_array_new_with_free_func(g_free);
    made->missing = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < convention->signatories->len; i++) {
        const Signatory *signatory = convention->signatories->pdata[i];
        const gboolean has = acts_signed(acts, edition->number, signatory->id) != NULL;
        g_ptr_array_add(made->signatories, g_strdup(signatory->id));
        g_ptr_array_add(has ? made->signed_by : made->missing, g_strdup(signatory->id));
    }
    return made;
}

GPtrArray *
signed_editions(Register *reg, const Acts *acts, GError **error)
{
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(signed_edition_free);
    for (guint i = 0; editions && i < editions->len; i++) {
        const Edition *edition = editions->pdata[i];
        g_autoptr(Definition) then = definition_of_edition(reg, edition->number, error);
        if (!then)
            return NULL;
        g_ptr_array_add(made, signed_edition(edition, then->convention, acts));
    }
    return editions ? g_steal_pointer(&made) : NULL;
}

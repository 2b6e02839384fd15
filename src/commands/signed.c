/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/signed.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "register/definitions.h"
#include <stdio.h>

static void
signed_edition_free(gpointer data)
{
    SignedEdition *edition = data;
    g_free(edition->period);
    g_ptr_array_unref(edition->signatories);
    g_ptr_array_unref(edition->signed_by);
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
    for (guint i = 0; i < convention->signatories->len; i++) {
        const Signatory *signatory = convention->signatories->pdata[i];
        g_ptr_array_add(made->signatories, g_strdup(signatory->id));
        if (acts_signed(acts, edition->number, signatory->id))
            g_ptr_array_add(made->signed_by, g_strdup(signatory->id));
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

static GPtrArray *
missing(const SignedEdition *edition)
{
    GPtrArray *ids = g_ptr_array_new();
    for (guint i = 0; i < edition->signatories->len; i++) {
        char *id = edition->signatories->pdata[i];
        if (!g_ptr_array_find_with_equal_func(edition->signed_by, id, g_str_equal, NULL))
            g_ptr_array_add(ids, id);
    }
    return ids;
}

static char *
joined(const GPtrArray *ids)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)ids->pdata[i]);
    return g_string_free(text, FALSE);
}

static void
print_edition(const SignedEdition *edition)
{
    g_autoptr(GPtrArray) wanting = missing(edition);
    g_autofree char *day = date_label(clock_day(edition->issued));
    g_autofree char *ids = joined(wanting);
    g_autofree char *count = g_strdup_printf(
        ngettext("%u signature of %u", "%u signatures of %u", edition->signed_by->len),
        edition->signed_by->len, edition->signatories->len);
    g_autofree char *line =
        wanting->len
            ? g_strdup_printf(_("Edition %d, issued on %s: %s; missing: %s."), (int)edition->number,
                              day, count, ids)
            : g_strdup_printf(_("Edition %d, issued on %s: %s."), (int)edition->number, day, count);
    print_wrapped(line, 0);
}

void
signed_print(const GPtrArray *editions)
{
    if (editions->len)
        putchar('\n');
    for (guint i = 0; i < editions->len; i++)
        print_edition(editions->pdata[i]);
}

static void
write_ids(Json *json, const char *key, const GPtrArray *ids)
{
    json_key(json, key);
    json_array(json);
    for (guint i = 0; i < ids->len; i++)
        json_string(json, ids->pdata[i]);
    json_end(json);
}

void
signed_write_json(Json *json, const GPtrArray *editions)
{
    json_array(json);
    for (guint i = 0; i < editions->len; i++) {
        const SignedEdition *edition = editions->pdata[i];
        g_autoptr(GPtrArray) wanting = missing(edition);
        g_autofree char *issued = date_text(clock_day(edition->issued));
        json_object(json);
        json_member_integer(json, "number", edition->number);
        json_member(json, "issued", issued);
        json_member(json, "period", edition->period);
        write_ids(json, "signatories", edition->signatories);
        write_ids(json, "signed", edition->signed_by);
        write_ids(json, "missing", wanting);
        json_end(json);
    }
    json_end(json);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/signed-print.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include <stdio.h>

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
    g_autofree char *day = date_label(clock_day(edition->issued));
    g_autofree char *ids = joined(edition->missing);
    g_autofree char *count = g_strdup_printf(
        ngettext("%u signature of %u", "%u signatures of %u", edition->signed_by->len),
        edition->signed_by->len, edition->signatories->len);
    g_autofree char *line =
        edition->missing->len
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
        g_autofree char *issued = date_text(clock_day(edition->issued));
        json_object(json);
        json_member_integer(json, "number", edition->number);
        json_member(json, "issued", issued);
        json_member(json, "period", edition->period);
        write_ids(json, "signatories", edition->signatories);
        write_ids(json, "signed", edition->signed_by);
        write_ids(json, "missing", edition->missing);
        json_end(json);
    }
    json_end(json);
}

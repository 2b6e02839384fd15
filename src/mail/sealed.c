/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/sealed.h"

#include "mail/address.h"
#include <string.h>

#define END "\r\n"

/* The value of the field NAME (": " included), with its folds; NULL: there is none in the header
 * (transfer full). */
static char *
field_value(GBytes *eml, const char *name)
{
    gsize length;
    const char *text = g_bytes_get_data(eml, &length);
    const char *body = length ? g_strstr_len(text, (gssize)length, END END) : NULL;
    g_autofree char *header = g_strndup(text ? text : "", body ? (gsize)(body - text) : length);
    g_autofree char *start = g_strconcat(END, name, NULL);
    char *found = strstr(header, start);
    if (!found)
        return NULL;
    GString *value = g_string_new(NULL);
    for (char *line = found + strlen(start);;) {
        gsize here = strcspn(line, "\r\n");
        g_string_append_len(value, line, (gssize)here);
        line += here;
        if (!g_str_has_prefix(line, END " "))
            return g_string_free(value, FALSE);
        line += strlen(END);
    }
}

char *
sealed_recipients(GBytes *eml)
{
    GString *found = g_string_new(NULL);
    g_autofree char *value = field_value(eml, "To: ");
    g_auto(GStrv) parts = g_strsplit(value ? value : "", ",", -1);
    for (char **part = parts; *part; part++) {
        g_autofree char *address = mail_address_ascii(g_strstrip(*part));
        if (address)
            g_string_append_printf(found, "%s%s", found->len ? " " : "", address);
    }
    return g_string_free(found, FALSE);
}

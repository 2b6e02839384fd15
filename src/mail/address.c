/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/address.h"

#include <string.h>

#define LOCAL_MAX  64 /* RFC 5321, 4.5.3.1 */
#define DOMAIN_MAX 253
#define ID_MAX     250

static gboolean
printable(const char *text, const char *forbidden)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p <= ' ' || *p >= 127 || strchr(forbidden, *p) != NULL)
            return FALSE;
    }
    return *text != '\0';
}

char *
mail_address_ascii(const char *address)
{
    const char *at = address != NULL ? strrchr(address, '@') : NULL;
    if (at == NULL || at == address || !g_utf8_validate(at + 1, -1, NULL))
        return NULL;
    g_autofree char *local = g_strndup(address, (gsize)(at - address));
    g_autofree char *domain = g_hostname_to_ascii(at + 1);
    if (!printable(local, "()<>[]:;@\\,\"") || strlen(local) > LOCAL_MAX || domain == NULL ||
        !printable(domain, "()<>:;@\\,\"/") || strlen(domain) > DOMAIN_MAX)
        return NULL;
    return g_strdup_printf("%s@%s", local, domain);
}

gboolean
mail_id_valid(const char *id)
{
    return printable(id, "<>\"\\()") && strlen(id) <= ID_MAX;
}

gboolean
mail_id_is_ours(const char *id)
{
    return g_str_has_prefix(id, "copil.") && g_str_has_suffix(id, "@copil.invalid");
}

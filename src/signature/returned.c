/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/returned.h"

#include <string.h>

void
signature_free(Signature *signature)
{
    g_free(signature->field);
    g_free(signature->signer);
    g_free(signature->issuer);
    g_free(signature);
}

void
change_free(Change *change)
{
    g_free(change->what);
    g_free(change);
}

Returned *
returned_new(void)
{
    Returned *returned = g_new0(Returned, 1);
    returned->fields = g_ptr_array_new_with_free_func(g_free);
    returned->signatures = g_ptr_array_new_with_free_func((GDestroyNotify)signature_free);
    returned->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    return returned;
}

void
returned_free(Returned *returned)
{
    if (!returned)
        return;
    g_ptr_array_unref(returned->fields);
    g_ptr_array_unref(returned->signatures);
    g_ptr_array_unref(returned->changes);
    g_free(returned);
}

void
returned_change(Returned *returned, ChangeKind kind, guint number, const char *what)
{
    for (guint i = 0; i < returned->changes->len; i++) {
        const Change *known = returned->changes->pdata[i];
        if (known->kind == kind && known->number == number && strcmp(known->what, what) == 0)
            return;
    }
    if (returned->changes->len >= RETURNED_MAX_CHANGES)
        return;
    Change *change = g_new0(Change, 1);
    change->kind = kind;
    change->number = number;
    change->what = g_strdup(what);
    g_ptr_array_add(returned->changes, change);
}

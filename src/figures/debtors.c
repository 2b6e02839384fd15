/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/debtors.h"

static void
debtor_free(gpointer data)
{
    g_ptr_array_unref(((Debtor *)data)->owed);
    g_free(data);
}

GPtrArray *
debtors_of(const Definition *definition, const GPtrArray *expectations, guint32 today)
{
    const GPtrArray *people = definition->participants->list;
    g_autoptr(GHashTable) by_person = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < expectations->len; i++) {
        Expectation *each = expectations->pdata[i];
        if (!expectation_to_remind(each, today))
            continue;
        Debtor *debtor = g_hash_table_lookup(by_person, each->participant);
        if (!debtor) {
            debtor = g_new0(Debtor, 1);
            debtor->who = each->participant;
            debtor->owed = g_ptr_array_new();
            g_hash_table_insert(by_person, (gpointer)each->participant, debtor);
        }
        g_ptr_array_add(debtor->owed, each);
    }
    GPtrArray *debtors = g_ptr_array_new_with_free_func(debtor_free);
    for (guint i = 0; i < people->len; i++) {
        Debtor *debtor = g_hash_table_lookup(by_person, people->pdata[i]);
        if (debtor)
            g_ptr_array_add(debtors, debtor);
    }
    return debtors;
}

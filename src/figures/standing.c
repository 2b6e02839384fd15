/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/contribution.h"
#include "register/joint.h"
#include "register/sql.h"

static void
standing_free(gpointer data)
{
    Standing *form = data;
    g_ref_string_release(form->id);
    g_ref_string_release(form->organisation);
    g_free(form->kind);
    g_free(form->territory);
    g_free(form->period);
    g_free(form->event);
    g_ref_string_release(form->original);
    g_free(form);
}

static Standing *
standing_of_row(sqlite3_stmt *statement)
{
    Standing *form = g_new0(Standing, 1);
    form->rank = sql_int(statement, 0);
    form->id = g_ref_string_new(sql_peek(statement, 1));
    form->organisation = g_ref_string_new(sql_peek(statement, 3));
    form->kind = sql_text(statement, 4);
    form->territory = sql_text(statement, 5);
    form->period = sql_text(statement, 6);
    form->event = sql_text(statement, 7);
    form->original = g_ref_string_new(sql_peek(statement, 8));
    form->received = sql_int(statement, 9);
    return form;
}

/* Of the declarations of one event the first stands, in the order of organisations. */
static gboolean
standing_join(Register *reg, const Sheet *sheet, GPtrArray *forms, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < forms->len;) {
        const Standing *form = forms->pdata[i];
        char *key = joint_key(reg, sheet, form->rank, form->period, error);
        if (!key)
            return FALSE;
        if (g_hash_table_add(seen, key))
            i++;
        else
            g_ptr_array_remove_index(forms, i);
    }
    return TRUE;
}

static gboolean
standing_join_all(Register *reg, const Convention *convention, GHashTable *sheets, GError **error)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        GPtrArray *forms = g_hash_table_lookup(sheets, sheet->id);
        if (sheet->joint && forms && !standing_join(reg, sheet, forms, error))
            return FALSE;
    }
    return TRUE;
}

GHashTable *
standing_read(Register *reg, const Convention *convention, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT rank, id, sheet, organisation, kind, territory, period, event, original,"
                  " received FROM standing ORDER BY sheet, organisation, period, id",
                  "");
    if (!statement)
        return NULL;
    g_autoptr(GHashTable) sheets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const char *sheet = sql_peek(statement, 2);
        GPtrArray *forms = g_hash_table_lookup(sheets, sheet);
        if (!forms) {
            forms = g_ptr_array_new_with_free_func(standing_free);
            g_hash_table_insert(sheets, g_strdup(sheet), forms);
        }
        g_ptr_array_add(forms, standing_of_row(statement));
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    return standing_join_all(reg, convention, sheets, error) ? g_steal_pointer(&sheets) : NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "register/joint.h"

#include "base/text.h"
#include "register/keep-finding.h"
#include "register/sql.h"

typedef struct {
    gint64 rank, arrival;
} Declared;

char *
joint_key(Register *reg, const Sheet *sheet, gint64 rank, const char *period, GError **error)
{
    g_autoptr(GString) key = g_string_new(period);
    for (char **name = sheet->joint_keys; name && *name; name++) {
        GError *failure = NULL;
        sqlite3_stmt *statement =
            sql_query(reg, error,
                      "SELECT canonical FROM value WHERE submission = ?1 AND field = ?2"
                      " AND canonical IS NOT NULL",
                      "it", rank, *name);
        if (!statement)
            return NULL;
        gboolean given = sql_row(reg, statement, &failure);
        if (failure) {
            g_propagate_error(error, failure);
            return NULL;
        }
        g_autofree char *folded =
            given ? text_fold(sql_peek(statement, 0)) : g_strdup_printf("#%" G_GINT64_FORMAT, rank);
        if (given)
            sql_done(statement);
        g_string_append_printf(key, "|%s", folded);
    }
    return g_string_free(g_steal_pointer(&key), FALSE);
}

static GArray *
joint_declared(Register *reg, const Sheet *sheet, const char *period, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT rank, message FROM submission WHERE sheet = ?1 AND period = ?2"
                  " AND verdict = 'accepted' ORDER BY rank",
                  "tt", sheet->id, period);
    if (!statement)
        return NULL;
    g_autoptr(GArray) forms = g_array_new(FALSE, TRUE, sizeof(Declared));
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const Declared form = {sql_int(statement, 0), sql_int(statement, 1)};
        g_array_append_val(forms, form);
    }
    if (!failure)
        return g_steal_pointer(&forms);
    g_propagate_error(error, failure);
    return NULL;
}

static gboolean
joint_tell(Register *reg, const Declared *form, gboolean twice, GError **error)
{
    g_autoptr(Finding) finding = finding_new(FINDING_EVENT_DECLARED_TWICE, NULL, NULL, NULL, NULL);
    return sql_do(reg, error,
                  "DELETE FROM finding WHERE submission = ?1 AND history = 1 AND code = ?2", "it",
                  form->rank, finding->code) &&
           (!twice || keep_finding(reg, form->arrival, form->rank, TRUE, finding, error));
}

gboolean
joint_check(Register *reg, const Sheet *sheet, const char *period, GError **error)
{
    if (!sheet->joint)
        return TRUE;
    g_autoptr(GArray) forms = joint_declared(reg, sheet, period, error);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) times = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; forms && i < forms->len; i++) {
        char *key = joint_key(reg, sheet, g_array_index(forms, Declared, i).rank, period, error);
        if (!key)
            return FALSE;
        g_ptr_array_add(keys, key);
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(times, key));
        g_hash_table_insert(times, key, GUINT_TO_POINTER(before + 1));
    }
    for (guint i = 0; forms && i < forms->len; i++) {
        gboolean twice = GPOINTER_TO_UINT(g_hash_table_lookup(times, keys->pdata[i])) > 1;
        if (!joint_tell(reg, &g_array_index(forms, Declared, i), twice, error))
            return FALSE;
    }
    return forms != NULL;
}

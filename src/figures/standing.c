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
    g_hash_table_unref(form->choices);
    g_free(form);
}

static Standing *
standing_of_row(const Convention *convention, sqlite3_stmt *statement)
{
    Standing *form = g_new0(Standing, 1);
    form->rank = sql_int(statement, 0);
    form->id = g_ref_string_new(sql_peek(statement, 1));
    form->organisation = g_ref_string_new(sql_peek(statement, 3));
    form->sheet = convention_sheet(convention, sql_peek(statement, 2));
    form->kind = sql_text(statement, 4);
    form->territory = sql_text(statement, 5);
    form->period = sql_text(statement, 6);
    form->event = sql_text(statement, 7);
    form->original = g_ref_string_new(sql_peek(statement, 8));
    form->received = sql_int(statement, 9);
    form->choices = g_hash_table_new(NULL, NULL);
    return form;
}

/* Of the declarations of one event one stands. */
static gboolean
standing_join(Register *reg, const Sheet *sheet, GPtrArray *forms, GError **error)
{
    g_autoptr(GHashTable) counted = joint_counted(reg, sheet, error);
    for (guint i = forms->len; counted && i-- > 0;) {
        if (!g_hash_table_contains(counted, &((const Standing *)forms->pdata[i])->rank))
            g_ptr_array_remove_index(forms, i);
    }
    return counted != NULL;
}

/* The answers of FORMS to a choice, for scope and condition. */
static gboolean
standing_choose(Register *reg, const Field *field, const GPtrArray *forms, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT submission, canonical FROM value WHERE field = ?1 AND column IS NULL"
                  " AND counted = 1 AND canonical IS NOT NULL",
                  "t", field->name);
    if (!statement)
        return FALSE;
    g_autoptr(GHashTable) by_rank = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < forms->len; i++)
        g_hash_table_insert(by_rank, &((Standing *)forms->pdata[i])->rank, forms->pdata[i]);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        gint64 rank = sql_int(statement, 0);
        Standing *form = g_hash_table_lookup(by_rank, &rank);
        if (form)
            g_hash_table_insert(form->choices, (gpointer)field,
                                (gpointer)g_intern_string(sql_peek(statement, 1)));
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static gboolean
standing_complete(Register *reg, const Sheet *sheet, GPtrArray *forms, GError **error)
{
    if (sheet->joint && !standing_join(reg, sheet, forms, error))
        return FALSE;
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (field->role == ROLE_ANSWER && field->type == TYPE_CHOICE && !field->columns &&
            !standing_choose(reg, field, forms, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
standing_complete_all(Register *reg, const Convention *convention, GHashTable *sheets,
                      GError **error)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        GPtrArray *forms = g_hash_table_lookup(sheets, sheet->id);
        if (forms && !standing_complete(reg, sheet, forms, error))
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
        g_ptr_array_add(forms, standing_of_row(convention, statement));
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    return standing_complete_all(reg, convention, sheets, error) ? g_steal_pointer(&sheets) : NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/column.h"

#include "register/sql.h"
#include <string.h>

struct Columns {
    Register *reg;
    const Forms *forms;
    GHashTable *known;   /* Column or Field → GArray of Row */
    GStringChunk *texts; /* of rows */
};

Columns *
columns_new(Register *reg, const Forms *forms)
{
    enum { CHUNK = 1 << 16 };
    Columns *columns = g_new0(Columns, 1);
    columns->reg = reg;
    columns->forms = forms;
    columns->known = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    columns->texts = g_string_chunk_new(CHUNK);
    return columns;
}

void
columns_free(Columns *columns)
{
    if (!columns)
        return;
    g_hash_table_unref(columns->known);
    g_string_chunk_free(columns->texts);
    g_free(columns);
}

const Forms *
columns_forms(const Columns *columns)
{
    return columns->forms;
}

guint
rows_end(const GArray *rows, guint i)
{
    const Standing *form = g_array_index(rows, Row, i).form;
    while (i < rows->len && g_array_index(rows, Row, i).form == form)
        i++;
    return i;
}

/* What is asked of single answers names no column, and what is asked of a grid does: each has an
 * index that holds all that is asked for. */
#define OF_ANSWER " FROM value WHERE field = ?1 AND column IS NULL AND counted = 1"
#define OF_CELL   " FROM value WHERE field = ?1 AND column = ?2 AND counted = 1"

static sqlite3_stmt *
query_texts(const Columns *columns, const Operand *operand, GError **error)
{
    const char *field = operand->field->name;
    if (!operand->column)
        return sql_query(columns->reg, error,
                         "SELECT submission, item, canonical" OF_ANSWER
                         " AND canonical IS NOT NULL",
                         "t", field);
    return sql_query(columns->reg, error,
                     "SELECT submission, item, canonical" OF_CELL " AND canonical IS NOT NULL",
                     "tt", field, operand->column->name);
}

/* A grid answered "néant" as a whole is a zero without item in each of its columns. */
static sqlite3_stmt *
query_numbers(const Columns *columns, const Operand *operand, GError **error)
{
    const char *field = operand->field->name;
    if (!operand->column)
        return sql_query(
            columns->reg, error,
            "SELECT submission, item, CASE WHEN motif = ?2 THEN 0 ELSE number END" OF_ANSWER
            " AND (number IS NOT NULL OR (motif = ?2 AND item IS NULL))",
            "ti", field, (gint64)MOTIF_NEANT);
    return sql_query(columns->reg, error,
                     "SELECT submission, item, number" OF_CELL " AND number IS NOT NULL"
                     " UNION ALL SELECT submission, NULL, 0" OF_ANSWER
                     " AND motif = ?3 AND item IS NULL",
                     "tti", field, operand->column->name, (gint64)MOTIF_NEANT);
}

/* ITEM as the forms keep it.  SEEN: those met so far, of one list; LAST: where the last stands, for
 * after it mostly comes the next. */
static const char *
item_text(const Forms *forms, GPtrArray *seen, guint *last, const char *item)
{
    for (guint i = 1; item && i <= seen->len; i++) {
        guint place = (*last + i) % seen->len;
        if (strcmp(seen->pdata[place], item) == 0)
            return seen->pdata[*last = place];
    }
    const char *text = forms_text(forms, item);
    if (text) {
        *last = seen->len;
        g_ptr_array_add(seen, (gpointer)text);
    }
    return text;
}

const GArray *
columns_rows(Columns *columns, const Operand *operand, gboolean texts, GError **error)
{
    gconstpointer key = operand->column ? (gconstpointer)operand->column : operand->field;
    const GArray *known = g_hash_table_lookup(columns->known, key);
    if (known)
        return known;
    sqlite3_stmt *statement =
        texts ? query_texts(columns, operand, error) : query_numbers(columns, operand, error);
    if (!statement)
        return NULL;
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    guint last = 0;
    GError *failure = NULL;
    while (sql_row(columns->reg, statement, &failure)) {
        const Standing *form = forms_find(columns->forms, sql_int(statement, 0));
        if (!form || form->sheet != operand->field->sheet)
            continue;
        Row row = {.form = form,
                   .list = operand->field->list,
                   .item = item_text(columns->forms, seen, &last, sql_peek(statement, 1))};
        if (texts)
            row.text = g_string_chunk_insert(columns->texts, sql_peek(statement, 2));
        else
            row.number = sql_int(statement, 2);
        g_array_append_val(rows, row);
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    forms_sort(columns->forms, rows);
    g_hash_table_insert(columns->known, (gpointer)key, g_array_ref(rows));
    return rows;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "register/sql.h"

#include "base/i18n.h"
#include "base/sha256.h"

void
sql_fail(sqlite3 *db, GError **error)
{
    int code = sqlite3_extended_errcode(db);
    RegisterError kind = REGISTER_ERROR_SQLITE;
    if ((code & 0xff) == SQLITE_NOTADB) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, _("%s is not a register"),
                    sqlite3_db_filename(db, "main"));
        return;
    }
    if ((code & 0xff) == SQLITE_CORRUPT)
        kind = REGISTER_ERROR_FORMAT;
    if ((code & 0xff) == SQLITE_BUSY)
        kind = REGISTER_ERROR_BUSY;
    g_set_error(error, REGISTER_ERROR, kind, _("the register: %s"), sqlite3_errmsg(db));
}

static sqlite3_stmt *
sql_prepare(Register *reg, const char *sql, GError **error)
{
    sqlite3_stmt *statement = g_hash_table_lookup(reg->statements, sql);
    if (statement)
        return statement;
    if (sqlite3_prepare_v3(reg->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
        sql_fail(reg->db, error);
        return NULL;
    }
    g_hash_table_insert(reg->statements, g_strdup(sql), statement);
    return statement;
}

static int
sql_bind_blob(sqlite3_stmt *statement, int i, GBytes *bytes, sqlite3_destructor_type keep)
{
    if (!bytes)
        return sqlite3_bind_null(statement, i);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    if (length == 0)
        return sqlite3_bind_zeroblob(statement, i, 0);
    return sqlite3_bind_blob64(statement, i, data, length, keep);
}

static int
sql_bind_next(sqlite3_stmt *statement, int i, char type, sqlite3_destructor_type keep,
              va_list *args)
{
    switch (type) {
    case 't':
        return sqlite3_bind_text(statement, i, va_arg(*args, const char *), -1, keep);
    case 'i':
        return sqlite3_bind_int64(statement, i, va_arg(*args, gint64));
    case 'b':
        return sql_bind_blob(statement, i, va_arg(*args, GBytes *), keep);
    default:
        g_error("sql: no parameter type '%c'", type);
    }
}

/* KEEP: SQLITE_STATIC when the rows are read to the end while the parameters are there, else
 * SQLITE_TRANSIENT, which copies them. */
static sqlite3_stmt *
sql_bind(Register *reg, GError **error, const char *sql, const char *types,
         sqlite3_destructor_type keep, va_list *args)
{
    sqlite3_stmt *statement = sql_prepare(reg, sql, error);
    if (!statement)
        return NULL;
    sqlite3_reset(statement);
    for (int i = 0; types[i]; i++) {
        if (sql_bind_next(statement, i + 1, types[i], keep, args) != SQLITE_OK) {
            sql_fail(reg->db, error);
            return NULL;
        }
    }
    return statement;
}

sqlite3_stmt *
sql_query(Register *reg, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = sql_bind(reg, error, sql, types, SQLITE_TRANSIENT, &args);
    va_end(args);
    return statement;
}

gboolean
sql_row(Register *reg, sqlite3_stmt *statement, GError **error)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return TRUE;
    if (code != SQLITE_DONE)
        sql_fail(reg->db, error);
    sql_done(statement);
    return FALSE;
}

void
sql_done(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

static gboolean
sql_run(Register *reg, sqlite3_stmt *statement, GError **error)
{
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        continue;
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

gboolean
sql_do(Register *reg, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = sql_bind(reg, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    return statement && sql_run(reg, statement, error);
}

char *
sql_digest(Register *reg, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = sql_bind(reg, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    if (!statement)
        return NULL;
    g_autoptr(Sha256) sum = sha256_new();
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        sha256_add_text(sum, sql_peek(statement, 0));
        sha256_add_text(sum, "\n");
    }
    if (!failure)
        return sha256_told(sum);
    g_propagate_error(error, failure);
    return NULL;
}

gboolean
sql_integer(Register *reg, gint64 *value, gint64 fallback, GError **error, const char *sql,
            const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = sql_bind(reg, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    gboolean row = sql_row(reg, statement, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    gboolean given = row && sqlite3_column_type(statement, 0) != SQLITE_NULL;
    *value = given ? sqlite3_column_int64(statement, 0) : fallback;
    sql_done(statement);
    return TRUE;
}

GArray *
sql_integers(Register *reg, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = sql_bind(reg, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    if (!statement)
        return NULL;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        gint64 one = sql_int(statement, 0);
        g_array_append_val(found, one);
    }
    if (!failure)
        return g_steal_pointer(&found);
    g_propagate_error(error, failure);
    return NULL;
}

char *
sql_text(sqlite3_stmt *statement, int column)
{
    return g_strdup(sql_peek(statement, column));
}

const char *
sql_peek(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

gint64
sql_int(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

GBytes *
sql_blob(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return NULL;
    const void *data = sqlite3_column_blob(statement, column);
    return g_bytes_new(data, (gsize)sqlite3_column_bytes(statement, column));
}

gboolean
register_hold(Register *reg, GError **error)
{
    return sql_do(reg, error, "SAVEPOINT held", "");
}

gboolean
register_release(Register *reg, GError **error)
{
    return sql_do(reg, error, "RELEASE held", "");
}

gboolean
sql_begin(Register *reg, GError **error)
{
    if (reg->group == 0 && !sql_do(reg, error, "BEGIN IMMEDIATE", ""))
        return FALSE;
    reg->group++;
    return TRUE;
}

gboolean
sql_take_back(Register *reg, GError **error)
{
    g_hash_table_remove_all(reg->touched);
    g_ptr_array_set_size(reg->places, 0);
    reg->group = 0;
    return sql_do(reg, error, "ROLLBACK", "");
}

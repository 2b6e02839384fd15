/* SPDX-License-Identifier: Apache-2.0 */
#include "register/enter.h"

#include "base/sha256.h"
#include "register/sql.h"

static gboolean
keep_scan(Register *reg, const char *message, const Scan *scan, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(scan->bytes, &length);
    g_autofree char *sha256 = sha256_of(bytes, length);
    return sql_do(reg, error,
                  "INSERT INTO scan (message, name, sha256, bytes)"
                  " SELECT arrival, ?2, ?3, ?4 FROM message WHERE sha256 = ?1",
                  "tttb", message, scan->name, sha256, scan->bytes);
}

gboolean
register_enter(Register *reg, const char *sha256, const char *name, GBytes *original,
               const Examination *examination, const Scan *scan, const char *why, const char *who,
               gint64 now, GError **error)
{
    gboolean written;
    reg->entry = TRUE;
    return register_add(reg, sha256, name, original, examination, now, error) &&
           register_act(reg, act_kind(ACT_ENTER), sha256, why, who, now, &written, error) &&
           (!scan || keep_scan(reg, sha256, scan, error));
}

gboolean
register_scan(Register *reg, const char *message, char **sha256, char **name, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT s.sha256, s.name FROM scan s JOIN message m ON m.arrival = s.message"
                  " WHERE m.sha256 = ?1",
                  "t", message);
    GError *failure = NULL;
    *sha256 = *name = NULL;
    if (statement && sql_row(reg, statement, &failure)) {
        *sha256 = sql_text(statement, 0);
        *name = sql_text(statement, 1);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

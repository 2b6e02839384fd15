/* SPDX-License-Identifier: Apache-2.0
 *
 * answers.c - the answers as they left, and what they told.
 */
#include "register/answers.h"

#include "register/sql.h"

char *
answer_told(Register *reg, const char *sha256, GError **error)
{
    return sql_digest(
        reg, error,
        "SELECT s.id || ' ' || s.examined || ' ' || (s.verdict = 'withdrawn') ||"
        " coalesce((SELECT group_concat(severity || ' ' || code || ' ' ||"
        "  coalesce(field, '') || ' ' || text, char(10)) FROM (SELECT * FROM finding f"
        "  WHERE f.submission = s.rank AND f.history = 0 ORDER BY f.id)), '')"
        " FROM submission s JOIN message m ON m.arrival = s.message"
        " WHERE m.sha256 = ?1 ORDER BY s.part",
        "t", sha256);
}

gboolean
register_answered(Register *reg, const char *sha256, gboolean *answered, GError **error)
{
    gint64 count;
    if (!sql_integer(reg, &count, 0, error,
                     "SELECT count(*) FROM answer a JOIN message m ON m.arrival = a.message"
                     " WHERE m.sha256 = ?1",
                     "t", sha256))
        return FALSE;
    *answered = count > 0;
    return TRUE;
}

gboolean
register_each_answer(Register *reg, RegisterAnswer each, gpointer data, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT m.sha256, a.act, a.eml FROM answer a JOIN message m"
                  " ON m.arrival = a.message WHERE a.eml IS NOT NULL ORDER BY m.sha256, a.act",
                  "");
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        g_autofree char *sha256 = sql_text(statement, 0);
        g_autoptr(GBytes) eml = sql_blob(statement, 2);
        if (!each(sha256, sql_int(statement, 1), eml, data, &failure)) {
            sql_done(statement);
            break;
        }
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * state.c - the register as a whole: counts, seal, originals.
 */
#include "register/sql.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/period.h"
#include "base/text.h"
#include "register/act.h"
#include <string.h>

gboolean
register_counts(Register *reg, gboolean last, guint counts[VERDICT_COUNT], GError **error)
{
    memset(counts, 0, VERDICT_COUNT * sizeof counts[0]);
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  last ? "SELECT verdict, 1 FROM form WHERE message IN"
                         " (SELECT arrival FROM origin WHERE run IN last_run)"
                         " UNION ALL SELECT verdict, 1 FROM message WHERE verdict <> 'accepted'"
                         " AND run IN last_run"
                       : "SELECT 'accepted', (SELECT count(*) FROM submission) -"
                         " (SELECT count(*) FROM submission WHERE verdict <> 'accepted')"
                         " UNION ALL SELECT verdict, count(*) FROM submission"
                         " WHERE verdict <> 'accepted' GROUP BY verdict"
                         " UNION ALL SELECT verdict, count(*) FROM message"
                         " WHERE verdict <> 'accepted' GROUP BY verdict",
                  "");
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Verdict verdict;
        if (verdict_from_code(sql_peek(statement, 0), &verdict))
            counts[verdict] += (guint)sql_int(statement, 1);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* The one hash among those of SQL, parameters as below, that begins with BEGINNING. */
static char *
find_hash(Register *reg, const char *sql, const char *beginning, GError **error)
{
    enum { SHORTEST = 8 };
    g_autofree char *id = text_id(beginning);
    g_autofree char *first = NULL;
    GError *failure = NULL;
    guint count = 0;
    sqlite3_stmt *statement = sql_query(reg, error, sql, "ti", id, (gint64)SHORTEST);
    if (!statement)
        return NULL;
    for (; sql_row(reg, statement, &failure); count++) {
        g_free(first);
        first = sql_text(statement, 0);
    }
    if (failure)
        g_propagate_error(error, failure);
    else if (count == 1)
        return g_steal_pointer(&first);
    else
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    count ? _("several messages of the register begin with %s")
                          : _("the register has no original %s"),
                    beginning);
    return NULL;
}

#define BEGINS                                                                                     \
    " WHERE substr(sha256, 1, length(?1)) = ?1 AND length(?1) >= CAST(?2 AS INTEGER)"              \
    " ORDER BY 1 LIMIT 2"

char *
register_find_message(Register *reg, const char *beginning, GError **error)
{
    return find_hash(reg, "SELECT sha256 FROM message" BEGINS, beginning, error);
}

char *
register_find_original(Register *reg, const char *beginning, GError **error)
{
    return find_hash(reg, "SELECT DISTINCT sha256 FROM original" BEGINS, beginning, error);
}

static void
original_fail(const char *sha256, gint64 erased, GError **error)
{
    g_autofree char *day = date_label(clock_day(erased));
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("the original %.16s was erased on %s by copil purge; its hash and what figures "
                  "rest on are kept"),
                sha256, day);
}

GBytes *
register_original(Register *reg, const char *sha256, GError **error)
{
    GError *failure = NULL;
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT bytes, (SELECT time FROM act WHERE id = purge) FROM original"
                  " WHERE sha256 = ?1 ORDER BY bytes IS NULL LIMIT 1",
                  "t", sha256);
    if (!statement)
        return NULL;
    if (!sql_row(reg, statement, &failure)) {
        if (failure)
            g_propagate_error(error, failure);
        else
            g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                        _("the register has no original %s"), sha256);
        return NULL;
    }
    GBytes *bytes = sql_blob(statement, 0);
    gint64 erased = sql_int(statement, 1);
    sql_done(statement);
    if (!bytes)
        original_fail(sha256, erased, error);
    return bytes;
}

/* Everything that a figure or a report rests on, in an order that no arrival changes. */
char *
register_seal(Register *reg, GError **error)
{
    return sql_digest(
        reg, error,
        "SELECT m.sha256 || ' ' || coalesce(s.id || ' ' || s.verdict || ' ' ||"
        " coalesce(s.content_hash, '-'), m.verdict)"
        " FROM message m LEFT JOIN submission s ON s.message = m.arrival"
        " UNION ALL SELECT coalesce(in_force_from || ' ', '') || sha256"
        " FROM definition WHERE id IN (SELECT max(id) FROM definition"
        " GROUP BY in_force_from)"
        " UNION ALL SELECT 'act ' || time || ' ' || act || ' ' || target || ' ' || why"
        " FROM act WHERE act NOT IN ('note', '" ACT_PURGE "') ORDER BY 1",
        "");
}

gboolean
register_time(Register *reg, gint64 *time, GError **error)
{
    return sql_integer(reg, time, 0, error,
                       "SELECT coalesce((SELECT time FROM run ORDER BY id DESC LIMIT 1),"
                       " (SELECT registered FROM definition ORDER BY id LIMIT 1))",
                       "");
}

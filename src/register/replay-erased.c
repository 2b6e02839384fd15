/* SPDX-License-Identifier: Apache-2.0
 *
 * replay-erased.c - erased messages, copied instead of examined.
 */
#include "register/crosscheck.h"
#include "register/given.h"
#include "register/replay.h"
#include "register/sql.h"
#include "register/store.h"

/* The rows that SELECT gives for TEXT in KEPT, each the parameters of INSERT in MADE. */
static gboolean
copy_rows(Register *made, Register *kept, const char *select, const char *text, const char *insert,
          GError **error)
{
    sqlite3_stmt *from = sql_query(kept, error, select, "t", text);
    GError *failure = NULL;
    while (from && !failure && sql_row(kept, from, &failure)) {
        sqlite3_stmt *to = sql_query(made, &failure, insert, "");
        for (int i = 0; to && i < sqlite3_column_count(from); i++)
            sqlite3_bind_value(to, i + 1, sqlite3_column_value(from, i));
        if (to)
            sql_row(made, to, &failure);
        if (failure)
            sql_done(from);
    }
    if (failure)
        g_propagate_error(error, failure);
    return from && !failure;
}

#define OF_MESSAGE " WHERE message = (SELECT arrival FROM message WHERE sha256 = ?1)"
#define ARRIVAL    "(SELECT arrival FROM message WHERE sha256 = ?1)"
#define RANK       "(SELECT rank FROM submission WHERE id = ?1)"

/* What an examination found, without what history says. */
static const struct {
    const char *select, *insert;
} copied[] = {
    {"SELECT ?1, path, filename, type, label, sha256, size, fate, text FROM part" OF_MESSAGE,
     "INSERT INTO part (message, path, filename, type, label, sha256, size, fate, text)"
     " VALUES (" ARRIVAL ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    {"SELECT ?1, id, part, part_sha256, sheet, organisation, kind, territory, period, event,"
     " claimed, examined, nil, content_hash, canonical, line, received FROM submission" OF_MESSAGE
     " ORDER BY rank",
     "INSERT INTO submission (message, id, part, part_sha256, sheet, organisation, kind, territory,"
     " period, event, claimed, examined, nil, content_hash, canonical, line, received, verdict)"
     " VALUES (" ARRIVAL
     ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?12)"},
    {"SELECT s.id, v.seq, v.field, v.item, v.column, v.canonical, v.number, v.typed, v.motif,"
     " v.counted FROM submission s JOIN value v ON v.submission = s.rank" OF_MESSAGE,
     "INSERT INTO value (submission, seq, field, item, column, canonical, number, typed, motif,"
     " counted) VALUES (" RANK ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
    {"SELECT ?1, s.id, f.severity, f.code, f.field, f.column, f.value, f.text, f.line, f.xpath"
     " FROM finding f LEFT JOIN submission s ON s.rank = f.submission WHERE f.message = " ARRIVAL
     " AND f.history = 0 ORDER BY f.id",
     "INSERT INTO finding (message, submission, history, severity, code, field, column, value,"
     " text, line, xpath) VALUES (" ARRIVAL ", (SELECT rank FROM submission WHERE id = ?2), 0, ?3,"
     " ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
};

static gboolean
copy_message(Register *made, Register *kept, const char *sha256, gint64 time, GError **error)
{
    if (!store_begin(made, time, error) ||
        !copy_rows(made, kept,
                   "SELECT sha256, name, mail, class, verdict, received, from_address, from_name,"
                   " subject, message_id, forwarded_from, reference, size, purge, sender_mark,"
                   " original FROM message WHERE sha256 = ?1",
                   sha256,
                   "INSERT INTO message (sha256, name, mail, class, verdict, received,"
                   " from_address, from_name, subject, message_id, forwarded_from, reference, size,"
                   " purge, sender_mark, original, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
                   " ?10, ?11, ?12, ?13, ?14, ?15, ?16, (SELECT max(id) FROM run))",
                   error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(copied); i++) {
        if (!copy_rows(made, kept, copied[i].select, sha256, copied[i].insert, error))
            return FALSE;
    }
    g_autoptr(GArray) ranks =
        sql_integers(made, error, "SELECT rank FROM submission" OF_MESSAGE, "t", sha256);
    for (guint i = 0; ranks && i < ranks->len; i++) {
        if (!given_keep(made, g_array_index(ranks, gint64, i), error))
            return FALSE;
    }
    return ranks != NULL;
}

/* Its lines, and the places where other sheets look for its forms, are settled. */
static gboolean
touch_message(Register *made, const char *sha256, GError **error)
{
    gint64 arrival;
    if (!sql_begin(made, error) ||
        !sql_integer(made, &arrival, 0, error, "SELECT arrival FROM message WHERE sha256 = ?1", "t",
                     sha256))
        return FALSE;
    sqlite3_stmt *lines =
        sql_query(made, error, "SELECT line FROM submission WHERE message = ?1", "i", arrival);
    GError *failure = NULL;
    while (lines && sql_row(made, lines, &failure))
        g_hash_table_add(made->touched, sql_text(lines, 0));
    if (failure)
        g_propagate_error(error, failure);
    return lines && !failure && crosscheck_leave(made, arrival, error);
}

gboolean
replay_erased(Register *made, Register *kept, const ReplayRun *run, GError **error)
{
    for (guint i = 0; i < run->erased->len; i++) {
        const char *sha256 = run->erased->pdata[i];
        if ((!run->act && !copy_message(made, kept, sha256, run->time, error)) ||
            !touch_message(made, sha256, error))
            return FALSE;
    }
    return TRUE;
}

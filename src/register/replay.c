/* SPDX-License-Identifier: Apache-2.0 */
#include "register/replay.h"

#include "base/i18n.h"
#include "base/text.h"
#include "register/act.h"
#include "register/sql.h"
#include <string.h>

/* ---- runs ---- */

static void
replay_message_free(gpointer data)
{
    ReplayMessage *message = data;
    g_free(message->sha256);
    g_free(message->name);
    g_free(message);
}

static void
replay_run_free(gpointer data)
{
    g_ptr_array_unref(((ReplayRun *)data)->messages);
    g_ptr_array_unref(((ReplayRun *)data)->erased);
    g_free(data);
}

static ReplayRun *
run_of_row(sqlite3_stmt *statement, const ReplayRun *before)
{
    ReplayRun *run = g_new0(ReplayRun, 1);
    run->id = sql_int(statement, 0);
    run->act = sql_int(statement, 7);
    run->entry = sql_int(statement, 9) != 0;
    run->time = sql_int(statement, 1);
    run->definition = sql_int(statement, 2);
    run->changed = !before || before->definition != run->definition;
    run->messages = g_ptr_array_new_with_free_func(replay_message_free);
    run->erased = g_ptr_array_new_with_free_func(g_free);
    return run;
}

static void
add_message(const ReplayRun *run, sqlite3_stmt *statement)
{
    if (sql_int(statement, 11)) {
        g_ptr_array_add(run->erased, sql_text(statement, 3));
        return;
    }
    ReplayMessage *message = g_new0(ReplayMessage, 1);
    message->sha256 = sql_text(statement, 3);
    message->name = sql_text(statement, 4);
    message->mail = sql_int(statement, 5) != 0;
    message->size = (gsize)sql_int(statement, 6);
    g_ptr_array_add(run->messages, message);
}

GPtrArray *
replay_runs(Register *kept, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(kept, error,
                  "SELECT r.id, r.time, r.definition, m.sha256, m.name, m.mail,"
                  " m.size, 0, m.arrival, r.kind = 'entry', NULL, m.purge IS NOT NULL"
                  " FROM run r LEFT JOIN message m ON m.run = r.id"
                  " UNION ALL SELECT a.run, a.time, a.definition, m.sha256, m.name, m.mail,"
                  " m.size, a.id, m.arrival, 0, a.act, m.purge IS NOT NULL FROM act a"
                  " LEFT JOIN message m ON m.sha256 = a.target"
                  " ORDER BY 1, 8, 9",
                  "");
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func(replay_run_free);
    GError *failure = NULL;
    ReplayRun *run = NULL;
    while (sql_row(kept, statement, &failure)) {
        if (sql_peek(statement, 10) && !act_settles(act_kind(sql_peek(statement, 10))))
            continue;
        if (!run || run->id != sql_int(statement, 0) || run->act != sql_int(statement, 7))
            g_ptr_array_add(runs, run = run_of_row(statement, run));
        if (sql_peek(statement, 3))
            add_message(run, statement);
    }
    if (!failure)
        return g_steal_pointer(&runs);
    g_propagate_error(error, failure);
    return NULL;
}

/* Definitions up to LAST that MADE has not yet; the one in force may then be another. */
static gboolean
copy_definitions(Register *made, Register *kept, gint64 last, GError **error)
{
    gint64 had;
    if (!sql_integer(made, &had, 0, error, "SELECT max(id) FROM definition", ""))
        return FALSE;
    sqlite3_stmt *statement =
        sql_query(kept, error,
                  "SELECT id, in_force_from, convention_xml, participants_csv, committee_xml,"
                  " sha256, registered FROM definition WHERE id > ?1 AND id <= ?2 ORDER BY id",
                  "ii", had, last);
    GError *failure = NULL;
    while (statement && !failure && sql_row(kept, statement, &failure)) {
        g_autoptr(GBytes) convention = sql_blob(statement, 2);
        g_autoptr(GBytes) participants = sql_blob(statement, 3);
        g_autoptr(GBytes) committee = sql_blob(statement, 4);
        g_clear_pointer(&made->definition, definition_free);
        if (!sql_do(made, &failure,
                    "INSERT INTO definition (id, in_force_from, convention_xml, participants_csv,"
                    " committee_xml, sha256, registered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    "itbbbti", sql_int(statement, 0), sql_peek(statement, 1), convention,
                    participants, committee, sql_peek(statement, 5), sql_int(statement, 6)))
            sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
copy_acts(Register *made, Register *kept, GError **error)
{
    gint64 had;
    if (!sql_integer(made, &had, 0, error, "SELECT coalesce(max(id), 0) FROM act", ""))
        return FALSE;
    sqlite3_stmt *statement = sql_query(kept, error,
                                        "SELECT id, time, who, act, target, why, run, definition"
                                        " FROM act WHERE id > ?1 ORDER BY id",
                                        "i", had);
    GError *failure = NULL;
    while (statement && !failure && sql_row(kept, statement, &failure)) {
        if (!sql_do(made, &failure,
                    "INSERT INTO act (id, time, who, act, target, why, run, definition)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    "iittttii", sql_int(statement, 0), sql_int(statement, 1),
                    sql_peek(statement, 2), sql_peek(statement, 3), sql_peek(statement, 4),
                    sql_peek(statement, 5), sql_int(statement, 6), sql_int(statement, 7)))
            sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

gboolean
replay_begin(Register *made, Register *kept, const ReplayRun *run, GError **error)
{
    made->run = 0;
    made->entry = run->entry;
    return copy_acts(made, kept, error) && copy_definitions(made, kept, run->definition, error) &&
           (!run->act || act_touch(made, run->act, error));
}

gboolean
replay_end(Register *made, Register *kept, GError **error)
{
    return copy_definitions(made, kept, G_MAXINT64, error);
}

/* ---- comparison ---- */

/* What both must have alike: rows in the order of their first column, which names them. */
static const struct {
    const char *rows, *sql;
} compared[] = {
    {N_("schema"), "SELECT type || ' ' || name AS k, sql FROM sqlite_schema ORDER BY k"},
    {N_("run"), "SELECT printf('%010d', id) AS k, kind, time, definition FROM run ORDER BY k"},
    {N_("message"),
     "SELECT m.sha256 AS k, r.time, m.name, m.mail, m.class, m.verdict, m.received,"
     " m.from_address, m.from_name, m.subject, m.message_id, m.forwarded_from, m.reference,"
     " m.purge, m.sender_mark FROM message m LEFT JOIN run r ON r.id = m.run ORDER BY k"},
    {N_("part"), "SELECT m.sha256 || ' ' || p.path AS k, p.filename, p.type, p.label, p.sha256,"
                 " p.size, p.fate, p.text FROM part p JOIN message m ON m.arrival = p.message"
                 " ORDER BY k"},
    {N_("submission"),
     "SELECT s.id AS k, m.sha256 AS message, s.received, s.part, s.part_sha256, s.sheet, "
     "s.organisation,"
     " s.kind, s.territory, s.period, s.event, s.claimed, s.examined, s.nil, s.content_hash, "
     "s.canonical,"
     " s.line, s.verdict, s.replaces, s.duplicate_of FROM submission s"
     " LEFT JOIN message m ON m.arrival = s.message ORDER BY k"},
    {N_("value"),
     "SELECT s.id || printf(' %05d ', v.seq) || v.field || coalesce('.' || v.item, '') ||"
     " coalesce('.' || v.column, '') AS k, v.canonical, v.number, v.typed, v.motif, v.counted"
     " FROM value v JOIN submission s ON s.rank = v.submission ORDER BY k"},
    /* Findings have no name: what they say is theirs, as often as it is said. */
    {N_("finding"),
     "SELECT m.sha256 || ' ' || coalesce(s.id, '-') || ' ' || f.severity || ' ' || f.code || ' ' ||"
     " coalesce(f.field, '-') || ' ' || coalesce(f.column, '-') || ' ' || f.line || ' ' ||"
     " coalesce(f.xpath, '-') || ' ' || f.history || ' ' || coalesce(f.value, '-') || ' ' || "
     "f.text AS k, count(*) AS times"
     " FROM finding f JOIN message m ON m.arrival = f.message"
     " LEFT JOIN submission s ON s.rank = f.submission GROUP BY k ORDER BY k"},
};

typedef struct {
    Register *kept, *made;
    const char *rows;
    guint most;
    GPtrArray *words;
    guint64 compared, different;
} Comparison;

static void
differ(Comparison *comparison, char *words)
{
    comparison->different++;
    if (comparison->words->len < comparison->most)
        g_ptr_array_add(comparison->words, words);
    else
        g_free(words);
}

/* A column as it is shown: "« 24 »", or nothing. */
static char *
column_shown(sqlite3_stmt *statement, int column)
{
    enum { SHOWN = 60 };
    const char *text = sql_peek(statement, column);
    if (!text)
        return g_strdup(_("nothing"));
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    g_autofree char *shortened = text_shorten(line, SHOWN);
    return g_strdup_printf("«\u00a0%s\u00a0»", shortened);
}

static char *
key_shown(const char *key)
{
    enum { SHOWN = 200 };
    g_autofree char *line = text_squeeze(key);
    return text_shorten(line, SHOWN);
}

/* One of both registers has no such row. */
static void
tell_alone(Comparison *comparison, sqlite3_stmt *statement, gboolean kept)
{
    g_autofree char *key = key_shown(sql_peek(statement, 0));
    const char *rows = _(comparison->rows);
    differ(comparison,
           kept ? g_strdup_printf(_("%s %s: in the register, and not made anew"), rows, key)
                : g_strdup_printf(_("%s %s: made anew, and not in the register"), rows, key));
}

/* The first column in which two rows of one key differ; one difference a row. */
static void
tell_row(Comparison *comparison, sqlite3_stmt *kept, sqlite3_stmt *made)
{
    for (int i = 1; i < sqlite3_column_count(kept); i++) {
        if (g_strcmp0(sql_peek(kept, i), sql_peek(made, i)) == 0)
            continue;
        g_autofree char *key = key_shown(sql_peek(kept, 0));
        g_autofree char *has = column_shown(kept, i);
        g_autofree char *gives = column_shown(made, i);
        differ(comparison,
               g_strdup_printf(_("%s %s, %s: %s in the register, %s made anew"),
                               _(comparison->rows), key, sqlite3_column_name(kept, i), has, gives));
        return;
    }
}

/* Both in the order of their keys, as a merge reads them. */
static gboolean
compare_rows(Comparison *comparison, const char *sql, GError **error)
{
    sqlite3_stmt *kept = sql_query(comparison->kept, error, sql, "");
    sqlite3_stmt *made = kept ? sql_query(comparison->made, error, sql, "") : NULL;
    GError *failure = NULL;
    if (!made)
        return FALSE;
    gboolean left = sql_row(comparison->kept, kept, &failure);
    gboolean right = !failure && sql_row(comparison->made, made, &failure);
    while (!failure && (left || right)) {
        int order = !right ? -1 : !left ? 1 : g_strcmp0(sql_peek(kept, 0), sql_peek(made, 0));
        comparison->compared++;
        if (order == 0)
            tell_row(comparison, kept, made);
        else
            tell_alone(comparison, order < 0 ? kept : made, order < 0);
        if (order <= 0)
            left = sql_row(comparison->kept, kept, &failure);
        if (order >= 0 && !failure)
            right = sql_row(comparison->made, made, &failure);
    }
    sql_done(kept);
    sql_done(made);
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

GPtrArray *
replay_differences(Register *kept, Register *made, guint most, guint64 *compared_rows,
                   guint64 *different, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    Comparison comparison = {.kept = kept, .made = made, .most = most, .words = words};
    for (guint i = 0; i < G_N_ELEMENTS(compared); i++) {
        comparison.rows = compared[i].rows;
        if (!compare_rows(&comparison, compared[i].sql, error))
            return NULL;
    }
    *compared_rows = comparison.compared;
    *different = comparison.different;
    return g_steal_pointer(&words);
}

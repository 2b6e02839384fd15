/* SPDX-License-Identifier: Apache-2.0 */
#include "register/journal-tables.h"

#include "base/sha256.h"
#include "base/text.h"
#include "register/sql.h"
#include <string.h>

/* ---- reading ---- */

char *
journal_text(Register *reg, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT text, sha256 FROM journal ORDER BY seq", "");
    g_autoptr(GString) all = g_string_new(NULL);
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        g_autofree char *sealing = journal_sealing(sql_peek(statement, 1));
        g_string_append_printf(all, "%s%s", sql_peek(statement, 0), sealing);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure ? g_string_free(g_steal_pointer(&all), FALSE) : NULL;
}

gboolean
journal_head(Register *reg, JournalHead *head, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error, "SELECT seq, time, sha256 FROM journal ORDER BY seq DESC LIMIT 1", "");
    GError *failure = NULL;
    *head = (JournalHead){0};
    if (statement && sql_row(reg, statement, &failure)) {
        head->number = sql_int(statement, 0);
        head->time = sql_int(statement, 1);
        g_strlcpy(head->sha256, sql_peek(statement, 2), sizeof head->sha256);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* ---- writing ---- */

/* The last row of each table for which TEXT accounts. */
static void
read_marks(const char *text, gint64 marks[JOURNAL_TABLES])
{
    JournalRecord record;
    for (const char *line = text; line; line = journal_next_line(line)) {
        if (journal_record_parse(line, &record))
            marks[record.table] = MAX(marks[record.table], record.last);
    }
}

/* The rows of TABLE after AFTER, in words and by their digest, added to TEXT. */
static gboolean
add_rows(Register *reg, guint table, gint64 after, GString *text, GError **error)
{
    JournalRecord record = {.table = table, .first = after + 1};
    if (!journal_last(reg, &journal_tables[table], &record.last, error))
        return FALSE;
    if (record.last <= after)
        return TRUE;
    g_autofree char *digest =
        journal_digest(reg, &journal_tables[table], after, record.last, error);
    g_autofree char *words =
        digest ? journal_tables[table].words(reg, after, record.last, error) : NULL;
    if (!words)
        return FALSE;
    g_strlcpy(record.sha256, digest, sizeof record.sha256);
    g_autofree char *shown = text_french(words);
    g_autofree char *line = journal_record_line(&record);
    g_string_append_printf(text, "%s\n%s", shown, line);
    return TRUE;
}

static gboolean
add(Register *reg, const char *who, const char *what, gint64 now, gboolean always, GError **error)
{
    JournalHead head;
    gint64 marks[JOURNAL_TABLES] = {0};
    g_autofree char *before = journal_text(reg, error);
    if (!before || !journal_head(reg, &head, error))
        return FALSE;
    read_marks(before, marks);
    g_autofree char *opening = journal_opening(head.number + 1, now);
    g_autofree char *name = text_squeeze(who);
    g_autofree char *done = text_french(what);
    g_autoptr(GString) entry = g_string_new(head.number ? "\n" : "");
    g_string_append_printf(entry, "%s%s\n%s\n", opening, name, done);
    gsize bare = entry->len;
    for (guint i = 0; i < JOURNAL_TABLES; i++) {
        if (!add_rows(reg, i, marks[i], entry, error))
            return FALSE;
    }
    if (entry->len == bare && !always)
        return TRUE;
    g_autofree char *all = g_strconcat(before, entry->str, NULL);
    g_autofree char *sha256 = sha256_of(all, strlen(all));
    return sql_begin(reg, error) &&
           sql_do(reg, error,
                  "INSERT INTO journal (seq, time, text, sha256) VALUES (?1, ?2, ?3, ?4)", "iitt",
                  head.number + 1, now, entry->str, sha256);
}

gboolean
journal_add(Register *reg, const char *who, const char *what, gint64 now, GError **error)
{
    return add(reg, who, what, now, TRUE, error);
}

gboolean
journal_add_rest(Register *reg, const char *who, const char *what, gint64 now, GError **error)
{
    return add(reg, who, what, now, FALSE, error);
}

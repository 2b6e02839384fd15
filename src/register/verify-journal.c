/* SPDX-License-Identifier: Apache-2.0
 *
 * verify-journal.c - the journal's entries follow one another, and account for the rows.
 */
#include "register/verify-rows.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "register/journal-tables.h"
#include "register/sql.h"
#include <string.h>

typedef struct {
    Register *reg;
    VerifyCheck *check;
    Sha256 *sum;                  /* of all lines read */
    gint64 number;                /* of the last entry read */
    gint64 marks[JOURNAL_TABLES]; /* the last row of each table that they account for */
    gboolean changed;             /* the hashes hold no more */
} Reading;

/* ---- one entry ---- */

static void
check_place(Reading *reading, gint64 number, gint64 time, const char *text)
{
    g_autofree char *opening = journal_opening(number, time);
    if (number != reading->number + 1)
        verify_fault(reading->check, g_strdup_printf(_("entry %d of the journal is gone"),
                                                     (int)reading->number + 1));
    if (!g_str_has_prefix(text + (number > 1 && *text == '\n'), opening))
        verify_fault(reading->check,
                     g_strdup_printf(_("entry %d of the journal: its first line doesn't have its "
                                       "number and its time"),
                                     (int)number));
}

/* From the first that was changed on no hash holds: it alone is told. */
static void
check_hash(Reading *reading, gint64 number, const char *text, const char *sha256)
{
    sha256_add_text(reading->sum, text);
    g_autofree char *above = sha256_told(reading->sum);
    if (!reading->changed && strcmp(above, sha256) != 0) {
        verify_fault(
            reading->check,
            g_strdup_printf(_("entry %d of the journal: its hash isn't that of what stands "
                              "above it, which was changed"),
                            (int)number));
        reading->changed = TRUE;
    }
    g_autofree char *line = journal_sealing(sha256);
    sha256_add_text(reading->sum, line);
}

static gboolean
check_record(Reading *reading, gint64 number, const JournalRecord *record, GError **error)
{
    const JournalTable *table = &journal_tables[record->table];
    const gint64 after = reading->marks[record->table];
    const gboolean follows = record->first == after + 1 && record->last >= record->first;
    /* What stands before the first row is read with it. */
    g_autofree char *digest =
        journal_digest(reading->reg, table, after ? after : G_MININT64, record->last, error);
    if (digest && (!follows || strcmp(digest, record->sha256) != 0))
        verify_fault(
            reading->check,
            g_strdup_printf(_("entry %d of the journal: the register has other %s %d to %d "
                              "than it accounts for"),
                            (int)number, _(table->shown), (int)record->first, (int)record->last));
    reading->marks[record->table] = MAX(after, record->last);
    return digest != NULL;
}

static gboolean
check_records(Reading *reading, gint64 number, const char *text, GError **error)
{
    JournalRecord record;
    for (const char *line = text; line; line = journal_next_line(line)) {
        if (journal_record_parse(line, &record) && !check_record(reading, number, &record, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- what no entry accounts for ---- */

static gboolean
check_rest(Reading *reading, GError **error)
{
    for (guint i = 0; i < JOURNAL_TABLES; i++) {
        const JournalTable *table = &journal_tables[i];
        const int first = (int)reading->marks[i] + 1;
        gint64 last;
        if (!journal_last(reading->reg, table, &last, error))
            return FALSE;
        if (last < first)
            continue;
        if (table->waits)
            verify_note(
                reading->check,
                g_strdup_printf(_("%s %d to %d are in no entry of the journal yet: a run was "
                                  "interrupted; run the same command again"),
                                _(table->shown), first, (int)last));
        else
            verify_fault(
                reading->check,
                g_strdup_printf(_("%s %d to %d: no entry of the journal accounts for them"),
                                _(table->shown), first, (int)last));
    }
    return TRUE;
}

gboolean
verify_journal(Register *reg, VerifyCheck *check, GError **error)
{
    g_autoptr(Sha256) sum = sha256_new();
    Reading reading = {.reg = reg, .check = check, .sum = sum};
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT seq, time, text, sha256 FROM journal ORDER BY seq", "");
    GError *failure = NULL;
    for (; statement && !failure && sql_row(reg, statement, &failure); check->looked++) {
        const gint64 number = sql_int(statement, 0);
        const char *text = sql_peek(statement, 2);
        check_place(&reading, number, sql_int(statement, 1), text);
        check_hash(&reading, number, text, sql_peek(statement, 3));
        if (!check_records(&reading, number, text, &failure))
            sql_done(statement);
        reading.number = number;
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure && check_rest(&reading, error);
}

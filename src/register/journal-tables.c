/* SPDX-License-Identifier: Apache-2.0 */
#include "register/journal-tables.h"

#include "base/i18n.h"
#include "register/act.h"
#include "register/sql.h"
#include <stdio.h>
#include <string.h>

/* ---- what rows are, in words ---- */

typedef struct {
    const char *code, *one, *many; /* French */
} Counted;

static const char *
counted_words(const Counted *counted, gint64 count)
{
    return count > 1 ? counted->many : counted->one;
}

static char *
count_words(const Counted *counted, gint64 count)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %s", count, counted_words(counted, count));
}

/* After WORDS, how often each of KINDS, ended by a NULL code, is in the rows of SQL: two columns,
 * code and count, of what is after AFTER up to LAST.  Takes over WORDS. */
static char *
add_counts(Register *reg, char *words, const char *sql, const Counted *kinds, gint64 after,
           gint64 last, GError **error)
{
    g_autoptr(GString) text = g_string_new(words);
    g_free(words);
    for (const char *before = "\u00a0: "; kinds->code; kinds++) {
        gint64 count;
        if (!sql_integer(reg, &count, 0, error, sql, "iit", after, last, kinds->code))
            return NULL;
        if (!count)
            continue;
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT " %s", before, count,
                               counted_words(kinds, count));
        before = ", ";
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *
messages_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    static const Counted messages = {NULL, "message reçu", "messages reçus"};
    static const Counted kinds[] = {
        {"accepted", "fiche acceptée", "fiches acceptées"},
        {"refused", "fiche refusée", "fiches refusées"},
        {"replaced", "fiche remplacée", "fiches remplacées"},
        {"duplicate", "fiche en double", "fiches en double"},
        {"unreadable", "fiche illisible", "fiches illisibles"},
        {"withdrawn", "fiche retirée", "fiches retirées"},
        {"automatic", "message automatique", "messages automatiques"},
        {"not_a_form", "message sans fiche", "messages sans fiche"},
        {"by_hand", "message à traiter à la main", "messages à traiter à la main"},
        {NULL, NULL, NULL},
    };
    return add_counts(reg, count_words(&messages, last - after),
                      "SELECT (SELECT count(*) FROM form WHERE message > ?1 AND message <= ?2"
                      " AND verdict = ?3) + (SELECT count(*) FROM origin WHERE arrival > ?1"
                      " AND arrival <= ?2 AND verdict = ?3 AND ?3 <> 'accepted')",
                      kinds, after, last, error);
}

static char *
answers_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    static const Counted answers = {NULL, "réponse rédigée", "réponses rédigées"};
    (void)reg, (void)error;
    return count_words(&answers, last - after);
}

static char *
reminders_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    static const Counted reminders = {NULL, "rappel", "rappels"};
    (void)reg, (void)error;
    return count_words(&reminders, last - after);
}

static char *
deliveries_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    static const Counted letters = {NULL, "lettre remise pour envoi", "lettres remises pour envoi"};
    static const Counted kinds[] = {
        {"taken", "destinataire servi", "destinataires servis"},
        {"refused", "refusé", "refusés"},
        {"later", "remis à plus tard", "remis à plus tard"},
        {"unknown", "dont on ne sait rien", "dont on ne sait rien"},
        {NULL, NULL, NULL},
    };
    return add_counts(reg, count_words(&letters, last - after),
                      "SELECT count(*) FROM outcome WHERE delivery > ?1 AND delivery <= ?2"
                      " AND outcome = ?3",
                      kinds, after, last, error);
}

/* The texts of SQL, a line each. */
static char *
lines_of(Register *reg, const char *sql, gint64 after, gint64 last, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, sql, "ii", after, last);
    g_autoptr(GString) text = g_string_new(NULL);
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure))
        g_string_append_printf(text, "%s%s", text->len ? "\n" : "", sql_peek(statement, 0));
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static char *
definitions_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    return lines_of(reg,
                    "SELECT 'définition ' || id || coalesce(', pour les périodes à partir du ' ||"
                    " in_force_from, '') || ', SHA-256 ' || sha256 FROM definition"
                    " WHERE id > ?1 AND id <= ?2 ORDER BY id",
                    after, last, error);
}

static char *
editions_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    return lines_of(reg,
                    "SELECT 'édition n° ' || number || ', SHA-256 du PDF ' || pdf_sha256 ||"
                    " ', des chiffres ' || figures_sha256 FROM edition"
                    " WHERE number > ?1 AND number <= ?2 ORDER BY number",
                    after, last, error);
}

static char *
acts_words(Register *reg, gint64 after, gint64 last, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT act, target FROM act WHERE id > ?1 AND id <= ?2 ORDER BY id",
                  "ii", after, last);
    g_autoptr(GString) text = g_string_new(NULL);
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        const ActKind *kind = act_kind(sql_peek(statement, 0));
        g_string_append_printf(text, "%s%s (%s %s)", text->len ? "\n" : "",
                               kind ? kind->noun : "acte", sql_peek(statement, 0),
                               sql_peek(statement, 1));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

/* ---- the tables ---- */

const JournalTable journal_tables[JOURNAL_TABLES] = {
    {"définitions", N_("definitions"), FALSE, "SELECT max(id) FROM definition",
     "SELECT id || ' ' || registered || ' ' || coalesce(in_force_from || ' ', '') || sha256"
     " FROM definition WHERE id > ?1 AND id <= ?2 ORDER BY id",
     definitions_words},
    {"messages", N_("messages"), TRUE, "SELECT max(arrival) FROM message",
     "SELECT sha256 FROM origin WHERE arrival > ?1 AND arrival <= ?2 UNION ALL"
     " SELECT sha256 FROM scan WHERE message > ?1 AND message <= ?2 ORDER BY 1",
     messages_words},
    /* With a purge goes what it left of each form: nothing else vouches for that any more. */
    {"actes", N_("acts"), FALSE, "SELECT max(id) FROM act",
     "SELECT text FROM (SELECT id AS act, '' AS form, id || ' ' || time || ' ' || definition ||"
     " ' ' || act || ' ' || target || char(10) || who || char(10) || why AS text FROM act"
     " WHERE id > ?1 AND id <= ?2 UNION ALL SELECT m.purge, s.id, s.id || quote(s.sheet) ||"
     " quote(s.organisation) || quote(s.kind) || quote(s.territory) || quote(s.period) ||"
     " quote(s.event) || s.examined || quote(s.content_hash) || quote(g.answers) FROM message m"
     " JOIN submission s ON s.message = m.arrival LEFT JOIN given g ON g.submission = s.rank"
     " WHERE m.purge > ?1 AND m.purge <= ?2) ORDER BY act, form",
     acts_words},
    {"réponses", N_("answers"), TRUE, "SELECT max(id) FROM answer",
     "SELECT message_id || ' ' || told || ' ' || sha256 FROM answer"
     " WHERE id > ?1 AND id <= ?2 ORDER BY 1",
     answers_words},
    {"rappels", N_("reminders"), TRUE, "SELECT max(id) FROM reminder",
     "SELECT message_id || ' ' || organisation || ' ' || sha256 FROM reminder"
     " WHERE id > ?1 AND id <= ?2 ORDER BY 1",
     reminders_words},
    {"remises", N_("handings over"), TRUE, "SELECT max(id) FROM delivery",
     "SELECT id || ' ' || time || ' ' || letter || ' ' || way || coalesce((SELECT"
     " group_concat(' ' || outcome, '') FROM (SELECT outcome FROM outcome WHERE delivery = d.id"
     " ORDER BY outcome)), '') FROM delivery d WHERE id > ?1 AND id <= ?2 ORDER BY id",
     deliveries_words},
    {"éditions", N_("editions"), FALSE, "SELECT max(number) FROM edition",
     "SELECT number || ' ' || issued || ' ' || definition || ' ' || quote(period) || quote(scope)"
     " || meeting || ' ' || seal || ' ' || figures_sha256 || ' ' || pdf_sha256 FROM edition"
     " WHERE number > ?1 AND number <= ?2 ORDER BY number",
     editions_words},
};

gboolean
journal_last(Register *reg, const JournalTable *table, gint64 *last, GError **error)
{
    return sql_integer(reg, last, 0, error, table->last, "");
}

char *
journal_digest(Register *reg, const JournalTable *table, gint64 after, gint64 last, GError **error)
{
    return sql_digest(reg, error, table->rows, "ii", after, last);
}

/* ---- lines ---- */

char *
journal_record_line(const JournalRecord *record)
{
    return g_strdup_printf("  %s %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ", empreinte %s\n",
                           journal_tables[record->table].name, record->first, record->last,
                           record->sha256);
}

gboolean
journal_record_parse(const char *line, JournalRecord *record)
{
    char name[32];
    int end = 0;
    if (strncmp(line, "  ", 2) != 0 ||
        sscanf(line, "  %31s %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ", empreinte %64[0-9a-f]%n",
               name, &record->first, &record->last, record->sha256, &end) != 4 ||
        line[end] != '\n')
        return FALSE;
    for (record->table = 0; record->table < JOURNAL_TABLES; record->table++) {
        if (strcmp(journal_tables[record->table].name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

char *
journal_opening(gint64 number, gint64 time)
{
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(time);
    g_autofree char *when = moment ? g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    return g_strdup_printf("Entrée %" G_GINT64_FORMAT ", le %s, par ", number, when ? when : "?");
}

const char *
journal_next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end + 1 : NULL;
}

char *
journal_sealing(const char *sha256)
{
    return g_strdup_printf("Empreinte de tout ce qui précède\u00a0: %s\n", sha256);
}

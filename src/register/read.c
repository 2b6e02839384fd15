/* SPDX-License-Identifier: Apache-2.0
 *
 * read.c - what stands in the register, read back.
 */
#include "register/sql.h"

#include "base/i18n.h"
#include "register/act.h"
#include "register/answers.h"
#include <string.h>

void
submission_free(Submission *submission)
{
    if (!submission)
        return;
    char *const texts[] = {
        submission->id,           submission->message,  submission->part,
        submission->part_sha256,  submission->filename, submission->sheet,
        submission->organisation, submission->kind,     submission->territory,
        submission->period,       submission->event,    submission->claimed,
        submission->from_address, submission->replaces, submission->duplicate_of};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_clear_pointer(&submission->findings, g_ptr_array_unref);
    g_free(submission);
}

void
message_free(Message *message)
{
    if (!message)
        return;
    g_free(message->sha256);
    g_free(message->name);
    g_free(message->from_address);
    g_free(message->from_name);
    g_free(message->subject);
    g_free(message->message_id);
    g_strfreev(message->references);
    g_clear_pointer(&message->findings, g_ptr_array_unref);
    g_clear_pointer(&message->submissions, g_ptr_array_unref);
    g_free(message);
}

static void
stored_value_free(gpointer data)
{
    StoredValue *value = data;
    g_free(value->field);
    g_free(value->item);
    g_free(value->column);
    g_free(value->canonical);
    g_free(value->typed);
    g_free(value);
}

/* Findings of the form come first, in the order in which they were written; those of history last,
 * by code: which of them was made anew last depends on where a run was interrupted. */
#define FINDING_ORDER " ORDER BY history, CASE WHEN history = 1 THEN code END, id"

static GPtrArray *
read_findings(Register *reg, sqlite3_stmt *statement, GError **error)
{
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) findings = findings_new();
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Severity severity = SEVERITY_NOTE;
        severity_from_code(sql_peek(statement, 0), &severity);
        Finding *finding = finding_new_rule(sql_peek(statement, 1), severity,
                                            sql_peek(statement, 2), sql_peek(statement, 3),
                                            sql_peek(statement, 4), sql_peek(statement, 5));
        finding->line = (guint)sql_int(statement, 6);
        finding->xpath = sql_text(statement, 7);
        g_ptr_array_add(findings, finding);
    }
    if (!failure)
        return g_steal_pointer(&findings);
    g_propagate_error(error, failure);
    return NULL;
}

#define FINDING_COLUMNS                                                                            \
    "SELECT severity, code, field, column, value, text, line, xpath FROM finding"

static GPtrArray *
read_findings_of_submission(Register *reg, const char *id, GError **error)
{
    return read_findings(
        reg,
        sql_query(reg, error,
                  FINDING_COLUMNS
                  " WHERE submission = (SELECT rank FROM submission WHERE id = ?1)" FINDING_ORDER,
                  "t", id),
        error);
}

static GPtrArray *
read_findings_of_message(Register *reg, const char *sha256, GError **error)
{
    return read_findings(reg,
                         sql_query(reg, error,
                                   FINDING_COLUMNS
                                   " WHERE submission IS NULL AND message ="
                                   " (SELECT arrival FROM message WHERE sha256 = ?1) ORDER BY id",
                                   "t", sha256),
                         error);
}

static Submission *
read_submission(sqlite3_stmt *statement)
{
    Submission *submission = g_new0(Submission, 1);
    submission->id = sql_text(statement, 0);
    submission->message = sql_text(statement, 1);
    submission->part = sql_text(statement, 2);
    submission->filename = sql_text(statement, 3);
    submission->sheet = sql_text(statement, 4);
    submission->organisation = sql_text(statement, 5);
    submission->kind = sql_text(statement, 6);
    submission->territory = sql_text(statement, 7);
    submission->period = sql_text(statement, 8);
    submission->event = sql_text(statement, 9);
    submission->claimed = sql_text(statement, 10);
    verdict_from_code(sql_peek(statement, 11), &submission->verdict);
    submission->received = sql_int(statement, 12);
    submission->from_address = sql_text(statement, 13);
    submission->replaces = sql_text(statement, 14);
    submission->duplicate_of = sql_text(statement, 15);
    submission->part_sha256 = sql_text(statement, 16);
    return submission;
}

/* What is asked for by a key of its own is found by that key, not by looking through all. */
#define SUBMISSIONS_BY(key)                                                                        \
    "SELECT s.id, m.sha256, s.part, p.filename, s.sheet, s.organisation, s.kind,"                  \
    " s.territory, s.period, s.event, s.claimed, s.verdict, m.received,"                           \
    " m.from_address, s.replaces, s.duplicate_of,"                                                 \
    " s.part_sha256 FROM submission s JOIN message m ON m.arrival = s.message"                     \
    " JOIN part p ON p.message = s.message AND p.path = s.part"                                    \
    " WHERE " key " AND (?1 IS NULL OR s.organisation = ?1) AND (?2 IS NULL OR s.sheet = ?2)"      \
    " AND (?3 IS NULL OR s.period = ?3) AND (?4 IS NULL OR m.sha256 = ?4)"                         \
    " AND (?5 IS NULL OR s.id = ?5)"                                                               \
    " AND (?6 = 0 OR m.run IN last_run)"                                                           \
    " ORDER BY m.received, m.sha256, s.part"

GPtrArray *
register_submissions(Register *reg, const SubmissionFilter *filter, GError **error)
{
    const SubmissionFilter all = {0};
    const SubmissionFilter *f = filter ? filter : &all;
    sqlite3_stmt *statement = sql_query(reg, error,
                                        f->id             ? SUBMISSIONS_BY("s.id = ?5")
                                        : f->message      ? SUBMISSIONS_BY("m.sha256 = ?4")
                                        : f->organisation ? SUBMISSIONS_BY("s.organisation = ?1")
                                                          : SUBMISSIONS_BY("TRUE"),
                                        "ttttti", f->organisation, f->sheet, f->period, f->message,
                                        f->id, (gint64)f->last);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        g_ptr_array_add(found, read_submission(statement));
    for (guint i = 0; i < found->len && !failure; i++) {
        Submission *submission = found->pdata[i];
        submission->findings = read_findings_of_submission(reg, submission->id, &failure);
    }
    if (!failure)
        return g_steal_pointer(&found);
    g_propagate_error(error, failure);
    return NULL;
}

GPtrArray *
register_organisations(Register *reg, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error,
                                        "SELECT DISTINCT organisation FROM submission"
                                        " WHERE organisation IS NOT NULL ORDER BY 1",
                                        "");
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        g_ptr_array_add(found, sql_text(statement, 0));
    if (!failure)
        return g_steal_pointer(&found);
    g_propagate_error(error, failure);
    return NULL;
}

static Message *
read_message(sqlite3_stmt *statement)
{
    Message *message = g_new0(Message, 1);
    message->sha256 = sql_text(statement, 0);
    message->name = sql_text(statement, 1);
    message->mail = sql_int(statement, 2) != 0;
    verdict_from_code(sql_peek(statement, 3), &message->verdict);
    message->class = (MailClass)sql_int(statement, 4);
    message->received = sql_int(statement, 5);
    message->from_address = sql_text(statement, 6);
    message->from_name = sql_text(statement, 7);
    message->subject = sql_text(statement, 8);
    message->message_id = sql_text(statement, 9);
    const char *reference = sql_peek(statement, 10);
    message->references = *reference ? g_strsplit(reference, " ", -1) : g_new0(char *, 1);
    message->entered = sql_int(statement, 11) != 0;
    message->asked = sql_int(statement, 12);
    message->erased = sql_int(statement, 13);
    return message;
}

#define MESSAGE_COLUMNS                                                                            \
    "SELECT m.sha256, m.name, m.mail, m.verdict, m.class, m.received, m.from_address,"             \
    " m.from_name, m.subject, m.message_id, m.reference, EXISTS (SELECT 1 FROM act a"              \
    " WHERE a.target = m.sha256 AND a.act = '" ACT_ENTER "'), max(r.time, coalesce((SELECT"        \
    " max(time) FROM act a WHERE a.target = m.sha256 AND a.act = '" ACT_REEXAMINE "'), 0)),"       \
    " (SELECT time FROM act a WHERE a.id = m.purge)"
#define OF_MESSAGES " FROM message m JOIN run r ON r.id = m.run"

/* Read all messages of STATEMENT, then what belongs to each. */
static GPtrArray *
read_messages(Register *reg, sqlite3_stmt *statement, GError **error)
{
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)message_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        g_ptr_array_add(found, read_message(statement));
    for (guint i = 0; i < found->len && !failure; i++) {
        Message *message = found->pdata[i];
        const SubmissionFilter own = {.message = message->sha256};
        message->submissions = register_submissions(reg, &own, &failure);
        if (!failure)
            message->findings = read_findings_of_message(reg, message->sha256, &failure);
    }
    if (!failure)
        return g_steal_pointer(&found);
    g_propagate_error(error, failure);
    return NULL;
}

#define MESSAGES_BY(key)                                                                           \
    MESSAGE_COLUMNS OF_MESSAGES " WHERE " key " AND (?1 IS NULL OR m.sha256 = ?1)"                 \
                                " AND (?2 = 0 OR m.run IN last_run)"                               \
                                " ORDER BY m.received, m.sha256"

GPtrArray *
register_messages(Register *reg, const SubmissionFilter *filter, GError **error)
{
    const SubmissionFilter all = {0};
    const SubmissionFilter *f = filter ? filter : &all;
    return read_messages(reg,
                         sql_query(reg, error,
                                   f->message ? MESSAGES_BY("m.sha256 = ?1") : MESSAGES_BY("TRUE"),
                                   "ti", f->message, (gint64)f->last),
                         error);
}

/* Of WHICH messages those that may be answered. */
#define ANSWERABLE(which)                                                                          \
    MESSAGE_COLUMNS OF_MESSAGES " WHERE m.class = 0 AND m.purge IS NULL AND " which                \
                                " ORDER BY m.received, m.sha256"

/* Of all that hold a form few have no answer: two indexes tell which, side by side. */
static GPtrArray *
read_never_answered(Register *reg, GError **error)
{
    return read_messages(reg,
                         sql_query(reg, error,
                                   ANSWERABLE("m.arrival IN (SELECT message FROM submission"
                                              " EXCEPT SELECT message FROM answer ORDER BY 1)"),
                                   ""),
                         error);
}

GPtrArray *
register_unanswered_by_hand(Register *reg, GError **error)
{
    return read_messages(
        reg,
        sql_query(reg, error,
                  ANSWERABLE("m.arrival IN (SELECT arrival FROM origin WHERE verdict = 'by_hand')"
                             " AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.message = m.arrival)"
                             " AND NOT EXISTS (SELECT 1 FROM submission s"
                             "  WHERE s.message = m.arrival)"),
                  ""),
        error);
}

/* Answers that followed by acts on what they are about: hash, the last of these acts, its time, and
 * what the last answer told. */
#define ACTED                                                                                      \
    "WITH acted (message, act) AS ("                                                               \
    " SELECT m.arrival, a.id FROM act a JOIN message m ON m.sha256 = a.target"                     \
    "  WHERE a.act = '" ACT_REEXAMINE "'"                                                          \
    " UNION ALL SELECT s.message, a.id FROM act a JOIN submission s ON s.id = a.target"            \
    "  WHERE a.act IN ('withdraw', 'restore')),"                                                   \
    " last (message, act) AS (SELECT message, max(act) FROM acted GROUP BY message)"               \
    "SELECT m.sha256, l.act, a.time, b.told FROM last l JOIN act a ON a.id = l.act"                \
    " JOIN message m ON m.arrival = l.message JOIN answer b ON b.message = l.message"              \
    "  AND b.act = (SELECT max(act) FROM answer WHERE message = l.message)"                        \
    " WHERE m.class = 0 AND m.purge IS NULL AND l.act > b.act ORDER BY m.received, m.sha256"

typedef struct {
    char *sha256, *told;
    gint64 act, time;
} Acted;

static void
acted_clear(gpointer data)
{
    Acted *acted = data;
    g_free(acted->sha256);
    g_free(acted->told);
}

static GArray *
read_acted(Register *reg, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, ACTED, "");
    if (!statement)
        return NULL;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Acted));
    g_array_set_clear_func(found, acted_clear);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Acted acted = {.sha256 = sql_text(statement, 0),
                       .act = sql_int(statement, 1),
                       .time = sql_int(statement, 2),
                       .told = sql_text(statement, 3)};
        g_array_append_val(found, acted);
    }
    if (!failure)
        return g_steal_pointer(&found);
    g_propagate_error(error, failure);
    return NULL;
}

/* ACTED among OWED, when it comes to something else than was told. */
static gboolean
add_acted(Register *reg, const Acted *acted, GPtrArray *owed, GError **error)
{
    const SubmissionFilter own = {.message = acted->sha256};
    g_autofree char *told = answer_told(reg, acted->sha256, error);
    if (!told || strcmp(told, acted->told) == 0)
        return told != NULL;
    g_autoptr(GPtrArray) found = register_messages(reg, &own, error);
    if (!found || found->len == 0)
        return found != NULL;
    Message *message = g_ptr_array_steal_index(found, 0);
    message->act = acted->act;
    message->asked = acted->time;
    g_ptr_array_add(owed, message);
    return TRUE;
}

GPtrArray *
register_unanswered(Register *reg, GError **error)
{
    g_autoptr(GPtrArray) owed = read_never_answered(reg, error);
    g_autoptr(GArray) acted = owed ? read_acted(reg, error) : NULL;
    for (guint i = 0; acted && i < acted->len; i++) {
        if (!add_acted(reg, &g_array_index(acted, Acted, i), owed, error))
            return NULL;
    }
    return acted ? g_steal_pointer(&owed) : NULL;
}

GPtrArray *
register_values(Register *reg, const char *submission, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT field, item, column, canonical, typed, motif FROM value WHERE submission ="
        " (SELECT rank FROM submission WHERE id = ?1) ORDER BY seq",
        "t", submission);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(stored_value_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        StoredValue *value = g_new0(StoredValue, 1);
        value->field = sql_text(statement, 0);
        value->item = sql_text(statement, 1);
        value->column = sql_text(statement, 2);
        value->canonical = sql_text(statement, 3);
        value->typed = sql_text(statement, 4);
        value->motif = (Motif)sql_int(statement, 5);
        g_ptr_array_add(values, value);
    }
    if (!failure)
        return g_steal_pointer(&values);
    g_propagate_error(error, failure);
    return NULL;
}

static void
stored_part_free(gpointer data)
{
    StoredPart *part = data;
    g_free(part->path);
    g_free(part->filename);
    g_free(part->label);
    g_free(part->fate);
    g_free(part->text);
    g_free(part);
}

GPtrArray *
register_parts(Register *reg, const char *message, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT path, filename, label, fate, text FROM part WHERE message ="
                  " (SELECT arrival FROM message WHERE sha256 = ?1) ORDER BY path",
                  "t", message);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(stored_part_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        StoredPart *part = g_new0(StoredPart, 1);
        part->path = sql_text(statement, 0);
        part->filename = sql_text(statement, 1);
        part->label = sql_text(statement, 2);
        part->fate = sql_text(statement, 3);
        part->text = sql_text(statement, 4);
        g_ptr_array_add(parts, part);
    }
    if (!failure)
        return g_steal_pointer(&parts);
    g_propagate_error(error, failure);
    return NULL;
}

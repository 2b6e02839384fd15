/* SPDX-License-Identifier: Apache-2.0 */
#include "register/verify-rows.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "mail/envelope.h"
#include "mail/sealed.h"
#include "register/act.h"
#include "register/definitions.h"
#include "register/given.h"
#include "register/sql.h"
#include <string.h>

gboolean
verify_faults(Register *reg, VerifyCheck *check, const VerifyFault *faults, guint count,
              GError **error)
{
    for (guint i = 0; i < count; i++) {
        sqlite3_stmt *statement = sql_query(reg, error, faults[i].sql, "");
        GError *failure = NULL;
        while (statement && sql_row(reg, statement, &failure))
            verify_fault(check,
                         g_strdup_printf("%s: %s", sql_peek(statement, 0), _(faults[i].fault)));
        if (failure)
            g_propagate_error(error, failure);
        if (!statement || failure)
            return FALSE;
    }
    return TRUE;
}

static gboolean
count_looked(Register *reg, VerifyCheck *check, const char *sql, GError **error)
{
    gint64 count;
    if (!sql_integer(reg, &count, 0, error, sql, ""))
        return FALSE;
    check->looked = (guint64)count;
    return TRUE;
}

/* ---- verdicts ---- */

#define HAS_FORMS "EXISTS (SELECT 1 FROM submission s WHERE s.message = m.arrival)"

static const VerifyFault of_verdicts[] = {
    {N_("this message has no form, and a verdict as if it had"),
     "SELECT m.sha256 FROM message m WHERE NOT " HAS_FORMS
     " AND m.verdict NOT IN ('automatic', 'not_a_form', 'by_hand') ORDER BY 1"},
    {N_("this message has forms, and a verdict as if it had none"),
     "SELECT m.sha256 FROM message m WHERE " HAS_FORMS " AND m.verdict <> 'accepted' ORDER BY 1"},
    {N_("this form has no verdict that there is"),
     "SELECT id FROM submission WHERE verdict NOT IN ('accepted', 'refused', 'replaced',"
     " 'duplicate', 'unreadable', 'withdrawn') ORDER BY 1"},
    {N_("this form has a verdict that its examination doesn't allow"),
     "SELECT id FROM submission WHERE (verdict IN ('accepted', 'refused', 'unreadable')"
     " AND verdict <> examined) OR (verdict = 'replaced' AND examined <> 'accepted') ORDER BY 1"},
    {N_("several forms stand for what this line asks"),
     "SELECT line FROM submission WHERE verdict = 'accepted' GROUP BY line"
     " HAVING count(*) > 1 ORDER BY 1"},
    {N_("this form is replaced, and by none"),
     "SELECT id FROM submission s WHERE verdict = 'replaced'"
     " AND id NOT IN (SELECT replaces FROM submission WHERE replaces IS NOT NULL) ORDER BY 1"},
    {N_("this form is a duplicate of none, or is none and has one that it repeats"),
     "SELECT id FROM submission WHERE (verdict = 'duplicate') <> (duplicate_of IS NOT NULL)"
     " ORDER BY 1"},
};

gboolean
verify_verdicts(Register *reg, VerifyCheck *check, GError **error)
{
    return count_looked(reg, check,
                        "SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM submission)",
                        error) &&
           verify_faults(reg, check, of_verdicts, G_N_ELEMENTS(of_verdicts), error);
}

/* ---- parts ---- */

static const VerifyFault of_parts[] = {
    {N_("this part is a form, and no form came of it"),
     "SELECT m.sha256 || ' ' || p.path FROM part p JOIN message m ON m.arrival = p.message"
     " WHERE p.fate = 'form' AND NOT EXISTS (SELECT 1 FROM submission s"
     " WHERE s.message = p.message AND s.part = p.path) ORDER BY 1"},
    {N_("this form has no part that is a form"),
     "SELECT s.id FROM submission s WHERE NOT EXISTS (SELECT 1 FROM part p"
     " WHERE p.message = s.message AND p.path = s.part AND p.fate = 'form'"
     " AND p.sha256 = s.part_sha256) ORDER BY 1"},
    {N_("this message has no part, and no word on why"),
     "SELECT m.sha256 FROM message m WHERE NOT EXISTS (SELECT 1 FROM part p"
     " WHERE p.message = m.arrival) AND m.verdict <> 'automatic' AND NOT EXISTS"
     " (SELECT 1 FROM finding f WHERE f.message = m.arrival AND f.submission IS NULL) ORDER BY 1"},
};

gboolean
verify_parts(Register *reg, VerifyCheck *check, GError **error)
{
    return count_looked(reg, check, "SELECT count(*) FROM part", error) &&
           verify_faults(reg, check, of_parts, G_N_ELEMENTS(of_parts), error);
}

/* ---- conservation: as the report counts ---- */

/* Rows are numbered from 1 without gaps, and never taken out. */
static const VerifyFault of_conservation[] = {
    {N_("the message of that arrival number is gone"),
     "SELECT m.arrival - 1 FROM message m WHERE m.arrival > 1 AND NOT EXISTS"
     " (SELECT 1 FROM message b WHERE b.arrival = m.arrival - 1) ORDER BY 1"},
    {N_("the act of that number is gone"),
     "SELECT a.id - 1 FROM act a WHERE a.id > 1 AND NOT EXISTS"
     " (SELECT 1 FROM act b WHERE b.id = a.id - 1) ORDER BY 1"},
    {N_("this act was written after a run, or under a definition, that there is not"),
     "SELECT a.id FROM act a WHERE NOT EXISTS (SELECT 1 FROM definition d WHERE d.id = "
     "a.definition)"
     " OR (a.run <> 0 AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = a.run)) ORDER BY 1"},
    {N_("the edition of that number is gone"),
     "SELECT e.number - 1 FROM edition e WHERE e.number > 1 AND NOT EXISTS"
     " (SELECT 1 FROM edition b WHERE b.number = e.number - 1) ORDER BY 1"},
};

gboolean
verify_conservation(Register *reg, VerifyCheck *check, GError **error)
{
    guint counts[VERDICT_COUNT];
    gint64 forms, formless, registered;
    if (!register_counts(reg, FALSE, counts, error) ||
        !sql_integer(reg, &registered, 0, error, "SELECT count(*) FROM submission", "") ||
        !sql_integer(reg, &forms, 0, error, "SELECT count(*) FROM part WHERE fate = 'form'", "") ||
        !sql_integer(reg, &formless, 0, error,
                     "SELECT count(*) FROM message m WHERE NOT EXISTS (SELECT 1 FROM part p"
                     " WHERE p.message = m.arrival AND p.fate = 'form')",
                     ""))
        return FALSE;
    guint64 became = 0, others = 0;
    for (guint i = 0; i < VERDICT_COUNT; i++)
        *(i <= VERDICT_WITHDRAWN ? &became : &others) += counts[i];
    check->looked = (guint64)forms;
    if (became != (guint64)forms || registered != forms)
        verify_fault(check, g_strdup_printf(_("%d forms were received, and %d are accounted for"),
                                            (int)forms, (int)MIN(became, (guint64)registered)));
    if (others != (guint64)formless)
        verify_fault(
            check,
            g_strdup_printf(_("%d messages without a form were received, and %d are accounted for"),
                            (int)formless, (int)others));
    return verify_faults(reg, check, of_conservation, G_N_ELEMENTS(of_conservation), error);
}

/* ---- values ---- */

/* The definition that was the newest when a form was judged, loaded once; NULL when it can't be. */
static const Definition *
known_definition(Register *reg, GHashTable *known, gint64 id)
{
    Definition *definition = NULL;
    if (g_hash_table_lookup_extended(known, &id, NULL, (gpointer *)&definition))
        return definition;
    definition = definition_of_id(reg, id, NULL);
    g_hash_table_insert(known, g_memdup2(&id, sizeof id), definition);
    return definition;
}

/* A number stands beside each canonical text that is one. */
static gboolean
number_agrees(sqlite3_stmt *statement, const char *canonical)
{
    gint64 scaled;
    gboolean number = canonical && number_parse(canonical, &scaled);
    gboolean stored = sqlite3_column_type(statement, 8) != SQLITE_NULL;
    return number == stored && (!number || scaled == sql_int(statement, 8));
}

static void
check_value(Register *reg, VerifyCheck *check, GHashTable *known, sqlite3_stmt *statement)
{
    const char *id = sql_peek(statement, 0), *seq = sql_peek(statement, 1);
    const char *field = sql_peek(statement, 4), *canonical = sql_peek(statement, 7);
    const Definition *newest = known_definition(reg, known, sql_int(statement, 2));
    const Definition *definition =
        newest ? definition_during(newest, sql_peek(statement, 9)) : NULL;
    const char *name = sql_peek(statement, 3);
    const Sheet *sheet = definition && name ? convention_sheet(definition->convention, name) : NULL;
    if (definition && !sheet_asks(sheet, field, sql_peek(statement, 5), sql_peek(statement, 6)))
        verify_fault(check, g_strdup_printf(_("%s, value %s (%s): the sheet asks no such thing"),
                                            id, seq, field));
    if (!number_agrees(statement, canonical))
        verify_fault(check, g_strdup_printf(_("%s, value %s (%s): its number isn't its text"), id,
                                            seq, field));
}

static const VerifyFault of_values[] = {
    {N_("a value of no form"),
     "SELECT submission || ' ' || seq FROM value v WHERE NOT EXISTS (SELECT 1 FROM submission s"
     " WHERE s.rank = v.submission) ORDER BY 1"},
    {N_("this form stands, and has no value"),
     "SELECT id FROM submission s WHERE verdict = 'accepted' AND NOT EXISTS"
     " (SELECT 1 FROM value v WHERE v.submission = s.rank) ORDER BY 1"},
};

static const VerifyFault of_given[] = {
    {N_("what figures are made of isn't what this form answers"),
     "SELECT s.id FROM submission s LEFT JOIN given g ON g.submission = s.rank"
     " WHERE g.answers IS NOT " SQL_GIVEN("s.rank") " ORDER BY 1"},
};

gboolean
verify_values(Register *reg, VerifyCheck *check, GError **error)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)definition_free);
    if (!verify_faults(reg, check, of_values, G_N_ELEMENTS(of_values), error))
        return FALSE;
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT s.id, v.seq, coalesce((SELECT max(definition) FROM act"
        " WHERE target = m.sha256 AND act = '" ACT_REEXAMINE
        "'), r.definition), s.sheet, v.field, v.item, v.column,"
        " v.canonical, v.number, s.period FROM value v JOIN submission s ON s.rank = v.submission"
        " JOIN message m ON m.arrival = s.message JOIN run r ON r.id = m.run"
        " ORDER BY v.submission, v.seq",
        "");
    GError *failure = NULL;
    for (; statement && sql_row(reg, statement, &failure); check->looked++)
        check_value(reg, check, known, statement);
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure &&
           verify_faults(reg, check, of_given, G_N_ELEMENTS(of_given), error);
}

/* ---- answers ---- */

static const VerifyFault of_answers[] = {
    {N_("an answer to this message follows an act that there is not"),
     "SELECT m.sha256 FROM answer a JOIN message m ON m.arrival = a.message WHERE a.act <> 0"
     " AND NOT EXISTS (SELECT 1 FROM act c WHERE c.id = a.act) ORDER BY 1"},
    {N_("this message is automatic or of a list, and was answered"),
     "SELECT m.sha256 FROM answer a JOIN message m ON m.arrival = a.message WHERE m.class <> 0"
     " ORDER BY 1"},
    {N_("this message has no form, and was answered"),
     "SELECT m.sha256 FROM answer a JOIN message m ON m.arrival = a.message WHERE NOT " HAS_FORMS
     " AND m.verdict <> 'by_hand' ORDER BY 1"},
};

/* What is written down of the letter NAME is what stands in it, and what it ought to be.  Columns 1
 * to 4 of STATEMENT: Message-ID, recipients, bytes, hash. */
static void
check_letter(VerifyCheck *check, const char *name, const char *expected, sqlite3_stmt *statement)
{
    g_autoptr(GBytes) eml = sql_blob(statement, 3);
    if (!eml) { /* verify-tombstones.c looks whether it may be */
        if (g_strcmp0(sql_peek(statement, 1), expected) != 0)
            verify_fault(check, g_strdup_printf(_("%s: its letter has another Message-ID than it "
                                                  "ought to"),
                                                name));
        return;
    }
    g_autofree char *header = g_strdup_printf("\nMessage-ID: <%s>\r\n", expected);
    g_autofree char *to = sealed_recipients(eml);
    gsize length;
    const char *text = g_bytes_get_data(eml, &length);
    if (g_strcmp0(sql_peek(statement, 1), expected) != 0 || !length ||
        !g_strstr_len(text, (gssize)length, header))
        verify_fault(check, g_strdup_printf(
                                _("%s: its letter has another Message-ID than it ought to"), name));
    if (g_strcmp0(sql_peek(statement, 2), to) != 0)
        verify_fault(
            check, g_strdup_printf(_("%s: its letter goes to others than is written down"), name));
    g_autofree char *hash = sha256_of_bytes(eml);
    if (g_strcmp0(sql_peek(statement, 4), hash) != 0)
        verify_fault(check, g_strdup_printf(
                                _("%s: the bytes kept are not the letter that was written"), name));
}

gboolean
verify_answers(Register *reg, VerifyCheck *check, GError **error)
{
    if (!verify_faults(reg, check, of_answers, G_N_ELEMENTS(of_answers), error))
        return FALSE;
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT m.sha256, a.message_id, a.recipients, a.eml, a.sha256, a.act"
                  " FROM answer a JOIN message m ON m.arrival = a.message ORDER BY 1, 6",
                  "");
    GError *failure = NULL;
    for (; statement && sql_row(reg, statement, &failure); check->looked++) {
        g_autofree char *expected =
            answer_message_id(sql_peek(statement, 0), sql_int(statement, 5));
        check_letter(check, sql_peek(statement, 0), expected, statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* ---- what was handed over ---- */

#define WORDS(text) "(length(" text ") - length(replace(" text ", ' ', '')) + 1)"

static const VerifyFault of_deliveries[] = {
    {N_("what was handed over is no letter of this register"),
     "SELECT letter FROM delivery WHERE letter NOT IN (SELECT message_id FROM answer)"
     " AND letter NOT IN (SELECT message_id FROM reminder) ORDER BY id"},
    {N_("this reminder is kept, and was never handed over"),
     "SELECT message_id FROM reminder WHERE message_id NOT IN (SELECT letter FROM delivery)"
     " ORDER BY id"},
    {N_("its outcome is told of somebody to whom it was not handed over"),
     "SELECT d.letter FROM outcome o JOIN delivery d ON d.id = o.delivery WHERE"
     " instr(' ' || d.recipients || ' ', ' ' || o.recipient || ' ') = 0 ORDER BY d.id"},
    {N_("its outcome is told of some of its recipients only"),
     "SELECT d.letter FROM delivery d JOIN (SELECT delivery, count(*) AS n FROM outcome"
     " GROUP BY delivery) o ON o.delivery = d.id WHERE o.n <> " WORDS(
         "d.recipients") " ORDER BY d.id"},
};

gboolean
verify_deliveries(Register *reg, VerifyCheck *check, GError **error)
{
    if (!count_looked(reg, check, "SELECT count(*) FROM delivery", error) ||
        !verify_faults(reg, check, of_deliveries, G_N_ELEMENTS(of_deliveries), error))
        return FALSE;
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT organisation, message_id, recipients, eml, sha256 FROM reminder"
                  " ORDER BY id",
                  "");
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure))
        check_letter(check, sql_peek(statement, 0), sql_peek(statement, 1), statement);
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "register/delivery.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "mail/sealed.h"
#include "register/answers.h"
#include "register/sql.h"
#include <string.h>

/* ---- keeping ---- */

/* Addresses hold no space (sealed.h). */
static char *
joined(const GPtrArray *addresses)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < addresses->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", (const char *)addresses->pdata[i]);
    return g_string_free(text, FALSE);
}

gboolean
register_add_answer(Register *reg, const Message *message, const char *message_id, GBytes *eml,
                    GError **error)
{
    g_autofree char *recipients = sealed_recipients(eml);
    g_autofree char *told = answer_told(reg, message->sha256, error);
    g_autofree char *sha256 = sha256_of_bytes(eml);
    return told && sql_begin(reg, error) &&
           sql_do(reg, error,
                  "INSERT INTO answer (message, act, message_id, recipients, told, sha256, eml)"
                  " SELECT arrival, ?2, ?3, ?4, ?5, ?6, ?7 FROM message WHERE sha256 = ?1",
                  "tittttb", message->sha256, message->act, message_id, recipients, told, sha256,
                  eml);
}

gboolean
register_add_reminder(Register *reg, const char *organisation, const char *message_id, GBytes *eml,
                      GError **error)
{
    g_autofree char *recipients = sealed_recipients(eml);
    g_autofree char *sha256 = sha256_of_bytes(eml);
    return sql_begin(reg, error) &&
           sql_do(reg, error,
                  "INSERT OR IGNORE INTO reminder (organisation, message_id, recipients, sha256,"
                  " eml) VALUES (?1, ?2, ?3, ?4, ?5)",
                  "ttttb", organisation, message_id, recipients, sha256, eml);
}

gboolean
register_hand_over(Register *reg, const char *letter, const char *way, const GPtrArray *recipients,
                   gint64 now, gint64 *delivery, GError **error)
{
    g_autofree char *to = joined(recipients);
    if (!sql_begin(reg, error) ||
        !sql_do(reg, error,
                "INSERT INTO delivery (time, letter, way, recipients) VALUES (?1, ?2, ?3, ?4)",
                "ittt", now, letter, way, to))
        return FALSE;
    *delivery = sqlite3_last_insert_rowid(reg->db);
    return register_flush(reg, error);
}

gboolean
register_handed_over(Register *reg, gint64 delivery, const GPtrArray *handed, GError **error)
{
    if (!sql_begin(reg, error))
        return FALSE;
    for (guint i = 0; i < handed->len; i++) {
        const Handed *one = handed->pdata[i];
        if (!sql_do(reg, error,
                    "INSERT INTO outcome (delivery, recipient, outcome, reply)"
                    " VALUES (?1, ?2, ?3, ?4)",
                    "ittt", delivery, one->recipient, outcome_code(one->outcome), one->reply))
            return FALSE;
    }
    return register_flush(reg, error);
}

/* ---- reading ---- */

static void
letter_to_free(gpointer data)
{
    LetterTo *to = data;
    g_free(to->address);
    g_free(to->way);
    g_free(to->reply);
    g_free(to);
}

void
letter_free(Letter *letter)
{
    if (!letter)
        return;
    g_free(letter->id);
    g_free(letter->message);
    g_free(letter->organisation);
    g_ptr_array_unref(letter->to);
    g_free(letter);
}

guint
letter_count(const Letter *letter, Outcome outcome)
{
    guint count = 0;
    for (guint i = 0; i < letter->to->len; i++)
        count += ((const LetterTo *)letter->to->pdata[i])->outcome == outcome;
    return count;
}

gboolean
letter_waits(const Letter *letter)
{
    return !letter->erased &&
           letter_count(letter, OUTCOME_TAKEN) + letter_count(letter, OUTCOME_REFUSED) <
               letter->to->len;
}

/* RECIPIENTS as rows have them. */
static Letter *
letter_new(const char *id, const char *message, const char *organisation, const char *recipients)
{
    Letter *letter = g_new0(Letter, 1);
    letter->id = g_strdup(id);
    letter->message = g_strdup(message);
    letter->organisation = g_strdup(organisation);
    letter->to = g_ptr_array_new_with_free_func(letter_to_free);
    g_auto(GStrv) addresses = g_strsplit(recipients, " ", -1);
    for (char **address = addresses; *address && **address; address++) {
        LetterTo *to = g_new0(LetterTo, 1);
        to->address = g_strdup(*address);
        g_ptr_array_add(letter->to, to);
    }
    return letter;
}

Letter *
letter_new_reminder(const char *organisation, const char *id, GBytes *eml)
{
    g_autofree char *recipients = sealed_recipients(eml);
    return letter_new(id, NULL, organisation, recipients);
}

#define LETTERS(answers, reminders)                                                                \
    "SELECT a.message_id, m.sha256, NULL, a.recipients, a.act, 0, m.received,"                     \
    " a.eml IS NULL"                                                                               \
    " FROM answer a JOIN origin m ON m.arrival = a.message WHERE " answers                         \
    " AND ?2 IS NULL AND (?1 IS NULL OR m.sha256 = ?1)"                                            \
    " UNION ALL SELECT message_id, NULL, organisation, recipients, 0, id, 0, eml IS NULL"          \
    " FROM reminder"                                                                               \
    " WHERE " reminders " AND ?1 IS NULL AND (?2 IS NULL OR organisation = ?2)"                    \
    " ORDER BY 6, 7, 2, 5"

static GPtrArray *
read_letters(Register *reg, const LetterFilter *filter, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  filter->handed ? LETTERS("a.message_id IN (SELECT letter FROM delivery)", "FALSE")
                                 : LETTERS("TRUE", "TRUE"),
                  "tt", filter->message, filter->organisation);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func((GDestroyNotify)letter_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Letter *letter = letter_new(sql_peek(statement, 0), sql_peek(statement, 1),
                                    sql_peek(statement, 2), sql_peek(statement, 3));
        letter->act = sql_int(statement, 4);
        letter->erased = sql_int(statement, 7) != 0;
        g_ptr_array_add(letters, letter);
    }
    if (!failure)
        return g_steal_pointer(&letters);
    g_propagate_error(error, failure);
    return NULL;
}

static LetterTo *
letter_to(const Letter *letter, const char *address)
{
    for (guint i = 0; i < letter->to->len; i++) {
        LetterTo *to = letter->to->pdata[i];
        if (strcmp(to->address, address) == 0)
            return to;
    }
    return NULL;
}

/* Handed over to all of RECIPIENTS, and nothing is known of it yet. */
static void
apply_delivery(Letter *letter, gint64 time, const char *way, const char *recipients)
{
    g_auto(GStrv) addresses = g_strsplit(recipients, " ", -1);
    letter->first = letter->times++ ? letter->first : time;
    for (char **address = addresses; *address; address++) {
        LetterTo *to = letter_to(letter, *address);
        if (!to)
            continue;
        to->outcome = OUTCOME_UNKNOWN;
        to->time = time;
        g_free(to->way);
        to->way = g_strdup(way);
        g_clear_pointer(&to->reply, g_free);
    }
}

static void
apply_outcome(const Letter *letter, const char *recipient, const char *outcome, const char *reply)
{
    LetterTo *to = recipient ? letter_to(letter, recipient) : NULL;
    if (!to || !outcome_from_code(outcome, &to->outcome))
        return;
    g_free(to->reply);
    to->reply = g_strdup(reply);
}

static gboolean
read_deliveries(Register *reg, GHashTable *letters, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT d.id, d.letter, d.time, d.way, d.recipients, o.recipient, o.outcome,"
                  " o.reply FROM delivery d LEFT JOIN outcome o ON o.delivery = d.id ORDER BY d.id",
                  "");
    GError *failure = NULL;
    gint64 last = 0;
    while (statement && sql_row(reg, statement, &failure)) {
        Letter *letter = g_hash_table_lookup(letters, sql_peek(statement, 1));
        gint64 id = sql_int(statement, 0);
        if (!letter)
            continue;
        if (id != last)
            apply_delivery(letter, sql_int(statement, 2), sql_peek(statement, 3),
                           sql_peek(statement, 4));
        last = id;
        apply_outcome(letter, sql_peek(statement, 5), sql_peek(statement, 6),
                      sql_peek(statement, 7));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

GPtrArray *
register_letters(Register *reg, const LetterFilter *filter, GError **error)
{
    const LetterFilter all = {0};
    g_autoptr(GPtrArray) letters = read_letters(reg, filter ? filter : &all, error);
    if (!letters)
        return NULL;
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < letters->len; i++)
        g_hash_table_insert(by_id, ((Letter *)letters->pdata[i])->id, letters->pdata[i]);
    return read_deliveries(reg, by_id, error) ? g_steal_pointer(&letters) : NULL;
}

gboolean
register_answers_kept(Register *reg, guint *count, GError **error)
{
    gint64 found;
    if (!sql_integer(reg, &found, 0, error,
                     /* The erased ones by an index: not through all letters. */
                     "SELECT (SELECT count(*) FROM answer) - (SELECT count(*) FROM answer"
                     " WHERE eml IS NULL AND message_id NOT IN (SELECT letter FROM delivery))",
                     ""))
        return FALSE;
    *count = (guint)found;
    return TRUE;
}

GBytes *
register_letter_bytes(Register *reg, const char *id, GError **error)
{
    GError *failure = NULL;
    sqlite3_stmt *statement = sql_query(reg, error,
                                        "SELECT eml FROM answer WHERE message_id = ?1"
                                        " UNION ALL SELECT eml FROM reminder WHERE message_id = ?1",
                                        "t", id);
    if (!statement)
        return NULL;
    if (sql_row(reg, statement, &failure)) {
        GBytes *eml = sql_blob(statement, 0);
        sql_done(statement);
        if (!eml)
            g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                        _("the letter %s was erased by copil purge"), id);
        return eml;
    }
    if (failure)
        g_propagate_error(error, failure);
    else
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                    _("the register has no letter %s"), id);
    return NULL;
}

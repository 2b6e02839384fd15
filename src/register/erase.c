/* SPDX-License-Identifier: Apache-2.0 */
#include "register/erase.h"

#include "base/finding.h"
#include "base/sha256.h"
#include "base/text.h"
#include "register/sql.h"
#include <string.h>

char *
sender_mark(const char *address)
{
    enum { DIGITS = 2 };
    char *mark = address ? sha256_of(address, strlen(address)) : NULL;
    if (mark)
        mark[DIGITS] = '\0';
    return mark;
}

static void
text_pair_free(gpointer pair)
{
    g_strfreev(pair);
}

/* All rows of STATEMENT, two texts each (the second may be NULL): GPtrArray of char **, so that the
 * table can be written to. */
static GPtrArray *
read_pairs(Register *reg, sqlite3_stmt *statement, GError **error)
{
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(text_pair_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        char **pair = g_new0(char *, 3);
        pair[0] = sql_text(statement, 0);
        pair[1] = sql_text(statement, 1);
        g_ptr_array_add(pairs, pair);
    }
    if (!failure)
        return g_steal_pointer(&pairs);
    g_propagate_error(error, failure);
    return NULL;
}

/* ---- the message ---- */

static gboolean
erase_envelope(Register *reg, gint64 arrival, gint64 purge, GError **error)
{
    enum { SHOWN = 16 }; /* digits of its hash, in place of a name */
    g_autoptr(GPtrArray) rows = read_pairs(
        reg,
        sql_query(reg, error, "SELECT from_address, NULL FROM message WHERE arrival = ?1", "i",
                  arrival),
        error);
    if (!rows)
        return FALSE;
    g_return_val_if_fail(rows->len == 1, FALSE);
    g_autofree char *mark = sender_mark(((char **)rows->pdata[0])[0]);
    return sql_do(reg, error,
                  "UPDATE message SET purge = ?2, sender_mark = ?3, name = substr(sha256, 1, ?4),"
                  " from_address = NULL, from_name = NULL, subject = NULL, message_id = NULL,"
                  " forwarded_from = NULL, reference = '', original = NULL WHERE arrival = ?1",
                  "iiti", arrival, purge, mark, (gint64)SHOWN) &&
           sql_do(reg, error, "UPDATE scan SET name = '', bytes = NULL WHERE message = ?1", "i",
                  arrival);
}

/* ---- parts: members of an archive have its path and their own names ---- */

/* A path that no member has, in the order of before. */
#define MOVED "'/' || "

static gboolean
rename_part(Register *reg, gint64 arrival, const char *from, const char *to, GError **error)
{
    return sql_do(reg, error, "UPDATE part SET path = ?3 WHERE message = ?1 AND path = ?2", "itt",
                  arrival, from, to) &&
           sql_do(reg, error, "UPDATE submission SET part = ?3 WHERE message = ?1 AND part = ?2",
                  "itt", arrival, from, to);
}

/* "2/fiche Exemple.odt" becomes "2/0001": numbers in the order of the names, in which forms that
 * came together follow each other. */
static gboolean
rename_members(Register *reg, gint64 arrival, GError **error)
{
    if (!sql_do(reg, error,
                "UPDATE submission SET part = " MOVED
                "part WHERE message = ?1 AND instr(part, '/')",
                "i", arrival) ||
        !sql_do(reg, error,
                "UPDATE part SET path = " MOVED "path WHERE message = ?1 AND instr(path, '/')", "i",
                arrival))
        return FALSE;
    g_autoptr(GPtrArray) members = read_pairs(
        reg,
        sql_query(reg, error,
                  "SELECT path, substr(path, 2, instr(substr(path, 2), '/')) || printf('%04d',"
                  " row_number() OVER (PARTITION BY substr(path, 2, instr(substr(path, 2), '/'))"
                  " ORDER BY path)) FROM part WHERE message = ?1 AND path GLOB '/*'",
                  "i", arrival),
        error);
    for (guint i = 0; members && i < members->len; i++) {
        char **names = members->pdata[i];
        if (!rename_part(reg, arrival, names[0], names[1], error))
            return FALSE;
    }
    return members != NULL;
}

static gboolean
erase_parts(Register *reg, gint64 arrival, GError **error)
{
    return sql_do(reg, error, "UPDATE part SET filename = NULL, text = NULL WHERE message = ?1",
                  "i", arrival) &&
           rename_members(reg, arrival, error);
}

/* ---- forms ---- */

/* What history says is made anew, of what stays. */
static gboolean
erase_forms(Register *reg, gint64 arrival, GError **error)
{
    g_autoptr(Finding) words = finding_new(FINDING_ERASED, NULL, NULL, NULL, NULL);
    return sql_do(reg, error,
                  "UPDATE submission SET claimed = NULL, canonical = NULL WHERE message = ?1", "i",
                  arrival) &&
           sql_do(reg, error,
                  "UPDATE value SET typed = CASE WHEN canonical IS NULL AND trim(typed) <> ''"
                  " THEN ?2 END WHERE submission IN"
                  " (SELECT rank FROM submission WHERE message = ?1)",
                  "it", arrival, ERASED_TEXT) &&
           sql_do(reg, error,
                  "UPDATE finding SET value = NULL, xpath = NULL, text = ?2 WHERE message = ?1"
                  " AND history = 0",
                  "it", arrival, words->message);
}

/* ---- letters ---- */

/* Its number among WHO, which is as long as need be. */
static guint
number_of(GPtrArray *who, const char *address)
{
    guint place;
    if (!g_ptr_array_find_with_equal_func(who, address, g_str_equal, &place)) {
        place = who->len;
        g_ptr_array_add(who, g_strdup(address));
    }
    return place + 1;
}

/* "a@b c@d" as numbers among WHO: "1 2" (transfer full). */
static char *
numbered(GPtrArray *who, const char *addresses)
{
    g_auto(GStrv) each = g_strsplit(addresses, " ", -1);
    GString *numbers = g_string_new(NULL);
    for (char **address = each; *address && **address; address++)
        g_string_append_printf(numbers, "%s%u", numbers->len ? " " : "", number_of(who, *address));
    return g_string_free(numbers, FALSE);
}

static gboolean
erase_outcomes(Register *reg, const char *delivery, GPtrArray *who, GError **error)
{
    g_autoptr(GPtrArray) rows =
        read_pairs(reg,
                   sql_query(reg, error, "SELECT recipient, NULL FROM outcome WHERE delivery = ?1",
                             "t", delivery),
                   error);
    for (guint i = 0; rows && i < rows->len; i++) {
        const char *address = ((char **)rows->pdata[i])[0];
        g_autofree char *number = numbered(who, address);
        if (!sql_do(reg, error,
                    "UPDATE outcome SET recipient = ?3, reply = NULL"
                    " WHERE delivery = ?1 AND recipient = ?2",
                    "ttt", delivery, address, number))
            return FALSE;
    }
    return rows != NULL;
}

static gboolean
erase_deliveries(Register *reg, const char *letter, GPtrArray *who, GError **error)
{
    g_autoptr(GPtrArray) rows = read_pairs(
        reg,
        sql_query(reg, error, "SELECT id, recipients FROM delivery WHERE letter = ?1 ORDER BY id",
                  "t", letter),
        error);
    for (guint i = 0; rows && i < rows->len; i++) {
        char **delivery = rows->pdata[i];
        g_autofree char *numbers = numbered(who, delivery[1]);
        if (!erase_outcomes(reg, delivery[0], who, error) ||
            !sql_do(reg, error, "UPDATE delivery SET recipients = ?2 WHERE id = ?1", "tt",
                    delivery[0], numbers))
            return FALSE;
    }
    return rows != NULL;
}

gboolean
erase_letter(Register *reg, const char *letter, GError **error)
{
    g_autoptr(GPtrArray) rows = read_pairs(
        reg,
        sql_query(reg, error,
                  "SELECT recipients, NULL FROM answer WHERE message_id = ?1"
                  " UNION ALL SELECT recipients, NULL FROM reminder WHERE message_id = ?1",
                  "t", letter),
        error);
    g_autoptr(GPtrArray) who = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; rows && i < rows->len; i++) {
        g_autofree char *numbers = numbered(who, ((char **)rows->pdata[i])[0]);
        if (!sql_do(reg, error,
                    "UPDATE answer SET recipients = ?2, eml = NULL WHERE message_id = ?1", "tt",
                    letter, numbers) ||
            !sql_do(reg, error,
                    "UPDATE reminder SET recipients = ?2, eml = NULL WHERE message_id = ?1", "tt",
                    letter, numbers))
            return FALSE;
    }
    return rows && erase_deliveries(reg, letter, who, error);
}

static gboolean
erase_answers(Register *reg, gint64 arrival, GError **error)
{
    g_autoptr(GPtrArray) rows = read_pairs(
        reg,
        sql_query(reg, error, "SELECT message_id, NULL FROM answer WHERE message = ?1 ORDER BY act",
                  "i", arrival),
        error);
    for (guint i = 0; rows && i < rows->len; i++) {
        if (!erase_letter(reg, ((char **)rows->pdata[i])[0], error))
            return FALSE;
    }
    return rows != NULL;
}

gboolean
erase_message(Register *reg, gint64 arrival, gint64 purge, GError **error)
{
    return sql_do(reg, error, "PRAGMA defer_foreign_keys = ON", "") &&
           erase_envelope(reg, arrival, purge, error) && erase_parts(reg, arrival, error) &&
           erase_forms(reg, arrival, error) && erase_answers(reg, arrival, error);
}

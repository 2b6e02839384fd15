/* SPDX-License-Identifier: Apache-2.0 */
#include "register/purge.h"

#include "base/clock.h"
#include "register/erase.h"
#include "register/journal.h"
#include "register/queue.h"
#include "register/recipients.h"
#include "register/sql.h"
#include <string.h>

void
purge_free(Purge *purge)
{
    if (!purge)
        return;
    g_array_unref(purge->arrivals);
    g_ptr_array_unref(purge->letters);
    g_ptr_array_unref(purge->periods);
    g_ptr_array_unref(purge->open);
    g_free(purge);
}

gboolean
purge_is_empty(const Purge *purge)
{
    return purge->messages == 0 && purge->letters->len == 0;
}

/* ---- choosing ---- */

typedef struct {
    Register *reg;
    const Definition *definition;
    const Acts *acts;
    GHashTable *waiting, *owed; /* SHA-256 of messages */
    Purge *purge;
} Work;

static void
purge_period_free(gpointer data)
{
    g_free(((PurgePeriod *)data)->period);
    g_free(data);
}

static gint
purge_period_compare(gconstpointer a, gconstpointer b)
{
    return g_strcmp0((*(const PurgePeriod *const *)a)->period,
                     (*(const PurgePeriod *const *)b)->period);
}

static void
count_period(GPtrArray *periods, const char *period)
{
    for (guint i = 0; i < periods->len; i++) {
        PurgePeriod *known = periods->pdata[i];
        if (g_strcmp0(known->period, period) == 0) {
            known->forms++;
            return;
        }
    }
    PurgePeriod *new = g_new0(PurgePeriod, 1);
    new->period = g_strdup(period);
    new->forms = 1;
    g_ptr_array_add(periods, new);
}

static gboolean
has_ended(const Work *work, const char *text)
{
    Period period;
    return !text || (period_parse(text, work->definition->convention->calendar, &period) &&
                     period_last_day(period) < work->purge->before);
}

static gboolean
is_open(const Work *work, const char *period)
{
    return period && !acts_closed(work->acts, period, G_MAXINT64);
}

/* TRUE when the message SHA256 with forms of PERIODS (char *, or NULL) stays: *REASON. */
static gboolean
stays(const Work *work, const char *sha256, const GPtrArray *periods, PurgeReason *reason)
{
    for (guint i = 0; i < periods->len; i++) {
        *reason = PURGE_RECENT;
        if (!has_ended(work, periods->pdata[i]))
            return TRUE;
    }
    gboolean open = FALSE;
    for (guint i = 0; i < periods->len; i++) {
        if (!is_open(work, periods->pdata[i]))
            continue;
        count_period(work->purge->open, periods->pdata[i]);
        open = TRUE;
    }
    *reason = open                                           ? PURGE_OPEN
              : g_hash_table_contains(work->waiting, sha256) ? PURGE_WAITS
                                                             : PURGE_OWED;
    return *reason != PURGE_OWED || g_hash_table_contains(work->owed, sha256);
}

/* One message that is not erased yet, with what there is of it. */
static void
take(Work *work, gint64 arrival, const char *sha256, gint64 bytes, const GPtrArray *periods)
{
    Purge *purge = work->purge;
    PurgeReason reason;
    if (stays(work, sha256, periods, &reason)) {
        purge->stays[reason]++;
        return;
    }
    g_array_append_val(purge->arrivals, arrival);
    purge->messages++;
    purge->bytes += (guint64)bytes;
    purge->forms += periods->len;
    purge->formless += periods->len == 0;
    for (guint i = 0; i < periods->len; i++)
        count_period(purge->periods, periods->pdata[i]);
}

/* A row for each form, one for a message without any. */
static gboolean
take_all(Work *work, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  "SELECT m.arrival, m.sha256, m.size, max(m.received, r.time), s.id, s.period"
                  " FROM message m JOIN run r ON r.id = m.run LEFT JOIN submission s ON s.message "
                  "= m.arrival WHERE m.purge IS NULL"
                  " ORDER BY m.arrival",
                  "");
    g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *sha256 = NULL;
    gint64 arrival = 0, bytes = 0;
    GError *failure = NULL;
    gboolean row = statement && sql_row(work->reg, statement, &failure);
    while (row) {
        arrival = sql_int(statement, 0);
        bytes = sql_int(statement, 2);
        g_free(sha256);
        sha256 = sql_text(statement, 1);
        gboolean early = clock_day(sql_int(statement, 3)) < work->purge->before;
        g_ptr_array_set_size(periods, 0);
        do {
            if (sql_peek(statement, 4))
                g_ptr_array_add(periods, sql_text(statement, 5));
            row = sql_row(work->reg, statement, &failure);
        } while (row && sql_int(statement, 0) == arrival);
        if (early)
            take(work, arrival, sha256, bytes, periods);
        else
            work->purge->later++;
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* What waits for a person, and what will if nobody corrects it. */
static gboolean
find_waiting(Work *work, guint32 today, GError **error)
{
    g_autoptr(GPtrArray) queue =
        queue_list(work->reg, work->definition, today + QUEUE_PATIENCE + 1, error);
    if (!queue || !queue_tell_texts(work->reg, work->definition, queue, error))
        return FALSE;
    for (guint i = 0; i < queue->len; i++)
        g_hash_table_add(work->waiting, g_strdup(((const QueueItem *)queue->pdata[i])->message));
    return TRUE;
}

static gboolean
find_owed(Work *work, GError **error)
{
    g_autoptr(GPtrArray) messages = register_unanswered(work->reg, error);
    for (guint i = 0; messages && i < messages->len; i++) {
        const Message *message = messages->pdata[i];
        g_autoptr(GPtrArray) recipients = recipients_of(work->definition, message);
        if (recipients->len)
            g_hash_table_add(work->owed, g_strdup(message->sha256));
    }
    return messages != NULL;
}

/* ---- what goes along ---- */

static gboolean
find_reminders(Register *reg, Purge *purge, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT r.message_id, max(d.time) FROM reminder r"
                  " JOIN delivery d ON d.letter = r.message_id WHERE r.eml IS NOT NULL"
                  " GROUP BY r.id ORDER BY r.id",
                  "");
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        if (clock_day(sql_int(statement, 1)) < purge->before)
            g_ptr_array_add(purge->letters, sql_text(statement, 0));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
count_of_message(Register *reg, gint64 arrival, const char *sql, guint *count, GError **error)
{
    gint64 found;
    if (!sql_integer(reg, &found, 0, error, sql, "i", arrival))
        return FALSE;
    *count += (guint)found;
    return TRUE;
}

static gboolean
count_along(Register *reg, Purge *purge, GError **error)
{
    for (guint i = 0; i < purge->arrivals->len; i++) {
        gint64 arrival = g_array_index(purge->arrivals, gint64, i);
        if (!count_of_message(reg, arrival, "SELECT count(*) FROM scan WHERE message = ?1",
                              &purge->scans, error) ||
            !count_of_message(reg, arrival, "SELECT count(*) FROM answer WHERE message = ?1",
                              &purge->answers, error) ||
            !count_of_message(reg, arrival,
                              "SELECT count(*) FROM answer WHERE message = ?1 AND message_id"
                              " NOT IN (SELECT letter FROM delivery)",
                              &purge->unsent, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
register_erased(Register *reg, guint *count, GError **error)
{
    gint64 found;
    if (!sql_integer(reg, &found, 0, error, "SELECT count(*) FROM message WHERE purge IS NOT NULL",
                     ""))
        return FALSE;
    *count = (guint)found;
    return TRUE;
}

static Purge *
purge_new(guint32 before)
{
    Purge *purge = g_new0(Purge, 1);
    purge->before = before;
    purge->arrivals = g_array_new(FALSE, FALSE, sizeof(gint64));
    purge->letters = g_ptr_array_new_with_free_func(g_free);
    purge->periods = g_ptr_array_new_with_free_func(purge_period_free);
    purge->open = g_ptr_array_new_with_free_func(purge_period_free);
    return purge;
}

static gboolean
is_unfinished(Register *reg, gboolean *unfinished, GError **error)
{
    gint64 count;
    if (!sql_integer(reg, &count, 0, error, "SELECT count(*) FROM compaction", ""))
        return FALSE;
    *unfinished = count > 0;
    return TRUE;
}

Purge *
purge_plan(Register *reg, guint32 before, guint32 today, GError **error)
{
    g_autoptr(Purge) purge = purge_new(before);
    g_autoptr(GHashTable) waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) owed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Definition *definition = register_definition(reg, error);
    g_autoptr(Acts) acts = definition ? register_acts(reg, error) : NULL;
    Work work = {reg, definition, acts, waiting, owed, purge};
    if (!acts || !find_waiting(&work, today, error) || !find_owed(&work, error) ||
        !take_all(&work, error) || !find_reminders(reg, purge, error) ||
        !count_along(reg, purge, error) || !register_erased(reg, &purge->erased, error) ||
        !is_unfinished(reg, &purge->unfinished, error))
        return NULL;
    g_ptr_array_sort(purge->periods, purge_period_compare);
    g_ptr_array_sort(purge->open, purge_period_compare);
    return g_steal_pointer(&purge);
}

/* ---- doing ---- */

static gboolean
erase_all(Register *reg, const Purge *purge, gint64 act, GError **error)
{
    for (guint i = 0; i < purge->arrivals->len; i++) {
        if (!erase_message(reg, g_array_index(purge->arrivals, gint64, i), act, error))
            return FALSE;
    }
    for (guint i = 0; i < purge->letters->len; i++) {
        if (!erase_letter(reg, purge->letters->pdata[i], error))
            return FALSE;
    }
    return erase_texts(reg, act, error);
}

static gboolean
journal_purge(Register *reg, const Purge *purge, const char *who, gint64 now, GError **error)
{
    g_autofree char *what =
        g_strdup_printf("Effacement de données personnelles\nmessages effacés : %u, rappels "
                        "effacés : %u",
                        purge->messages, purge->letters->len);
    return journal_add(reg, who, what, now, error);
}

/* Lines are settled once more, of what is left: what history says quotes nothing that is gone. */
gboolean
register_purge(Register *reg, const Purge *purge, const char *why, const char *who, gint64 now,
               GError **error)
{
    gboolean written;
    gint64 act;
    g_autofree char *before = date_text(purge->before);
    if (!sql_do(reg, error, "PRAGMA secure_delete = ON", "") ||
        !register_act(reg, act_kind(ACT_PURGE), before, why, who, now, &written, error) ||
        !sql_integer(reg, &act, 0, error, "SELECT max(id) FROM act", ""))
        return FALSE;
    return sql_do(reg, error, "INSERT INTO compaction (act) VALUES (?1)", "i", act) &&
           erase_all(reg, purge, act, error) && act_touch(reg, act, error) &&
           journal_purge(reg, purge, who, now, error) && register_flush(reg, error);
}

gboolean
register_compact(Register *reg, GError **error)
{
    gboolean unfinished;
    if (!is_unfinished(reg, &unfinished, error))
        return FALSE;
    if (!unfinished)
        return TRUE;
    /* The copy in the making is as large as the file: not in memory. */
    return sql_do(reg, error, "PRAGMA secure_delete = ON", "") &&
           sql_do(reg, error, "PRAGMA temp_store = FILE", "") && sql_do(reg, error, "VACUUM", "") &&
           sql_do(reg, error, "DELETE FROM compaction", "");
}

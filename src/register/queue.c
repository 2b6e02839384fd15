/* SPDX-License-Identifier: Apache-2.0
 *
 * queue.c - what waits: one query a kind, less what the acts are done with.
 */
#include "register/queue.h"

#include "base/clock.h"
#include "register/given.h"
#include "register/queue-contact.h"
#include "register/recipients.h"
#include "register/sql.h"
#include <string.h>

#define REPLACES_OTHER_SENDER                                                                      \
    "replaces-other-sender" /* the code of FINDING_REPLACES_OTHER_SENDER */

typedef struct {
    Register *reg;
    const Definition *definition;
    const Acts *acts;
    Contacts *contacts;
    guint32 today;
    GPtrArray *items;
} Work;

const char *
queue_code(QueueKind kind)
{
    static const char *const codes[QUEUE_KINDS] = {
        [QUEUE_BY_HAND] = "by_hand",           [QUEUE_LETTER] = "letter",
        [QUEUE_UNREACHED] = "unreached",       [QUEUE_REFUSED] = "refused",
        [QUEUE_OTHER_SENDER] = "other_sender", [QUEUE_TEXTS] = "texts",
    };
    return codes[kind];
}

void
queue_item_free(QueueItem *item)
{
    if (!item)
        return;
    char *const texts[] = {item->target,  item->message, item->name,  item->from_address,
                           item->subject, item->sheet,   item->period};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_clear_pointer(&item->who, g_ptr_array_unref);
    g_clear_pointer(&item->findings, g_ptr_array_unref);
    g_free(item);
}

char *
queue_command(const QueueItem *item, const char *path)
{
    enum { SHOWN = 16 };
    return g_strdup_printf("copil decide %s %s %.*s --why \"…\"", path, item->act, SHOWN,
                           item->target);
}

/* ---- one item ---- */

/* Nobody is done with TARGET; texts are judged, not settled. */
static gboolean
still_waits(const Work *work, QueueKind kind, const char *target)
{
    return kind == QUEUE_TEXTS ? !acts_judged_texts(work->acts, target)
                               : !acts_settled(work->acts, target);
}

static QueueItem *
item_new(Work *work, QueueKind kind, const char *target, gint64 since)
{
    QueueItem *item = g_new0(QueueItem, 1);
    guint32 day = clock_day(since);
    item->kind = kind;
    item->act = kind == QUEUE_TEXTS ? "pass" : "settle";
    item->target = g_strdup(target);
    item->since = since;
    item->days = work->today > day ? work->today - day : 0;
    item->who = g_ptr_array_new();
    g_ptr_array_add(work->items, item);
    return item;
}

static void
item_add_who(QueueItem *item, const Participant *who)
{
    if (who && !g_ptr_array_find(item->who, who, NULL))
        g_ptr_array_add(item->who, (gpointer)who);
}

/* ---- rows: of messages, and of forms with their messages ---- */

#define MESSAGE_COLUMNS                                                                            \
    ", m.sha256, m.name, m.from_address, m.subject, m.received, m.forwarded_from"
#define FORM_COLUMNS "SELECT s.id" MESSAGE_COLUMNS ", s.sheet, s.period, s.organisation"

static void
take_message(const Work *work, QueueItem *item, sqlite3_stmt *statement)
{
    item->message = sql_text(statement, 1);
    item->name = sql_text(statement, 2);
    item->from_address = sql_text(statement, 3);
    item->subject = sql_text(statement, 4);
    const char *const addresses[] = {item->from_address, sql_peek(statement, 6)};
    for (guint i = 0; item->who->len == 0 && i < G_N_ELEMENTS(addresses); i++)
        contacts_of_address(work->contacts, addresses[i], item->who);
}

static void
take_row(Work *work, QueueKind kind, sqlite3_stmt *statement)
{
    if (!still_waits(work, kind, sql_peek(statement, 0)))
        return;
    QueueItem *item = item_new(work, kind, sql_peek(statement, 0), sql_int(statement, 5));
    item->sheet = sql_text(statement, 7);
    item->period = sql_text(statement, 8);
    item_add_who(item, participants_find(work->definition->participants, sql_peek(statement, 9)));
    take_message(work, item, statement);
}

/* The message of ITEM, which is a form. */
static gboolean
read_message(const Work *work, QueueItem *item, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  FORM_COLUMNS " FROM submission s JOIN message m ON m.arrival = s.message"
                               " WHERE s.id = ?1",
                  "t", item->target);
    GError *failure = NULL;
    if (statement && sql_row(work->reg, statement, &failure)) {
        take_message(work, item, statement);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* WANTED (or NULL: all) of the rows of STATEMENT, in any order. */
static gboolean
take_rows(Work *work, QueueKind kind, sqlite3_stmt *statement,
          gboolean (*wanted)(const Work *, sqlite3_stmt *, GError **), GError **error)
{
    GError *failure = NULL;
    while (statement && !failure && sql_row(work->reg, statement, &failure)) {
        if (!wanted || wanted(work, statement, &failure))
            take_row(work, kind, statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
formless(Work *work, QueueKind kind, const char *verdict, GError **error)
{
    return take_rows(work, kind,
                     sql_query(work->reg, error,
                               "SELECT m.sha256" MESSAGE_COLUMNS ", NULL, NULL, NULL"
                               " FROM message m WHERE m.verdict = ?1 AND m.verdict <> 'accepted'",
                               "t", verdict),
                     NULL, error);
}

/* As its finding says, which tells the senders. */
static gboolean
other_sender(Work *work, GError **error)
{
    return take_rows(work, QUEUE_OTHER_SENDER,
                     sql_query(work->reg, error,
                               FORM_COLUMNS
                               " FROM submission s JOIN message m ON m.arrival = s.message"
                               " WHERE s.verdict = 'accepted' AND s.replaces IS NOT NULL"
                               " AND EXISTS (SELECT 1 FROM finding f WHERE f.submission = s.rank"
                               "  AND f.code = '" REPLACES_OTHER_SENDER "')",
                               ""),
                     NULL, error);
}

/* ---- forms to be corrected ---- */

/* Nobody awaits the correction of a form of a closed period.  A form that doesn't say what it
 * answers has been corrected when another one of its sender came through since. */
static gboolean
awaits_correction(const Work *work, sqlite3_stmt *statement, GError **error)
{
    const char *period = sql_peek(statement, 8);
    gint64 accepted;
    if (period && acts_closed(work->acts, period, G_MAXINT64))
        return FALSE;
    if (sql_peek(statement, 7) && period && sql_peek(statement, 9))
        return TRUE;
    return contacts_accepted(work->contacts, sql_peek(statement, 3), &accepted, error) &&
           accepted <= sql_int(statement, 5);
}

static gboolean
refused(Work *work, GError **error)
{
    gint64 until = clock_day_end(work->today - MIN(work->today, QUEUE_PATIENCE + 1));
    return take_rows(
        work, QUEUE_REFUSED,
        sql_query(work->reg, error,
                  FORM_COLUMNS
                  " FROM submission s JOIN message m ON m.arrival = s.message"
                  " JOIN run r ON r.id = m.run WHERE s.verdict IN ('refused', 'unreadable')"
                  " AND s.verdict <> 'accepted' AND r.time < ?1 AND NOT EXISTS"
                  " (SELECT 1 FROM submission o JOIN origin l ON l.arrival = o.message"
                  "  WHERE o.line = s.line AND o.verdict NOT IN ('duplicate', 'withdrawn')"
                  "  AND (l.received, l.sha256, o.part) > (m.received, m.sha256, s.part))",
                  "i", until),
        awaits_correction, error);
}

/* ---- texts ---- */

/* The names, as given.h has them, of the answers of SHEET that some indicator quotes. */
static GPtrArray *
quoted_of(const Sheet *sheet)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        for (guint j = 0;
             indicator->aggregation == AGGREGATE_TEXTS && j < indicator->numerator->len; j++) {
            const Operand *operand = indicator->numerator->pdata[j];
            g_ptr_array_add(names, given_name(operand->field->name,
                                              operand->column ? operand->column->name : NULL));
        }
    }
    return names;
}

static gboolean
is_quoted(const GPtrArray *names, const char *answers)
{
    for (guint i = 0; i < names->len; i++) {
        if (given_answers(answers, names->pdata[i]))
            return TRUE;
    }
    return FALSE;
}

/* Of its message only what tells who sent it, if nothing else does: of these there are many. */
static gboolean
take_texts(Work *work, sqlite3_stmt *statement, GError **error)
{
    const char *id = sql_peek(statement, 0);
    if (!still_waits(work, QUEUE_TEXTS, id))
        return TRUE;
    QueueItem *item = item_new(work, QUEUE_TEXTS, id, sql_int(statement, 1));
    item->sheet = sql_text(statement, 2);
    item->period = sql_text(statement, 3);
    item_add_who(item, participants_find(work->definition->participants, sql_peek(statement, 4)));
    return item->who->len > 0 || read_message(work, item, error);
}

/* The forms of SHEET with such an answer, of the periods in which DEFINITION, whose it is, is in
 * force. */
static gboolean
texts_of_sheet(Work *work, const Definition *definition, const Sheet *sheet, GError **error)
{
    g_autoptr(GPtrArray) names = quoted_of(sheet);
    if (names->len == 0)
        return TRUE;
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  "SELECT s.id, s.received, s.sheet, s.period, s.organisation, g.answers"
                  " FROM submission s"
                  " CROSS JOIN given g ON g.submission = s.rank"
                  " WHERE s.sheet = ?1 AND s.verdict = 'accepted'",
                  "t", sheet->id);
    GError *failure = NULL;
    while (statement && !failure && sql_row(work->reg, statement, &failure)) {
        if (definition_during(work->definition, sql_peek(statement, 3)) == definition &&
            is_quoted(names, sql_peek(statement, 5)))
            take_texts(work, statement, &failure);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
texts(Work *work, GError **error)
{
    for (const Definition *each = work->definition; each; each = each->before) {
        for (guint i = 0; i < each->convention->sheets->len; i++) {
            const Sheet *sheet = each->convention->sheets->pdata[i];
            if (sheet->adopted && !texts_of_sheet(work, each, sheet, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* ---- answers that have nobody to go to: but who typed a form knows ---- */

static void
take_unreached(Work *work, const Message *message)
{
    if (message->entered || !still_waits(work, QUEUE_UNREACHED, message->sha256))
        return;
    QueueItem *item = item_new(work, QUEUE_UNREACHED, message->sha256, message->received);
    item->message = g_strdup(message->sha256);
    item->name = g_strdup(message->name);
    item->from_address = g_strdup(message->from_address);
    item->subject = g_strdup(message->subject);
    for (guint i = 0; i < message->submissions->len; i++) {
        const Submission *submission = message->submissions->pdata[i];
        item_add_who(item,
                     participants_find(work->definition->participants, submission->organisation));
        if (message->submissions->len > 1)
            continue;
        item->sheet = g_strdup(submission->sheet);
        item->period = g_strdup(submission->period);
    }
}

static gboolean
unreached(Work *work, GError **error)
{
    g_autoptr(GPtrArray) messages = register_unanswered(work->reg, error);
    for (guint i = 0; messages && i < messages->len; i++) {
        g_autoptr(GPtrArray) recipients = recipients_of(work->definition, messages->pdata[i]);
        if (recipients->len == 0)
            take_unreached(work, messages->pdata[i]);
    }
    return messages != NULL;
}

/* ---- all ---- */

/* Of a form that replaces another: that, and nothing else there may be to say of it. */
static GPtrArray *
replacing_only(const GPtrArray *findings)
{
    GPtrArray *only = findings_new();
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        if (strcmp(finding->code, REPLACES_OTHER_SENDER) == 0)
            g_ptr_array_add(only, finding_copy(finding));
    }
    return only;
}

/* Why: the findings of the form, or of the message. */
static gboolean
explain(Register *reg, QueueItem *item, GError **error)
{
    const SubmissionFilter own = {.message = item->message};
    g_autoptr(GPtrArray) found = register_messages(reg, &own, error);
    if (!found)
        return FALSE;
    const Message *message = found->len ? found->pdata[0] : NULL;
    item->findings = message ? g_ptr_array_ref(message->findings) : findings_new();
    for (guint i = 0; message && i < message->submissions->len; i++) {
        const Submission *form = message->submissions->pdata[i];
        if (strcmp(form->id, item->target) == 0 ||
            (item->kind == QUEUE_UNREACHED && item->findings->len == 0)) {
            g_ptr_array_unref(item->findings);
            item->findings = item->kind == QUEUE_OTHER_SENDER ? replacing_only(form->findings)
                                                              : g_ptr_array_ref(form->findings);
        }
    }
    return TRUE;
}

static gint
item_compare(gconstpointer a, gconstpointer b)
{
    const QueueItem *x = *(const QueueItem *const *)a, *y = *(const QueueItem *const *)b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->since != y->since)
        return x->since < y->since ? -1 : 1;
    return strcmp(x->target, y->target);
}

static gboolean
find_contact(const Work *work, QueueItem *item, GError **error)
{
    for (guint i = 0; i < item->who->len; i++) {
        if (!contacts_last(work->contacts, item->who->pdata[i], &item->contact, &item->contact_kind,
                           error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
finish(Work *work, GError **error)
{
    for (guint i = 0; i < work->items->len; i++) {
        QueueItem *item = work->items->pdata[i];
        if (item->kind == QUEUE_TEXTS)
            item->findings = findings_new();
        else if (!explain(work->reg, item, error) || !find_contact(work, item, error))
            return FALSE;
    }
    g_ptr_array_sort(work->items, item_compare);
    return TRUE;
}

GPtrArray *
queue_list(Register *reg, const Definition *definition, guint32 today, GError **error)
{
    g_autoptr(Acts) acts = register_acts(reg, error);
    if (!acts)
        return NULL;
    g_autoptr(Contacts) contacts = contacts_new(reg, definition, acts);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)queue_item_free);
    Work work = {reg, definition, acts, contacts, today, items};
    if (formless(&work, QUEUE_BY_HAND, "by_hand", error) &&
        formless(&work, QUEUE_LETTER, "not_a_form", error) && unreached(&work, error) &&
        other_sender(&work, error) && refused(&work, error) && texts(&work, error) &&
        finish(&work, error))
        return g_steal_pointer(&items);
    return NULL;
}

gboolean
queue_tell_texts(Register *reg, const Definition *definition, const GPtrArray *items,
                 GError **error)
{
    g_autoptr(Acts) acts = register_acts(reg, error);
    if (!acts)
        return FALSE;
    g_autoptr(Contacts) contacts = contacts_new(reg, definition, acts);
    const Work work = {.reg = reg, .definition = definition, .acts = acts, .contacts = contacts};
    for (guint i = 0; i < items->len; i++) {
        QueueItem *item = items->pdata[i];
        if (item->kind == QUEUE_TEXTS && ((!item->message && !read_message(&work, item, error)) ||
                                          !find_contact(&work, item, error)))
            return FALSE;
    }
    return TRUE;
}

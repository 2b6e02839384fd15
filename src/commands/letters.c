/* SPDX-License-Identifier: Apache-2.0
 *
 * letters.c - the answers that are owed: composed, kept, and written to files.
 */
#include "commands/letters.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "commands/letter-draft.h"
#include "commands/letter-marked.h"
#include "figures/plausible.h"
#include "publish/discretion.h"
#include "register/delivery.h"
#include "register/recipients.h"
#include <string.h>

/* The answers of one run. */
typedef struct {
    Register *reg;
    Pool *pool;
    const Definition *definition;
    GPtrArray *begun; /* see Draft */
    guint count;
} Run;

/* ---- what ---- */

/* The next time that the committee meets after DAY (julian), in words (transfer full); NULL: not
 * known. */
static char *
next_meeting(const Definition *definition, guint32 day)
{
    const GPtrArray *meetings = definition->committee ? definition->committee->meetings : NULL;
    guint32 next = 0;
    for (guint i = 0; meetings && i < meetings->len; i++) {
        guint32 date = date_parse(((const Meeting *)meetings->pdata[i])->date);
        if (date > day && (next == 0 || date < next))
            next = date;
    }
    return next ? date_label(next) : NULL;
}

static gboolean
is_among(const char *address, const GPtrArray *recipients)
{
    for (guint i = 0; address && i < recipients->len; i++) {
        if (strcmp(recipients->pdata[i], address) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
draft_all(Draft *draft, GError **error)
{
    const GPtrArray *forms = draft->message->submissions;
    for (guint i = 0; i < forms->len; i++) {
        if (!draft_add_form(draft, forms->pdata[i], error))
            return FALSE;
    }
    return forms->len || draft_add_message(draft, error);
}

static GBytes *
compose(Run *run, const Message *message, GPtrArray *recipients, GError **error)
{
    const Definition *definition = run->definition;
    const gint64 date = message->asked;
    gboolean own = is_among(message->from_address, recipients);
    g_autofree char *meeting = next_meeting(definition, clock_day(date));
    g_autoptr(Draft) draft =
        draft_new(run->reg, definition, message, recipients, clock_day(date), &run->begun, error);
    if (!draft || !draft_all(draft, error) || !draft_add_marked(draft, run->pool, error))
        return NULL;
    g_ptr_array_add(recipients, NULL);
    const AnswerLetter letter = {
        .from_name = definition->convention->secretariat_name,
        .from_address = definition->convention->secretariat_address,
        .recipients = (const char *const *)recipients->pdata,
        .subject = message->subject,
        .sender = own ? NULL : message->from_address,
        .in_reply_to = message->message_id,
        .references = (const char *const *)message->references,
        .message_sha256 = message->sha256,
        .act = message->act,
        .convention_title = definition->convention->title,
        .meeting = meeting,
        .entered = message->entered,
        .date = date,
        .forms = (const AnswerForm *)draft->forms->data,
        .n_forms = draft->forms->len,
    };
    return answer_compose(&letter);
}

/* UNUSUAL by the forms that it is about: id → GPtrArray of Unusual, borrowed (transfer full). */
static GHashTable *
by_form(const GPtrArray *unusual)
{
    GHashTable *forms =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < unusual->len; i++) {
        Unusual *one = unusual->pdata[i];
        GPtrArray *own = g_hash_table_lookup(forms, one->submission);
        if (!own)
            g_hash_table_insert(forms, one->submission, own = g_ptr_array_new());
        g_ptr_array_add(own, one);
    }
    return forms;
}

/* To the findings of MESSAGE's forms what of UNUSUAL is about them.  It quotes earlier answers: so
 * only where all RECIPIENTS are the organisation's. */
static void
add_unusual(const Definition *definition, GHashTable *unusual, const Message *message,
            const GPtrArray *recipients)
{
    for (guint i = 0; i < message->submissions->len; i++) {
        const Submission *submission = message->submissions->pdata[i];
        const GPtrArray *doubts = g_hash_table_lookup(unusual, submission->id);
        const Participant *who =
            submission->organisation
                ? participants_find(definition->participants, submission->organisation)
                : NULL;
        gboolean own = doubts && who;
        for (guint j = 0; own && j < recipients->len; j++)
            own = participant_has_address(who, recipients->pdata[j]);
        for (guint j = 0; own && j < doubts->len; j++)
            g_ptr_array_add(submission->findings,
                            unusual_told(doubts->pdata[j], definition->convention));
    }
}

/* What is doubted of the forms that stand, for letters still OWED. */
static GPtrArray *
unusual_of(Register *reg, const Definition *definition, const GPtrArray *owed, GError **error)
{
    const UnusualQuery all = {NULL};
    return owed->len ? figures_unusual(reg, definition, &all, error) : g_ptr_array_new();
}

static gboolean
answer(Run *run, const Message *message, GPtrArray *recipients, GError **error)
{
    g_autoptr(GBytes) eml = compose(run, message, recipients, error);
    g_autofree char *id = answer_message_id(message->sha256, message->act);
    run->count++;
    return eml && register_add_answer(run->reg, message, id, eml, error);
}

static gboolean
answer_forms(Run *run, GError **error)
{
    g_autoptr(GPtrArray) owed =
        register_hold(run->reg, error) ? register_unanswered(run->reg, error) : NULL;
    g_autoptr(GPtrArray) unusual = owed ? unusual_of(run->reg, run->definition, owed, error) : NULL;
    if (!unusual || !register_release(run->reg, error))
        return FALSE;
    g_autoptr(GHashTable) doubts = by_form(unusual);
    for (guint i = 0; i < owed->len; i++) {
        const Message *message = owed->pdata[i];
        g_autoptr(GPtrArray) recipients = recipients_of(run->definition, message);
        add_unusual(run->definition, doubts, message, recipients);
        if (recipients->len && !answer(run, message, recipients, error))
            return FALSE;
    }
    return TRUE;
}

/* Strangers write much in which there is no form: only who is registered is told that a person will
 * look. */
static gboolean
answer_by_hand(Run *run, GError **error)
{
    const GPtrArray *people = run->definition->participants->list;
    g_autoptr(GPtrArray) owed = register_unanswered_by_hand(run->reg, error);
    for (guint i = 0; owed && i < owed->len; i++) {
        const Message *message = owed->pdata[i];
        g_autoptr(GPtrArray) recipients = g_ptr_array_new();
        for (guint j = 0; message->from_address && j < people->len && !recipients->len; j++) {
            if (participant_has_address(people->pdata[j], message->from_address))
                g_ptr_array_add(recipients, message->from_address);
        }
        if (recipients->len && !answer(run, message, recipients, error))
            return FALSE;
    }
    return owed != NULL;
}

gboolean
letters_compose(Register *reg, Pool *pool, guint *count, GError **error)
{
    Run run = {.reg = reg, .pool = pool, .definition = register_definition(reg, error)};
    gboolean ok = run.definition && answer_forms(&run, error) && answer_by_hand(&run, error);
    g_clear_pointer(&run.begun, g_ptr_array_unref);
    *count = run.count;
    return ok;
}

/* ---- to disk ---- */

#define FOLDER "answers"

typedef struct {
    FileSet *set;
    guint count;
} Writer;

static char *
name_of(const char *sha256, gint64 act)
{
    return act ? g_strdup_printf("%.16s-%" G_GINT64_FORMAT ".eml", sha256, act)
               : g_strdup_printf("%.16s.eml", sha256);
}

char *
letters_file(const char *sha256, gint64 act)
{
    g_autofree char *name = name_of(sha256, act);
    return g_strconcat(FOLDER "/", name, NULL);
}

static gboolean
write_answer(const char *sha256, gint64 act, GBytes *eml, gpointer data, GError **error)
{
    Writer *writer = data;
    g_autofree char *name = name_of(sha256, act);
    gsize length;
    const void *bytes = g_bytes_get_data(eml, &length);
    writer->count++;
    return file_set_add(writer->set, name, bytes, length, error);
}

gboolean
letters_write(Register *reg, const char *output, guint *count, GError **error)
{
    g_autofree char *dir = g_build_filename(output, FOLDER, NULL);
    g_autoptr(FileSet) set = file_set_new(dir, error);
    Writer writer = {.set = set};
    gboolean ok = set && register_each_answer(reg, write_answer, &writer, error) &&
                  file_set_finish(set, error);
    *count = writer.count;
    return ok;
}

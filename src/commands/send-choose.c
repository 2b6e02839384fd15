/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/send.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "commands/reminders.h"
#include "commands/verdict-print.h"

#define DRAFT_MAX (64u << 20) /* bytes */

static void
sent_free(gpointer data)
{
    Sent *sent = data;
    g_ptr_array_unref(sent->to);
    g_clear_pointer(&sent->fresh, g_bytes_unref);
    g_free(sent->title);
    g_clear_pointer(&sent->handed, g_ptr_array_unref);
    g_free(sent);
}

void
send_result_clear(SendResult *result)
{
    g_clear_pointer(&result->sent, g_ptr_array_unref);
    g_clear_pointer(&result->letters, g_ptr_array_unref);
    g_clear_pointer(&result->changed, g_ptr_array_unref);
}

/* ---- to whom ---- */

static gboolean
to_do(const LetterTo *to)
{
    return to->outcome != OUTCOME_TAKEN && to->outcome != OUTCOME_REFUSED;
}

static gboolean
was_refused(const LetterTo *to)
{
    return to->outcome == OUTCOME_REFUSED;
}

static gboolean
anybody(const LetterTo *to)
{
    (void)to;
    return TRUE;
}

/* Add LETTER, to those of its recipients for whom WANTED holds; NULL: there are none (borrowed). */
static Sent *
add(SendResult *result, const Letter *letter, gboolean (*wanted)(const LetterTo *to))
{
    Sent *sent = g_new0(Sent, 1);
    sent->letter = letter;
    sent->to = g_ptr_array_new();
    for (guint i = 0; i < letter->to->len; i++) {
        const LetterTo *to = letter->to->pdata[i];
        if (!wanted(to))
            continue;
        g_ptr_array_add(sent->to, to->address);
        sent->doubtful = sent->doubtful || to->outcome == OUTCOME_UNKNOWN;
    }
    if (sent->to->len) {
        g_ptr_array_add(result->sent, sent);
        return sent;
    }
    sent_free(sent);
    return NULL;
}

/* ---- answers ---- */

static gboolean
choose_waiting(Register *reg, SendResult *result, GError **error)
{
    result->letters = register_letters(reg, NULL, error);
    for (guint i = 0; result->letters && i < result->letters->len; i++) {
        const Letter *letter = result->letters->pdata[i];
        if (!letter->message || letter->erased)
            continue;
        result->refused += letter_count(letter, OUTCOME_REFUSED) > 0;
        add(result, letter, to_do);
    }
    return result->letters != NULL;
}

/* The last answer to one message, settled or not: to those who refused it, or else to all. */
static gboolean
choose_again(Register *reg, const char *id, SendResult *result, GError **error)
{
    g_autofree char *sha256 = register_find_message(reg, id, error);
    const LetterFilter filter = {.message = sha256};
    result->letters = sha256 ? register_letters(reg, &filter, error) : NULL;
    if (!result->letters)
        return FALSE;
    if (result->letters->len == 0) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, _("%s was not answered"), id);
        return FALSE;
    }
    const Letter *last = result->letters->pdata[result->letters->len - 1];
    if (last->erased) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("the answer to %s was erased by copil purge"), id);
        return FALSE;
    }
    if (!add(result, last, was_refused))
        add(result, last, anybody);
    return TRUE;
}

/* "03-colette.eml: sheet 3.3 accepted, sheet 3.2 refused". */
static char *
title_of_answer(Register *reg, const Letter *letter, GError **error)
{
    const SubmissionFilter filter = {.message = letter->message};
    g_autoptr(GPtrArray) found = register_messages(reg, &filter, error);
    if (!found || found->len == 0)
        return NULL;
    const Message *message = found->pdata[0];
    GString *title = g_string_new(message->name);
    for (guint i = 0; i < message->submissions->len; i++) {
        const Submission *form = message->submissions->pdata[i];
        g_string_append(title, i ? ", " : _(": "));
        if (form->sheet)
            g_string_append_printf(title, "%s %s ", _("sheet"), form->sheet);
        g_string_append(title, verdict_words(form->verdict, 1));
    }
    return g_string_free(title, FALSE);
}

/* ---- reminders ---- */

typedef enum { DRAFT_AS_WRITTEN, DRAFT_CHANGED, DRAFT_NONE } DraftState;

/* Whether the clerk left the draft to DEBTOR where remind put it, and as it is written now. */
static gboolean
look_at_draft(const Reminders *reminders, const char *dir, const Debtor *debtor, DraftState *state,
              GError **error)
{
    g_autofree char *path = reminders_path(dir, debtor->who);
    g_autoptr(GBytes) written = reminders_letter(reminders, debtor, TRUE, NULL, error);
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) found = written ? file_read(path, DRAFT_MAX, &failure) : NULL;
    *state = found ? (g_bytes_equal(found, written) ? DRAFT_AS_WRITTEN : DRAFT_CHANGED)
             : g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? DRAFT_NONE
                                                                          : DRAFT_CHANGED;
    return written != NULL;
}

static gboolean
add_fresh(const Reminders *reminders, const Debtor *debtor, SendResult *result, GError **error)
{
    g_autofree char *id = NULL;
    g_autoptr(GBytes) eml = reminders_letter(reminders, debtor, FALSE, &id, error);
    if (!eml)
        return FALSE;
    Letter *letter = letter_new_reminder(debtor->who->id, id, eml);
    g_ptr_array_add(result->letters, letter);
    Sent *sent = add(result, letter, anybody);
    if (sent)
        sent->fresh = g_steal_pointer(&eml);
    return TRUE;
}

static char **
pair(const char *first, const char *second)
{
    char **both = g_new0(char *, 3);
    both[0] = g_strdup(first);
    both[1] = g_strdup(second);
    return both;
}

static gboolean
choose_reminder(const Reminders *reminders, const char *dir, const Debtor *debtor,
                SendResult *result, GError **error)
{
    const Letter *last = reminders_last(reminders, debtor->who);
    DraftState state;
    if (reminders_recent(reminders, last)) {
        result->recent += add(result, last, to_do) == NULL;
        return TRUE;
    }
    if (!*debtor->who->addresses)
        return TRUE;
    if (!look_at_draft(reminders, dir, debtor, &state, error))
        return FALSE;
    result->without += state == DRAFT_NONE;
    if (state == DRAFT_CHANGED)
        g_ptr_array_add(result->changed, pair(debtor->who->id, debtor->who->name));
    return state != DRAFT_AS_WRITTEN || add_fresh(reminders, debtor, result, error);
}

static gboolean
choose_reminders(Register *reg, const SendChoice *choice, SendResult *result, GError **error)
{
    g_autofree char *dir = g_build_filename(choice->reminders, REMINDERS_FOLDER, NULL);
    g_auto(Reminders) reminders = {0};
    result->reminders = TRUE;
    result->changed = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("there are no drafts in %s: copil remind writes them"), choice->reminders);
        return FALSE;
    }
    if (!reminders_gather(reg, choice->period, clock_now(), &reminders, error))
        return FALSE;
    result->letters = g_ptr_array_ref(reminders.letters);
    for (guint i = 0; i < reminders.debtors->len; i++) {
        if (!choose_reminder(&reminders, dir, reminders.debtors->pdata[i], result, error))
            return FALSE;
    }
    return TRUE;
}

static char *
title_of_reminder(Register *reg, const Letter *letter, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    const Participant *who =
        definition ? participants_find(definition->participants, letter->organisation) : NULL;
    return who ? g_strdup(who->name) : NULL;
}

/* ---- all ---- */

static int
compare_tries(gconstpointer a, gconstpointer b)
{
    const Sent *first = *(Sent *const *)a, *second = *(Sent *const *)b;
    return (first->letter->times > second->letter->times) -
           (first->letter->times < second->letter->times);
}

gboolean
send_choose(Register *reg, const SendChoice *choice, SendResult *result, GError **error)
{
    result->sent = g_ptr_array_new_with_free_func(sent_free);
    gboolean ok = choice->again       ? choose_again(reg, choice->again, result, error)
                  : choice->reminders ? choose_reminders(reg, choice, result, error)
                                      : choose_waiting(reg, result, error);
    if (!ok)
        return FALSE;
    g_ptr_array_sort(result->sent, compare_tries); /* stable */
    if (choice->limit && result->sent->len > choice->limit) {
        result->waiting = result->sent->len - choice->limit;
        g_ptr_array_set_size(result->sent, (int)choice->limit);
    }
    for (guint i = 0; i < result->sent->len; i++) {
        Sent *sent = result->sent->pdata[i];
        sent->title = sent->letter->message ? title_of_answer(reg, sent->letter, error)
                                            : title_of_reminder(reg, sent->letter, error);
        if (!sent->title)
            return FALSE;
    }
    return TRUE;
}

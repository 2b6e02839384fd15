/* SPDX-License-Identifier: Apache-2.0
 *
 * status-one.c - all about one organisation, submission or message, and what became of it.
 */
#include "commands/status-one.h"
#include "base/i18n.h"
#include "base/text.h"
#include "figures/plausible.h"
#include "publish/discretion.h"
#include "register/delivery.h"
#include "register/enter.h"
#include <string.h>

void
about_clear(About *about)
{
    g_clear_pointer(&about->acts, acts_free);
    g_clear_pointer(&about->submissions, g_ptr_array_unref);
    g_clear_pointer(&about->related, g_ptr_array_unref);
    g_clear_pointer(&about->expectations, g_ptr_array_unref);
    g_clear_pointer(&about->messages, g_ptr_array_unref);
    g_clear_pointer(&about->parts, g_ptr_array_unref);
    g_clear_pointer(&about->values, g_ptr_array_unref);
    g_clear_pointer(&about->letters, g_ptr_array_unref);
    g_free(about->scan);
    g_free(about->scan_name);
}

const char *
about_replaced_by(const About *about, const Submission *submission)
{
    for (guint i = 0; i < about->related->len; i++) {
        const Submission *other = about->related->pdata[i];
        if (g_strcmp0(other->replaces, submission->id) == 0)
            return other->id;
    }
    return NULL;
}

GPtrArray *
about_acts(const About *about, const Submission *submission)
{
    GPtrArray *acts = acts_about(about->acts, submission->id);
    if (!about->message)
        g_ptr_array_extend_and_steal(acts, acts_about(about->acts, submission->message));
    return acts;
}

static void
make_discreet(const About *about, GPtrArray *submissions)
{
    const Convention *convention = about->definition->convention;
    for (guint i = 0; i < submissions->len; i++) {
        Submission *submission = submissions->pdata[i];
        const Sheet *sheet =
            definition_sheet(about->definition, submission->sheet, submission->period);
        GPtrArray *discreet = findings_discreet(convention, sheet, submission->findings);
        g_ptr_array_unref(submission->findings);
        submission->findings = discreet;
    }
}

/* What the organisations of the submissions sent: it says what replaced them. */
static GPtrArray *
related_to(Register *reg, const GPtrArray *submissions, GError **error)
{
    g_autoptr(GPtrArray) related = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < submissions->len; i++) {
        const Submission *submission = submissions->pdata[i];
        const SubmissionFilter filter = {.organisation = submission->organisation};
        if (!submission->organisation || !g_hash_table_add(seen, submission->organisation))
            continue;
        GPtrArray *found = register_submissions(reg, &filter, error);
        if (!found)
            return NULL;
        g_ptr_array_extend_and_steal(related, found);
    }
    return g_steal_pointer(&related);
}

/* All that was answered: for the clerk's eyes, and of one message only. */
static gboolean
read_values(About *about, Register *reg, GError **error)
{
    about->values = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < about->submissions->len; i++) {
        const Submission *submission = about->submissions->pdata[i];
        GPtrArray *values = register_values(reg, submission->id, error);
        if (!values)
            return FALSE;
        g_ptr_array_add(about->values, values);
    }
    return TRUE;
}

static gboolean
about_finish(About *about, Register *reg, GError **error)
{
    const LetterFilter filter = {.message = about->message ? about->subject : NULL,
                                 .organisation = about->who ? about->subject : NULL};
    about->related = related_to(reg, about->submissions, error);
    about->acts = about->related ? register_acts(reg, error) : NULL;
    about->letters = about->acts ? register_letters(reg, &filter, error) : NULL;
    if (!about->letters)
        return FALSE;
    if (!about->query->confidential)
        make_discreet(about, about->submissions);
    else if (about->message && !read_values(about, reg, error))
        return FALSE;
    if (!unusual_find(reg, about->definition, about->query->confidential, about->submissions,
                      error))
        return FALSE;
    if (about->query->json)
        about_print_json(about);
    else
        about_print(about);
    return TRUE;
}

/* What WHO owes, and what it need not send; not what was received. */
static GPtrArray *
owed_by(Register *reg, const About *about, const Participant *who, GError **error)
{
    GPtrArray *all =
        figures_expectations(reg, about->definition, about->query->period, NULL, error);
    for (guint i = all ? all->len : 0; i-- > 0;) {
        const Expectation *each = all->pdata[i];
        if (each->participant != who || each->state == EXPECTED_RECEIVED ||
            each->state == EXPECTED_LATE)
            g_ptr_array_remove_index(all, i);
    }
    return all;
}

static gboolean
status_organisation(About *about, Register *reg, const Participant *who, GError **error)
{
    const SubmissionFilter filter = {.organisation = who->id};
    about->who = who;
    about->subject = who->id;
    about->submissions = register_submissions(reg, &filter, error);
    about->expectations = about->submissions ? owed_by(reg, about, who, error) : NULL;
    return about->expectations && about_finish(about, reg, error);
}

static gboolean
status_message(About *about, Register *reg, const char *sha256, GError **error)
{
    const SubmissionFilter filter = {.message = sha256};
    about->subject = sha256;
    about->messages = register_messages(reg, &filter, error);
    about->parts = about->messages ? register_parts(reg, sha256, error) : NULL;
    if (!about->parts || about->messages->len == 0 ||
        !register_scan(reg, sha256, &about->scan, &about->scan_name, error))
        return FALSE;
    about->message = about->messages->pdata[0];
    about->submissions = g_ptr_array_ref(((Message *)about->messages->pdata[0])->submissions);
    return about_finish(about, reg, error);
}

/* One ID, three meanings: organisation, submission, or message, whose hash may be shortened. */
gboolean
status_one(Register *reg, const Definition *definition, const StatusQuery *query, GError **error)
{
    g_auto(About) about = {.definition = definition, .query = query};
    const Participant *who = participants_find_typed(definition->participants, query->id);
    if (who)
        return status_organisation(&about, reg, who, error);
    g_autofree char *id = text_id(query->id);
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    if (!found)
        return FALSE;
    g_autofree char *message = found->len ? g_strdup(((Submission *)found->pdata[0])->message)
                                          : register_find_message(reg, query->id, NULL);
    if (message)
        return status_message(&about, reg, message, error);
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("the register knows no organisation, submission or message %s"), query->id);
    return FALSE;
}

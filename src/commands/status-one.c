/* SPDX-License-Identifier: Apache-2.0
 *
 * status-one.c - all about one organisation, submission or message, and what became of it.
 */
#include "commands/status-one.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands/discretion.h"
#include "figures/plausible.h"
#include <string.h>

void
trace_clear(Trace *trace)
{
    g_clear_pointer(&trace->acts, acts_free);
    g_clear_pointer(&trace->submissions, g_ptr_array_unref);
    g_clear_pointer(&trace->related, g_ptr_array_unref);
    g_clear_pointer(&trace->expectations, g_ptr_array_unref);
    g_clear_pointer(&trace->messages, g_ptr_array_unref);
    g_clear_pointer(&trace->parts, g_ptr_array_unref);
    g_clear_pointer(&trace->values, g_ptr_array_unref);
}

const char *
trace_replaced_by(const Trace *trace, const Submission *submission)
{
    for (guint i = 0; i < trace->related->len; i++) {
        const Submission *other = trace->related->pdata[i];
        if (g_strcmp0(other->replaces, submission->id) == 0)
            return other->id;
    }
    return NULL;
}

static void
make_discreet(const Trace *trace, GPtrArray *submissions)
{
    const Convention *convention = trace->definition->convention;
    for (guint i = 0; i < submissions->len; i++) {
        Submission *submission = submissions->pdata[i];
        const Sheet *sheet = convention_sheet(convention, submission->sheet);
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
read_values(Trace *trace, Register *reg, GError **error)
{
    trace->values = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < trace->submissions->len; i++) {
        const Submission *submission = trace->submissions->pdata[i];
        GPtrArray *values = register_values(reg, submission->id, error);
        if (!values)
            return FALSE;
        g_ptr_array_add(trace->values, values);
    }
    return TRUE;
}

static gboolean
trace_finish(Trace *trace, Register *reg, GError **error)
{
    trace->related = related_to(reg, trace->submissions, error);
    trace->acts = trace->related ? register_acts(reg, error) : NULL;
    if (!trace->acts)
        return FALSE;
    if (!trace->query->confidential)
        make_discreet(trace, trace->submissions);
    else if (trace->message && !read_values(trace, reg, error))
        return FALSE;
    if (!unusual_find(reg, trace->definition, trace->query->confidential, trace->submissions,
                      error))
        return FALSE;
    if (trace->query->json)
        trace_print_json(trace);
    else
        trace_print(trace);
    return TRUE;
}

/* What WHO owes, and what it need not send; not what was received. */
static GPtrArray *
owed_by(Register *reg, const Trace *trace, const Participant *who, GError **error)
{
    GPtrArray *all = figures_expectations(reg, trace->definition, trace->query->period, error);
    for (guint i = all ? all->len : 0; i-- > 0;) {
        const Expectation *each = all->pdata[i];
        if (each->participant != who || each->state == EXPECTED_RECEIVED ||
            each->state == EXPECTED_LATE)
            g_ptr_array_remove_index(all, i);
    }
    return all;
}

static gboolean
status_organisation(Trace *trace, Register *reg, const Participant *who, GError **error)
{
    const SubmissionFilter filter = {.organisation = who->id};
    trace->who = who;
    trace->about = who->id;
    trace->submissions = register_submissions(reg, &filter, error);
    trace->expectations = trace->submissions ? owed_by(reg, trace, who, error) : NULL;
    return trace->expectations && trace_finish(trace, reg, error);
}

static gboolean
status_message(Trace *trace, Register *reg, const char *sha256, GError **error)
{
    const SubmissionFilter filter = {.message = sha256};
    trace->about = sha256;
    trace->messages = register_messages(reg, &filter, error);
    trace->parts = trace->messages ? register_parts(reg, sha256, error) : NULL;
    if (!trace->parts || trace->messages->len == 0)
        return FALSE;
    trace->message = trace->messages->pdata[0];
    trace->submissions = g_ptr_array_ref(((Message *)trace->messages->pdata[0])->submissions);
    return trace_finish(trace, reg, error);
}

/* One ID, three meanings: organisation, submission, or message, whose hash may be shortened. */
gboolean
status_one(Register *reg, const Definition *definition, const StatusQuery *query, GError **error)
{
    g_auto(Trace) trace = {.definition = definition, .query = query};
    const Participant *who = participants_find_typed(definition->participants, query->id);
    if (who)
        return status_organisation(&trace, reg, who, error);
    g_autofree char *id = text_id(query->id);
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    if (!found)
        return FALSE;
    g_autofree char *message = found->len ? g_strdup(((Submission *)found->pdata[0])->message)
                                          : register_find_message(reg, query->id, NULL);
    if (message)
        return status_message(&trace, reg, message, error);
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("the register knows no organisation, submission or message %s"), query->id);
    return FALSE;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/letter-blanks.h"

#include "base/clock.h"
#include "base/text.h"
#include "convention/place.h"
#include <string.h>

Draft *
draft_new(Register *reg, const Definition *definition, const Message *message,
          const GPtrArray *recipients, guint32 today, GPtrArray **begun, GError **error)
{
    g_autoptr(GPtrArray) parts = register_parts(reg, message->sha256, error);
    if (!parts)
        return NULL;
    Draft *draft = g_new0(Draft, 1);
    *draft = (Draft){.reg = reg,
                     .definition = definition,
                     .message = message,
                     .recipients = recipients,
                     .today = today,
                     .begun = begun,
                     .parts = g_steal_pointer(&parts),
                     .forms = g_array_new(FALSE, TRUE, sizeof(AnswerForm)),
                     .kept = g_ptr_array_new_with_free_func(g_free),
                     .files = g_ptr_array_new_with_free_func(mail_file_free),
                     .lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref)};
    return draft;
}

void
draft_free(Draft *draft)
{
    if (!draft)
        return;
    g_ptr_array_unref(draft->parts);
    g_array_unref(draft->forms);
    g_ptr_array_unref(draft->kept);
    g_ptr_array_unref(draft->lists);
    g_ptr_array_unref(draft->files);
    g_free(draft);
}

const char *
draft_keep(Draft *draft, char *text)
{
    if (text)
        g_ptr_array_add(draft->kept, text);
    return text;
}

/* ---- what was found ---- */

/* But what the first sentence says: that the form replaces another. */
static void
add_findings(Draft *draft, AnswerForm *form, const Sheet *sheet, const GPtrArray *findings)
{
    AnswerFinding *block = g_new0(AnswerFinding, findings->len + 1);
    g_ptr_array_add(draft->kept, block);
    form->findings = block;
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        if (form->verdict == VERDICT_ACCEPTED && form->replaces &&
            strcmp(finding->code, "replaces") == 0)
            continue;
        block[form->n_findings++] = (AnswerFinding){
            .code = finding->field,
            .label = draft_keep(draft, place_label(sheet, finding->field, finding->column)),
            .value = finding->value,
            .message = finding->message,
            .error = finding->severity == SEVERITY_ERROR,
            .note = finding->severity == SEVERITY_NOTE,
            .kind = finding->code,
            .line = finding->line,
            .xpath = finding->xpath,
        };
    }
}

/* ---- which form it is ---- */

static const char *
value_of(const GPtrArray *values, const Field *field)
{
    for (guint i = 0; field && i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (strcmp(value->field, field->name) == 0)
            return value->canonical;
    }
    return NULL;
}

/* Several forms of events of one period differ by their event. */
static void
add_event(Draft *draft, AnswerForm *form, const Sheet *sheet, const GPtrArray *values)
{
    const Field *key = sheet ? sheet->event_key : NULL;
    const char *canonical = value_of(values, key);
    if (!canonical)
        return;
    form->event_label = key->label;
    form->event = draft_keep(draft, answer_words(key, NULL, canonical));
}

static void
add_period(Draft *draft, AnswerForm *form, const char *text)
{
    Period period;
    if (!text || !period_parse(text, draft->definition->convention->calendar, &period))
        return;
    form->period = draft_keep(draft, period_label(period));
    form->period_code = text;
}

static gboolean
is_xml(const Draft *draft, const char *path)
{
    for (guint i = 0; i < draft->parts->len; i++) {
        const StoredPart *part = draft->parts->pdata[i];
        if (strcmp(part->path, path) == 0)
            return strcmp(part->label, content_label(CONTENT_XML)) == 0;
    }
    return FALSE;
}

/* ---- what it stands beside ---- */

/* By when a correction is awaited: the form's due day, where it is still to come. */
static void
add_due(Draft *draft, AnswerForm *form, const Sheet *sheet, const GPtrArray *values)
{
    Period period;
    if (!sheet || !form->period_code ||
        !period_parse(form->period_code, draft->definition->convention->calendar, &period))
        return;
    const char *day = value_of(values, sheet_event_date(sheet));
    guint32 event = day ? date_parse(day) : 0;
    if (sheet->per == PER_EVENT && event == 0)
        return;
    guint32 due = sheet_due_day(sheet, period, event);
    form->due = due > draft->today ? draft_keep(draft, date_label(due)) : NULL;
}

gboolean
draft_confided(const Draft *draft, const Participant *who)
{
    gboolean own = who != NULL;
    for (guint i = 0; own && i < draft->recipients->len; i++)
        own = participant_has_address(who, draft->recipients->pdata[i]);
    return own;
}

/* *DAY: on which the form ID came. */
static gboolean
add_day(Draft *draft, const char **day, const char *id, GError **error)
{
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = register_submissions(draft->reg, &filter, error);
    if (found && found->len)
        *day = draft_keep(draft,
                          date_label(clock_day(((const Submission *)found->pdata[0])->received)));
    return found != NULL;
}

/* Earlier answers are quoted when WHO sent the new ones, or the secretariat typed them: an address
 * that isn't registered may have been chosen to learn them. */
static gboolean
add_replaced(Draft *draft, AnswerForm *form, const Sheet *sheet, const Participant *who,
             const Submission *submission, const GPtrArray *values, GError **error)
{
    const char *sender = draft->message->from_address;
    if (!submission->replaces || form->verdict != VERDICT_ACCEPTED || !draft_confided(draft, who))
        return TRUE;
    g_autoptr(GPtrArray) before = register_values(draft->reg, submission->replaces, error);
    if (!before || !add_day(draft, &form->replaces, submission->replaces, error))
        return FALSE;
    draft_changes(draft, form, sheet, values, before,
                  draft->message->entered || (sender && participant_has_address(who, sender)));
    return TRUE;
}

static gboolean
add_first(Draft *draft, AnswerForm *form, const Participant *who, const Submission *submission,
          GError **error)
{
    return form->verdict != VERDICT_DUPLICATE || !submission->duplicate_of ||
           !draft_confided(draft, who) ||
           add_day(draft, &form->first, submission->duplicate_of, error);
}

/* A refused correction leaves what was accepted; or the form was corrected since: those found are
 * in the order in which they came. */
static gboolean
add_standing(Draft *draft, AnswerForm *form, const Participant *who, const Submission *submission,
             GError **error)
{
    const SubmissionFilter filter = {.organisation = submission->organisation,
                                     .sheet = submission->sheet,
                                     .period = submission->period};
    if (form->verdict != VERDICT_REFUSED || !filter.sheet || !filter.period ||
        !draft_confided(draft, who))
        return TRUE;
    g_autoptr(GPtrArray) found = register_submissions(draft->reg, &filter, error);
    gboolean since = FALSE;
    for (guint i = 0; found && i < found->len; i++) {
        const Submission *other = found->pdata[i];
        since = since || strcmp(other->id, submission->id) == 0;
        if (other->verdict != VERDICT_ACCEPTED || g_strcmp0(other->event, submission->event) != 0)
            continue;
        const char *day = draft_keep(draft, date_label(clock_day(other->received)));
        *(since ? &form->corrected : &form->standing) = day;
    }
    return found != NULL;
}

/* Sent twice, a refused form is still to be corrected: the letter must not say that all is well. */
static Verdict
verdict_told(const Submission *submission)
{
    if (submission->verdict != VERDICT_DUPLICATE || !findings_have_error(submission->findings))
        return submission->verdict;
    return submission->sheet ? VERDICT_REFUSED : VERDICT_UNREADABLE;
}

/* ---- all ---- */

gboolean
draft_add_form(Draft *draft, const Submission *submission, GError **error)
{
    const Definition *definition = draft->definition;
    const Sheet *sheet = submission->sheet
                             ? definition_sheet(definition, submission->sheet, submission->period)
                             : NULL;
    const Participant *who = submission->organisation ? participants_find(definition->participants,
                                                                          submission->organisation)
                                                      : NULL;
    g_autoptr(GPtrArray) values = register_values(draft->reg, submission->id, error);
    AnswerForm form = {
        .filename = submission->filename,
        .sheet = submission->sheet,
        .title = sheet ? sheet->short_title : NULL,
        .organisation = who ? who->name : NULL,
        .verdict = verdict_told(submission),
        .xml = is_xml(draft, submission->part),
    };
    if (!values || !add_standing(draft, &form, who, submission, error) ||
        !add_first(draft, &form, who, submission, error))
        return FALSE;
    add_period(draft, &form, submission->period);
    add_event(draft, &form, sheet, values);
    add_due(draft, &form, sheet, values);
    if (!add_replaced(draft, &form, sheet, who, submission, values, error))
        return FALSE;
    add_findings(draft, &form, sheet, submission->findings);
    if (sheet && form.verdict == VERDICT_ACCEPTED)
        draft_understood(draft, &form, sheet, submission->kind, values);
    if (form.verdict == VERDICT_UNREADABLE && !draft_add_blanks(draft, &form, error))
        return FALSE;
    g_array_append_val(draft->forms, form);
    return TRUE;
}

gboolean
draft_add_message(Draft *draft, GError **error)
{
    AnswerForm form = {.verdict = VERDICT_BY_HAND};
    for (guint i = 0; i < draft->parts->len && !form.filename; i++)
        form.filename = ((const StoredPart *)draft->parts->pdata[i])->filename;
    add_findings(draft, &form, NULL, draft->message->findings);
    if (!draft_add_blanks(draft, &form, error))
        return FALSE;
    g_array_append_val(draft->forms, form);
    return TRUE;
}

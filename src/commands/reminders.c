/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/reminders.h"

#include "base/clock.h"
#include "base/text.h"
#include "commands/letter-blanks.h"
#include "convention/place.h"
#include "letter/reminder.h"

/* ---- the letter ---- */

/* What is to be corrected in the form SUBMISSION: GPtrArray of char *. */
static GPtrArray *
points_of(Register *reg, const Sheet *sheet, const char *submission, GError **error)
{
    const SubmissionFilter filter = {.id = submission};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    g_autoptr(GPtrArray) points = found ? g_ptr_array_new_with_free_func(g_free) : NULL;
    const GPtrArray *findings =
        found && found->len ? ((const Submission *)found->pdata[0])->findings : NULL;
    for (guint i = 0; findings && i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        g_autofree char *label = place_label(sheet, finding->field, finding->column);
        if (finding->severity == SEVERITY_ERROR)
            g_ptr_array_add(points, label ? g_strdup_printf("%s (%s)\u00a0: %s", finding->field,
                                                            label, finding->message)
                                          : g_strdup(finding->message));
    }
    return g_steal_pointer(&points);
}

static OwedForm *
owed_form(const Reminders *work, const Expectation *owed, GError **error)
{
    OwedForm *form = g_new0(OwedForm, 1);
    Period period;
    gboolean ok;
    period_parse(owed->period, work->definition->convention->calendar, &period);
    form->sheet = g_strdup(owed->sheet->id);
    form->title =
        g_strdup(owed->sheet->short_title ? owed->sheet->short_title : owed->sheet->title);
    form->period = period_label(period);
    form->due = date_label(owed->due);
    if (owed->state == EXPECTED_REFUSED) {
        form->received = date_label(clock_day(owed->since));
        form->points = points_of(work->reg, owed->sheet, owed->submission, error);
        ok = form->points != NULL;
    } else {
        form->file =
            blank_file(work->definition, owed->sheet, owed->participant, owed->period, error);
        ok = form->file != NULL;
    }
    if (ok)
        return form;
    owed_form_free(form);
    return NULL;
}

/* Dated by the register; one that follows another in the same state of it, by the day on which it
 * may be handed over. */
static gint64
date_for(const Reminders *reminders, const Participant *who)
{
    const Letter *last = reminders_last(reminders, who);
    return last ? MAX(reminders->date, clock_day_end(clock_day(last->first) + REMINDER_PAUSE - 1))
                : reminders->date;
}

/* What makes this letter another than the last one. */
static char *
state_of(const Reminders *reminders, const Debtor *debtor, gint64 date)
{
    GString *state = g_string_new(reminders->definition->convention->id);
    g_string_append_printf(state, "\n%s %" G_GINT64_FORMAT "\n", debtor->who->id, date);
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        g_string_append_printf(state, "%s %s %s\n", owed->sheet->id, owed->period,
                               owed->submission ? owed->submission : "-");
    }
    return g_string_free(state, FALSE);
}

GBytes *
reminders_letter(const Reminders *reminders, const Debtor *debtor, gboolean draft, char **id,
                 GError **error)
{
    const Convention *convention = reminders->definition->convention;
    g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func((GDestroyNotify)owed_form_free);
    for (guint i = 0; i < debtor->owed->len; i++) {
        OwedForm *form = owed_form(reminders, debtor->owed->pdata[i], error);
        if (!form)
            return NULL;
        g_ptr_array_add(forms, form);
    }
    gint64 date = date_for(reminders, debtor->who);
    g_autofree char *state = state_of(reminders, debtor, date);
    g_autofree char *name = text_french(debtor->who->name);
    const ReminderLetter letter = {
        .from_name = convention->secretariat_name,
        .from_address = convention->secretariat_address,
        .recipients = (const char *const *)debtor->who->addresses,
        .organisation = name,
        .contact = debtor->who->contact,
        .convention_title = convention->title,
        .state = state,
        .date = date,
        .forms = forms,
        .draft = draft,
    };
    if (id)
        *id = reminder_message_id(&letter);
    return reminder_compose(&letter);
}

char *
reminders_path(const char *folder, const Participant *who)
{
    g_autofree char *name = g_strdup_printf("%s.eml", who->id);
    return g_build_filename(folder, name, NULL);
}

/* ---- who ---- */

void
reminders_clear(Reminders *reminders)
{
    g_clear_pointer(&reminders->debtors, g_ptr_array_unref);
    g_clear_pointer(&reminders->expectations, g_ptr_array_unref);
    g_clear_pointer(&reminders->letters, g_ptr_array_unref);
}

gboolean
reminders_gather(Register *reg, const char *period, gint64 now, Reminders *reminders,
                 GError **error)
{
    *reminders = (Reminders){.reg = reg, .today = clock_day(now)};
    reminders->definition = register_definition(reg, error);
    if (!reminders->definition || !register_time(reg, &reminders->date, error))
        return FALSE;
    reminders->expectations = figures_expectations(reg, reminders->definition, period, NULL, error);
    reminders->letters = reminders->expectations ? register_letters(reg, NULL, error) : NULL;
    if (!reminders->letters)
        return FALSE;
    reminders->debtors =
        debtors_of(reminders->definition, reminders->expectations, clock_day(reminders->date));
    return TRUE;
}

const Letter *
reminders_last(const Reminders *reminders, const Participant *who)
{
    for (guint i = reminders->letters->len; i-- > 0;) {
        const Letter *letter = reminders->letters->pdata[i];
        if (g_strcmp0(letter->organisation, who->id) == 0 && letter->times)
            return letter;
    }
    return NULL;
}

gboolean
reminders_recent(const Reminders *reminders, const Letter *last)
{
    return last && reminders->today < clock_day(last->first) + REMINDER_PAUSE;
}

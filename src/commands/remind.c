/* SPDX-License-Identifier: Apache-2.0
 *
 * remind.c - a draft of a letter to each organisation that owes a form whose due day is past.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "blank/blank.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "convention/place.h"
#include "figures/debtors.h"
#include "letter/reminder.h"
#include <stdio.h>
#include <unistd.h>

/* ---- the letter ---- */

typedef struct {
    Register *reg;
    const Definition *definition;
    const char *dir; /* of the drafts */
    gint64 date;
} Work;

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

static gboolean
owed_form_attach(const Work *work, const Expectation *owed, OwedForm *form, GError **error)
{
    const BlankOrder order = {.convention =
                                  definition_during(work->definition, owed->period)->convention,
                              .sheet = owed->sheet,
                              .participant = owed->participant,
                              .period = owed->period};
    form->form = blank_form(&order, error);
    form->filename = g_strdup_printf("fiche-%s-%s.odt", owed->sheet->id, owed->period);
    return form->form != NULL;
}

static OwedForm *
owed_form(const Work *work, const Expectation *owed, GError **error)
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
        ok = owed_form_attach(work, owed, form, error);
    }
    if (ok)
        return form;
    owed_form_free(form);
    return NULL;
}

/* What makes this letter another than the last one. */
static char *
state_of(const Work *work, const Debtor *debtor)
{
    GString *state = g_string_new(work->definition->convention->id);
    g_string_append_printf(state, "\n%s %" G_GINT64_FORMAT "\n", debtor->who->id, work->date);
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        g_string_append_printf(state, "%s %s %s\n", owed->sheet->id, owed->period,
                               owed->submission ? owed->submission : "-");
    }
    return g_string_free(state, FALSE);
}

static GBytes *
compose(const Work *work, const Debtor *debtor, GError **error)
{
    const Convention *convention = work->definition->convention;
    g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func((GDestroyNotify)owed_form_free);
    for (guint i = 0; i < debtor->owed->len; i++) {
        OwedForm *form = owed_form(work, debtor->owed->pdata[i], error);
        if (!form)
            return NULL;
        g_ptr_array_add(forms, form);
    }
    g_autofree char *state = state_of(work, debtor);
    g_autofree char *name = text_french(debtor->who->name);
    const ReminderLetter letter = {
        .from_name = convention->secretariat_name,
        .from_address = convention->secretariat_address,
        .recipients = (const char *const *)debtor->who->addresses,
        .organisation = name,
        .contact = debtor->who->contact,
        .convention_title = convention->title,
        .state = state,
        .date = work->date,
        .forms = forms,
    };
    return reminder_compose(&letter);
}

/* ---- the folder ---- */

static char *
draft_path(const Work *work, const Participant *who)
{
    g_autofree char *name = g_strdup_printf("%s.eml", who->id);
    return g_build_filename(work->dir, name, NULL);
}

static gboolean
draft_write(const Work *work, const Debtor *debtor, const char *path, GError **error)
{
    g_autoptr(GBytes) eml = compose(work, debtor, error);
    gsize length = 0;
    const void *bytes = eml ? g_bytes_get_data(eml, &length) : NULL;
    return bytes && file_place(path, bytes, length, error);
}

/* The folder holds the drafts of this state and no other: to one who sent what was owed last week,
 * or has left the list, nothing must be sent. */
static void
drafts_clear(const Work *work, GHashTable *written)
{
    g_autoptr(GDir) folder = g_dir_open(work->dir, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(work->dir, name, NULL);
        if (g_str_has_suffix(name, ".eml") && !g_hash_table_contains(written, path))
            unlink(path);
    }
}

static gboolean
drafts_write(const Work *work, const GPtrArray *debtors, GError **error)
{
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!file_make_folder(work->dir, error))
        return FALSE;
    file_sweep(work->dir);
    for (guint i = 0; i < debtors->len; i++) {
        const Debtor *debtor = debtors->pdata[i];
        if (!*debtor->who->addresses)
            continue;
        char *path = draft_path(work, debtor->who);
        g_hash_table_add(written, path);
        if (!draft_write(work, debtor, path, error))
            return FALSE;
    }
    drafts_clear(work, written);
    return file_sync_folder(work->dir, error);
}

/* ---- what is printed ---- */

static guint
count_letters(const GPtrArray *debtors)
{
    guint count = 0;
    for (guint i = 0; i < debtors->len; i++)
        count += *((const Debtor *)debtors->pdata[i])->who->addresses != NULL;
    return count;
}

static void
print_telephone(const Debtor *debtor)
{
    const Participant *who = debtor->who;
    printf("  %s  %s\n", who->id, who->name);
    printf("    %s%s%s\n", who->phone ? who->phone : _("no telephone number"),
           who->contact ? ", " : "", who->contact ? who->contact : "");
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        printf("    %s %s%s\n", owed->sheet->id, owed->period,
               owed->state == EXPECTED_REFUSED ? _(" (waits for a correction)") : "");
    }
}

static void
print_drafts(const Work *work, const GPtrArray *debtors)
{
    guint letters = count_letters(debtors);
    if (debtors->len == 0) {
        puts(_("Nobody has to be reminded."));
        return;
    }
    printf(ngettext("%u draft is in %s.\n", "%u drafts are in %s.\n", letters), letters, work->dir);
    if (letters == debtors->len)
        return;
    printf("\n%s\n", _("No registered address; please telephone:"));
    for (guint i = 0; i < debtors->len; i++) {
        const Debtor *debtor = debtors->pdata[i];
        if (!*debtor->who->addresses)
            print_telephone(debtor);
    }
}

static void
write_debtor(Json *json, const Debtor *debtor)
{
    g_autofree char *file = g_strdup_printf("reminders/%s.eml", debtor->who->id);
    json_object(json);
    json_member(json, "organisation", debtor->who->id);
    json_member(json, "file", *debtor->who->addresses ? file : NULL);
    json_member(json, "telephone", debtor->who->phone);
    json_key(json, "owed");
    json_array(json);
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        g_autofree char *due = date_text(owed->due);
        json_object(json);
        json_member(json, "sheet", owed->sheet->id);
        json_member(json, "period", owed->period);
        json_member(json, "due", due);
        json_member(json, "state", owed->state == EXPECTED_REFUSED ? "refused" : "missing");
        json_member(json, "submission", owed->submission);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void
print_json(const GPtrArray *debtors)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "reminders");
    json_array(json);
    for (guint i = 0; i < debtors->len; i++)
        write_debtor(json, debtors->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* ---- the command ---- */

static gboolean
remind(Register *reg, const Definition *definition, const char *period, const char *output,
       gboolean json, GError **error)
{
    g_autofree char *dir = g_build_filename(output, "reminders", NULL);
    Work work = {.reg = reg, .definition = definition, .dir = dir};
    g_autoptr(GPtrArray) expectations = register_time(reg, &work.date, error)
                                            ? figures_expectations(reg, definition, period, error)
                                            : NULL;
    if (!expectations)
        return FALSE;
    g_autoptr(GPtrArray) debtors = debtors_of(definition, expectations, clock_day(work.date));
    if (!file_make_folder(output, error) || !drafts_write(&work, debtors, error))
        return FALSE;
    if (json)
        print_json(debtors);
    else
        print_drafts(&work, debtors);
    return TRUE;
}

int
command_remind(int argc, char **argv)
{
    g_autofree char *period = NULL, *output = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period,
         N_("A year or a half (default: all that is due)"), "P"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output,
         N_("Folder in which reminders/ is written"), N_("DIR")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("remind", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !output)
        return command_usage("remind", "%s", _("one REGISTER and --output DIR are needed"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!command_period_known(definition->convention, period))
        return command_no_period("remind", definition->convention, period);
    return remind(reg, definition, period, output, json, &error) ? STATUS_DONE
                                                                 : command_fail(error);
}

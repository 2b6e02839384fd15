/* SPDX-License-Identifier: Apache-2.0
 *
 * forms.c - what is handed out: blank forms, schemas, rules, examples, notices; or the blank forms
 * of one organisation, or of each, with what is known of it filled in.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "blank/blank.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/examples.h"
#include <stdio.h>
#include <string.h>

typedef struct {
    const Definition *definition;
    const char *output; /* folder */
    const char *period; /* wanted, or NULL: that of today */
    GPtrArray *written; /* names below the folder, in the order of writing */
} Work;

/* ---- writing ---- */
static gboolean
put(Work *work, char *name, const void *bytes, gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(work->output, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_ptr_array_add(work->written, name);
    return file_make_folder(work->output, error) && file_make_folder(folder, error) &&
           file_write(path, bytes, length, error);
}

static gboolean
put_text(Work *work, char *name, char *text, GError **error)
{
    g_autofree char *owned = text;
    return put(work, name, text, strlen(text), error);
}

static gboolean
put_form(Work *work, const BlankOrder *order, char *name, GError **error)
{
    g_autoptr(GBytes) form = blank_form(order, error);
    if (!form) {
        g_free(name);
        return FALSE;
    }
    gsize length;
    const void *bytes = g_bytes_get_data(form, &length);
    return put(work, name, bytes, length, error);
}

/* ---- for anybody ---- */

/* "bailleur-social" of "bailleur social": what a file can be called. */
static char *
slug(const char *label)
{
    char *folded = text_fold(label);
    return g_strcanon(folded, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
}

static gboolean
put_examples(Work *work, const Sheet *sheet, GError **error)
{
    g_autoptr(GPtrArray) examples = examples_of(work->definition, sheet);
    for (guint i = 0; i < examples->len; i++) {
        const SheetExample *example = examples->pdata[i];
        g_autofree char *of_kind = slug(example->kind->label);
        char *name = i == 0
                         ? g_strdup_printf("schemas/fiche-%s-exemple.xml", sheet->id)
                         : g_strdup_printf("schemas/fiche-%s-exemple-%s.xml", sheet->id, of_kind);
        if (!put(work, name, example->text, strlen(example->text), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
put_sheet(Work *work, const Sheet *sheet, GError **error)
{
    const Convention *convention = work->definition->convention;
    const BlankOrder order = {.convention = convention, .sheet = sheet};
    return put_form(work, &order, g_strdup_printf("forms/fiche-%s.odt", sheet->id), error) &&
           put_text(work, g_strdup_printf("schemas/fiche-%s.xsd", sheet->id),
                    convention_sheet_schema(convention, sheet), error) &&
           put_text(work, g_strdup_printf("schemas/fiche-%s.sch", sheet->id),
                    blank_schematron(convention, sheet), error) &&
           put_examples(work, sheet, error) &&
           put_text(work, g_strdup_printf("schemas/fiche-%s-notice.html", sheet->id),
                    blank_notice(convention, sheet), error);
}

/* ---- for one organisation ---- */

/* Today, or the nearest day of the term. */
static guint32
day_in_term(const Convention *convention)
{
    guint32 today = clock_day(clock_now());
    guint32 last = convention->end ? date_parse(convention->end) : today;
    return MAX(MIN(today, last), date_parse(convention->start));
}

/* PERIOD is one of those that sheet_periods has. */
static gboolean
is_asked_for(const Convention *convention, const Sheet *sheet, Period period)
{
    return convention_in_term(convention, period) &&
           date_parse(sheet->adopted) <= period_last_day(period);
}

/* The periods for which SHEET is to be filled: those within the one wanted, or around it. */
static GArray *
periods_wanted(const Work *work, const Sheet *sheet)
{
    const Convention *convention = work->definition->convention;
    gboolean half = sheet->per == PER_HALF;
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(Period));
    Period period = period_of_day(day_in_term(convention), convention->calendar, half);
    if (work->period)
        period_parse(work->period, convention->calendar, &period);
    if (!half)
        period = period_year(period);
    gboolean both = half && period.half == 0;
    for (int i = both ? 1 : period.half; i <= (both ? 2 : period.half); i++) {
        period.half = i;
        if (is_asked_for(convention, sheet, period))
            g_array_append_val(periods, period);
    }
    return periods;
}

static gboolean
put_sheet_for(Work *work, const Sheet *sheet, const Participant *who, const char *folder,
              GError **error)
{
    g_autoptr(GArray) periods = periods_wanted(work, sheet);
    for (guint i = 0; i < periods->len; i++) {
        const Period period = g_array_index(periods, Period, i);
        g_autofree char *text = period_text(period);
        g_autofree char *half =
            periods->len > 1 ? g_strdup_printf("-S%d", period.half) : g_strdup("");
        const BlankOrder order = {.convention = work->definition->convention,
                                  .sheet = sheet,
                                  .participant = who,
                                  .period = text};
        if (participant_during(who, period) &&
            !put_form(work, &order, g_strdup_printf("%s/fiche-%s%s.odt", folder, sheet->id, half),
                      error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
put_forms_for(Work *work, const Participant *who, const char *folder, GError **error)
{
    const GPtrArray *sheets = work->definition->convention->sheets;
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        if (sheet->adopted && sheet_filled_by(sheet, who->kind->id) &&
            !put_sheet_for(work, sheet, who, folder, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the command ---- */
static gboolean
put_everything(Work *work, const Participant *who, gboolean all, GError **error)
{
    const GPtrArray *sheets = work->definition->convention->sheets;
    const GPtrArray *people = work->definition->participants->list;
    if (who)
        return put_forms_for(work, who, "forms", error);
    for (guint i = 0; all && i < people->len; i++) {
        const Participant *each = people->pdata[i];
        if (!put_forms_for(work, each, each->id, error))
            return FALSE;
    }
    for (guint i = 0; !all && i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        if (sheet->adopted && !put_sheet(work, sheet, error))
            return FALSE;
    }
    return TRUE;
}

static void
print_written(const Work *work, gboolean as_json)
{
    if (!as_json) {
        printf(ngettext("%u file is in %s.\n", "%u files are in %s.\n", work->written->len),
               work->written->len, work->output);
        return;
    }
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "files");
    json_array(json);
    for (guint i = 0; i < work->written->len; i++)
        json_string(json, work->written->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

int
command_forms(int argc, char **argv)
{
    g_autofree char *dir = NULL, *output = NULL, *id = NULL, *period = NULL;
    gboolean all = FALSE, json = FALSE;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("Folder of the convention"),
         N_("DIR")},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("Folder to write into"), N_("DIR")},
        {"for", 0, 0, G_OPTION_ARG_STRING, &id, N_("The forms of this participant, filled in"),
         N_("ID")},
        {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_("The forms of every participant, filled in"),
         NULL},
        {"period", 0, 0, G_OPTION_ARG_STRING, &period,
         N_("Period to fill in, with --for or --all (default: that of today)"), "P"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("forms", entries, &argc, &argv, &status))
        return status;
    if (argc != 1 || !dir || !output)
        return command_usage("forms", "%s", _("--convention DIR and --output DIR are needed"));
    if ((id && all) || (period && !id && !all))
        return command_usage("forms", "%s", _("--period goes with --for or --all, one of the two"));
    g_autoptr(Definition) definition = command_definition(dir, &status);
    if (!definition)
        return status;
    if (!command_period_known(definition->convention, period))
        return command_no_period("forms", definition->convention, period);
    const Participant *who = id ? participants_find_typed(definition->participants, id) : NULL;
    if (id && !who)
        return command_usage("forms", _("%s is not in the list of participants"), id);
    GError *error = NULL;
    if (!id && !all && !examples_hold(definition, &error))
        return error ? command_fail(error) : STATUS_USAGE;
    g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func(g_free);
    Work work = {definition, output, period, written};
    if (!put_everything(&work, who, all, &error))
        return command_fail(error);
    if (written->len == 0)
        return command_usage("forms", "%s", _("there is no form to fill in then"));
    print_written(&work, json);
    return STATUS_DONE;
}

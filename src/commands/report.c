/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/explain.h"
#include "commands/report-print.h"
#include <stdio.h>

typedef struct {
    char *period, *output, *scope;
    char **pairs; /* of the scope */
    gboolean confidential, issue, bilan, week, copies, json;
    int edition, meeting;
} Options;

#define NOT_GIVEN G_MININT

static void
options_clear(Options *options)
{
    g_free(options->period);
    g_free(options->output);
    g_free(options->scope);
    g_strfreev(options->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Why the choices don't go together; NULL: they do. */
static const char *
contradiction(const Options *options)
{
    const gboolean again = options->edition != NOT_GIVEN;
    const gboolean part = options->period || options->scope || options->meeting != NOT_GIVEN;
    const gboolean other = options->bilan || options->week;
    if (options->issue && options->confidential)
        return _("an edition is published: --issue and --confidential exclude each other");
    if (again && (options->issue || options->confidential || part || other))
        return _("--edition gives out what was issued: no other choice goes with it");
    if (options->copies && !options->issue && !again)
        return _("--copies are of an edition: --issue or --edition goes with it");
    if (options->copies && options->scope)
        return _("nobody signs an extract: --scope and --copies exclude each other");
    if (options->week && (options->issue || part || options->bilan))
        return _("--week is a page for the secretariat: it is not issued, and has no part");
    if (options->bilan && (options->period || options->meeting != NOT_GIVEN))
        return _("--bilan is of the whole term, and of no meeting");
    if (options->scope && options->meeting != NOT_GIVEN)
        return _("an extract is of no meeting: --scope and --meeting exclude each other");
    return NULL;
}

/* So that no register or form is replaced by mistake. */
static gboolean
is_pdf(const char *output)
{
    return !output || g_str_has_suffix(output, ".pdf") || g_str_has_suffix(output, ".PDF");
}

static gboolean
report_parse(int *argc, char ***argv, Options *options, int *status)
{
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &options->period,
         N_("Year of the report (2013-2014)"), "P"},
        {"scope", 0, 0, G_OPTION_ARG_STRING, &options->scope, N_("About one item of a list alone"),
         N_("LIST=ITEM")},
        {"meeting", 0, 0, G_OPTION_ARG_INT, &options->meeting,
         N_("For that meeting: papers before it, minutes after it"), "N"},
        {"bilan", 0, 0, G_OPTION_ARG_NONE, &options->bilan,
         N_("Over the whole term: what the renewal is decided on"), NULL},
        {"week", 0, 0, G_OPTION_ARG_NONE, &options->week,
         N_("One page on the last batch, for the secretariat"), NULL},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
         N_("File to write (report.pdf of this folder, replaced if it is there)"), N_("FILE.pdf")},
        {"issue", 0, 0, G_OPTION_ARG_NONE, &options->issue,
         N_("Number it as an edition, and keep it"), NULL},
        {"edition", 0, 0, G_OPTION_ARG_INT, &options->edition,
         N_("Give out an edition again, as it was issued"), "N"},
        {"copies", 0, 0, G_OPTION_ARG_NONE, &options->copies,
         N_("Beside the edition, numbered originals to print: one for each party"), NULL},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &options->confidential,
         N_("Show small counts of people: not to be published"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse("report", entries, argc, argv, status))
        return FALSE;
    char *scopes[] = {options->scope, NULL};
    options->pairs = explain_scope(scopes);
    const char *wrong = *argc != 2        ? _("one REGISTER is needed")
                        : !options->pairs ? _("--scope is LIST=ITEM")
                        : !is_pdf(options->output)
                            ? _("the report is a PDF: the name of its FILE ends in .pdf")
                            : contradiction(options);
    if (wrong)
        *status = command_usage("report", "%s", wrong);
    return wrong == NULL;
}

static gboolean
is_year(const Convention *convention, const char *period)
{
    Period year;
    return !period || (command_period_known(convention, period) &&
                       period_parse(period, convention->calendar, &year) && !year.half);
}

/* The numbers of the meetings of COMMITTEE, which may be NULL (transfer full). */
static char *
meeting_numbers(const Committee *committee)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; committee && i < committee->meetings->len; i++) {
        const Meeting *meeting = committee->meetings->pdata[i];
        g_string_append_printf(words, "%s%d", i ? ", " : "", meeting->number);
    }
    return g_string_free(words, FALSE);
}

static gboolean
is_meeting(const Committee *committee, int number)
{
    gboolean found = number == NOT_GIVEN;
    for (guint i = 0; committee && i < committee->meetings->len; i++)
        found = found || ((const Meeting *)committee->meetings->pdata[i])->number == number;
    return found;
}

static gboolean
report_do(Register *reg, const Options *options, const char *path, ReportResult *result,
          GError **error)
{
    const ReportOptions wanted = {.kind = options->week    ? REPORT_WEEK
                                          : options->bilan ? REPORT_TERM
                                                           : REPORT_COMMITTEE,
                                  .period = options->period,
                                  .scope = options->pairs,
                                  .meeting = options->meeting == NOT_GIVEN ? 0 : options->meeting,
                                  .confidential = options->confidential};
    if (options->edition != NOT_GIVEN)
        return report_again(reg, options->edition, path, result, error);
    if (options->issue)
        return report_issue(reg, &wanted, path, clock_now(), result, error);
    return report_write(reg, &wanted, path, result, error);
}

/* Wrong usage where the definition has no such year, meeting or scope; else STATUS_DONE. */
static int
report_known(const Definition *definition, const Options *options)
{
    const Convention *convention = definition->convention;
    g_autofree char *wrong = NULL;
    if (!is_year(convention, options->period)) {
        g_autofree char *years = command_years(convention);
        return command_usage("report", _("%s is no year of the convention; there are %s"),
                             options->period, years);
    }
    if (!is_meeting(definition->committee, options->meeting)) {
        g_autofree char *numbers = meeting_numbers(definition->committee);
        return *numbers
                   ? command_usage("report", _("there is no meeting %d; the committee has: %s"),
                                   options->meeting, numbers)
                   : command_usage("report", "%s",
                                   _("the committee has no meeting yet: committee.xml of the "
                                     "convention lists them (copil update)"));
    }
    if (options->scope &&
        !explain_scope_anywhere(definition_during(definition, options->period)->convention,
                                options->pairs, &wrong))
        return command_usage("report", "%s", wrong);
    return STATUS_DONE;
}

int
command_report(int argc, char **argv)
{
    g_auto(Options) options = {.edition = NOT_GIVEN, .meeting = NOT_GIVEN};
    int status = STATUS_DONE;
    if (!report_parse(&argc, &argv, &options, &status))
        return status;
    GError *error = NULL;
    g_autoptr(Register) reg =
        register_open(argv[1], options.issue ? REGISTER_WRITE : REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    status = report_known(definition, &options);
    if (status != STATUS_DONE)
        return status;
    const char *path = options.output ? options.output : "report.pdf";
    g_auto(ReportResult) result = {0};
    if (!report_do(reg, &options, path, &result, &error) ||
        (options.copies && !report_copies(reg, path, &result, &error)))
        return command_fail(error);
    g_autofree char *json = options.json ? report_json(&result, path) : NULL;
    if (options.issue && !register_close(g_steal_pointer(&reg), &error))
        return command_fail(error);
    if (json)
        fputs(json, stdout);
    else
        report_print(&result, path);
    return STATUS_DONE;
}

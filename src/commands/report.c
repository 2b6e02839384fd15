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
    gboolean confidential, issue, json;
    int edition;
} Options;

#define NO_EDITION G_MININT

static void
options_clear(Options *options)
{
    g_free(options->period);
    g_free(options->output);
    g_free(options->scope);
    g_strfreev(options->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
report_parse(int *argc, char ***argv, Options *options, int *status)
{
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &options->period,
         N_("Year of the report (2013-2014)"), "P"},
        {"scope", 0, 0, G_OPTION_ARG_STRING, &options->scope, N_("About one item of a list alone"),
         "K=V"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
         N_("File to write (report.pdf of this folder, replaced if it is there)"), "FILE.pdf"},
        {"issue", 0, 0, G_OPTION_ARG_NONE, &options->issue,
         N_("Number it as an edition, and keep it"), NULL},
        {"edition", 0, 0, G_OPTION_ARG_INT, &options->edition,
         N_("Give out an edition again, as it was issued"), "N"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &options->confidential,
         N_("Show small counts of people: not to be published"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse("report", entries, argc, argv, status))
        return FALSE;
    gboolean again = options->edition != NO_EDITION;
    char *scopes[] = {options->scope, NULL};
    options->pairs = explain_scope(scopes);
    if (*argc != 2)
        *status = command_usage("report", "%s", _("one REGISTER is needed"));
    else if (!options->pairs)
        *status = command_usage("report", "%s", _("--scope is LIST=ITEM"));
    else if (options->issue && options->confidential)
        *status = command_usage("report", "%s",
                                _("an edition is published: --issue and --confidential exclude "
                                  "each other"));
    else if (again &&
             (options->issue || options->confidential || options->period || options->scope))
        *status = command_usage("report", "%s",
                                _("--edition gives out what was issued: no other choice goes with "
                                  "it"));
    else
        return TRUE;
    return FALSE;
}

static gboolean
is_year(const Convention *convention, const char *period)
{
    Period year;
    return !period || (command_period_known(convention, period) &&
                       period_parse(period, convention->calendar, &year) && !year.half);
}

static gboolean
report_make(Register *reg, const Options *options, const char *path, ReportResult *result,
            GError **error)
{
    const ReportOptions wanted = {
        .period = options->period, .scope = options->pairs, .confidential = options->confidential};
    if (options->edition != NO_EDITION)
        return report_again(reg, options->edition, path, result, error);
    if (options->issue)
        return report_issue(reg, &wanted, path, clock_now(), result, error);
    return report_write(reg, &wanted, path, result, error);
}

int
command_report(int argc, char **argv)
{
    g_auto(Options) options = {.edition = NO_EDITION};
    int status = STATUS_DONE;
    if (!report_parse(&argc, &argv, &options, &status))
        return status;
    GError *error = NULL;
    g_autoptr(Register) reg =
        register_open(argv[1], options.issue ? REGISTER_WRITE : REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!is_year(definition->convention, options.period)) {
        g_autofree char *years = command_years(definition->convention);
        return command_usage("report", _("%s is no year of the convention; there are %s"),
                             options.period, years);
    }
    g_autofree char *wrong = NULL;
    if (options.scope &&
        !explain_scope_anywhere(definition_during(definition, options.period)->convention,
                                options.pairs, &wrong))
        return command_usage("report", "%s", wrong);
    const char *path = options.output ? options.output : "report.pdf";
    g_auto(ReportResult) result = {0};
    if (!report_make(reg, &options, path, &result, &error))
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

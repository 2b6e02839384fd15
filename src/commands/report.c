/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/reporting.h"
#include <stdio.h>

int
command_report(int argc, char **argv)
{
    g_autofree char *period = NULL, *output = NULL;
    gboolean confidential = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("Year of the report (2013-2014)"), "P"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("File to write"), "FILE.pdf"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &confidential,
         N_("Show small counts of people: not to be published"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("report", entries, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage("report", "%s", _("one REGISTER is needed"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    const Convention *convention = definition->convention;
    Period year;
    if (!command_period_known(convention, period) ||
        (period && period_parse(period, convention->calendar, &year) && year.half))
        return command_usage("report", _("%s is no year of the convention"), period);
    const ReportOptions options = {.period = period, .confidential = confidential};
    const char *path = output ? output : "report.pdf";
    if (!report_write(reg, &options, path, &error))
        return command_fail(error);
    printf(_("The report is in %s.\n"), path);
    return STATUS_DONE;
}

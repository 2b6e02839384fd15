/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include <stdio.h>

/* What is asked for, into OPTIONS; a message of wrong usage, or NULL. */
static const char *
read_options(const char *output, const char *table, ExportOptions *options)
{
    if (!export_format_of(output, &options->format))
        return _("the name of FILE ends in .ods, .csv, .json or .txt");
    if (table && options->format != EXPORT_CSV)
        return _("--table is for a .csv alone: .ods has all tables, .json the figures, .txt the "
                 "journal");
    if (options->format == EXPORT_TEXT && (options->period || options->confidential))
        return _("a .txt is the journal, the same for all: no other choice goes with it");
    if (table && !export_table_of(table, &options->table))
        return _("--table is figures, submissions or answers");
    return NULL;
}

int
command_export(int argc, char **argv)
{
    g_autofree char *output = NULL, *period = NULL, *table = NULL;
    ExportOptions options = {.table = EXPORT_FIGURES};
    const GOptionEntry entries[] = {
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output,
         N_("File to write: .ods, .csv, .json, or .txt for the journal"), N_("FILE")},
        {"table", 0, 0, G_OPTION_ARG_STRING, &table,
         N_("In a .csv: figures, submissions or answers"), N_("TABLE")},
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("That period only"), "P"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &options.confidential,
         N_("Show small counts, names and texts: not to be published"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("export", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !output)
        return command_usage("export", "%s",
                             _("one REGISTER and --output FILE.{ods,csv,json,txt} are needed"));
    options.period = period;
    const char *wrong = read_options(output, table, &options);
    if (wrong)
        return command_usage("export", "%s", wrong);
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (definition && g_strcmp0(period, PERIOD_TERM) != 0 &&
        !command_period_known(definition->convention, period))
        return command_no_period("export", definition->convention, period);
    if (!definition || !export_file(reg, &options, output, &error))
        return command_fail(error);
    printf(_("The export is in %s.\n"), output);
    return STATUS_DONE;
}

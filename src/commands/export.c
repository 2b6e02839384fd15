/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "figures/figures.h"
#include <stdio.h>
#include <string.h>

static gboolean
export_json(Register *reg, const Definition *definition, const FigureQuery *query, const char *path,
            GError **error)
{
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, query, error);
    if (!figures)
        return FALSE;
    g_autofree char *text = figures_json(definition->convention, figures);
    return file_write(path, text, strlen(text), error);
}

int
command_export(int argc, char **argv)
{
    g_autofree char *output = NULL, *period = NULL;
    gboolean confidential = FALSE;
    const GOptionEntry entries[] = {
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("File to write"), "FILE.json"},
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("That period only"), "P"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &confidential,
         N_("Show small counts of people: not to be published"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("export", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !output)
        return command_usage("export", "%s", _("one REGISTER and --output FILE.json are needed"));
    if (!g_str_has_suffix(output, ".json"))
        return command_usage("export", _("%s: this version writes .json only"), output);
    GError *error = NULL;
    const FigureQuery query = {.period = period, .confidential = confidential};
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (definition && g_strcmp0(period, "term") != 0 &&
        !command_period_known(definition->convention, period))
        return command_usage("export", _("%s is no period of the convention"), period);
    if (!definition || !export_json(reg, definition, &query, output, &error))
        return command_fail(error);
    printf(_("The figures are in %s.\n"), output);
    return STATUS_DONE;
}

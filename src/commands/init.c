/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/person.h"
#include <stdio.h>

int
command_init(int argc, char **argv)
{
    g_autofree char *dir = NULL;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("Folder of the convention"),
         N_("DIR")},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("init", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !dir)
        return command_usage("init", "%s", _("one REGISTER and --convention DIR are needed"));
    g_autoptr(Definition) definition = command_definition(dir, &status);
    if (!definition)
        return status;
    GError *error = NULL;
    g_autofree char *who = person_deciding(NULL);
    if (!register_create(argv[1], definition, who, clock_now(), &error))
        return command_fail(error);
    guint sheets = 0;
    for (guint i = 0; i < definition->convention->sheets->len; i++)
        sheets += ((const Sheet *)definition->convention->sheets->pdata[i])->adopted != NULL;
    guint people = definition->participants->list->len;
    g_autofree char *of_sheets = g_strdup_printf(ngettext("%u sheet", "%u sheets", sheets), sheets);
    g_autofree char *of_people =
        g_strdup_printf(ngettext("%u participant", "%u participants", people), people);
    printf(_("%s is ready: %s, %s.\n"), argv[1], of_sheets, of_people);
    return STATUS_DONE;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/amendment.h"
#include "commands/command.h"
#include "commands/commands.h"
#include <stdio.h>
#include <string.h>

/* What was received of somebody who left the list would be of nobody. */
static gboolean
update_keeps_all(Register *reg, const Definition *definition, GError **error)
{
    const Definition *present = register_definition(reg, NULL);
    g_autoptr(GPtrArray) senders = register_organisations(reg, error);
    g_autoptr(GString) names = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; senders && i < senders->len; i++) {
        const char *id = senders->pdata[i];
        const Participant *who = present ? participants_find(present->participants, id) : NULL;
        if (participants_find(definition->participants, id))
            continue;
        g_string_append_printf(names, "%s%s%s%s", count++ ? ", " : "", id, who ? " " : "",
                               who ? who->name : "");
    }
    if (count)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    ngettext("nothing was changed: %s has forms in the register; keep its line in "
                             "participants.csv, and fill the column jusqu_au",
                             "nothing was changed: %s have forms in the register; keep their lines "
                             "in participants.csv, and fill the column jusqu_au",
                             count),
                    names->str);
    return senders && !count;
}

int
command_update(int argc, char **argv)
{
    g_autofree char *dir = NULL, *from = NULL;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("Folder of the convention"), "DIR"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("In force from that day (2014-09-01)"),
         "DATE"},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("update", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !dir)
        return command_usage("update", "%s", _("one REGISTER and --convention DIR are needed"));
    if (from && !date_parse(from))
        return command_usage("update", _("%s is no date: write it as 2014-09-01"), from);
    g_autoptr(Definition) definition = command_definition(dir, &status);
    if (!definition)
        return status;
    GError *error = NULL;
    gboolean changed;
    Register *reg = register_open(argv[1], REGISTER_WRITE, &error);
    if (!reg)
        return command_fail(error);
    /* One that can't be loaded any more is what an update may cure. */
    const Definition *present = register_definition(reg, NULL);
    if (present && strcmp(present->convention->id, definition->convention->id) != 0) {
        status = command_usage("update", _("%s is of the convention %s, not %s"), argv[1],
                               present->convention->id, definition->convention->id);
        register_free(reg);
        return status;
    }
    g_autofree char *changes = present ? amendment_words(present, definition) : NULL;
    if (!update_keeps_all(reg, definition, &error) ||
        !register_amend(reg, definition, from, clock_now(), &changed, &error)) {
        register_free(reg);
        return command_fail(error);
    }
    if (!register_close(reg, &error))
        return command_fail(error);
    puts(changed ? _("The register has the new definition.") : _("Nothing has changed."));
    if (changed && changes)
        fputs(changes, stdout);
    return STATUS_DONE;
}

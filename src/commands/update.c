/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/amendment.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/person.h"
#include "register/journal.h"
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

/* A definition of another convention, or calendar, would make nothing of what was received. */
static gboolean
update_is_of_register(const char *path, const Definition *present, const Definition *definition,
                      GError **error)
{
    /* One that can't be loaded any more is what an update may cure. */
    if (!present)
        return TRUE;
    const Convention *old = present->convention, *new = definition->convention;
    if (strcmp(old->id, new->id) != 0)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("%s is of the convention %s, not %s"), path, old->id, new->id);
    else if (old->calendar != new->calendar)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("nothing was changed: the periods of %s are of the other calendar"), path);
    else
        return TRUE;
    return FALSE;
}

static void
add_line(GString *text, char *line)
{
    g_string_append_printf(text, "  %s\n", line);
    g_free(line);
}

/* From when the newest definition holds, when it amends another, and what came before it. */
static gboolean
update_tell(Register *reg, const char *from, gboolean amended, GString *text, GError **error)
{
    const Definition *newest = register_definition(reg, error);
    guint count = 0;
    if (!newest || !register_forms_since(reg, newest->from, &count, error))
        return FALSE;
    if (newest->before) {
        g_autofree char *day = date_text(newest->from);
        add_line(text, g_strdup_printf(_("It holds for periods that begin on %s or later; earlier "
                                         "ones keep theirs."),
                                       day));
    }
    if (newest->before && amended && count)
        add_line(
            text,
            g_strdup_printf(
                ngettext("%u form of such a period came before, and keeps its verdict.",
                         "%u forms of such periods came before, and keep their verdicts.", count),
                count));
    if (from && !amended)
        add_line(text, g_strdup(_("The convention is the same: participants and committee hold at "
                                  "once, and --from changes nothing.")));
    return TRUE;
}

static gboolean
update_register(Register *reg, const char *path, const Definition *definition, const char *from,
                GString *text, GError **error)
{
    const Definition *present = register_definition(reg, NULL);
    g_autofree char *changes = present ? amendment_words(present, definition) : NULL;
    gboolean amended =
        !present || !g_bytes_equal(present->convention_xml, definition->convention_xml);
    g_autofree char *who = person_deciding(NULL);
    const gint64 now = clock_now();
    gboolean changed;
    if (!update_is_of_register(path, present, definition, error) ||
        !update_keeps_all(reg, definition, error) ||
        !register_amend(reg, definition, from, now, &changed, error) ||
        (changed && !journal_add(reg, who, "Mise à jour de la définition", now, error)))
        return FALSE;
    g_string_append_printf(text, "%s\n%s",
                           changed ? _("The register has the new definition.")
                                   : _("Nothing has changed."),
                           changed && changes ? changes : "");
    return !changed || update_tell(reg, from, amended, text, error);
}

int
command_update(int argc, char **argv)
{
    g_autofree char *dir = NULL, *from = NULL;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("Folder of the convention"),
         N_("DIR")},
        {"from", 0, 0, G_OPTION_ARG_STRING, &from,
         N_("Amends for periods that begin on that day or later (2014-09-01)"), "DATE"},
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
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_WRITE, &error);
    if (!reg || !update_register(reg, argv[1], definition, from, text, &error) ||
        !register_close(g_steal_pointer(&reg), &error))
        return command_fail(error);
    fputs(text->str, stdout);
    return STATUS_DONE;
}

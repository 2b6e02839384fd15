/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/form-files.h"
#include "commands/form-print.h"
#include <stdio.h>

static void
print_json(const GPtrArray *files, const Convention *convention)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "forms");
    json_array(json);
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        examination_write_json(json, file->file, file->examination, convention);
    }
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

static void
print_files(const GPtrArray *files, const Convention *convention)
{
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        examination_print(file->file, file->examination, convention);
    }
}

static gboolean
all_accepted(const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        if (!examination_accepted(((ExaminedFile *)files->pdata[i])->examination))
            return FALSE;
    }
    return TRUE;
}

int
command_check(int argc, char **argv)
{
    g_autofree char *dir = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("Folder of the convention"),
         N_("DIR")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("check", entries, &argc, &argv, &status))
        return status;
    if (argc < 2 || !dir)
        return command_usage("check", "%s", _("one FORM at least and --convention DIR are needed"));
    g_autoptr(Definition) definition = command_definition(dir, &status);
    if (!definition)
        return status;
    GError *error = NULL;
    g_autoptr(Checker) checker = checker_new(definition, &error);
    g_autoptr(GPtrArray) files =
        checker ? form_files_examine((const char *const *)argv + 1, checker, &error) : NULL;
    if (!files)
        return command_fail(error);
    if (json)
        print_json(files, definition->convention);
    else
        print_files(files, definition->convention);
    return all_accepted(files) ? STATUS_DONE : STATUS_FOUND;
}

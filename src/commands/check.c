/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "base/json.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/finding-print.h"
#include "commands/form-files.h"
#include "commands/verdict-print.h"
#include <stdio.h>

static void
write_values(Json *json, const GPtrArray *values)
{
    json_object(json);
    for (guint i = 0; i < values->len; i++) {
        const Value *value = values->pdata[i];
        g_autofree char *path = value_path(value);
        if (value->canonical && value->counted)
            json_member(json, path, value->canonical);
    }
    json_end(json);
}

static void
write_form(Json *json, const char *file, const char *convention, const CheckedForm *form)
{
    json_object(json);
    json_member(json, "file", file);
    json_member(json, "convention", form->sheet ? convention : NULL);
    json_member(json, "sheet", form->sheet);
    json_member(json, "organisation", form->organisation);
    json_member(json, "period", form->period);
    json_member(json, "verdict", verdict_code(form->verdict));
    json_key(json, "values");
    write_values(json, form->values);
    json_key(json, "findings");
    findings_write_json(json, form->findings);
    json_end(json);
}

/* A file in which there is no form is said to be so, in the same shape. */
static void
write_formless(Json *json, const char *file, const Examination *examination)
{
    g_autoptr(CheckedForm) none = checked_form_new();
    none->verdict = examination->verdict;
    for (guint i = 0; i < examination->findings->len; i++)
        g_ptr_array_add(none->findings, finding_copy(examination->findings->pdata[i]));
    write_form(json, file, NULL, none);
}

static void
print_json(const GPtrArray *files, const char *convention)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "forms");
    json_array(json);
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        const Examination *examination = file->examination;
        for (guint j = 0; j < examination->forms->len; j++) {
            const ExaminedForm *form = examination->forms->pdata[j];
            write_form(json, file->file, convention, form->checked);
        }
        if (examination->forms->len == 0)
            write_formless(json, file->file, examination);
    }
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

static void
print_form(const char *file, const Convention *convention, const CheckedForm *form)
{
    printf("%s%s%s", file, _(": "), verdict_words(form->verdict, 1));
    if (form->sheet)
        printf(" (%s %s%s%s%s%s)", _("sheet"), form->sheet, form->organisation ? ", " : "",
               form->organisation ? form->organisation : "", form->period ? ", " : "",
               form->period ? form->period : "");
    putchar('\n');
    findings_print(form->findings, form->sheet ? convention_sheet(convention, form->sheet) : NULL);
}

static void
print_files(const GPtrArray *files, const Convention *convention)
{
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        const Examination *examination = file->examination;
        for (guint j = 0; j < examination->forms->len; j++)
            print_form(file->file, convention,
                       ((ExaminedForm *)examination->forms->pdata[j])->checked);
        if (examination->forms->len)
            continue;
        printf("%s%s%s\n", file->file, _(": "), verdict_words(examination->verdict, 1));
        findings_print(examination->findings, NULL);
    }
}

static gboolean
all_accepted(const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const Examination *examination = ((ExaminedFile *)files->pdata[i])->examination;
        gboolean accepted = examination->forms->len > 0;
        for (guint j = 0; j < examination->forms->len; j++) {
            const ExaminedForm *form = examination->forms->pdata[j];
            accepted = accepted && form->checked->verdict == VERDICT_ACCEPTED;
        }
        if (!accepted)
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
        print_json(files, definition->convention->id);
    else
        print_files(files, definition->convention);
    return all_accepted(files) ? STATUS_DONE : STATUS_FOUND;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/finding-print.h"
#include "commands/form-files.h"
#include "commands/verdict-print.h"
#include "convention/place.h"
#include <stdio.h>
#include <string.h>

/* ---- JSON ---- */

static void
write_answers(Json *json, const GPtrArray *answers)
{
    json_object(json);
    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = answers->pdata[i];
        json_key(json, answer->key);
        json_array(json);
        for (guint j = 0; j < answer->texts->len; j++)
            json_string(json, answer->texts->pdata[j]);
        json_end(json);
    }
    json_end(json);
}

static void
write_form(Json *json, const char *file, const Form *form)
{
    json_object(json);
    json_member(json, "file", file);
    json_member(json, "sheet", form->sheet);
    json_key(json, "answers");
    write_answers(json, form->answers);
    json_key(json, "remarks");
    findings_write_json(json, form->remarks);
    json_end(json);
}

static void
write_formless(Json *json, const char *file, const Examination *examination)
{
    json_object(json);
    json_member(json, "file", file);
    json_member(json, "sheet", NULL);
    json_key(json, "answers");
    json_object(json);
    json_end(json);
    json_key(json, "remarks");
    findings_write_json(json, examination->findings);
    json_end(json);
}

static void
print_json(const GPtrArray *files)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "forms");
    json_array(json);
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        for (guint j = 0; j < file->examination->forms->len; j++)
            write_form(json, file->file,
                       ((ExaminedForm *)file->examination->forms->pdata[j])->form);
        if (file->examination->forms->len == 0)
            write_formless(json, file->file, file->examination);
    }
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* ---- terminal ---- */

/* Of which question it is the answer: in the words of the definition and with the heads of its
 * columns, else as the form has it (transfer full); NULL: its key says all. */
static char *
question_words(const Answer *answer, const Sheet *sheet)
{
    g_autofree char *place = place_label(sheet, answer->code, NULL);
    if (!place)
        return g_strcmp0(answer->label, answer->key) ? text_shorten(answer->label, 80) : NULL;
    const Field *field = place_field(sheet, answer->code);
    g_autoptr(GString) words = g_string_new(place);
    for (guint i = 0; field->columns && i < field->columns->len; i++)
        g_string_append_printf(words, "%s%s", i ? " | " : _(": "),
                               ((Column *)field->columns->pdata[i])->label);
    return g_string_free(g_steal_pointer(&words), FALSE);
}

static void
print_answer(const Answer *answer, const Sheet *sheet)
{
    glong width = g_utf8_strlen(answer->key, -1);
    printf("  %s%*s", answer->key, MAX(2, 16 - (int)width), "");
    g_autoptr(GString) texts = g_string_new(NULL);
    for (guint i = 0; i < answer->texts->len; i++) {
        const char *text = answer->texts->pdata[i];
        g_string_append_printf(texts, "%s%s", i ? " | " : "", *text ? text : "∅");
    }
    print_wrapped(texts->len ? texts->str : "∅", 18);
    g_autofree char *question = question_words(answer, sheet);
    if (question) {
        printf("%18s", "");
        print_wrapped(question, 18);
    }
    if (answer->where)
        printf("%18s%s\n", "", answer->where);
}

static void
print_form(const char *file, const Form *form, const Convention *convention)
{
    const Sheet *sheet =
        convention && form->sheet ? convention_sheet(convention, form->sheet) : NULL;
    printf("%s%s%s", file, _(": "), content_label(form->content));
    if (form->sheet)
        printf(", %s %s", _("sheet"), form->sheet);
    putchar('\n');
    for (guint i = 0; i < form->answers->len; i++)
        print_answer(form->answers->pdata[i], sheet);
    if (form->remarks->len)
        printf("%s\n", _("Remarks:"));
    findings_print(form->remarks, sheet);
}

static void
print_files(const GPtrArray *files, const Convention *convention)
{
    for (guint i = 0; i < files->len; i++) {
        const ExaminedFile *file = files->pdata[i];
        for (guint j = 0; j < file->examination->forms->len; j++)
            print_form(file->file, ((ExaminedForm *)file->examination->forms->pdata[j])->form,
                       convention);
        if (file->examination->forms->len)
            continue;
        printf("%s%s%s\n", file->file, _(": "), verdict_words(file->examination->verdict, 1));
        findings_print(file->examination->findings, NULL);
    }
}

static gboolean
all_readable(const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const Examination *examination = ((ExaminedFile *)files->pdata[i])->examination;
        gboolean readable = examination->forms->len > 0;
        for (guint j = 0; j < examination->forms->len; j++)
            readable = readable && ((ExaminedForm *)examination->forms->pdata[j])->form->readable;
        if (!readable)
            return FALSE;
    }
    return TRUE;
}

int
command_read(int argc, char **argv)
{
    g_autofree char *dir = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"convention", 0, 0, G_OPTION_ARG_FILENAME, &dir,
         N_("Folder of the convention: rows without code are found by label"), N_("DIR")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("read", entries, &argc, &argv, &status))
        return status;
    if (argc < 2)
        return command_usage("read", "%s", _("one FORM at least is needed"));
    g_autoptr(Definition) definition = dir ? command_definition(dir, &status) : NULL;
    if (dir && !definition)
        return status;
    GError *error = NULL;
    g_autoptr(Checker) checker = definition ? checker_new(definition, &error) : NULL;
    g_autoptr(GPtrArray) files =
        error ? NULL : form_files_examine((const char *const *)argv + 1, checker, &error);
    if (!files)
        return command_fail(error);
    if (json)
        print_json(files);
    else
        print_files(files, definition ? definition->convention : NULL);
    return all_readable(files) ? STATUS_DONE : STATUS_FOUND;
}

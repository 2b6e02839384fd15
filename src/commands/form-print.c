/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/form-print.h"

#include "base/i18n.h"
#include "commands/finding-print.h"
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

void
examination_print(const char *file, const Examination *examination, const Convention *convention)
{
    for (guint i = 0; i < examination->forms->len; i++)
        print_form(file, convention, ((ExaminedForm *)examination->forms->pdata[i])->checked);
    if (examination->forms->len)
        return;
    printf("%s%s%s\n", file, _(": "), verdict_words(examination->verdict, 1));
    findings_print(examination->findings, NULL);
}

void
examination_write_json(Json *json, const char *file, const Examination *examination,
                       const Convention *convention)
{
    for (guint i = 0; i < examination->forms->len; i++)
        write_form(json, file, convention->id,
                   ((ExaminedForm *)examination->forms->pdata[i])->checked);
    if (examination->forms->len == 0)
        write_formless(json, file, examination);
}

gboolean
examination_accepted(const Examination *examination)
{
    gboolean accepted = examination->forms->len > 0;
    for (guint i = 0; i < examination->forms->len; i++) {
        const ExaminedForm *form = examination->forms->pdata[i];
        accepted = accepted && form->checked->verdict == VERDICT_ACCEPTED;
    }
    return accepted;
}

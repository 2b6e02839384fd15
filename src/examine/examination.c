/* SPDX-License-Identifier: Apache-2.0
 *
 * examination.c - making and freeing an examination; the codes of fates.
 */
#include "examine/examination.h"

G_DEFINE_QUARK(copil - examination - error - quark, examination_error)

static const char *const fate_codes[FATE_COUNT] = {
    [FATE_FORM] = "form",       [FATE_TEXT] = "text",       [FATE_BY_HAND] = "by_hand",
    [FATE_IGNORED] = "ignored", [FATE_ARCHIVE] = "archive",
};

const char *
fate_code(Fate fate)
{
    g_return_val_if_fail((guint)fate < FATE_COUNT, "by_hand");
    return fate_codes[fate];
}

void
examined_part_free(ExaminedPart *part)
{
    if (part == NULL)
        return;
    g_free(part->path);
    g_free(part->filename);
    g_free(part->type);
    g_free(part->label);
    g_free(part->text);
    g_free(part);
}

void
examined_form_free(ExaminedForm *form)
{
    if (form == NULL)
        return;
    g_free(form->part);
    form_free(form->form);
    checked_form_free(form->checked);
    g_free(form);
}

Examination *
examination_new(void)
{
    Examination *examination = g_new0(Examination, 1);
    examination->verdict = VERDICT_NOT_A_FORM;
    examination->class = MAIL_PERSONAL;
    examination->references = g_ptr_array_new_with_free_func(g_free);
    examination->parts = g_ptr_array_new_with_free_func((GDestroyNotify)examined_part_free);
    examination->forms = g_ptr_array_new_with_free_func((GDestroyNotify)examined_form_free);
    examination->findings = findings_new();
    return examination;
}

void
examination_free(Examination *examination)
{
    if (examination == NULL)
        return;
    g_free(examination->from_address);
    g_free(examination->from_name);
    g_free(examination->subject);
    g_free(examination->message_id);
    g_free(examination->forwarded_from);
    g_ptr_array_unref(examination->references);
    g_ptr_array_unref(examination->parts);
    g_ptr_array_unref(examination->forms);
    g_ptr_array_unref(examination->findings);
    g_free(examination);
}

ExaminedPart *
examination_part(const Examination *examination, const char *path)
{
    for (guint i = 0; i < examination->parts->len; i++) {
        ExaminedPart *part = g_ptr_array_index(examination->parts, i);
        if (g_strcmp0(part->path, path) == 0)
            return part;
    }
    return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "form/form.h"

#include "form/package.h"
#include "form/reading.h"
#include "form/remark.h"
#include "form/submission.h"
#include "form/xml.h"

static void
answer_free(gpointer data)
{
    Answer *answer = data;
    g_free(answer->key);
    g_free(answer->code);
    g_free(answer->label);
    g_ptr_array_unref(answer->texts);
    g_clear_pointer(&answer->motifs, g_ptr_array_unref);
    g_clear_pointer(&answer->nodes, g_ptr_array_unref);
    g_free(answer->where);
    g_free(answer);
}

static Form *
form_new(Content content)
{
    Form *form = g_new0(Form, 1);
    form->content = content;
    form->answers = g_ptr_array_new_with_free_func(answer_free);
    form->remarks = findings_new();
    return form;
}

void
form_free(Form *form)
{
    if (!form)
        return;
    g_free(form->convention);
    g_free(form->sheet);
    g_free(form->version);
    g_ptr_array_unref(form->answers);
    g_ptr_array_unref(form->remarks);
    g_clear_pointer(&form->xml, xmlFreeDoc);
    g_free(form);
}

/* Why what is no form is none, and what to do instead. */
static FindingKind
refusal(Content content)
{
    static const FindingKind kinds[] = {
        [CONTENT_EMPTY] = FINDING_FILE_EMPTY, [CONTENT_ZIP] = FINDING_FILE_ZIP,
        [CONTENT_DOCX] = FINDING_FILE_DOCX,   [CONTENT_DOC] = FINDING_FILE_DOC,
        [CONTENT_RTF] = FINDING_FILE_RTF,     [CONTENT_PDF] = FINDING_FILE_PDF,
        [CONTENT_SXW] = FINDING_FILE_SXW,     [CONTENT_ODS] = FINDING_FILE_ODS,
        [CONTENT_XLSX] = FINDING_FILE_XLSX,   [CONTENT_PICTURE] = FINDING_FILE_PICTURE,
        [CONTENT_TNEF] = FINDING_FILE_TNEF,   [CONTENT_HTML] = FINDING_FILE_HTML,
        [CONTENT_TEXT] = FINDING_FILE_TEXT,   [CONTENT_OTHER] = FINDING_FILE_OTHER,
    };
    return kinds[content];
}

Form *
form_read_in_place(const guint8 *bytes, gsize length, const Convention *convention,
                   Package *package)
{
    Form *form = form_new(content_recognise(bytes, length));
    switch (form->content) {
    case CONTENT_XML:
        submission_read(bytes, length, convention, form);
        break;
    case CONTENT_ODT:
        form->readable = package_read(bytes, length, form->remarks, package);
        break;
    case CONTENT_FODT:
        form->readable = package_read_flat(bytes, length, form->remarks, package);
        break;
    default:
        remark(form->remarks, refusal(form->content), NULL, NULL, NULL);
    }
    if (package->content && form->readable)
        reading_fill(package, convention, form);
    return form;
}

Form *
form_read(const guint8 *bytes, gsize length, const Convention *convention)
{
    g_auto(Package) package = {0};
    Form *form = form_read_in_place(bytes, length, convention, &package);
    for (guint i = 0; i < form->answers->len; i++) {
        Answer *answer = g_ptr_array_index(form->answers, i);
        g_clear_pointer(&answer->nodes, g_ptr_array_unref);
    }
    return form;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Places to sign: one empty signature field a signatory, in the order of signing.
 *
 * No /Lock and no seed values: a lock takes the next signatories' fields along, and what a seed
 * value asks for is the business of each signatory's own service.
 */
#include "pdf/finish.h"

static qpdf_oh
empty_appearance(const Finish *finish, const SignatureField *field)
{
    const double box[] = {0, 0, field->width, field->height};
    qpdf_oh stream =
        stream_of(finish, "<< /Type /XObject /Subtype /Form /Resources << >> >>", "", 0);
    qpdf_oh states = qpdf_oh_new_dictionary(finish->qpdf);
    qpdf_oh dictionary = qpdf_oh_get_dict(finish->qpdf, stream);

    put(finish, dictionary, "/BBox", numbers(finish, box, G_N_ELEMENTS(box)));
    qpdf_oh_release(finish->qpdf, dictionary);
    put(finish, states, "/N", stream);
    return states;
}

static void
add_field(Finish *finish, const SignatureField *field, qpdf_oh fields)
{
    const double box[] = {field->x, PAGE_HEIGHT - field->y - field->height, field->x + field->width,
                          PAGE_HEIGHT - field->y};
    /* Printed (ISO 19005-3, 6.3.2), and nothing else. */
    qpdf_oh widget = parsed(finish, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 >>");

    put(finish, widget, "/T", text_string(finish, field->id));
    put(finish, widget, "/TU", text_string(finish, field->tip));
    put(finish, widget, "/Rect", numbers(finish, box, G_N_ELEMENTS(box)));
    put(finish, widget, "/AP", empty_appearance(finish, field));
    qpdf_oh_replace_key(finish->qpdf, widget, "/P", finish->pages[field->page]);
    annotate(finish, field->node, field->page, widget);
    qpdf_oh_append_item(
        finish->qpdf, fields,
        g_array_index(finish->annotations, Annotation, finish->annotations->len - 1).object);
}

void
finish_fields(Finish *finish)
{
    const GPtrArray *fields = finish->layout->fields;
    qpdf_oh form, all;

    if (fields->len == 0)
        return;
    /* There are signature fields, and what is added to the file is appended. */
    form = parsed(finish, "<< /SigFlags 3 >>");
    all = qpdf_oh_new_array(finish->qpdf);
    for (guint i = 0; i < fields->len; i++)
        add_field(finish, fields->pdata[i], all);
    put(finish, form, "/Fields", all);
    put(finish, finish->root, "/AcroForm", qpdf_make_indirect_object(finish->qpdf, form));
}

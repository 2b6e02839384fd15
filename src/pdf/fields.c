/* SPDX-License-Identifier: Apache-2.0
 *
 * Places to sign: one empty signature field a signatory, in the order of signing.
 *
 * No /Lock and no seed values: a lock takes the next signatories' fields along, and what a seed
 * value asks for is the business of each signatory's own service.
 */
#include "pdf/making.h"

/* Its appearance is empty, as the field is. */
static void
add_field(Making *making, const SignatureField *field)
{
    const double box[] = {field->x, PAGE_HEIGHT - field->y - field->height, field->x + field->width,
                          PAGE_HEIGHT - field->y};
    const double own[] = {0, 0, field->width, field->height};
    g_autoptr(GString) look =
        g_string_new("/Type /XObject /Subtype /Form /Resources << >> /BBox [");
    guint appearance = file_reserve(making->file, 1);
    guint object, number = annotate(making, field->node, field->page, &object);

    append_numbers(look, own, G_N_ELEMENTS(own));
    g_string_append_c(look, ']');
    file_stream(making->file, appearance, STREAM_PLAIN, look->str, "", 0);
    /* Printed (ISO 19005-3, 6.3.2), and nothing else. */
    put(making,
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /P %u 0 R /StructParent %u "
        "/AP << /N %u 0 R >>",
        page_object(making, field->page), number, appearance);
    put_text(making, "/T", field->id);
    put_text(making, "/TU", field->tip);
    put(making, " /Rect [");
    put_numbers(making, box, G_N_ELEMENTS(box));
    put(making, "] >>");
    end_object(making, object);
}

void
make_fields(Making *making)
{
    const GPtrArray *fields = making->layout->fields;
    guint form, first = making->annotations->len;

    if (fields->len == 0)
        return;
    for (guint i = 0; i < fields->len; i++)
        add_field(making, fields->pdata[i]);
    form = file_reserve(making->file, 1);
    /* There are signature fields, and what is added to the file is appended. */
    put(making, "<< /SigFlags 3 /Fields [");
    for (guint i = first; i < making->annotations->len; i++)
        put(making, "%u 0 R ", g_array_index(making->annotations, Annotation, i).object);
    put(making, "] >>");
    end_object(making, form);
    g_string_append_printf(making->root, "/AcroForm %u 0 R ", form);
}

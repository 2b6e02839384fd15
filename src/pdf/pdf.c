/* SPDX-License-Identifier: Apache-2.0
 *
 * Layout, drawing, finishing: one after the other.
 */
#include "pdf/pdf.h"

#include "pdf/finish.h"

G_DEFINE_QUARK(copil - pdf - error - quark, pdf_error)

GBytes *
pdf_render(const Document *document, GError **error)
{
    g_autoptr(Layout) layout = layout_document(document, error);
    g_autoptr(Drawing) drawing = NULL;

    if (!layout)
        return NULL;
    drawing = draw_pages(layout, error);
    return drawing ? finish_pdf(drawing, layout, document, error) : NULL;
}

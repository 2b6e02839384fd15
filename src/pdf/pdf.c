/* SPDX-License-Identifier: Apache-2.0
 *
 * Layout, drawing, finishing: one after the other.
 */
#include "pdf/pdf.h"

#include "pdf/draw.h"

G_DEFINE_QUARK(copil - pdf - error - quark, pdf_error)

GBytes *
pdf_render(const Document *document, GError **error)
{
    g_autoptr(Layout) layout = layout_document(document, error);
    g_autoptr(GBytes) drawn = NULL;

    if (!layout)
        return NULL;
    drawn = draw_pages(layout, document, error);
    return drawn ? finish_pdf(drawn, document, layout->pages->len, error) : NULL;
}

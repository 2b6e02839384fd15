/* SPDX-License-Identifier: Apache-2.0
 *
 * Contents of all pages, drawn by cairo and marked anew, and the fonts that it cut down to them.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "pdf/check.h"
#include "pdf/copy.h"
#include "pdf/making.h"
#include "pdf/marks.h"

typedef struct {
    Making *making;
    const Drawing *drawing;
    qpdf_data qpdf; /* the drawing, opened */
    PdfCopy *copy;
    GString *content;
} Taking;

static gboolean
take_content(const Taking *taking, guint number, qpdf_oh drawn, GError **error)
{
    const Making *making = taking->making;
    MadePage *page = &making->pages[number];
    unsigned char *data = NULL;
    size_t length = 0;
    gboolean taken =
        !(qpdf_oh_get_page_content_data(taking->qpdf, drawn, &data, &length) & QPDF_ERRORS);

    if (!taken)
        set_fault(taking->qpdf, _("cannot read the PDF back"), error);
    taken = taken && marks_put(making->layout, taking->drawing->marks->pdata[number], number,
                               (const char *)data, length, taking->content, page->owners, error);
    free(data);
    if (taken) {
        page->contents = file_reserve(making->file, 1);
        file_stream(making->file, page->contents, STREAM_COMPRESSED, "", taking->content->str,
                    taking->content->len);
    }
    g_string_truncate(taking->content, 0);
    return taken;
}

static gboolean
take_pages(const Taking *taking, GError **error)
{
    guint count = taking->making->layout->pages->len;
    gboolean taken = TRUE;

    for (guint i = 0; taken && i < count; i++) {
        qpdf_oh drawn = qpdf_get_page_n(taking->qpdf, i);
        taken = take_content(taking, i, drawn, error);
        copy_object(taking->copy, qpdf_oh_get_key(taking->qpdf, drawn, "/Resources"),
                    taking->making->pages[i].resources);
    }
    if (taken && !copy_referred(taking->copy)) {
        set_fault(taking->qpdf, _("cannot read the PDF back"), error);
        return FALSE;
    }
    return taken;
}

gboolean
make_contents(Making *making, GError **error)
{
    g_autoptr(Drawing) drawing = draw_pages(making->layout, error);
    Taking taking = {.making = making, .drawing = drawing};
    gboolean taken;

    if (!drawing || !(taking.qpdf = open_pdf(drawing->bytes, error)))
        return FALSE;
    taking.copy = copy_new(taking.qpdf, making->file);
    taking.content = g_string_new(NULL);
    taken = take_pages(&taking, error);
    g_string_free(taking.content, TRUE);
    copy_free(taking.copy);
    qpdf_cleanup(&taking.qpdf);
    return taken;
}

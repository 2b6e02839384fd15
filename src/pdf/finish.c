/* SPDX-License-Identifier: Apache-2.0
 *
 * Finishing: what cairo can't say, and the proof that the file reads back.
 */
#include "pdf/finish.h"

#include "base/i18n.h"

static gboolean
fail(qpdf_data qpdf, const char *what, GError **error)
{
    qpdf_error fault = qpdf_get_error(qpdf);

    if (!fault && qpdf_more_warnings(qpdf))
        fault = qpdf_next_warning(qpdf);
    g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH, "%s: %s", what,
                fault ? qpdf_get_error_full_text(qpdf, fault) : _("unknown fault"));
    return FALSE;
}

qpdf_data
finish_open(GBytes *bytes, guint pages, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    qpdf_data qpdf = qpdf_init();

    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (qpdf_read_memory(qpdf, "report", data, length, NULL) != QPDF_SUCCESS) {
        fail(qpdf, _("cannot read the PDF back"), error);
        qpdf_cleanup(&qpdf);
    } else if (pages && qpdf_get_num_pages(qpdf) != (int)pages) {
        g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH, _("the PDF written has %d pages, not %u"),
                    qpdf_get_num_pages(qpdf), pages);
        qpdf_cleanup(&qpdf);
    }
    return qpdf;
}

/* Pages without what cairo says of them by habit: nothing is transparent. */
static void
take_pages(Finish *finish)
{
    qpdf_data qpdf = finish->qpdf;

    finish->root = qpdf_get_root(qpdf);
    finish->pages = g_new(qpdf_oh, finish->layout->pages->len);
    for (guint i = 0; i < finish->layout->pages->len; i++) {
        finish->pages[i] = qpdf_get_page_n(qpdf, i);
        qpdf_oh_remove_key(qpdf, finish->pages[i], "/Group");
    }
}

static gboolean
complete(Finish *finish, GError **error)
{
    take_pages(finish);
    if (!finish_contents(finish, error))
        return FALSE;
    finish_navigation(finish);
    finish_fields(finish);
    finish_structure(finish);
    finish_attachments(finish);
    return finish_metadata(finish, error);
}

GBytes *
finish_write(qpdf_data qpdf, GError **error)
{
    if (qpdf_init_write_memory(qpdf) & QPDF_ERRORS) {
        fail(qpdf, _("cannot write the PDF"), error);
        return NULL;
    }
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_compress_streams(qpdf, QPDF_TRUE);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(qpdf, "1.7");
    if ((qpdf_write(qpdf) & QPDF_ERRORS) || qpdf_has_error(qpdf) || qpdf_more_warnings(qpdf)) {
        fail(qpdf, _("cannot write the PDF"), error);
        return NULL;
    }
    return g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
}

/* Opened anew, as a reader would. */
static gboolean
check_pdf(GBytes *bytes, guint pages, GError **error)
{
    qpdf_data qpdf = finish_open(bytes, pages, error);
    gboolean good = qpdf && qpdf_check_pdf(qpdf) == QPDF_SUCCESS;

    if (qpdf && !good)
        fail(qpdf, _("the PDF written is damaged"), error);
    if (qpdf)
        qpdf_cleanup(&qpdf);
    return good;
}

GBytes *
finish_pdf(const Drawing *drawing, const Layout *layout, const Document *document, GError **error)
{
    Finish finish = {.document = document, .layout = layout, .drawing = drawing};
    g_autoptr(GBytes) bytes = NULL;

    finish.qpdf = finish_open(drawing->bytes, layout->pages->len, error);
    if (!finish.qpdf)
        return NULL;
    finish.annotations = g_array_new(FALSE, FALSE, sizeof(Annotation));
    if (complete(&finish, error))
        bytes = finish_write(finish.qpdf, error);
    qpdf_cleanup(&finish.qpdf);
    g_array_unref(finish.annotations);
    g_free(finish.pages);
    return bytes && check_pdf(bytes, layout->pages->len, error) ? g_steal_pointer(&bytes) : NULL;
}

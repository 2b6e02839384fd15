/* SPDX-License-Identifier: Apache-2.0
 *
 * The proof that a file reads back.
 */
#include "pdf/check.h"

#include <stdlib.h>

#include "base/i18n.h"

void
set_fault(qpdf_data qpdf, const char *what, GError **error)
{
    qpdf_error fault = qpdf_get_error(qpdf);

    if (!fault && qpdf_more_warnings(qpdf))
        fault = qpdf_next_warning(qpdf);
    g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH, "%s: %s", what,
                fault ? qpdf_get_error_full_text(qpdf, fault) : _("unknown fault"));
}

qpdf_data
open_pdf(GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    qpdf_data qpdf = qpdf_init();

    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    /* What is damaged is not mended. */
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    if (qpdf_read_memory(qpdf, "report", data, length, NULL) != QPDF_SUCCESS) {
        set_fault(qpdf, _("cannot read the PDF back"), error);
        qpdf_cleanup(&qpdf);
    }
    return qpdf;
}

/* What is opened keeps all objects that were looked at; so it is opened anew after so many. */
enum { OBJECTS_MOST = 20000 };

/* Object NUMBER is there, and when it is a stream, it can be unpacked. */
static gboolean
is_whole(qpdf_data qpdf, guint number)
{
    qpdf_oh object = qpdf_get_object_by_id(qpdf, (int)number, 0);
    gboolean whole = !qpdf_oh_is_null(qpdf, object);
    unsigned char *data = NULL;
    size_t length;
    QPDF_BOOL filtered = QPDF_TRUE;

    if (qpdf_oh_is_stream(qpdf, object))
        whole = !(qpdf_oh_get_stream_data(qpdf, object, qpdf_dl_generalized, &filtered, &data,
                                          &length) &
                  QPDF_ERRORS) &&
                filtered;
    free(data);
    qpdf_oh_release(qpdf, object);
    return whole;
}

static gboolean
check_objects(qpdf_data qpdf, guint first, guint last, GError **error)
{
    gboolean whole = TRUE;

    for (guint i = first; whole && i <= last; i++)
        whole = is_whole(qpdf, i);
    whole = whole && !qpdf_has_error(qpdf) && !qpdf_more_warnings(qpdf);
    if (!whole)
        set_fault(qpdf, _("the PDF written is damaged"), error);
    return whole;
}

static gboolean
check_pages(qpdf_data qpdf, guint pages, GError **error)
{
    int found = qpdf_get_num_pages(qpdf);

    if (found != (int)pages)
        g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH, _("the PDF written has %d pages, not %u"),
                    found, pages);
    return found == (int)pages;
}

gboolean
check_pdf(GBytes *bytes, guint pages, guint last, GError **error)
{
    gboolean good = TRUE;

    for (guint first = 1; good && first <= last; first += OBJECTS_MOST) {
        qpdf_data qpdf = open_pdf(bytes, error);
        good = qpdf && (first > 1 || check_pages(qpdf, pages, error)) &&
               check_objects(qpdf, first, MIN(last, first + OBJECTS_MOST - 1), error);
        if (qpdf)
            qpdf_cleanup(&qpdf);
    }
    return good;
}

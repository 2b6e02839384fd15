/* SPDX-License-Identifier: Apache-2.0
 *
 * Finishing: what cairo can't say, and the proof that the file reads back.
 */
#include "pdf/draw.h"

#include <qpdf/qpdf-c.h>

#include "base/i18n.h"

/* Legal time in France by its rule: tables of zones on the machine don't count. */
#define FRENCH_TIME "CET-1CEST,M3.5.0,M10.5.0/3"

static char *
pdf_date(gint64 seconds)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(FRENCH_TIME);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
    g_autoptr(GDateTime) local = utc && zone ? g_date_time_to_timezone(utc, zone) : NULL;
    g_autofree char *day = NULL;
    int offset;

    if (!local)
        return g_strdup("D:19700101000000Z");
    day = g_date_time_format(local, "%Y%m%d%H%M%S");
    offset = (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE);
    return g_strdup_printf("D:%s+%02d'%02d'", day, offset / 60, offset % 60);
}

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

static qpdf_data
open_pdf(GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    qpdf_data qpdf = qpdf_init();

    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (qpdf_read_memory(qpdf, "report", data, length, NULL) != QPDF_SUCCESS) {
        fail(qpdf, _("cannot read the PDF back"), error);
        qpdf_cleanup(&qpdf);
        return NULL;
    }
    return qpdf;
}

static void
complete(qpdf_data qpdf, const Document *document)
{
    g_autofree char *date = pdf_date(document->date);
    qpdf_oh root = qpdf_get_root(qpdf);

    qpdf_set_info_key(qpdf, "/CreationDate", date);
    qpdf_set_info_key(qpdf, "/ModDate", date);
    qpdf_oh_replace_key(qpdf, root, "/Lang", qpdf_oh_new_string(qpdf, "fr-FR"));
    qpdf_oh_replace_key(qpdf, root, "/PageMode", qpdf_oh_new_name(qpdf, "/UseOutlines"));
    qpdf_oh_replace_key(qpdf, root, "/ViewerPreferences",
                        qpdf_oh_parse(qpdf, "<< /DisplayDocTitle true >>"));
}

static GBytes *
write_pdf(qpdf_data qpdf, GError **error)
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
    if (qpdf_write(qpdf) & QPDF_ERRORS) {
        fail(qpdf, _("cannot write the PDF"), error);
        return NULL;
    }
    return g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
}

/* Opened anew, as a reader would. */
static gboolean
check_pdf(GBytes *bytes, guint pages, GError **error)
{
    qpdf_data qpdf = open_pdf(bytes, error);
    gboolean good;

    if (!qpdf)
        return FALSE;
    good = qpdf_check_pdf(qpdf) == QPDF_SUCCESS;
    if (!good)
        fail(qpdf, _("the PDF written is damaged"), error);
    if (good && qpdf_get_num_pages(qpdf) != (int)pages) {
        good = FALSE;
        g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH, _("the PDF written has %d pages, not %u"),
                    qpdf_get_num_pages(qpdf), pages);
    }
    qpdf_cleanup(&qpdf);
    return good;
}

GBytes *
finish_pdf(GBytes *drawn, const Document *document, guint pages, GError **error)
{
    qpdf_data qpdf = open_pdf(drawn, error);
    g_autoptr(GBytes) bytes = NULL;

    if (!qpdf)
        return NULL;
    complete(qpdf, document);
    bytes = write_pdf(qpdf, error);
    qpdf_cleanup(&qpdf);
    if (!bytes || !check_pdf(bytes, pages, error))
        return NULL;
    return g_steal_pointer(&bytes);
}

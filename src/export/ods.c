/* SPDX-License-Identifier: Apache-2.0
 *
 * The package of a workbook, OpenDocument 1.3.
 */
#include "export/ods.h"

#include "archive/archive.h"

#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

void
ods_root(Markup *out, const char *element)
{
    static const char *const spaces[][2] = {
        {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
        {"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
        {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
        {"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
        {"xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"},
        {"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
        {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
        {"xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"},
        {"xmlns:ooo", "http://openoffice.org/2004/office"},
        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    };
    markup_start(out, element);
    for (guint i = 0; i < G_N_ELEMENTS(spaces); i++)
        markup_attribute(out, spaces[i][0], spaces[i][1]);
    markup_attribute(out, "office:version", "1.3");
}

/* Dated as the register is: its last run. */
static GBytes *
meta(const Exported *from, GError **error)
{
    gint64 time;
    if (!register_time(from->reg, &time, error))
        return NULL;
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(time);
    g_autofree char *moment = when ? g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    ods_root(out, "office:document-meta");
    markup_start(out, "office:meta");
    markup_leaf(out, "meta:generator", "copil");
    markup_leaf(out, "dc:title", from->definition->convention->title);
    markup_leaf(out, "dc:subject",
                from->options->confidential ? "Confidentiel" : "Petits effectifs masqués");
    if (moment) {
        markup_leaf(out, "meta:creation-date", moment);
        markup_leaf(out, "dc:date", moment);
    }
    markup_leaf(out, "dc:language", "fr-FR");
    return markup_finish_bytes(out);
}

static GBytes *
manifest(void)
{
    static const char *const entries[][2] = {
        {"/", ODS_TYPE},          {"content.xml", "text/xml"},  {"styles.xml", "text/xml"},
        {"meta.xml", "text/xml"}, {"settings.xml", "text/xml"},
    };
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    markup_start(out, "manifest:manifest");
    markup_attributes(out, "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
                      "manifest:version", "1.3", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
        markup_start(out, "manifest:file-entry");
        markup_attributes(out, "manifest:full-path", entries[i][0], "manifest:media-type",
                          entries[i][1], NULL);
        markup_end(out);
    }
    return markup_finish_bytes(out);
}

static void
add(ArchiveWriter *writer, const char *name, GBytes *bytes)
{
    archive_writer_add(writer, name, bytes, FALSE);
    g_bytes_unref(bytes);
}

/* The archive; what kept the register from being read is said rather than that it was not whole. */
static GBytes *
pack(ArchiveWriter *writer, OdsBook *book, GError **error)
{
    GError *failure = NULL;
    GBytes *bytes = archive_writer_finish(writer, &failure);
    GError *cause = ods_book_error(book);
    if (cause) {
        g_clear_error(&failure);
        g_propagate_error(error, cause);
    } else if (failure) {
        g_propagate_error(error, failure);
    }
    return bytes;
}

GBytes *
listings_ods(const Exported *from, const GPtrArray *listings, GError **error)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(OdsBook) book = ods_book_new(listings);
    g_autoptr(GBytes) type = g_bytes_new_static(ODS_TYPE, sizeof ODS_TYPE - 1);
    GBytes *about = meta(from, error);
    if (!about)
        return NULL;
    archive_writer_add(writer, "mimetype", type, TRUE);
    add(writer, "META-INF/manifest.xml", manifest());
    archive_writer_add_stream(writer, "content.xml", ods_book_content, book);
    archive_writer_add_stream(writer, "settings.xml", ods_book_settings, book);
    add(writer, "styles.xml", ods_styles(from));
    add(writer, "meta.xml", about);
    return pack(writer, book, error);
}

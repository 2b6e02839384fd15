/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"
#include "blank/odt.h"

#define ODT_TYPE "application/vnd.oasis.opendocument.text"

static void
user_defined(Markup *out, const char *name, const char *value)
{
    markup_start(out, "meta:user-defined");
    markup_attributes(out, "meta:name", name, "meta:value-type", "string", NULL);
    markup_text(out, value);
    markup_end(out);
}

static GBytes *
odt_meta(const BlankOrder *order)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    const Sheet *sheet = order->sheet;
    g_autofree char *number = odt_number(order);
    g_autofree char *mark = odt_mark(order);
    g_autofree char *title = g_strdup_printf("%s – %s", number, sheet->title);
    odt_root(out, "office:document-meta");
    markup_start(out, "office:meta");
    markup_leaf(out, "meta:generator", "copil");
    markup_start(out, "dc:title");
    odt_text(out, title);
    markup_end(out);
    markup_leaf(out, "dc:subject", mark);
    markup_leaf(out, "dc:language", "fr-FR");
    if (sheet->adopted) {
        g_autofree char *moment = g_strdup_printf("%sT00:00:00", sheet->adopted);
        markup_leaf(out, "meta:creation-date", moment);
        markup_leaf(out, "dc:date", moment);
    }
    user_defined(out, "convention", order->convention->id);
    user_defined(out, "fiche", sheet->id);
    user_defined(out, "version", sheet->version);
    return markup_finish_bytes(out);
}

static GBytes *
odt_manifest(void)
{
    static const char *const entries[][2] = {
        {"/", ODT_TYPE},
        {"content.xml", "text/xml"},
        {"styles.xml", "text/xml"},
        {"meta.xml", "text/xml"},
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

GBytes *
blank_form(const BlankOrder *order, GError **error)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) type = g_bytes_new_static(ODT_TYPE, sizeof ODT_TYPE - 1);
    archive_writer_add(writer, "mimetype", type, TRUE);
    add(writer, "META-INF/manifest.xml", odt_manifest());
    add(writer, "content.xml", odt_content(order));
    add(writer, "styles.xml", odt_styles(order));
    add(writer, "meta.xml", odt_meta(order));
    return archive_writer_finish(writer, error);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "form/package.h"

#include "archive/archive.h"
#include "form/marks.h"
#include "form/namespaces.h"
#include "form/remark.h"
#include "form/xml.h"
#include <string.h>

#define ODF_MIME "application/vnd.oasis.opendocument."
#define SXW_MIME "application/vnd.sun.xml."

void
package_clear(Package *package)
{
    g_clear_pointer(&package->content, xmlFreeDoc);
    g_clear_pointer(&package->styles, xmlFreeDoc);
    g_clear_pointer(&package->meta, xmlFreeDoc);
}

/* ---- recognising ---- */

Content
package_mimetype(const char *mimetype)
{
    static const char *const texts[] = {"text", "text-template", "text-master", "text-web", NULL};
    if (g_str_has_prefix(mimetype, ODF_MIME))
        return g_strv_contains(texts, mimetype + strlen(ODF_MIME)) ? CONTENT_ODT : CONTENT_ODS;
    if (g_str_has_prefix(mimetype, SXW_MIME))
        return g_str_has_prefix(mimetype + strlen(SXW_MIME), "writer") ? CONTENT_SXW : CONTENT_ODS;
    return CONTENT_OTHER;
}

static gboolean
archive_has(const Archive *archive, const char *name)
{
    for (guint i = 0; i < archive_count(archive); i++)
        if (strcmp(archive_name(archive, i), name) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
archive_has_prefix(const Archive *archive, const char *prefix)
{
    for (guint i = 0; i < archive_count(archive); i++)
        if (g_str_has_prefix(archive_name(archive, i), prefix))
            return TRUE;
    return FALSE;
}

/* The one folder that holds all entries, "fiche 3.2/", when a document lies in it (transfer full).
 */
static char *
wrapped_in(const Archive *archive)
{
    const char *first = archive_count(archive) ? archive_name(archive, 0) : "";
    const char *slash = strchr(first, '/');
    if (!slash)
        return NULL;
    g_autofree char *folder = g_strndup(first, (gsize)(slash + 1 - first));
    for (guint i = 0; i < archive_count(archive); i++)
        if (!g_str_has_prefix(archive_name(archive, i), folder))
            return NULL;
    g_autofree char *content = g_strconcat(folder, "content.xml", NULL);
    g_autofree char *manifest = g_strconcat(folder, "META-INF/manifest.xml", NULL);
    return archive_has(archive, content) && archive_has(archive, manifest)
               ? g_steal_pointer(&folder)
               : NULL;
}

static xmlNode *
find_text_body(const xmlDoc *doc)
{
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    return xml_child(xml_child(root, NS_OFFICE, "body"), NS_OFFICE, "text");
}

static Content
recognise_by_content(Archive *archive)
{
    g_autoptr(GBytes) bytes = archive_entry_named(archive, "content.xml", NULL);
    if (!bytes)
        return CONTENT_ODT;
    XmlFault fault;
    guint line;
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autoptr(xmlDoc) doc = xml_parse(data, length, &fault, &line);
    return !doc || find_text_body(doc) ? CONTENT_ODT : CONTENT_ODS;
}

static Content
recognise_archive(Archive *archive)
{
    g_autoptr(GBytes) mimetype = archive_entry_named(archive, "mimetype", NULL);
    if (mimetype) {
        gsize length;
        const char *data = g_bytes_get_data(mimetype, &length);
        g_autofree char *text = g_strstrip(g_strndup(length ? data : "", MIN(length, 200)));
        Content content = package_mimetype(text);
        if (content != CONTENT_OTHER)
            return content;
    }
    if (archive_has(archive, "[Content_Types].xml"))
        return archive_has_prefix(archive, "word/") ? CONTENT_DOCX : CONTENT_XLSX;
    if (archive_has(archive, "content.xml"))
        return recognise_by_content(archive);
    g_autofree char *folder = wrapped_in(archive);
    return folder ? CONTENT_ODT : CONTENT_ZIP;
}

static gboolean
contains(const guint8 *bytes, gsize length, const char *text)
{
    return length > 0 && memmem(bytes, length, text, strlen(text)) != NULL;
}

/* Of an archive that can't be opened, entry names are still there to be seen. */
static Content
recognise_damaged(const guint8 *bytes, gsize length)
{
    if (contains(bytes, length, "mimetype" SXW_MIME "writer"))
        return CONTENT_SXW;
    if (contains(bytes, length, "mimetype" ODF_MIME "text"))
        return CONTENT_ODT;
    if (contains(bytes, length, "mimetype" ODF_MIME))
        return CONTENT_ODS;
    if (contains(bytes, length, "word/document.xml"))
        return CONTENT_DOCX;
    if (contains(bytes, length, "[Content_Types].xml"))
        return CONTENT_XLSX;
    return contains(bytes, length, "content.xml") ? CONTENT_ODT : CONTENT_ZIP;
}

Content
package_recognise(const guint8 *bytes, gsize length)
{
    gboolean at_start = length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
    g_autoptr(Archive) archive = archive_open(bytes, length, NULL);
    if (archive)
        return recognise_archive(archive);
    /* Something before an archive: the name of its first entry must show, or it may be anything. */
    gboolean inside = contains(bytes, length, "PK\3\4") && contains(bytes, length, "PK\1\2");
    return at_start || inside ? recognise_damaged(bytes, length) : CONTENT_OTHER;
}

/* ---- reading ---- */

static gboolean
refuse(GPtrArray *remarks, FindingKind kind)
{
    remark(remarks, kind, NULL, NULL, NULL);
    return FALSE;
}

static FindingKind
archive_fault(const GError *error, const guint8 *bytes, gsize length)
{
    static const FindingKind kinds[] = {
        [ARCHIVE_ERROR_NOT_ZIP] = FINDING_ODT_TRUNCATED,
        [ARCHIVE_ERROR_DUPLICATE] = FINDING_ODT_AMBIGUOUS,
        [ARCHIVE_ERROR_NAME] = FINDING_ODT_NAMES,
        [ARCHIVE_ERROR_TOO_BIG] = FINDING_ODT_TOO_BIG,
        [ARCHIVE_ERROR_ENCRYPTED] = FINDING_ODT_LOCKED,
        [ARCHIVE_ERROR_CORRUPT] = FINDING_ODT_CORRUPT,
        [ARCHIVE_ERROR_MISSING] = FINDING_ODT_CONTENT_MISSING,
    };
    if (error->code != ARCHIVE_ERROR_NOT_ZIP)
        return kinds[error->code];
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) != 0)
        return FINDING_ODT_PREFIXED;
    gsize tail = MIN(length, 22);
    if (!contains(bytes + length - tail, tail, "PK\5\6"))
        return FINDING_ODT_TRUNCATED;
    return contains(bytes, length - tail, "PK\5\6") ? FINDING_ODT_AMBIGUOUS : FINDING_ODT_CORRUPT;
}

static gboolean
refuse_xml(GPtrArray *remarks, XmlFault fault, guint line)
{
    remark_xml(remarks, fault, line);
    return FALSE;
}

/* Its manifest says so; it may carry a DOCTYPE (AbiWord's does), so it is searched, not parsed. */
static gboolean
is_encrypted(Archive *archive)
{
    if (archive_has(archive, "encrypted-package"))
        return TRUE;
    g_autoptr(GBytes) bytes = archive_entry_named(archive, "META-INF/manifest.xml", NULL);
    if (!bytes)
        return FALSE;
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    return contains(data, length, "encryption-data");
}

/* styles.xml and meta.xml help to know the sheet; a form stays readable without them.  *FAULT tells
 * when the part is there and can't be read. */
static xmlDoc *
read_part(Archive *archive, const char *name, XmlFault *fault, guint *line)
{
    g_autoptr(GBytes) bytes = archive_entry_named(archive, name, NULL);
    *fault = XML_FAULT_NONE;
    if (!bytes)
        return NULL;
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    return xml_parse(data, length, fault, line);
}

/* Line ends, after an archive without comment. */
gsize
package_length(const guint8 *bytes, gsize length)
{
    gsize end = length;
    while (end > 2 && length - end < 4 && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n'))
        end--;
    return end > 2 && bytes[end - 1] == 0 && bytes[end - 2] == 0 ? end : length;
}

static gboolean
read_content(Archive *archive, GPtrArray *remarks, Package *package)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = archive_entry_named(archive, "content.xml", &error);
    if (!bytes && is_encrypted(archive))
        return refuse(remarks, FINDING_ODT_ENCRYPTED);
    if (!bytes)
        return refuse(remarks, archive_fault(error, (const guint8 *)"PK\3\4", 4));
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    XmlFault fault;
    guint line;
    package->content = xml_parse(data, length, &fault, &line);
    if (!package->content && is_encrypted(archive))
        return refuse(remarks, FINDING_ODT_ENCRYPTED);
    if (!package->content)
        return refuse_xml(remarks, fault, line);
    if (!find_text_body(package->content))
        return refuse(remarks, FINDING_ODT_CONTENT_MISSING);
    marks_remove(package->content);
    return TRUE;
}

gboolean
package_read(const guint8 *bytes, gsize length, GPtrArray *remarks, Package *package)
{
    g_autoptr(GError) error = NULL;
    XmlFault fault;
    guint line;
    length = package_length(bytes, length);
    g_autoptr(Archive) archive = archive_open(bytes, length, &error);
    if (!archive)
        return refuse(remarks, archive_fault(error, bytes, length));
    g_autofree char *folder = wrapped_in(archive);
    if (folder)
        return refuse(remarks, FINDING_ODT_SUBFOLDER);
    if (!read_content(archive, remarks, package))
        return FALSE;
    package->meta = read_part(archive, "meta.xml", &fault, &line);
    package->styles = read_part(archive, "styles.xml", &fault, &line);
    /* Without its styles nobody knows what is hidden. */
    if (fault != XML_FAULT_NONE)
        return refuse_xml(remarks, fault, line);
    if (archive_has(archive, "META-INF/documentsignatures.xml"))
        remark(remarks, FINDING_READ_SIGNED, NULL, NULL, NULL);
    if (archive_has_prefix(archive, "Basic/") || archive_has_prefix(archive, "Scripts/"))
        remark(remarks, FINDING_READ_MACROS, NULL, NULL, NULL);
    return TRUE;
}

gboolean
package_read_flat(const guint8 *bytes, gsize length, GPtrArray *remarks, Package *package)
{
    XmlFault fault;
    guint line;
    package->content = xml_parse(bytes, length, &fault, &line);
    if (!package->content)
        return refuse_xml(remarks, fault, line);
    if (!find_text_body(package->content))
        return refuse(remarks, FINDING_ODT_CONTENT_MISSING);
    marks_remove(package->content);
    const xmlNode *root = xmlDocGetRootElement(package->content);
    /* Writers leave an empty library in every flat document. */
    const xmlNode *scripts = xml_child(root, NS_OFFICE, "scripts");
    g_autofree char *source = scripts ? xml_text(scripts) : g_strdup("");
    if (*g_strstrip(source))
        remark(remarks, FINDING_READ_MACROS, NULL, NULL, NULL);
    return TRUE;
}

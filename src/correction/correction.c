/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/correction.h"

#include "archive/archive.h"
#include "correction/comment.h"
#include "correction/harmless.h"
#include "correction/style.h"
#include "correction/summary.h"
#include "form/namespaces.h"
#include "form/package.h"
#include "form/xml.h"
#include <string.h>

/* ---- writing into the document ---- */

static void
write_all(xmlDoc *content, const Places *places, const Correction *correction)
{
    xmlNode *body = xml_child(xmlDocGetRootElement(content), NS_OFFICE, "body");
    style_add_comments(content);
    for (guint i = 0; i < places->spots->len; i++) {
        const Spot *spot = g_ptr_array_index(places->spots, i);
        comment_add(spot, correction);
        if (findings_have_error(spot->findings))
            style_mark(spot->node);
    }
    summary_add(xml_child(body, NS_OFFICE, "text"), places, correction);
}

static GBytes *
serialise(xmlDoc *content)
{
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(content, &text, &length, "UTF-8");
    GBytes *bytes =
        text && (guint)length <= XML_MAX_BYTES ? g_bytes_new(text, (gsize)length) : NULL;
    xmlFree(text);
    return bytes;
}

/* ---- the package around it ---- */

/* The type stands first; signatures would be broken, a cache of the layout is of the form as it
 * was; folders hold nothing. */
static gboolean
is_copied(const char *name)
{
    static const char *const left[] = {"mimetype", "layout-cache",
                                       "META-INF/documentsignatures.xml", NULL};
    return !g_strv_contains(left, name) && !g_str_has_suffix(name, "/");
}

/* The entries of ARCHIVE with those of OURS, by their names, in the place of theirs. */
static GBytes *
repack(Archive *archive, GHashTable *ours)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) type = archive_entry_named(archive, "mimetype", NULL);
    if (type)
        archive_writer_add(writer, "mimetype", type, TRUE);
    for (guint i = 0; i < archive_count(archive); i++) {
        const char *name = archive_name(archive, i);
        GBytes *written = g_hash_table_lookup(ours, name);
        if (!is_copied(name))
            continue;
        g_autoptr(GBytes) entry = written ? g_bytes_ref(written) : archive_entry(archive, i, NULL);
        if (!entry)
            return NULL;
        archive_writer_add(writer, name, entry, FALSE);
    }
    return archive_writer_finish(writer, NULL);
}

/* DOC, serialised, becomes the entry NAME of OURS. */
static gboolean
put_entry(GHashTable *ours, const char *name, xmlDoc *doc)
{
    GBytes *bytes = serialise(doc);
    return bytes && g_hash_table_insert(ours, (gpointer)name, bytes);
}

static GBytes *
wrap(const Form *form, const guint8 *bytes, gsize length, const Package *package,
     gboolean new_styles)
{
    if (form->content == CONTENT_FODT)
        return serialise(package->content);
    g_autoptr(Archive) archive = archive_open(bytes, package_length(bytes, length), NULL);
    g_autoptr(GHashTable) ours =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
    return archive && harmless_archive(archive, is_copied) &&
                   put_entry(ours, "content.xml", package->content) &&
                   (!new_styles || put_entry(ours, "styles.xml", package->styles))
               ? repack(archive, ours)
               : NULL;
}

/* ---- what goes back is read as what came ---- */

static gboolean
same_answer(const Answer *one, const Answer *other)
{
    if (strcmp(one->key, other->key) != 0 || one->texts->len != other->texts->len)
        return FALSE;
    for (guint i = 0; i < one->texts->len; i++)
        if (strcmp(g_ptr_array_index(one->texts, i), g_ptr_array_index(other->texts, i)) != 0)
            return FALSE;
    return TRUE;
}

static gboolean
reads_alike(const Form *form, GBytes *bytes, const Convention *convention)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autoptr(Form) other = form_read(data, length, convention);
    if (!other->readable || g_strcmp0(form->sheet, other->sheet) != 0 ||
        form->answers->len != other->answers->len)
        return FALSE;
    for (guint i = 0; i < form->answers->len; i++)
        if (!same_answer(g_ptr_array_index(form->answers, i), g_ptr_array_index(other->answers, i)))
            return FALSE;
    return TRUE;
}

GBytes *
correction_make(const guint8 *bytes, gsize length, const Convention *convention,
                const Correction *correction)
{
    g_auto(Package) package = {0};
    g_auto(Places) places = {0};
    g_autoptr(Form) form = form_read_in_place(bytes, length, convention, &package);
    if (!package.content || !form->readable)
        return NULL;
    harmless_cut_links(package.content);
    gboolean new_styles = package.styles && harmless_cut_links(package.styles);
    if (!harmless_tree(package.content) || (package.styles && !harmless_tree(package.styles)))
        return NULL;
    places_find(form, convention, correction->findings, &places);
    write_all(package.content, &places, correction);
    g_autoptr(GBytes) made = wrap(form, bytes, length, &package, new_styles);
    if (!made || g_bytes_get_size(made) > CORRECTION_MAX_BYTES ||
        !reads_alike(form, made, convention))
        return NULL;
    return g_steal_pointer(&made);
}

gboolean
correction_is_harmless(const guint8 *bytes, gsize length)
{
    g_auto(Package) package = {0};
    g_autoptr(Form) form = form_read_in_place(bytes, length, NULL, &package);
    if (length > CORRECTION_MAX_BYTES || !package.content || !form->readable ||
        !harmless_tree(package.content) || (package.styles && !harmless_tree(package.styles)))
        return FALSE;
    if (form->content == CONTENT_FODT)
        return TRUE;
    /* The whole of it, not only what was found to be a package in it. */
    g_autoptr(Archive) archive = archive_open(bytes, length, NULL);
    return archive && harmless_archive(archive, NULL);
}

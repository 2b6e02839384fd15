/* SPDX-License-Identifier: Apache-2.0
 *
 * Layout, then the file, stage after stage, then the proof that it reads back, for which no more is
 * kept than the file.
 */
#include "pdf/pdf.h"

#include "pdf/check.h"
#include "pdf/making.h"

G_DEFINE_QUARK(copil - pdf - error - quark, pdf_error)

static void
begin(Making *making)
{
    guint pages = making->layout->pages->len;

    making->file = file_new();
    making->catalog = file_reserve(making->file, 1);
    making->info = file_reserve(making->file, 1);
    making->page_tree = file_reserve(making->file, 1);
    making->first_page = file_reserve(making->file, pages);
    making->pages = g_new0(MadePage, pages);
    for (guint i = 0; i < pages; i++) {
        making->pages[i].resources = g_string_new(NULL);
        making->pages[i].owners = g_array_new(FALSE, FALSE, sizeof(guint));
        making->pages[i].annotations = g_string_new(NULL);
    }
    making->annotations = g_array_new(FALSE, FALSE, sizeof(Annotation));
    making->root = g_string_new(NULL);
    making->names = g_string_new(NULL);
    making->object = g_string_new(NULL);
}

static gboolean
make_all(Making *making, GError **error)
{
    if (!make_contents(making, error))
        return FALSE;
    make_navigation(making);
    make_fields(making);
    make_structure(making);
    make_attachments(making);
    make_metadata(making);
    make_catalog(making);
    return TRUE;
}

static void
end(Making *making, guint *pages, guint *last)
{
    *pages = making->layout->pages->len;
    *last = file_last(making->file);
    for (guint i = 0; i < making->layout->pages->len; i++) {
        g_string_free(making->pages[i].resources, TRUE);
        g_array_unref(making->pages[i].owners);
        g_string_free(making->pages[i].annotations, TRUE);
    }
    g_free(making->pages);
    g_array_unref(making->annotations);
    g_string_free(making->root, TRUE);
    g_string_free(making->names, TRUE);
    g_string_free(making->object, TRUE);
    file_free(making->file);
}

/* Gives what the file must be found to have: PAGES, and objects up to LAST. */
static GBytes *
make_pdf(const Document *document, guint *pages, guint *last, GError **error)
{
    g_autoptr(Layout) layout = layout_document(document, error);
    Making making = {.document = document, .layout = layout};
    GBytes *bytes = NULL;

    if (!layout)
        return NULL;
    begin(&making);
    if (make_all(&making, error))
        bytes = file_end(making.file, making.catalog, making.info);
    end(&making, pages, last);
    return bytes;
}

GBytes *
pdf_render(const Document *document, GError **error)
{
    guint pages, last;
    g_autoptr(GBytes) bytes = make_pdf(document, &pages, &last, error);

    return bytes && check_pdf(bytes, pages, last, error) ? g_steal_pointer(&bytes) : NULL;
}

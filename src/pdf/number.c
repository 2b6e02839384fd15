/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbered originals of a finished file, for paper: words above the head of every page.
 *
 * The words are drawn as the running head of a page of their own, which is laid over all others,
 * moved up by a line.  Whoever signs on paper signs by hand: the fields to sign go, and with them
 * what the file says of standards, which is the electronic file's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "layout/layout.h"
#include "pdf/check.h"
#include "pdf/file.h"

/* The strip at the head of a page, and by how much it is moved. */
#define STRIP_HEIGHT 60.0
#define STRIP_RAISED 12.0
#define OVERLAY      "/CopilOriginal"

/* A page that has WORDS as its running head, and nothing else. */
static GBytes *
draw_words(const char *words, gint64 date, GError **error)
{
    g_autoptr(Document) document = document_new(words);

    document->running = g_strdup(words);
    document->unnumbered = TRUE;
    document->date = date;
    return pdf_render(document, error);
}

/* ---- objects ---- */
/* Takes VALUE over. */
static void
put(qpdf_data qpdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(qpdf, dictionary, key, value);
    qpdf_oh_release(qpdf, value);
}

static qpdf_oh
stream_of(qpdf_data qpdf, const void *data, gsize length)
{
    qpdf_oh stream = qpdf_oh_new_stream(qpdf);

    qpdf_oh_replace_stream_data(qpdf, stream, data, length, qpdf_oh_new_null(qpdf),
                                qpdf_oh_new_null(qpdf));
    return stream;
}

static void
append_stream(qpdf_data qpdf, qpdf_oh contents, const char *content)
{
    qpdf_oh stream = stream_of(qpdf, content, strlen(content));

    qpdf_oh_append_item(qpdf, contents, stream);
    qpdf_oh_release(qpdf, stream);
}

/* ---- pages ---- */
/* The head of the page of WORDS as a form of its own in TARGET; *MADE: it is there. */
static qpdf_oh
overlay(qpdf_data target, qpdf_data words, gboolean *made)
{
    const double strip[] = {0, PAGE_HEIGHT - STRIP_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT};
    qpdf_oh page = qpdf_get_page_n(words, 0), form = 0, own, dictionary;
    g_autoptr(GString) box = g_string_new("[");
    unsigned char *content = NULL;
    size_t length = 0;

    *made = qpdf_oh_get_page_content_data(words, page, &content, &length) == QPDF_SUCCESS;
    if (*made) {
        append_numbers(box, strip, G_N_ELEMENTS(strip));
        g_string_append_c(box, ']');
        own = qpdf_make_indirect_object(words, qpdf_oh_get_key(words, page, "/Resources"));
        form = stream_of(target, content, length);
        dictionary = qpdf_oh_get_dict(target, form);
        put(target, dictionary, "/Type", qpdf_oh_new_name(target, "/XObject"));
        put(target, dictionary, "/Subtype", qpdf_oh_new_name(target, "/Form"));
        put(target, dictionary, "/BBox", qpdf_oh_parse(target, box->str));
        put(target, dictionary, "/Resources", qpdf_oh_copy_foreign_object(target, words, own));
        qpdf_oh_release(target, dictionary);
    }
    free(content);
    return form;
}

static void
lay_over(qpdf_data qpdf, qpdf_oh page, qpdf_oh form)
{
    g_autofree char *after = g_strdup_printf(
        "\nQ\n/Artifact << /Type /Pagination >> BDC\nq 1 0 0 1 0 %d cm " OVERLAY " Do Q\nEMC\n",
        (int)STRIP_RAISED);
    qpdf_oh resources = qpdf_oh_get_key(qpdf, page, "/Resources");
    qpdf_oh contents = qpdf_oh_new_array(qpdf), forms = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh drawn = qpdf_oh_get_key(qpdf, page, "/Contents");

    qpdf_oh_replace_key(qpdf, forms, OVERLAY, form);
    put(qpdf, resources, "/XObject", forms);
    append_stream(qpdf, contents, "q\n");
    qpdf_oh_append_item(qpdf, contents, drawn);
    append_stream(qpdf, contents, after);
    put(qpdf, page, "/Contents", contents);
    qpdf_oh_remove_key(qpdf, page, "/Annots");
    qpdf_oh_release(qpdf, drawn);
    qpdf_oh_release(qpdf, resources);
}

static GBytes *
write_pdf(qpdf_data qpdf, GError **error)
{
    if (!(qpdf_init_write_memory(qpdf) & QPDF_ERRORS)) {
        qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
        qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
        if (!(qpdf_write(qpdf) & QPDF_ERRORS) && !qpdf_has_error(qpdf) && !qpdf_more_warnings(qpdf))
            return g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    }
    set_fault(qpdf, _("cannot write the PDF"), error);
    return NULL;
}

/* Every page has one stream of content, and draws no forms: contents.c. */
static GBytes *
number_pages(qpdf_data qpdf, qpdf_data words, GError **error)
{
    static const char *const ELECTRONIC[] = {
        "/AcroForm", "/Metadata", "/MarkInfo", "/StructTreeRoot", "/Names", "/AF", "/Outlines"};
    gboolean made;
    qpdf_oh root = qpdf_get_root(qpdf), form = overlay(qpdf, words, &made);

    if (!made) {
        g_set_error_literal(error, PDF_ERROR, PDF_ERROR_FINISH, _("cannot read the PDF back"));
        return NULL;
    }
    for (int i = 0; i < qpdf_get_num_pages(qpdf); i++)
        lay_over(qpdf, qpdf_get_page_n(qpdf, i), form);
    for (guint i = 0; i < G_N_ELEMENTS(ELECTRONIC); i++)
        qpdf_oh_remove_key(qpdf, root, ELECTRONIC[i]);
    return write_pdf(qpdf, error);
}

GBytes *
pdf_number(GBytes *pdf, const char *words, gint64 date, GError **error)
{
    g_autoptr(GBytes) page = draw_words(words, date, error);
    GBytes *numbered = NULL;
    qpdf_data qpdf, head;

    if (!page)
        return NULL;
    qpdf = open_pdf(pdf, error);
    head = qpdf ? open_pdf(page, error) : NULL;
    if (head)
        numbered = number_pages(qpdf, head, error);
    if (head)
        qpdf_cleanup(&head);
    if (qpdf)
        qpdf_cleanup(&qpdf);
    return numbered;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbered originals of a finished file, for paper: words above the head of every page.
 *
 * The words are drawn as the running head of a page of their own, which is laid over all others,
 * moved up by a line.  Whoever signs on paper signs by hand: the fields to sign go, and with them
 * what the file says of standards, which is the electronic file's.
 */
#include "pdf/finish.h"

#include "base/i18n.h"
#include <stdlib.h>
#include <string.h>

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

/* The head of the page of WORDS as a form of its own in TARGET; *MADE: it is there. */
static qpdf_oh
overlay(const Finish *target, qpdf_data words, gboolean *made)
{
    const double strip[] = {0, PAGE_HEIGHT - STRIP_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT};
    qpdf_oh page = qpdf_get_page_n(words, 0), form = 0, own, dictionary;
    unsigned char *content = NULL;
    size_t length = 0;

    *made = qpdf_oh_get_page_content_data(words, page, &content, &length) == QPDF_SUCCESS;
    if (*made) {
        own = qpdf_make_indirect_object(words, qpdf_oh_get_key(words, page, "/Resources"));
        form = stream_of(target, "<< /Type /XObject /Subtype /Form >>", content, length);
        dictionary = qpdf_oh_get_dict(target->qpdf, form);
        put(target, dictionary, "/BBox", numbers(target, strip, G_N_ELEMENTS(strip)));
        put(target, dictionary, "/Resources",
            qpdf_oh_copy_foreign_object(target->qpdf, words, own));
        qpdf_oh_release(target->qpdf, dictionary);
    }
    free(content);
    return form;
}

static void
lay_over(const Finish *target, qpdf_oh page, qpdf_oh form)
{
    static const char before[] = "q\n";
    g_autofree char *after = g_strdup_printf(
        "\nQ\n/Artifact << /Type /Pagination >> BDC\nq 1 0 0 1 0 %d cm " OVERLAY " Do Q\nEMC\n",
        (int)STRIP_RAISED);
    qpdf_data qpdf = target->qpdf;
    qpdf_oh resources = qpdf_oh_get_key(qpdf, page, "/Resources"), forms;
    qpdf_oh contents = qpdf_oh_new_array(qpdf);

    if (!qpdf_oh_has_key(qpdf, resources, "/XObject"))
        put(target, resources, "/XObject", qpdf_oh_new_dictionary(qpdf));
    forms = qpdf_oh_get_key(qpdf, resources, "/XObject");
    qpdf_oh_replace_key(qpdf, forms, OVERLAY, form);
    append(target, contents, stream_of(target, "<< >>", before, sizeof before - 1));
    append(target, contents, qpdf_oh_get_key(qpdf, page, "/Contents"));
    append(target, contents, stream_of(target, "<< >>", after, strlen(after)));
    put(target, page, "/Contents", contents);
    qpdf_oh_remove_key(qpdf, page, "/Annots");
    qpdf_oh_release(qpdf, forms);
    qpdf_oh_release(qpdf, resources);
}

/* Every page has one stream of content, as finish.c writes them. */
static GBytes *
number_pages(qpdf_data qpdf, qpdf_data words, GError **error)
{
    static const char *const ELECTRONIC[] = {
        "/AcroForm", "/Metadata", "/MarkInfo", "/StructTreeRoot", "/Names", "/AF", "/Outlines"};
    const Finish target = {.qpdf = qpdf, .root = qpdf_get_root(qpdf)};
    gboolean made;
    qpdf_oh form = overlay(&target, words, &made);

    if (!made) {
        g_set_error_literal(error, PDF_ERROR, PDF_ERROR_FINISH, _("cannot read the PDF back"));
        return NULL;
    }
    for (int i = 0; i < qpdf_get_num_pages(qpdf); i++)
        lay_over(&target, qpdf_get_page_n(qpdf, i), form);
    for (guint i = 0; i < G_N_ELEMENTS(ELECTRONIC); i++)
        qpdf_oh_remove_key(qpdf, target.root, ELECTRONIC[i]);
    return finish_write(qpdf, error);
}

GBytes *
pdf_number(GBytes *pdf, const char *words, gint64 date, GError **error)
{
    g_autoptr(GBytes) page = draw_words(words, date, error);
    GBytes *numbered = NULL;
    qpdf_data qpdf, head;

    if (!page)
        return NULL;
    qpdf = finish_open(pdf, 0, error);
    head = qpdf ? finish_open(page, 1, error) : NULL;
    if (head)
        numbered = number_pages(qpdf, head, error);
    if (head)
        qpdf_cleanup(&head);
    if (qpdf)
        qpdf_cleanup(&qpdf);
    return numbered;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What poppler gives to who doesn't see the page, element after element: whole French, in the order
 * of reading.
 *
 * pdfinfo -struct-text prints each marked piece of an element in quotes of its own, and doesn't
 * look at ActualText (MarkedContentOutputDev.cc, which knows marks by their MCID alone, and loses
 * what follows a mark without one within a mark).  So both parts of a word that is cut at the end
 * of a line are printed, one after the other, with nothing between them: pieces of an element are
 * joined here. That the word is told whole where it begins, and its end as nothing, is asked of
 * libqpdf.
 */
#include <stdlib.h>
#include <string.h>

#include "pdf/check.h"
#include "told.h"

/* In French typing, as a report's own words are given to a document. */
#define BEGINS "Les œuvres\u202F: «\u00A0L’établissement d’en face\u00A0» a reçu "
#define CUT    "anticonstitutionnellement"
#define ENDS   " 1\u202F234 élèves, soit 72,5\u202F%, dès le 1er mars."

static Document *
sample(void)
{
    Document *document = document_new("Lecture");
    Table *table = table_new(prose_new("Tableau 1. Élèves accueillis, 2013-2014."));
    GPtrArray *list;
    TableRow *row;

    document->running = g_strdup("tête");
    document->notice = g_strdup("pied");
    document_heading(document, 1, "Fiche 1", prose_new("L'accueil"));
    document_paragraph(document, BEGINS CUT ", " CUT ", très " CUT " et bien " CUT ENDS);
    list = document_list(document);
    g_ptr_array_add(list, prose_new("Transmettre le bilan ;"));
    g_ptr_array_add(list, prose_new("Fixer la date."));
    table_column(table, "Académie", FALSE);
    table_column(table, "Élèves", TRUE);
    row = table_row(table, ROW_PLAIN);
    table_cell(row, prose_typed("Créteil"));
    table_cell(row, prose_new("1 234"));
    document_table(document, table);
    document_paragraph(document, "Fin.");
    return document;
}

static GBytes *
rendered(void)
{
    g_autoptr(Document) document = sample();
    GBytes *bytes = pdf_render(document, NULL);

    g_assert_nonnull(bytes);
    return bytes;
}

/* A line for each element, its pieces joined: "P: …". */
static char *
joined(const char *said)
{
    GString *made = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);

    for (guint i = 0; lines[i]; i++) {
        const char *line = g_strstrip(lines[i]);
        gsize length = strlen(line), name = strcspn(line, " :");
        if (length > 1 && *line == '"' && line[length - 1] == '"')
            g_string_append_len(made, line + 1, (gssize)length - 2);
        else if (g_ascii_isupper(*line))
            g_string_append_printf(made, "%s%.*s: ", made->len ? "\n" : "", (int)name, line);
    }
    return g_string_free(made, FALSE);
}

static void
test_structure(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("pdfinfo -struct-text", bytes);
    g_autofree char *read = joined(said);

    g_assert_cmpstr(read, ==,
                    "Document: \n"
                    "Note: Fiche 1\n"
                    "H1: L’accueil\n"
                    "P: " BEGINS CUT ", " CUT ", très " CUT " et bien " CUT ENDS "\n"
                    "L: \n"
                    "LI: \n"
                    "Lbl: –\n"
                    "LBody: Transmettre le bilan\u202F;\n"
                    "LI: \n"
                    "Lbl: –\n"
                    "LBody: Fixer la date.\n"
                    "Table: \n"
                    "Caption: Tableau 1. Élèves accueillis, 2013-2014.\n"
                    "THead: \n"
                    "TR: \n"
                    "TH: Académie\n"
                    "TH: Élèves\n"
                    "TBody: \n"
                    "TR: \n"
                    "TH: Créteil\n"
                    "TD: 1\u202F234\n"
                    "P: Fin.");
}

/* How often PART stands in TEXT. */
static guint
times(const char *text, const char *part)
{
    guint count = 0;

    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        count++;
    return count;
}

/* What the first page draws, without the zeros of its codes. */
static char *
drawn(GBytes *bytes)
{
    qpdf_data qpdf = open_pdf(bytes, NULL);
    GString *content = g_string_new(NULL);
    unsigned char *data = NULL;
    size_t length = 0;

    qpdf_oh_get_page_content_data(qpdf, qpdf_get_page_n(qpdf, 0), &data, &length);
    for (size_t i = 0; i < length; i++)
        if (data[i])
            g_string_append_c(content, (char)data[i]);
    free(data);
    qpdf_cleanup(&qpdf);
    return g_string_free(content, FALSE);
}

/* Every mark that begins a cut word says all of it; another says that its end is nothing. */
static void
test_cut_words(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *content = drawn(bytes);
    guint whole = times(content, "/ActualText (" CUT ")");

    g_assert_cmpuint(whole, >, 0);
    g_assert_cmpuint(times(content, "/ActualText ()"), ==, whole);
    g_assert_cmpuint(times(content, "/ActualText"), ==, 2 * whole);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/pdf/reading/structure", test_structure);
    g_test_add_func("/pdf/reading/cut-words", test_cut_words);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The finished PDF: the same bytes everywhere, readable again, with all its words.
 */
#include <locale.h>
#include <string.h>
#include <time.h>

#include "pdf/check.h"
#include "pdf/draw.h"
#include "pdf/file.h"
#include "pdf/marks.h"
#include "pdf/pdf.h"
#include "told.h"

static Document *
sample(void)
{
    Document *document = document_new("Essai de rapport : comité");
    Table *table = table_new(prose_new("Tableau 1. Élèves, 2013-2014. 3 répondants sur 4."));
    TableRow *row;

    document->author = g_strdup("Comité de pilotage");
    document->running = g_strdup("tête");
    document->notice = g_strdup("pied");
    document->date = 1394622000; /* 12 March 2014, 12:00 in Paris */
    document_contents(document);
    document_heading(document, 1, "Fiche 1", prose_new("Première partie"));
    document_paragraph(document, "L'établissement accueille les élèves : 72,5 % d'entre eux, "
                                 "anticonstitutionnellement ou non, au 1er semestre.");
    table_column(table, "Académie", FALSE);
    table_column(table, "Élèves", TRUE);
    row = table_row(table, ROW_PLAIN);
    table_cell(row, prose_typed("Créteil"));
    table_cell(row, prose_new("1 234"));
    document_table(document, table);
    document_break(document);
    document_heading(document, 1, NULL, prose_new("Seconde partie"));
    document_heading(document, 2, NULL, prose_new("Détail"));
    document_paragraph(document, "Fin.");
    return document;
}

static GBytes *
rendered(void)
{
    g_autoptr(Document) document = sample();
    g_autoptr(GError) error = NULL;
    GBytes *bytes = pdf_render(document, &error);

    g_assert_no_error(error);
    g_assert_nonnull(bytes);
    return bytes;
}

/* Neither zone, nor locale, nor the user's folder and font settings, nor the clock. */
static void
test_same_bytes(void)
{
    g_autofree char *zone = g_strdup(g_getenv("TZ")), *home = g_strdup(g_getenv("HOME"));
    g_autoptr(GBytes) first = rendered();
    g_autoptr(GBytes) again = rendered();
    g_autoptr(GBytes) elsewhere = NULL;

    g_assert_true(g_bytes_equal(first, again));
    g_setenv("TZ", "Pacific/Auckland", TRUE);
    tzset();
    g_setenv("HOME", "/nonexistent", TRUE);
    g_setenv("FONTCONFIG_FILE", "/nonexistent", TRUE);
    g_setenv("SOURCE_DATE_EPOCH", "1", TRUE);
    setlocale(LC_ALL, "fr_FR.UTF-8");
    elsewhere = rendered();
    setlocale(LC_ALL, "C");
    g_assert_true(g_bytes_equal(first, elsewhere));
    g_unsetenv("FONTCONFIG_FILE");
    g_unsetenv("SOURCE_DATE_EPOCH");
    zone ? g_setenv("TZ", zone, TRUE) : g_unsetenv("TZ");
    home ? g_setenv("HOME", home, TRUE) : g_unsetenv("HOME");
    tzset();
}

static void
test_metadata(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("pdfinfo -rawdates", bytes);

    assert_says(said, "Title:           Essai de rapport\u202F: comité\n");
    assert_says(said, "Author:          Comité de pilotage\n");
    assert_says(said, "CreationDate:    D:20140312120000+01'00'\n");
    assert_says(said, "ModDate:         D:20140312120000+01'00'\n");
    assert_says(said, "Tagged:          yes\n");
    assert_says(said, "Pages:           2\n");
    assert_says(said, "Page size:       595.276 x 841.89 pts (A4)\n");
}

/* Summer time in July, winter time in January, by the rule. */
static void
test_dates(void)
{
    static const struct {
        gint64 seconds;
        const char *date;
    } CASES[] = {
        {1404172800, "D:20140701020000+02'00'"}, {1388534400, "D:20140101010000+01'00'"},
        {1396141199, "D:20140330015959+01'00'"}, /* the last second of winter time */
        {1396141200, "D:20140330030000+02'00'"}, {0, "D:19700101010000+01'00'"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Document) document = sample();
        g_autoptr(GBytes) bytes = NULL;
        g_autofree char *said = NULL;
        document->date = CASES[i].seconds;
        bytes = pdf_render(document, NULL);
        said = told_by("pdfinfo -rawdates", bytes);
        assert_says(said, CASES[i].date);
    }
}

static void
test_text(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("pdftotext -layout", bytes);

    assert_says(said, "Première partie");
    assert_says(said, "72,5 %"); /* poppler makes spaces of its own */
    assert_says(said, "au 1er semestre");
    assert_says(said, "Créteil");
    assert_says(said, "Page 2 sur 2");
}

static void
test_structure(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("pdfinfo -struct-text", bytes);
    g_autofree char *checked = told_by("qpdf --check", bytes);

    assert_says(said, "Document\n  TOC\n    TOCI\n      Link");
    assert_says(said, "  H1 (block)\n    \"Première partie\"\n");
    assert_says(said, "Table (block)\n    Caption");
    assert_says(said, "TH:\n           /Scope /Column\n          \"Académie\"\n");
    assert_says(said,
                "TH:\n           /Scope /Row\n          \"Créteil\"\n        TD\n          \"1");
    g_assert_null(strstr(said, "tête"));
    assert_says(checked, "No syntax or stream encoding errors found");
}

static void
test_outline(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("qpdf --json --json-key=outlines", bytes);

    assert_says(said, "\"title\": \"Fiche 1. Première partie\"");
    assert_says(said, "\"title\": \"Détail\"");
    assert_says(said, "\"destpageposfrom1\": 2");
}

/* Only our three fonts, all embedded, all with a way back to Unicode. */
static void
test_fonts(void)
{
    g_autoptr(GBytes) bytes = rendered();
    g_autofree char *said = told_by("pdffonts", bytes);
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);

    for (guint i = 2; lines[i] && *lines[i]; i++) {
        assert_says(lines[i], "+Inter-");
        assert_says(lines[i], "yes yes yes");
    }
}

/* ---- failures ---- */
static void
test_empty_document(void)
{
    g_autoptr(Document) document = document_new("vide");
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GError) error = NULL;

    bytes = pdf_render(document, &error);
    g_assert_no_error(error);
    g_assert_nonnull(bytes); /* "Page 1 sur 1" */
}

static void
test_bad_places(void)
{
    static const double PLACES[] = {-1, PAGE_WIDTH + 1, 0.0 / 0.0, 1 / 0.0};

    for (guint i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        g_autoptr(Document) document = sample();
        g_autoptr(Layout) layout = layout_document(document, NULL);
        g_autoptr(Drawing) drawing = NULL;
        g_autoptr(GError) error = NULL;
        GArray *items = ((Page *)layout->pages->pdata[0])->items;
        g_array_index(items, Ink, 1).x = PLACES[i];
        drawing = draw_pages(layout, &error);
        g_assert_null(drawing);
        g_assert_error(error, PDF_ERROR, PDF_ERROR_DRAW);
    }
}

static void
test_blank_page(void)
{
    g_autoptr(Document) document = sample();
    g_autoptr(Layout) layout = layout_document(document, NULL);
    g_autoptr(Drawing) drawing = NULL;
    g_autoptr(GError) error = NULL;

    g_array_set_size(((Page *)layout->pages->pdata[1])->items, 0);
    drawing = draw_pages(layout, &error);
    g_assert_null(drawing);
    g_assert_error(error, PDF_ERROR, PDF_ERROR_DRAW);
    g_assert_nonnull(strstr(error->message, "2"));
}

/* Two letters that share a glyph, and letters whose accent is a glyph of its own. */
static void
test_shared_glyphs(void)
{
    static const char *const WORDS[] = {"un \u0269 et un \u03B9 ici", "un x\u0301 et un x ici"};

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(GBytes) bytes = NULL;
        g_autofree char *said = NULL;
        document_prose(document, BLOCK_PARAGRAPH, prose_typed(WORDS[i]));
        bytes = pdf_render(document, NULL);
        said = told_by("pdftotext", bytes);
        assert_says(said, WORDS[i]);
    }
}

/* What is written is no PDF, has other pages, lacks an object or has a stream that can't be
 * unpacked. */
static void
test_damaged(void)
{
    enum { NOISE, PAGES, OBJECT, STREAM, FAULTS };

    for (int fault = 0; fault < FAULTS; fault++) {
        g_autoptr(GBytes) good = rendered();
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(GError) error = NULL;
        gsize length;
        char *data = g_bytes_unref_to_data(g_steal_pointer(&good), &length);
        if (fault == NOISE)
            memset(data, 'x', length);
        if (fault == STREAM) /* the first is the first page's */
            memset((char *)memmem(data, length, "stream\n", 7) + 60, 'x', 20);
        bytes = g_bytes_new_take(data, length);
        g_assert_false(
            check_pdf(bytes, fault == PAGES ? 1 : 2, fault == OBJECT ? 5000 : 10, &error));
        g_assert_error(error, PDF_ERROR, PDF_ERROR_FINISH);
    }
}

/* ---- marks ---- */
/* What of CONTENT, with MARKS marks of rules, becomes; NULL with ERROR. */
static char *
marked(const char *content, guint marks, GError **error)
{
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_autoptr(GString) made = g_string_new(NULL);
    const Mark rule = {.kind = MARK_LAYOUT};

    for (guint i = 0; i < marks; i++)
        g_array_append_val(rules, rule);
    return marks_put(NULL, rules, 0, content, strlen(content), made, owners, error)
               ? g_string_free(g_steal_pointer(&made), FALSE)
               : NULL;
}

static void
test_marks(void)
{
    static const struct {
        const char *content, *made; /* NULL: not to be had */
        guint marks;
    } CASES[] = {
        {"q /Span << /MCID 0 >> BDC (a) Tj EMC Q", "q /Artifact <</Type /Layout>> BDC (a) Tj EMC Q",
         1},
        {"/Span <</MCID 0>> BDC /Span << /ActualText (EMC) >> BDC (\\) Tj) Tj EMC EMC",
         "/Artifact <</Type /Layout>> BDC /Span << /ActualText (EMC) >> BDC (\\) Tj) Tj EMC EMC",
         1},
        {"/Span <</MCID 0>> BDC S EMC /Span <</MCID 1>> BDC f EMC", NULL, 1}, /* a mark too many */
        {"/Span <</MCID 0>> BDC S EMC", NULL, 2},                             /* too few */
        {"/Span <</MCID 0>> BDC S EMC f", NULL, 1},   /* painted outside of a mark */
        {"/Span <</MCID 0>> BDC S EMC EMC", NULL, 1}, /* more ends than beginnings */
        {"/Span <</MCID 0>> BDC S", NULL, 1},
        /* Operators right behind their operands. */
        {"/Span<</K<</L[<01>]>>>>BDC[(a)-3<0102>]TJ EMC",
         "/Artifact <</Type /Layout>> BDC[(a)-3<0102>]TJ EMC", 1},
        {"[(a)-3<0102>]TJ", NULL, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *made = marked(CASES[i].content, CASES[i].marks, &error);
        g_assert_cmpstr(made, ==, CASES[i].made);
        if (!made)
            g_assert_error(error, PDF_ERROR, PDF_ERROR_FINISH);
    }
}

/* ---- the file's own shapes ---- */
static void
test_numbers(void)
{
    static const struct {
        double value;
        const char *written;
    } CASES[] = {{0, "0"},         {-0.0001, "0"}, {0.0005, "0.001"},  {0.05, "0.05"},
                 {-0.5, "-0.5"},   {12.5, "12.5"}, {100, "100"},       {595.276, "595.276"},
                 {1e6, "1000000"}, {1.0004, "1"},  {-3.1416, "-3.142"}};

    setlocale(LC_ALL, "fr_FR.UTF-8");
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GString) made = g_string_new(NULL);
        append_number(made, CASES[i].value);
        g_assert_cmpstr(made->str, ==, CASES[i].written);
    }
    setlocale(LC_ALL, "C");
}

static void
test_strings(void)
{
    static const struct {
        const char *text, *written;
    } CASES[] = {{"", "()"},
                 {"a (b) \\c", "(a \\050b\\051 \\134c)"},
                 {"é", "<FEFF00E9>"},
                 {"a\n", "<FEFF0061000A>"},
                 {"\U0001F600", "<FEFFD83DDE00>"}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GString) made = g_string_new(NULL);
        append_text(made, CASES[i].text);
        g_assert_cmpstr(made->str, ==, CASES[i].written);
    }
}

/* Object streams begin anew when they are full; what is not written is not there. */
static void
test_objects(void)
{
    enum { COUNT = 450 };
    g_autoptr(PdfFile) file = file_new();
    g_autoptr(GString) made = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    guint first = file_reserve(file, COUNT), missing = file_reserve(file, 1);
    qpdf_data qpdf;

    g_string_append(made, "<< /Type /Catalog /Pages 2 0 R >>");
    file_object(file, first, made);
    g_string_append(made, "<< /Type /Pages /Count 0 /Kids [] >>");
    file_object(file, first + 1, made);
    for (guint i = 2; i < COUNT; i++) {
        g_string_append_printf(made, "%u", i);
        file_object(file, first + i, made);
    }
    bytes = file_end(file, first, first + 1);
    qpdf = open_pdf(bytes, NULL);
    g_assert_nonnull(qpdf);
    for (guint i = 2; i < COUNT; i++)
        g_assert_cmpint(
            qpdf_oh_get_int_value(qpdf, qpdf_get_object_by_id(qpdf, (int)(first + i), 0)), ==, i);
    g_assert_true(qpdf_oh_is_null(qpdf, qpdf_get_object_by_id(qpdf, (int)missing, 0)));
    g_assert_false(qpdf_more_warnings(qpdf));
    qpdf_cleanup(&qpdf);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/pdf/same-bytes", test_same_bytes);
    g_test_add_func("/pdf/metadata", test_metadata);
    g_test_add_func("/pdf/dates", test_dates);
    g_test_add_func("/pdf/text", test_text);
    g_test_add_func("/pdf/structure", test_structure);
    g_test_add_func("/pdf/outline", test_outline);
    g_test_add_func("/pdf/fonts", test_fonts);
    g_test_add_func("/pdf/empty", test_empty_document);
    g_test_add_func("/pdf/bad-places", test_bad_places);
    g_test_add_func("/pdf/blank-page", test_blank_page);
    g_test_add_func("/pdf/shared-glyphs", test_shared_glyphs);
    g_test_add_func("/pdf/damaged", test_damaged);
    g_test_add_func("/pdf/marks", test_marks);
    g_test_add_func("/pdf/numbers", test_numbers);
    g_test_add_func("/pdf/strings", test_strings);
    g_test_add_func("/pdf/objects", test_objects);
    return g_test_run();
}

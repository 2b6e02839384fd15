/* SPDX-License-Identifier: Apache-2.0
 *
 * Kinds by content, and XML submissions.
 */
#include "sample.h"

#define OFFICE ODF "office:1.0"

static void
test_recognise(void)
{
#define BYTES(text) (const guint8 *)text, sizeof text - 1
    static const struct {
        const guint8 *bytes;
        gsize length;
        Content content;
    } cases[] = {
        {BYTES(""), CONTENT_EMPTY},
        {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), CONTENT_DOC},
        {BYTES("{\\rtf1\\ansi"), CONTENT_RTF},
        {BYTES("%PDF-1.4\n"), CONTENT_PDF},
        {BYTES("HTTP junk\r\n%PDF-1.4\n"), CONTENT_PDF},
        {BYTES("Le début d'un PDF est %PDF-1.4 ou autre"), CONTENT_TEXT},
        {BYTES("\x89PNG\r\n\x1a\n..."), CONTENT_PICTURE},
        {BYTES("\xff\xd8\xff\xe0"), CONTENT_PICTURE},
        {BYTES("GIF89a"), CONTENT_PICTURE},
        {BYTES("II*\0...."), CONTENT_PICTURE},
        {BYTES("MM\0*...."), CONTENT_PICTURE},
        {BYTES("RIFF....WEBPVP8 "), CONTENT_PICTURE},
        {BYTES("\0\0\0\x18"
               "ftypheic"),
         CONTENT_PICTURE},
        {BYTES("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0"), CONTENT_PICTURE},
        {BYTES("BM est le début de ce texte, assez long pour tromper"), CONTENT_TEXT},
        {BYTES("\x78\x9f\x3e\x22"), CONTENT_TNEF},
        {BYTES("<!DOCTYPE html><p>x"), CONTENT_HTML},
        {BYTES("\n <HTML><body>"), CONTENT_HTML},
        {BYTES("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
         CONTENT_HTML},
        {BYTES("<x:document xmlns:x=\"" OFFICE "\"/>"), CONTENT_FODT},
        {BYTES("\xef\xbb\xbf<x:document xmlns:x=\"" OFFICE "\"/>"), CONTENT_FODT},
        {BYTES("<x:document xmlns:x=\"" OFFICE "\" x:mimetype=\""
               "application/vnd.oasis.opendocument.spreadsheet\"/>"),
         CONTENT_ODS},
        {BYTES("<x:document xmlns:x=\"" OFFICE "\" x:mimetype=\""
               "application/vnd.oasis.opendocument.text-template\"/>"),
         CONTENT_FODT},
        {BYTES("<office:document xmlns:office=\"urn:autre\"/>"), CONTENT_XML},
        {BYTES("<fiche-3.2 xmlns=\"urn:copil:idf-2013\"/>"), CONTENT_XML},
        {BYTES("\xff\xfe<\0f\0i\0c\0h\0e\0-\0003\0/\0>\0"), CONTENT_XML},
        {BYTES("<?xml version=\"1.0\"?><pas fini"), CONTENT_XML},
        {BYTES("< 5 élèves, voir ci-dessous"), CONTENT_TEXT},
        {BYTES("Bonjour,\r\nvoici"), CONTENT_TEXT},
        {BYTES("caf\xe9 latin-1"), CONTENT_TEXT},
        {BYTES("\x7f"
               "ELF\2\1\1\0\0\0"),
         CONTENT_OTHER},
        {BYTES("PK\3\4 rien d'autre"), CONTENT_ZIP},
    };
#undef BYTES
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Content content = content_recognise(cases[i].bytes, cases[i].length);
        if (content != cases[i].content)
            g_test_message("case %u", i);
        g_assert_cmpstr(content_label(content), ==, content_label(cases[i].content));
    }
}

static gboolean
is_form(const char *text)
{
    const guint8 *bytes = (const guint8 *)text;
    return content_is_form(content_recognise(bytes, strlen(text)), bytes, strlen(text));
}

static void
test_is_form(void)
{
    g_assert_true(is_form("<fiche-3.2 xmlns=\"urn:copil:idf-2013\"/>"));
    g_assert_true(is_form("<c:fiche-1 xmlns:c=\"urn:x\"><a/></c:fiche-1>"));
    g_assert_true(is_form("<x:document xmlns:x=\"" OFFICE "\"/>"));
    /* Told what is wrong, not taken for something else. */
    g_assert_true(is_form("<?xml version=\"1.0\" encoding=\"windows-1252\"?><fiche-3.2/>"));
    g_assert_true(is_form("\n<?xml version=\"1.0\"?><f:fiche-3.2 xmlns:f=\"urn:x\"/>"));
    g_assert_true(is_form("<envoi xmlns=\"urn:copil:idf-2013\"><fiche-3.2/></envoi>"));
    g_assert_false(is_form("<envoi xmlns=\"urn:autre\"/>"));
    g_assert_false(is_form("<?xml version=\"1.0\" encoding=\"windows-1252\"?><lettre/>"));
    g_assert_false(is_form("<fiches/>"));
    g_assert_false(is_form("fiche-3.2"));
    g_assert_true(content_is_refused_form(CONTENT_DOCX));
    g_assert_false(content_is_refused_form(CONTENT_PICTURE));
    g_assert_false(content_is_refused_form(CONTENT_ZIP));
}

/* Every kind that is no form has its own sentence. */
static void
test_refusals(void)
{
    static const struct {
        const char *text, *code;
    } cases[] = {
        {"", "file-empty"},
        {"{\\rtf1", "file-rtf"},
        {"%PDF-1.4", "file-pdf"},
        {"Bonjour", "file-text"},
        {"<html>", "file-html"},
        {"GIF89a", "file-picture"},
        {"\x78\x9f\x3e\x22", "file-winmail"},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-doc"},
        {"PK\3\4....", "file-zip"},
        {"<autre/>", "file-xml"},
        {"\1\2\3", "file-other"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Form) form = sample_read(cases[i].text, NULL);
        g_assert_false(form->readable);
        g_assert_cmpuint(form->remarks->len, ==, 1);
        const Finding *finding = g_ptr_array_index(form->remarks, 0);
        g_assert_cmpstr(finding->code, ==, cases[i].code);
        g_assert_cmpint(finding->severity, ==, SEVERITY_ERROR);
    }
}

/* ---- submissions ---- */

#define SUBMISSION                                                                                 \
    "<?xml version=\"1.0\"?>\n"                                                                    \
    "<fiche-3.2 xmlns=\"urn:copil:idf-2013\">\n"                                                   \
    "  <organisme>Lycée &lt;A&gt;</organisme>\n"                                                  \
    "  <stages>\n"                                                                                 \
    "    <ligne diplome=\"GI\"><effectif>24</effectif><stages motif=\"NC\"/></ligne>\n"            \
    "  </stages>\n"                                                                                \
    "  <jurys motif=\"NC\"/>\n"                                                                    \
    "</fiche-3.2>\n"

static void
test_submission(void)
{
    g_autoptr(Form) form = sample_read(SUBMISSION, NULL);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, "organisme=Lycée <A>\nstages.GI=24|\njurys=\n");
    g_assert_true(form->readable);
    g_assert_cmpstr(form->sheet, ==, "3.2");
    g_assert_cmpstr(form->convention, ==, "urn:copil:idf-2013");
    g_assert_nonnull(form->xml);
    const Answer *row = g_ptr_array_index(form->answers, 1);
    g_assert_cmpuint(row->line, ==, 5);
    g_assert_cmpstr(row->where, ==, "ligne 5");
    g_assert_cmpuint(row->motifs->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(row->motifs, 0), ==, NULL);
    g_assert_cmpstr(g_ptr_array_index(row->motifs, 1), ==, "NC");
    g_assert_null(row->code);
}

/* Columns that are absent keep their place. */
static void
test_submission_columns(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autoptr(Form) form = sample_read(SUBMISSION, &sample.convention);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, "organisme=Lycée <A>\nstages.GI=24||\njurys=\n");
}

static void
test_submission_refused(void)
{
    static const struct {
        const char *text, *code;
        guint line;
    } cases[] = {
        {"<fiche-1>\n<a>\n</b></fiche-1>", "xml-malformed", 3},
        {"<fiche-1>\n5 & 6\n<c>\n</d>\n</fiche-1>", "xml-malformed", 2}, /* of two the first */
        {"<fiche-1>\n<a b='c\n</fiche-1>", "xml-malformed", 3},
        {"<fiche-1/><fiche-1/>", "xml-malformed", 1},
        {"<x:fiche-1/>", "xml-malformed", 1},
        {"<!DOCTYPE fiche-1><fiche-1/>", "xml-doctype", 0},
        {"<!DOCTYPE fiche-1 SYSTEM \"file:///etc/passwd\"><fiche-1/>", "xml-doctype", 0},
        {"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><fiche-1/>", "xml-encoding", 0},
        {"<fiche-1>\xe9</fiche-1>", "xml-encoding", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Form) form = sample_read(cases[i].text, NULL);
        g_assert_false(form->readable);
        g_assert_null(form->xml);
        g_assert_cmpuint(form->remarks->len, ==, 1);
        const Finding *finding = g_ptr_array_index(form->remarks, 0);
        g_assert_cmpstr(finding->code, ==, cases[i].code);
        g_assert_cmpuint(finding->line, ==, cases[i].line);
    }
}

static void
test_submission_encodings(void)
{
    const char *latin =
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><fiche-1><a>\xe9</a></fiche-1>";
    g_autoptr(Form) form = sample_read(latin, NULL);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, "a=é\n");

    /* The apostrophe and the "oe" of Windows: said, not left out. */
    g_autoptr(Form) windows = sample_read(
        "<?xml version='1.0' encoding='ISO-8859-1'?><fiche-1><a>l\x92\x9cuvre</a></fiche-1>", NULL);
    g_assert_false(windows->readable);
    g_assert_cmpstr(((const Finding *)windows->remarks->pdata[0])->code, ==, "xml-encoding");

    /* Saved anew as UTF-8 by an editor that left the declaration. */
    g_autoptr(Form) marked = sample_read("\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?>"
                                         "<fiche-1><a>é</a></fiche-1>",
                                         NULL);
    g_autofree char *same = sample_result(marked);
    g_assert_cmpstr(same, ==, "a=é\n");

    const char *text = "<?xml version='1.0' encoding='UTF-16'?><fiche-1><a>é</a></fiche-1>";
    for (guint big = 0; big < 2; big++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        for (const char *p = text; *p; p = g_utf8_next_char(p)) {
            guint8 unit[2] = {(guint8)g_utf8_get_char(p), 0};
            guint8 swapped[2] = {0, unit[0]};
            g_byte_array_append(bytes, big ? swapped : unit, 2);
        }
        g_autoptr(Form) wide = form_read(bytes->data, bytes->len, NULL);
        g_autofree char *read = sample_result(wide);
        g_assert_cmpstr(read, ==, "a=é\n");
    }
}

/* DEPTH elements within each other, and in the innermost a text of LENGTH. */
static Form *
read_nested(guint depth, gsize length)
{
    GString *text = g_string_new("<fiche-1>\n");
    for (guint i = 1; i < depth; i++)
        g_string_append(text, "<a>");
    for (gsize i = 0; i < length; i++)
        g_string_append_c(text, 'x');
    for (guint i = 1; i < depth; i++)
        g_string_append(text, "</a>");
    g_string_append(text, "</fiche-1>");
    Form *form = sample_read(text->str, NULL);
    g_string_free(text, TRUE);
    return form;
}

/* libxml2's bounds are 257 levels and 10 million bytes of a text: no recursion of ours may end
 * before them, and what is beyond is told as such. */
static void
test_submission_depth(void)
{
    const struct {
        guint depth;
        gsize length;
        gboolean readable;
    } cases[] = {{257, 1, TRUE}, {258, 1, FALSE}, {100000, 1, FALSE}, {2, 10000001, FALSE}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Form) form = read_nested(cases[i].depth, cases[i].length);
        g_assert_cmpint(form->readable, ==, cases[i].readable);
        if (cases[i].readable)
            continue;
        const Finding *finding = g_ptr_array_index(form->remarks, 0);
        g_assert_cmpstr(finding->code, ==, "xml-bounds");
        g_assert_cmpuint(finding->line, ==, 2);
    }
}

/* 5000 answers are read, and said to be too many. */
static void
test_submission_bounds(void)
{
    const struct {
        const char *open, *row, *close;
    } shapes[] = {
        {"<fiche-1>", "<a>1</a>", "</fiche-1>"},
        {"<fiche-1><g>", "<ligne x=\"1\"><a>1</a></ligne>", "</g></fiche-1>"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(shapes); i++)
        for (guint count = FORM_MAX_ANSWERS - 1; count <= FORM_MAX_ANSWERS + 1; count += 2) {
            g_autoptr(GString) text = g_string_new(shapes[i].open);
            for (guint k = 0; k < count; k++)
                g_string_append(text, shapes[i].row);
            g_string_append(text, shapes[i].close);
            g_autoptr(Form) form = sample_read(text->str, NULL);
            g_assert_cmpuint(form->answers->len, ==, MIN(count, FORM_MAX_ANSWERS));
            g_assert_cmpuint(form->remarks->len, ==, count > FORM_MAX_ANSWERS ? 1 : 0);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/form/content/recognise", test_recognise);
    g_test_add_func("/form/content/is-form", test_is_form);
    g_test_add_func("/form/content/refusals", test_refusals);
    g_test_add_func("/form/submission/read", test_submission);
    g_test_add_func("/form/submission/columns", test_submission_columns);
    g_test_add_func("/form/submission/refused", test_submission_refused);
    g_test_add_func("/form/submission/encodings", test_submission_encodings);
    g_test_add_func("/form/submission/depth", test_submission_depth);
    g_test_add_func("/form/submission/bounds", test_submission_bounds);
    return g_test_run();
}

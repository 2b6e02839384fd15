/* SPDX-License-Identifier: Apache-2.0
 *
 * What is written into a form that goes back: comments, marks and summary to the letter; what stays
 * as it was; what doesn't go back.
 */
#include "../form/sample.h"

#include "archive/archive.h"
#include "base/period.h"
#include "correction/correction.h"

#define OURS "<dc:creator>Secrétariat (copil)</dc:creator><dc:date>2014-07-01T00:00:00</dc:date>"
#define HEAD(text)                                                                                 \
    "<text:p><text:span text:style-name=\"copil-mark..head\">" text "</text:span></text:p>"
#define SAID(text)                                                                                 \
    "<text:p><text:span text:style-name=\"copil-mark..said\">" text "</text:span></text:p>"
#define COMMENT(text) "<o:annotation>" OURS HEAD("À corriger") SAID(text) "</o:annotation>"
#define MARKED        "<table:table-cell table:style-name=\"copil-mark.\">"

static GBytes *
make(const void *bytes, gsize length, const Convention *convention, const GPtrArray *findings,
     const char *due)
{
    const Correction correction = {
        .from = "Secrétariat",
        .address = "comite@copil.example",
        .due = due,
        .day = date_parse("2014-07-01"),
        .findings = findings,
    };
    return correction_make(bytes, length, convention, &correction);
}

static void
add(GPtrArray *findings, Severity severity, const char *field, const char *column,
    const char *message)
{
    g_ptr_array_add(findings, finding_new_rule("r", severity, field, column, NULL, message));
}

/* The body of the flat document with BODY and STYLES, corrected; NULL: it doesn't go back (transfer
 * full). */
static char *
corrected(const char *body, const char *styles, const GPtrArray *findings)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autofree char *document = sample_document(body, "Fiche 3.2", styles, NULL);
    g_autoptr(GBytes) made = make(document, strlen(document), &sample.convention, findings, NULL);
    return made ? g_strndup(g_bytes_get_data(made, NULL), g_bytes_get_size(made)) : NULL;
}

static void
assert_holds(const char *text, const char *part)
{
    if (!text || !strstr(text, part))
        g_test_fail_printf("not in it: %s\n%s", part, text ? text : "(nothing)");
}

static guint
times(const char *text, const char *part)
{
    guint n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}

/* ---- comments and marks ---- */

static void
test_cell(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-10.GI", "effectif_filles", "« 31 » & <trop>.");
    add(findings, SEVERITY_ERROR, "FA32-10.GI", "effectif_filles", "Tapez 3.");
    add(findings, SEVERITY_WARNING, "FA32-10.GI", "effectif_filles", "Est-ce juste ?");
    add(findings, SEVERITY_WARNING, "FA32-10.GI", "stages", "Vraiment ?");
    add(findings, SEVERITY_NOTE, "FA32-10.GI", "effectif", "À titre d’information.");
    g_autofree char *table = sample_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|24|31|20"));
    g_autofree char *got = corrected(table, NULL, findings);
    assert_holds(
        got,
        "<table:table-cell><text:p>24</text:p></table:table-cell>" MARKED
        "<text:p><o:annotation>" OURS HEAD("À corriger") SAID("« 31 » &amp; &lt;trop&gt;.")
            SAID("Tapez 3.") HEAD("À vérifier") SAID(
                "Est-ce juste ?") "</o:annotation>"
                                  "31</text:p></table:table-cell>"
                                  "<table:table-cell><text:p><o:annotation>" OURS HEAD("À vérifier")
                                      SAID("Vraiment ?") "</o:annotation>20");
    g_assert_cmpuint(times(got, "<o:annotation>"), ==, 2);
    assert_holds(got, "Formulaire à corriger\u202f: 2 points, et 2 à vérifier</text:p>");
}

/* Of a grid without a row, the first; of a row without a column, its first cell. */
static void
test_grid(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-10", NULL, "Au moins une ligne.");
    add(findings, SEVERITY_ERROR, "FA32-10.SPVL", NULL, "Ligne incomplète.");
    g_autofree char *table =
        sample_table(ROWS("FA32-10|Élèves et stages", "FA32-10.GI|CAP Gardien d'immeubles|||",
                          "FA32-10.SPVL|Bac Pro Services de proximité||1|"));
    g_autofree char *got = corrected(table, NULL, findings);
    assert_holds(got, "immeubles</text:p></table:table-cell>" MARKED
                      "<text:p>" COMMENT("Au moins une ligne.") "</text:p>");
    assert_holds(got, "proximité</text:p></table:table-cell>" MARKED
                      "<text:p>" COMMENT("Ligne incomplète.") "</text:p>");
}

/* Where the paragraph is another's, or there is none. */
static void
test_nearest(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-20", NULL, "Un nombre.");
    static const char *const cases[][2] = {
        {"<table:table-cell/>", MARKED "<text:p>" COMMENT("Un nombre.") "</text:p>"},
        {"<table:table-cell><table:table><table:table-row><table:table-cell><text:p>4</text:p>"
         "</table:table-cell></table:table-row></table:table><text:p>x</text:p></table:table-cell>",
         "</table:table><text:p>" COMMENT("Un nombre.") "x</text:p>"},
        {"<table:table-cell><text:list><text:list-item><text:p/></text:list-item></text:list>"
         "</table:table-cell>",
         "<text:list-item><text:p>" COMMENT("Un nombre.") "</text:p>"},
        {"<table:table-cell table:protected=\"true\"><text:p><text:span>4</text:span></text:p>"
         "</table:table-cell>",
         "<table:table-cell table:protected=\"false\" table:style-name=\"copil-mark.\">"
         "<text:p>" COMMENT("Un nombre.") "<text:span>4</text:span>"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body =
            g_strdup_printf("<text:section text:protected=\"true\"><table:table><table:table-row>"
                            "<table:table-cell><text:p>FA32-20</text:p></table:table-cell>"
                            "<table:table-cell><text:p>Représentants aux jurys</text:p>"
                            "</table:table-cell>%s</table:table-row></table:table></text:section>",
                            cases[i][0]);
        g_autofree char *got = corrected(body, NULL, findings);
        assert_holds(got, cases[i][1]);
        assert_holds(got, "<text:section text:protected=\"false\">");
    }
}

/* Answers outside of tables: the paragraph is marked. */
static void
test_paragraph(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-20", NULL, "Un nombre.");
    g_autofree char *line =
        corrected("<text:p text:style-name=\"P1\">FA32-20 : douze</text:p>", NULL, findings);
    assert_holds(line,
                 "<text:p text:style-name=\"copil-mark.P1\">" COMMENT("Un nombre.") "FA32-20");
    assert_holds(line, "style:name=\"copil-mark.P1\" style:family=\"paragraph\" "
                       "style:parent-style-name=\"P1\"><style:paragraph-properties");
    g_autofree char *control =
        corrected("<o:forms><form:form><form:text form:id=\"c1\" form:name=\"FA32-20\""
                  " form:current-value=\"douze\"/></form:form></o:forms>"
                  "<text:p>Jurys <draw:control draw:control=\"c1\"/></text:p>",
                  NULL, findings);
    assert_holds(control, "<text:p text:style-name=\"copil-mark.\">" COMMENT("Un nombre.") "Jurys");
}

/* Other cells of the same style keep it; the rest of the style stays. */
static void
test_style(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-20", NULL, "Un nombre.");
    const char *style = "<style:style style:name=\"C\" style:family=\"table-cell\">"
                        "<style:table-cell-properties xmlns:fo=\"" ODF
                        "xsl-fo-compatible:1.0\" fo:border=\"1pt solid #000000\" "
                        "fo:padding=\"1mm\"><style:background-image/>"
                        "</style:table-cell-properties></style:style>";
    g_autofree char *got = corrected("<table:table><table:table-row>"
                                     "<table:table-cell table:style-name=\"C\"><text:p>FA32-20"
                                     "</text:p></table:table-cell><table:table-cell>"
                                     "<text:p>Représentants aux jurys</text:p></table:table-cell>"
                                     "<table:table-cell table:style-name=\"C\"><text:p>4</text:p>"
                                     "</table:table-cell></table:table-row></table:table>",
                                     style, findings);
    assert_holds(got, style);
    assert_holds(got, "<table:table-cell table:style-name=\"C\"><text:p>FA32-20");
    assert_holds(got, "<table:table-cell table:style-name=\"copil-mark.C\"><text:p><o:annotation>");
    assert_holds(got, "style:name=\"copil-mark.C\" style:family=\"table-cell\">"
                      "<style:table-cell-properties xmlns:fo=\"" ODF
                      "xsl-fo-compatible:1.0\" fo:padding=\"1mm\" "
                      "fo:border-top=\"1pt solid #000000\" fo:border-right=\"1pt solid #000000\" "
                      "fo:border-bottom=\"1pt solid #000000\" fo:background-color=\"#fff1cc\" "
                      "fo:border-left=\"3pt solid #b3261e\"/></style:style>");
}

/* A comment of somebody else stays, and is noted as before; an answer to ours, too. */
static void
test_others(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, "FA32-20", NULL, "Un nombre.");
    const char *own = "<o:annotation o:name=\"a1\"><dc:creator>Anne</dc:creator><text:p>9</text:p>"
                      "</o:annotation>";
    g_autofree char *cell = g_strdup_printf("FA32-20|Représentants aux jurys|%s4", own);
    g_autofree char *table = sample_table(ROWS(cell));
    g_autofree char *got = corrected(table, NULL, findings);
    assert_holds(got, own);
    g_autoptr(Form) form = sample_read(got, &sample.convention);
    g_autofree char *result = sample_result(form);
    g_assert_cmpstr(result, ==, "FA32-20=4\n!read-annotation\n");
    /* As LibreOffice writes a comment on a range of text. */
    sample_assert("<text:p>FA32-20 : <o:annotation o:name=\"a2\">" OURS "<text:p>9</text:p>"
                  "</o:annotation>4<o:annotation-end o:name=\"a2\"/></text:p>",
                  &sample.convention, "FA32-20=4\n");
}

/* What LibreOffice makes of marks, which it knows by no name: they go when the form comes again. */
static void
test_rewritten(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, NULL, NULL, "À revoir.");
    g_autofree char *got = corrected(
        "<text:p text:style-name=\"P7\">FA32-20 : 4</text:p>",
        "<style:style style:name=\"T1.C2\" style:family=\"table-cell\"><style:table-cell-properties"
        " xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" fo:background-color=\"#fff1cc\""
        " fo:border-left=\"3pt solid #b3261e\" fo:border-right=\"1pt solid "
        "#000000\"/></style:style>"
        "<style:style style:name=\"P7\" style:family=\"paragraph\">"
        "<loext:graphic-properties draw:fill-color=\"#fff1cc\"/><style:paragraph-properties"
        " xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" fo:background-color=\"#fff1cc\""
        " fo:border-left=\"3pt solid #b3261e\"/></style:style>"
        "<style:style style:name=\"P8\" style:family=\"paragraph\"><style:paragraph-properties"
        " xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" fo:background-color=\"#fff1cc\"/>"
        "</style:style>",
        findings);
    assert_holds(got, "<style:style style:name=\"T1.C2\" style:family=\"table-cell\">"
                      "<style:table-cell-properties xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\""
                      " fo:border-left=\"1pt solid #000000\" fo:border-right=\"1pt solid #000000\""
                      "/></style:style>"
                      "<style:style style:name=\"P7\" style:family=\"paragraph\">"
                      "<style:paragraph-properties xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\"/>"
                      "</style:style>");
    assert_holds(got,
                 "style:name=\"P8\" style:family=\"paragraph\"><style:paragraph-properties"
                 " xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" fo:background-color=\"#fff1cc\"/>");
}

/* ---- the summary ---- */

#define LAST                                                                                              \
    "Rien d’autre n’a été changé dans votre formulaire. Cet encadré et les commentaires peuvent " \
    "rester\u202f: ils ne seront pas lus."

/* The text of each paragraph of the summary, a line each (transfer full). */
static char *
summary_of(const char *document)
{
    GString *lines = g_string_new(NULL);
    for (const char *at = document; (at = strstr(at, "\"COPIL_A_CORRIGER_")) != NULL;) {
        at = strchr(at, '>') + 1;
        g_string_append_len(lines, at, (gssize)strcspn(at, "<"));
        g_string_append_c(lines, '\n');
    }
    return g_string_free(lines, FALSE);
}

static void
test_summary(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autoptr(GPtrArray) findings = findings_new();
    g_autofree char *table = sample_table(ROWS("FA32-20|Représentants aux jurys|4"));
    g_autofree char *document = sample_document(table, "Fiche 3.2", NULL, NULL);
    add(findings, SEVERITY_ERROR, "FA32-02", NULL, "Indiquez l’identifiant.");
    add(findings, SEVERITY_WARNING, NULL, NULL, "Du texte masqué.");
    g_autoptr(GBytes) lost =
        make(document, strlen(document), &sample.convention, findings, "15\u00a0juillet\u00a02014");
    g_autofree char *text = g_strndup(g_bytes_get_data(lost, NULL), g_bytes_get_size(lost));
    g_autofree char *lines = summary_of(text);
    g_assert_cmpstr(
        lines, ==,
        "Formulaire à corriger\u202f: 1 point\n"
        "Ce qui est à corriger est indiqué ici. Corrigez, enregistrez, puis envoyez ce fichier à "
        "comite@copil.example, au plus tard le 15\u00a0juillet\u00a02014.\n"
        "•\u00a0Case FA32-02\u202f: Indiquez l’identifiant.\n" LAST "\n");
    add(findings, SEVERITY_ERROR, "FA32-20", NULL, "Un nombre.");
    add(findings, SEVERITY_WARNING, "FA32-20", NULL, "Est-ce juste ?");
    g_autofree char *both = corrected(table, NULL, findings);
    g_autofree char *more = summary_of(both);
    g_assert_cmpstr(more, ==,
                    "Formulaire à corriger\u202f: 2 points, et 1 à vérifier\n"
                    "La case à corriger porte un trait épais à sa gauche, un fond coloré et un "
                    "commentaire qui dit ce qui ne va pas et quoi taper. Corrigez, enregistrez, "
                    "puis envoyez ce fichier à comite@copil.example, dès que possible.\n"
                    "•\u00a0Case FA32-02\u202f: Indiquez l’identifiant.\n" LAST "\n");
}

/* Where the first page begins with the first paragraph, it now begins with the summary. */
static void
test_first_page(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    add(findings, SEVERITY_ERROR, NULL, NULL, "À revoir.");
    g_autofree char *got =
        corrected("<text:p text:style-name=\"P1\">Titre</text:p><text:p>FA32-20 : 4</text:p>",
                  "<style:style style:name=\"P1\" style:family=\"paragraph\""
                  " style:master-page-name=\"Fiche\"/>",
                  findings);
    assert_holds(got, "style:name=\"copil-mark.P1\" style:family=\"paragraph\"/>");
    assert_holds(got, "<text:p text:style-name=\"copil-mark.P1\">Titre</text:p>");
    assert_holds(got, "style:parent-style-name=\"Standard\" style:master-page-name=\"Fiche\">");
    g_assert_cmpuint(times(got, "style:master-page-name=\"Fiche\""), ==, 2);
}

/* ---- packages ---- */

static GBytes *
package(const char *name, GBytes *bytes)
{
    static const char type[] = "application/vnd.oasis.opendocument.text";
    g_autofree char *table = sample_table(ROWS("FA32-20|Représentants aux jurys|4"));
    g_autofree char *document = sample_document(table, NULL, NULL, NULL);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) content = g_bytes_new(document, strlen(document));
    g_autoptr(GBytes) mimetype = g_bytes_new_static(type, strlen(type));
    archive_writer_add(writer, name, bytes, TRUE);
    archive_writer_add(writer, "content.xml", content, FALSE);
    archive_writer_add(writer, "mimetype", mimetype, FALSE);
    return archive_writer_finish(writer, NULL);
}

/* The names of what goes back of a package that holds NAME too; NULL: nothing (transfer full). */
static char *
returned(const char *name, GBytes *bytes)
{
    g_autoptr(GPtrArray) findings = findings_new();
    g_autoptr(GBytes) sent = package(name, bytes);
    g_autoptr(GBytes) made =
        make(g_bytes_get_data(sent, NULL), g_bytes_get_size(sent), NULL, findings, NULL);
    if (!made)
        return NULL;
    gsize length;
    const guint8 *data = g_bytes_get_data(made, &length);
    g_autoptr(Archive) archive = archive_open(data, length, NULL);
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < archive_count(archive); i++)
        g_string_append_printf(names, "%s ", archive_name(archive, i));
    g_autoptr(GBytes) kept = archive_entry_named(archive, name, NULL);
    g_assert_true(!kept || g_bytes_equal(kept, bytes));
    /* ODF 1.3, part 2, 3.3: the type can be read at a fixed place. */
    g_assert_true(length > 77 &&
                  memcmp(data + 38, "application/vnd.oasis.opendocument.text", 39) == 0);
    return g_string_free(names, FALSE);
}

#define PNG         "\x89PNG\r\n\x1a\n"
#define XLINK_ALONE "xmlns:x=\"http://www.w3.org/1999/xlink\""
#define XLINK       XLINK_ALONE " "
#define TEMPLATE(href)                                                                             \
    "<m:x xmlns:m=\"" ODF "meta:1.0\"><m:template " XLINK "x:href=\"" href "\"/></m:x>"

static void
test_package(void)
{
    static const char *const cases[][3] = {
        {"Pictures/1.png", PNG "x", "mimetype Pictures/1.png content.xml "},
        {"Pictures/1.jpg", "\xff\xd8\xff\xe0", "mimetype Pictures/1.jpg content.xml "},
        {"Pictures/1.gif", "GIF89a", "mimetype Pictures/1.gif content.xml "},
        {"Pictures/1.png", "<svg/>", NULL},
        {"Pictures/1.png", "x" PNG, NULL},
        {"Thumbnails/thumbnail.png", PNG, "mimetype Thumbnails/thumbnail.png content.xml "},
        {"Configurations2/menubar/menubar.xml", "",
         "mimetype Configurations2/menubar/menubar.xml "
         "content.xml "},
        {"Configurations2/menubar/menubar.xml", "<menubar/>", NULL},
        {"META-INF/documentsignatures.xml", "x", "mimetype content.xml "},
        {"layout-cache", "x", "mimetype content.xml "},
        {"settings.xml", "<s/>", "mimetype settings.xml content.xml "},
        {"settings.xml", "<s>", NULL},
        {"manifest.rdf", "<!DOCTYPE r SYSTEM \"http://e.example/r\"><r/>", NULL},
        {"meta.xml", TEMPLATE("../../modele.ott"), "mimetype meta.xml content.xml "},
        {"meta.xml", TEMPLATE("file:///C:/modele.ott"), "mimetype meta.xml content.xml "},
        {"meta.xml", TEMPLATE("file:////e.example/modele.ott"), NULL},
        {"meta.xml", TEMPLATE("http://e.example/modele.ott"), NULL},
        {"meta.xml", TEMPLATE("\\\\e.example\\modele.ott"), NULL},
        {"meta.xml", "<m:auto-reload xmlns:m=\"" ODF "meta:1.0\" " XLINK "x:href=\"http://e\"/>",
         NULL},
        {"meta.xml", "<m:template", NULL},
        {"Basic/Standard/Module1.xml", "x", NULL},
        {"Scripts/python/a.py", "x", NULL},
        {"Object 1", "x", NULL},
        {"setup.exe", "x", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(cases[i][1], strlen(cases[i][1]));
        g_autofree char *got = returned(cases[i][0], bytes);
        g_assert_cmpstr(got, ==, cases[i][2]);
    }
}

/* A header of styles.xml may have links as well. */
static void
test_links_of_styles(void)
{
    static const char styles[] =
        "<o:document-styles xmlns:o=\"" ODF "office:1.0\" xmlns:text=\"" ODF
        "text:1.0\"><text:p>a<text:a " XLINK "x:href=\"https://e.example\">b</text:a></text:p>"
        "</o:document-styles>";
    g_autoptr(GPtrArray) findings = findings_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(styles, strlen(styles));
    g_autoptr(GBytes) sent = package("styles.xml", bytes);
    g_autoptr(GBytes) made =
        make(g_bytes_get_data(sent, NULL), g_bytes_get_size(sent), NULL, findings, NULL);
    g_assert_nonnull(made);
    g_autoptr(Archive) archive =
        archive_open(g_bytes_get_data(made, NULL), g_bytes_get_size(made), NULL);
    g_autoptr(GBytes) kept = archive_entry_named(archive, "styles.xml", NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(kept, NULL), g_bytes_get_size(kept));
    assert_holds(text, "<text:p>a<text:a " XLINK_ALONE ">b</text:a></text:p>");
    g_assert_null(strstr(text, "e.example"));
}

static GBytes *
noise(gsize length)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    guint8 *bytes = g_malloc(length);
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)g_rand_int(rand);
    memcpy(bytes, PNG, strlen(PNG));
    return g_bytes_new_take(bytes, length);
}

static void
test_too_big(void)
{
    g_autoptr(GBytes) little = noise(CORRECTION_MAX_BYTES - (16u << 10));
    g_autoptr(GBytes) much = noise(CORRECTION_MAX_BYTES);
    g_autofree char *fits = returned("Pictures/1.png", little);
    g_autofree char *beyond = returned("Pictures/1.png", much);
    g_assert_nonnull(fits);
    g_assert_null(beyond);
}

/* ---- what doesn't go back ---- */

static void
test_traps(void)
{
    g_autoptr(GPtrArray) findings = findings_new();
    static const char *const traps[] = {
        "<draw:image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"https://e.example/1.png\"/>",
        "<draw:image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"//e.example/1.png\"/>",
        "<draw:image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"../1.png\"/>",
        "<draw:image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"\\\\e\\1.png\"/>",
        "<script:event-listener xmlns:script=\"" ODF "script:1.0\"/>",
        "<text:execute-macro text:name=\"m\"/>",
        "<draw:object/>",
        "<o:dde-source/>",
        "<form:button xmlns:form=\"" ODF "form:1.0\" form:image-data=\"http://e.example/1.png\"/>",
        "<form:form xmlns:form=\"" ODF "form:1.0\" form:datasource=\"sdbc:odbc:e\"/>",
        "<xf:instance xmlns:xf=\"http://www.w3.org/2002/xforms\" src=\"https://e.example/i\"/>",
        "<draw:image><o:binary-data>PHN2Zy8+</o:binary-data></draw:image>",
    };
    /* What goes back of it. */
    static const char *const harmless[][2] = {
        {"<text:a " XLINK "x:href=\"https://e.example\" o:name=\"n\">e</text:a>",
         "<text:a " XLINK_ALONE " o:name=\"n\">e</text:a>"},
        {"<draw:a " XLINK "x:href=\"https://e.example\"><draw:frame/></draw:a>",
         "<draw:a " XLINK_ALONE "><draw:frame/></draw:a>"},
        {"<draw:image " XLINK "x:href=\"Pictures/1.png\"/>",
         "<draw:image " XLINK "x:href=\"Pictures/1.png\"/>"},
        {"<draw:image><o:binary-data>iVBORw0KGgo=</o:binary-data></draw:image>",
         "<draw:image><o:binary-data>iVBORw0KGgo=</o:binary-data></draw:image>"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(traps); i++) {
        g_autofree char *body = g_strdup_printf("<text:p>FA32-20 : 4 %s</text:p>", traps[i]);
        g_autofree char *got = corrected(body, NULL, findings);
        g_assert_cmpstr(got, ==, NULL);
    }
    for (guint i = 0; i < G_N_ELEMENTS(harmless); i++) {
        g_autofree char *body = g_strdup_printf("<text:p>FA32-20 : 4 %s</text:p>", harmless[i][0]);
        g_autofree char *got = corrected(body, NULL, findings);
        assert_holds(got, harmless[i][1]);
    }
    g_autoptr(GBytes) xml = make("<fiche-3.2/>", 12, NULL, findings, NULL);
    g_autoptr(GBytes) nothing = make("", 0, NULL, findings, NULL);
    g_assert_null(xml);
    g_assert_null(nothing);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/correction/cell", test_cell);
    g_test_add_func("/correction/grid", test_grid);
    g_test_add_func("/correction/nearest", test_nearest);
    g_test_add_func("/correction/paragraph", test_paragraph);
    g_test_add_func("/correction/style", test_style);
    g_test_add_func("/correction/others", test_others);
    g_test_add_func("/correction/rewritten", test_rewritten);
    g_test_add_func("/correction/summary", test_summary);
    g_test_add_func("/correction/first-page", test_first_page);
    g_test_add_func("/correction/package", test_package);
    g_test_add_func("/correction/links-of-styles", test_links_of_styles);
    g_test_add_func("/correction/too-big", test_too_big);
    g_test_add_func("/correction/traps", test_traps);
    return g_test_run();
}

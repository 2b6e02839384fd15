/* SPDX-License-Identifier: Apache-2.0
 *
 * What people, word processors and mischief make of a form: read as a careful person would, or
 * said; never another value in silence.
 */
#include "sample.h"

#define STYLE(name, properties)                                                                    \
    "<style:style style:name=\"" name "\" style:family=\"text\"><style:text-properties "           \
    "xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" " properties "/></style:style>"

static void
sample_labels(Sample *sample)
{
    static const char *const labels[] = {"Effectif", "dont filles", "En stage"};
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        sample->columns[i].label = (char *)labels[i];
}

/* BODY with STYLES is read as RESULT. */
static void
assert_styled(const char *body, const char *styles, const char *result)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autofree char *document = sample_document(body, "Fiche 3.2", styles, NULL);
    g_autoptr(Form) form = sample_read(document, &sample.convention);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, result);
}

/* ---- codes ---- */

static void
test_code_spoilt(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    /* The first row of its table, where titles stand otherwise. */
    sample_assert_table(ROWS("FA32-1O.GI|CAP Gardien d'immeubles|24|9|20",
                             "FA32-10.SPVL|Bac Pro Services de proximité|2|1|3"),
                        &sample.convention,
                        "FA32-10.GI=24|9|20\nFA32-10.SPVL=2|1|3\n!read-by-order FA32-10.GI\n");
    sample_assert_table(ROWS("|Gardiennage|24|9|20", "FA32-20|Jurys|4"), &sample.convention,
                        "FA32-20=4\n!read-row-without-code\n");
    sample_assert_table(ROWS("FA32.01|Organisme|Lycée A", "FA32-20|Jurys|4"), &sample.convention,
                        "FA32-01=Lycée A\nFA32-20=4\n");
    sample_assert_table(ROWS("Fiche|action|d'accueil", "FA32-20|Jurys|4"), &sample.convention,
                        "FA32-20=4\n");
}

static void
test_code_beside(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("FA32-02 Identifiant|0931234K", "FA 32 - 20 |Jurys|4"),
                        &sample.convention, "FA32-02=0931234K\nFA32-20=4\n");
    sample_assert_table(ROWS("FA32-10.GI CAP Gardien d'immeubles|24|9|20"), &sample.convention,
                        "FA32-10.GI=24|9|20\n");
    /* "FA32-20 12" is neither FA32-2012 nor an answer; the answer may stand in its cell. */
    sample_assert_table(ROWS("FA32-20 12|Représentants aux jurys|"), &sample.convention,
                        "FA32-20=\n!read-beside FA32-20\n");
    sample_assert_table(ROWS("FA32-10.GI 24|CAP Gardien d'immeubles||9|20"), &sample.convention,
                        "FA32-10.GI=|9|20\n!read-beside FA32-10.GI\n");
    sample_assert("<text:p>FA32-20 : 12</text:p>", &sample.convention, "FA32-20=12\n");
    sample_assert("<text:p>FA32-20 12 élèves</text:p>", &sample.convention,
                  "FA32-20=12 élèves\n!read-label-merged FA32-20\n");
}

/* Two questions side by side; and what stands before a code. */
static void
test_two_codes(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("FA32-01|Organisme|Lycée A|FA32-02|Identifiant|0931234K",
                             "FA32-20|Représentants aux jurys|4|FA32-03|Académie|"),
                        &sample.convention,
                        "FA32-01=Lycée A\nFA32-02=0931234K\nFA32-20=4\nFA32-03=\n");
    sample_assert_table(ROWS("FA32-20|4|FA32-03|Paris"), &sample.convention,
                        "FA32-20=4\nFA32-03=Paris\n");
    sample_assert_table(ROWS("FA32-10.GI et .SPVL|24|9|FA32-20|Représentants|4"),
                        &sample.convention, "FA32-20=4\n!read-beside FA32-20\n");
    /* A code as an answer. */
    sample_assert_table(ROWS("FA32-01|Organisme|FA32-02"), &sample.convention, "FA32-01=FA32-02\n");
}

/* ---- labels ---- */

static void
test_label_gone(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("FA32-10.GI|24|9|20"), &sample.convention, "FA32-10.GI=24|9|20\n");
    sample_assert_table(ROWS("FA32-20|4|"), &sample.convention, "FA32-20=4|\n");
    /* A number in the label's place: the row may have slipped. */
    sample_assert_table(ROWS("FA32-10.GI|24|9|20|"), &sample.convention,
                        "FA32-10.GI=\n!read-cell-count FA32-10.GI\n");
    sample_assert_table(ROWS("FA32-02|0931234K|"), &sample.convention,
                        "FA32-02=\n!read-label-replaced FA32-02\n");
    /* The label in other words is no answer. */
    sample_assert_table(ROWS("FA32-20|Nombre de représentants|"), &sample.convention, "FA32-20=\n");
}

static void
test_label_beside(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles : 24|||"), &sample.convention,
                        "FA32-10.GI=||\n!read-beside FA32-10.GI\n");
    sample_assert_table(ROWS("FA32-10|Total|24|9|20"), &sample.convention,
                        "FA32-10=24|9|20\n!read-beside FA32-10\n");
}

/* "PARIS – Paris X" in the list that is printed under the label. */
static void
test_choice_beside(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample.fields[2].list = &sample.list;
    static const char row[] =
        "<table:table><table:table-row><table:table-cell><text:p>FA32-03</text:p>"
        "</table:table-cell><table:table-cell><text:p>Académie</text:p>"
        "<text:p>GI\u00A0–\u00A0CAP Gardien d’immeubles%</text:p>"
        "</table:table-cell><table:table-cell><text:p/></table:table-cell>"
        "</table:table-row></table:table>";
    g_auto(GStrv) around = g_strsplit(row, "%", 2);
    g_autofree char *ticked = g_strjoin(" X", around[0], around[1], NULL);
    g_autofree char *printed = g_strjoin("", around[0], around[1], NULL);
    sample_assert(ticked, &sample.convention, "FA32-03=\n!read-beside FA32-03\n");
    sample_assert(printed, &sample.convention, "FA32-03=\n");
}

/* ---- columns ---- */

static void
test_titles(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_labels(&sample);
    sample.columns[0].help = (char *)"Toutes années.";
    sample_assert_table(ROWS("Code||Effectif Toutes années.|dont filles|En stage",
                             "FA32-10.GI|CAP Gardien d'immeubles|24|9|20"),
                        &sample.convention, "FA32-10.GI=24|9|20\n");
    sample_assert_table(ROWS("Code||Garçons|Filles|En stage",
                             "FA32-10.GI|CAP Gardien d'immeubles|24|9|20",
                             "FA32-10.SPVL|Bac Pro Services de proximité|2|1|3"),
                        &sample.convention,
                        "FA32-10.GI=24|9|20\nFA32-10.SPVL=2|1|3\n"
                        "!read-column-title FA32-10.GI\n!read-column-title FA32-10.GI\n");
    /* Above the titles a title of the table; no codes; the head of another row count. */
    sample_assert_table(ROWS("Nos élèves", "Diplôme||En stage|dont filles|Effectif",
                             "FA32-10.GI|CAP Gardien d'immeubles|20|9|24"),
                        &sample.convention, "FA32-10.GI=20|9|24\n!read-column-moved FA32-10.GI\n");
    sample_assert_table(ROWS("Diplôme|En stage|dont filles|Effectif", "Bac Pro SPVL|20|9|24"),
                        &sample.convention,
                        "FA32-10.SPVL=20|9|24\n!read-column-moved FA32-10.SPVL\n"
                        "!read-by-order FA32-10.SPVL\n");
}

static void
test_own_table(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autofree char *form = sample_table(ROWS("FA32-20|Jurys|4"));
    g_autofree char *own = sample_table(ROWS("Classe|Effectif", "2de|12", "1re|13"));
    g_autofree char *both = g_strconcat(form, own, NULL);
    sample_assert(both, &sample.convention, "FA32-20=4\n!read-table-unread\n");
}

/* ---- what is seen ---- */

static void
test_raised(void)
{
    const char *raised = STYLE("R", "style:text-position=\"super 58%\"");
    assert_styled("<text:p>FA32-20 : 24<text:span text:style-name=\"R\"><text:span>1</text:span>"
                  "</text:span></text:p>",
                  raised, "FA32-20=24¹\n");
    assert_styled("<text:p>FA32-20 : 24<text:span text:style-name=\"R\"><text:a>1</text:a>"
                  "</text:span></text:p>",
                  raised, "FA32-20=24¹\n");
}

static void
test_unseen(void)
{
    static const char *const unseen[] = {
        STYLE("S", "fo:color=\"#ffffff\""),  STYLE("S", "fo:color=\"#FEFEFE\""),
        STYLE("S", "fo:font-size=\"1pt\""),  STYLE("S", "fo:font-size=\"0.1mm\""),
        STYLE("S", "text:display=\"none\""),
    };
    static const char *const seen[] = {
        STYLE("S", "fo:color=\"#808080\""),
        STYLE("S", "fo:font-size=\"6pt\""),
        STYLE("S", "fo:color=\"#ffffff\" fo:background-color=\"#17324d\""),
    };
    const char *body =
        "<text:p>FA32-20 : 24<text:span text:style-name=\"S\">0</text:span></text:p>";
    for (guint i = 0; i < G_N_ELEMENTS(unseen); i++)
        assert_styled(body, unseen[i], "FA32-20=24\n!read-hidden\n");
    for (guint i = 0; i < G_N_ELEMENTS(seen); i++)
        assert_styled(body, seen[i], "FA32-20=240\n");
    /* The nearest colour counts, and the paper of the cell. */
    assert_styled("<text:p>FA32-20 : <text:span text:style-name=\"W\">2<text:span "
                  "text:style-name=\"B\">4</text:span></text:span></text:p>",
                  STYLE("W", "fo:color=\"#ffffff\"") STYLE("B", "fo:color=\"#000000\""),
                  "FA32-20=4\n!read-hidden\n");
    assert_styled(
        "<table:table><table:table-row><table:table-cell table:style-name=\"C\"><text:p>"
        "<text:span text:style-name=\"W\">FA32-20</text:span></text:p></table:table-cell>"
        "<table:table-cell><text:p>4</text:p></table:table-cell></table:table-row>"
        "</table:table>",
        STYLE("W", "fo:color=\"#ffffff\"") "<style:style style:name=\"C\" "
                                           "style:family=\"table-cell\"><style:table-cell-"
                                           "properties xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" "
                                           "fo:background-color=\"#17324d\"/></style:style>",
        "FA32-20=4\n");
    assert_styled("<text:p>FA32-20 : 24<text:hidden-text text:is-hidden=\"true\">0"
                  "</text:hidden-text></text:p>",
                  NULL, "FA32-20=24\n!read-hidden\n");
}

/* Turned round, or struck through character by character: no figure that a reader could trust. */
static void
test_distorted(void)
{
    assert_styled("<text:p>FA32-20 : \u202E42\u202C</text:p>", NULL, "FA32-20=\uFFFD42\n");
    assert_styled("<text:p>FA32-20 : 2\u03364\u0336</text:p>", NULL, "FA32-20=2\uFFFD4\uFFFD\n");
    assert_styled("<text:p>FA32-20 : \u202A42\u202C\u00AD\u200B</text:p>", NULL, "FA32-20=42\n");
}

static void
test_open_deletion(void)
{
    const char *tracked = "<text:tracked-changes><text:changed-region text:id=\"c\">"
                          "<text:deletion/></text:changed-region></text:tracked-changes>";
    g_autofree char *open =
        g_strconcat(tracked,
                    "<text:p>FA32-20 : 4<text:change-start text:change-id=\"c\"/></text:p>"
                    "<text:p>Académie : Paris</text:p>",
                    NULL);
    assert_styled(open, NULL, "FA32-20=4\nFA32-03=Paris\n!read-deleted\n");
}

static void
test_frame(void)
{
    assert_styled("<text:p><draw:frame><draw:text-box><text:p>2014</text:p></draw:text-box>"
                  "</draw:frame></text:p><text:p>FA32-20 : 4</text:p>",
                  NULL, "FA32-20=4\n!read-frame-unread\n");
    assert_styled("<text:p><draw:frame><draw:text-box><text:p>FA32-20 : 4</text:p></draw:text-box>"
                  "</draw:frame></text:p>",
                  NULL, "FA32-20=4\n");
}

/* Figures that stand in no cell of an answer. */
static void
test_loose(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample.fields[4].help = (char *)"Au plus 3 par jury.";
    g_ptr_array_add(sample.convention.figured, (char *)"au plus 3 par jury.");
    static const struct {
        const char *behind, *said;
    } cases[] = {
        {"<text:p>En fait 30 élèves.</text:p>", "!read-loose\n"},
        {"<text:p>Cordialement</text:p>", ""},
        {"<text:p>Au plus 3 par jury.</text:p>", ""},
        {"<text:p>Au plus 3 par jury. Ici, 4.</text:p>", "!read-loose\n"},
        {"<text:p>Tapez 0 s'il n'y a rien.</text:p>", ""},
        {"<text:p>Fiche action n° 3.2</text:p>", ""},
    };
    g_autofree char *table = sample_table(ROWS("FA32-20|Jurys|4"));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body = g_strdup_printf("<text:p>Tapez 0 s'il n'y a rien.</text:p>%s%s",
                                                table, cases[i].behind);
        g_autofree char *document = sample_document(body, "Fiche 3.2", NULL, NULL);
        g_autofree char *expected = g_strconcat("FA32-20=4\n", cases[i].said, NULL);
        g_autoptr(Form) form = sample_read(document, &sample.convention);
        g_autofree char *got = sample_result(form);
        g_assert_cmpstr(got, ==, expected);
    }
    sample_assert_table(ROWS("FA32-20|Jurys|4", "dont 2 en mai"), &sample.convention,
                        "FA32-20=4\n!read-loose\n");
    sample_assert_table(ROWS("FA32-20|Jurys|4", "et en avril : 2||"), &sample.convention,
                        "FA32-20=4\n!read-row-without-code\n");
    sample_assert_table(ROWS("FA32-20|Jurys|4", "Autres jurys||"), &sample.convention,
                        "FA32-20=4\n");
}

/* "4." typed in an empty cell becomes an automatic number; a line under the label. */
static void
test_list_and_label(void)
{
    assert_styled("<table:table><table:table-row><table:table-cell><text:p>FA32-20</text:p>"
                  "</table:table-cell><table:table-cell><text:p>Représentants aux jurys</text:p>"
                  "</table:table-cell><table:table-cell><text:list><text:list-item "
                  "text:start-value=\"4\"><text:p/></text:list-item></text:list>"
                  "</table:table-cell></table:table-row></table:table>",
                  NULL, "FA32-20=\n!read-list FA32-20\n");
    assert_styled("<table:table><table:table-row><table:table-cell><text:p>FA32-20</text:p>"
                  "</table:table-cell><table:table-cell><text:p>Représentants aux jurys</text:p>"
                  "<text:p>26 au total</text:p></table:table-cell><table:table-cell>"
                  "<text:list><text:list-item><text:p>4</text:p></text:list-item></text:list>"
                  "</table:table-cell></table:table-row></table:table>",
                  NULL, "FA32-20=4\n!read-beside FA32-20\n");
}

/* ---- what the document says of itself ---- */

static void
assert_claims(const char *footer, const char *meta, const char *sheet, const char *result)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample.sheets[1].version = (char *)"1";
    g_autofree char *table = sample_table(ROWS("FA32-20|Jurys|4"));
    g_autofree char *document = sample_document(table, footer, NULL, meta);
    g_autoptr(Form) form = sample_read(document, &sample.convention);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(form->sheet, ==, sheet);
    g_assert_cmpstr(got, ==, result);
}

static void
test_claims(void)
{
    assert_claims("Fiche 3.2 – idf-2013 – version 1", NULL, "3.2", "FA32-20=4\n");
    assert_claims("Fiche 3.2 – idf-2013 – version 2", NULL, "3.2", "FA32-20=4\n!read-version\n");
    assert_claims("Fiche 3.2 – idf-2013 – version 1",
                  "<dc:subject>Fiche 3.2 – idf-2013 – version 2</dc:subject>", "3.2",
                  "FA32-20=4\n!read-version\n");
    /* A sheet that nobody knows, and one that three places name: each said once. */
    assert_claims("Fiche 9.9 – idf-2013 – version 1", NULL, "3.2",
                  "FA32-20=4\n!read-sheet-differs\n");
    assert_claims("Fiche 3.2",
                  "<dc:subject>Fiche 3.1 – idf-2013 – version 1</dc:subject><meta:user-defined "
                  "meta:name=\"fiche\">3.1</meta:user-defined>",
                  "3.2", "FA32-20=4\n!read-sheet-differs\n");
    assert_claims("Fiche 3.2 – idf-2013 – version 1",
                  "<dc:subject>Fiche 3.2 – lyon-2015 – version 1</dc:subject>", "3.2",
                  "FA32-20=4\n!read-convention-differs\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/form/deviations/code-spoilt", test_code_spoilt);
    g_test_add_func("/form/deviations/code-beside", test_code_beside);
    g_test_add_func("/form/deviations/two-codes", test_two_codes);
    g_test_add_func("/form/deviations/label-gone", test_label_gone);
    g_test_add_func("/form/deviations/label-beside", test_label_beside);
    g_test_add_func("/form/deviations/choice-beside", test_choice_beside);
    g_test_add_func("/form/deviations/titles", test_titles);
    g_test_add_func("/form/deviations/own-table", test_own_table);
    g_test_add_func("/form/deviations/raised", test_raised);
    g_test_add_func("/form/deviations/unseen", test_unseen);
    g_test_add_func("/form/deviations/distorted", test_distorted);
    g_test_add_func("/form/deviations/open-deletion", test_open_deletion);
    g_test_add_func("/form/deviations/frame", test_frame);
    g_test_add_func("/form/deviations/loose", test_loose);
    g_test_add_func("/form/deviations/list-and-label", test_list_and_label);
    g_test_add_func("/form/deviations/claims", test_claims);
    return g_test_run();
}

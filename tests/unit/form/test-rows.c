/* SPDX-License-Identifier: Apache-2.0
 *
 * Which question is answered where: codes, labels, lines, and two answers to one question.
 */
#include "sample.h"

/* Typing, autocorrection and copying do this to codes; the code may stand in any cell. */
static void
test_codes(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(
        ROWS("Code|Rubrique|Réponse", "FA32-01|Organisme|Lycée A", "fa32–02 :|Identifiant|0931234K",
             "Académie|FA32-03|Paris", "12|[FA32‑20]|Représentants aux jurys|4"),
        &sample.convention, "FA32-01=Lycée A\nFA32-02=0931234K\nFA32-03=Paris\nFA32-20=4\n");
    sample_assert_table(ROWS("FA32-01|Lycée A", "FA32-20|4"), &sample.convention,
                        "FA32-01=Lycée A\nFA32-20=4\n");
    /* Codes of other conventions are no codes: "EA12-05" is what somebody answered. */
    sample_assert_table(ROWS("FA32-01|Organisme|EA12-05"), &sample.convention, "FA32-01=EA12-05\n");
}

static void
test_codes_without_convention(void)
{
    sample_assert_table(ROWS("FA32-09|Titre|a", "FA32-10.GI|CAP|24|9|20", "EA1-02|SIRET|123"), NULL,
                        "FA32-09=a\nFA32-10.GI=24|9|20\nEA1-02=123\n");
}

static void
test_grid(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(
        ROWS("FA32-10|Élèves et stages", "FA32-10.GI|CAP Gardien d'immeubles|24|9|20"),
        &sample.convention, "FA32-10.GI=24|9|20\n");
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|24||"), &sample.convention,
                        "FA32-10.GI=24||\n");
    /* A cell too many, but blank; then one that isn't. */
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|24|9|20|"), &sample.convention,
                        "FA32-10.GI=24|9|20\n");
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|24|9|20|7"), &sample.convention,
                        "FA32-10.GI=\n!read-cell-count FA32-10.GI\n");
    /* One missing: nobody knows which. */
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|24|9"), &sample.convention,
                        "FA32-10.GI=\n!read-cell-count FA32-10.GI\n");
    sample_assert_table(ROWS("FA32-10.GI|CAP Gardien d'immeubles|néant"), &sample.convention,
                        "FA32-10.GI=néant\n");
}

/* A school's own table. */
static void
test_labels(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("Rubrique|Réponse", "ORGANISME :|Lycée A", "Academie|Paris"),
                        &sample.convention, "FA32-01=Lycée A\nFA32-03=Paris\n");
    sample_assert_table(ROWS("academie|Académie|Paris"), &sample.convention, "FA32-03=Paris\n");
    sample_assert_table(ROWS("Organisme|Lycée A|Académie|Paris"), &sample.convention,
                        "FA32-01=Lycée A\nFA32-03=Paris\n");
    sample_assert_table(ROWS("Bac Pro SPVL|24|9|20"), &sample.convention,
                        "FA32-10.SPVL=24|9|20\n!read-by-order FA32-10.SPVL\n");
    sample_assert_table(ROWS("Organisme|Lycée A", "Proviseur|Mme B"), &sample.convention,
                        "FA32-01=Lycée A\nProviseur=Mme B\n!read-row-without-code\n");
    sample_assert_table(ROWS("Code UAI|0931234K", "Effectif total :|24"), NULL,
                        "Code UAI=0931234K\nEffectif total=24\n");
    sample_assert_table(ROWS("effectif|24|9"), NULL, "effectif=24|9\n");
}

static void
test_rows_without_code(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("Fiche|x|y", "FA32-01|Organisme|Lycée A", "||encore une chose",
                             "Identification||", "|Académie|Paris"),
                        &sample.convention,
                        "FA32-01=Lycée A\nFA32-03=Paris\n!read-row-without-code\n");
}

static void
test_two_sources(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(ROWS("FA32-20|Jurys|4", "FA32-20|Jurys|5"), &sample.convention,
                        "FA32-20=4\n!read-sources-differ FA32-20\n");
    sample_assert_table(ROWS("FA32-20|Jurys|1 234", "FA32-20|Jurys|1234"), &sample.convention,
                        "FA32-20=1 234\n");
    sample_assert_table(ROWS("FA32-20|Jurys|", "FA32-20|Jurys|5", "FA32-20|Jurys| "),
                        &sample.convention, "FA32-20=5\n");
}

static void
test_lines(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert("<text:p>FA32-02 Identifiant : 0931234K</text:p>"
                  "<text:p>FA32-20<text:tab/>Représentants aux jurys<text:tab/>4</text:p>"
                  "<text:p>Académie : Paris</text:p><text:p>Remarque : rien</text:p>",
                  &sample.convention, "FA32-02=0931234K\nFA32-20=4\nFA32-03=Paris\n");
    sample_assert("<text:p>Commentaires : un</text:p><text:p>deux</text:p><text:p/>"
                  "<text:p>trois</text:p><text:p>Académie : Paris</text:p>",
                  &sample.convention,
                  "FA32-90=un\ndeux\n\ntrois\nFA32-03=Paris\n!read-paragraphs FA32-90\n");
    /* Nobody can tell where the label ends. */
    sample_assert("<text:p>FA32-02 Code 0931234K</text:p>", &sample.convention,
                  "FA32-02=Code 0931234K\n!read-label-merged FA32-02\n");
    sample_assert("<text:p>Code UAI [uai] : 0931234K</text:p><text:p>Ville : Paris</text:p>", NULL,
                  "uai=0931234K\nVille=Paris\n");
}

/* ---- cells merged ---- */

#define CELL(attributes, text)                                                                     \
    "<table:table-cell " attributes "><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells)  "<table:table-row>" cells "</table:table-row>"
#define TABLE(rows) "<table:table>" rows "</table:table>"
#define COVERED     "<table:covered-table-cell/>"

static void
test_merged_label(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert(TABLE(ROW(CELL("", "FA32-02") CELL("table:number-columns-spanned=\"2\"",
                                                     "Identifiant : 0931234K") COVERED)),
                  &sample.convention, "FA32-02=0931234K\n!read-label-merged FA32-02\n");
    sample_assert(TABLE(ROW(CELL("", "FA32-02")
                                CELL("table:number-columns-spanned=\"2\"", "Identifiant") COVERED)),
                  &sample.convention, "FA32-02=\n!read-no-cell FA32-02\n");
    /* Without the convention's label: the other rows have a cell more. */
    sample_assert(TABLE(ROW(CELL("", "FA32-01") CELL("", "Organisme") CELL("", "Lycée A"))
                            ROW(CELL("", "FA32-02") CELL("", "Code UAI 0931234K"))),
                  NULL, "FA32-01=Lycée A\nFA32-02=\n!read-no-cell FA32-02\n");
}

/* Typed behind the printed label or the help under it; "(facultatif)" is printed. */
static void
test_answer_in_label(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample.fields[1].help = (char *)"Le code : celui de l'UAI.";
    sample_assert_table(ROWS("FA32-02|Identifiant : 0931234K|"), &sample.convention,
                        "FA32-02=0931234K\n!read-label-merged FA32-02\n");
    sample_assert(
        TABLE(ROW(CELL("", "FA32-02") CELL("", "Identifiant<text:line-break/>Le code\u00A0:"
                                               " celui de l’UAI. 0931234K") CELL("", ""))),
        &sample.convention, "FA32-02=0931234K\n!read-label-merged FA32-02\n");
    sample_assert(TABLE(ROW(CELL("", "FA32-02") CELL("", "Identifiant<text:line-break/>Le code :"
                                                         " celui de l'UAI.") CELL("", ""))),
                  &sample.convention, "FA32-02=\n");
    sample_assert_table(ROWS("FA32-02|Identifiant (facultatif)|", "FA32-20|Représentants|"),
                        &sample.convention, "FA32-02=\nFA32-20=\n");
    /* An answer in its own cell counts; the label may say what it likes. */
    sample_assert_table(ROWS("FA32-02|Identifiant : code|0931234K"), &sample.convention,
                        "FA32-02=0931234K\n");
}

/* The label behind the answers, the whole row turned round, a code beside another row's label. */
static void
test_moved_cells(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert_table(
        ROWS("FA32-01|Lycée A|Organisme", "FA32-10.GI|24|9|20|CAP Gardien d'immeubles"),
        &sample.convention, "FA32-01=Lycée A\nFA32-10.GI=24|9|20\n");
    sample_assert_table(ROWS("24|9|20|CAP Gardien d'immeubles|FA32-10.GI"), &sample.convention,
                        "FA32-10.GI=\n!read-cell-count FA32-10.GI\n");
    sample_assert_table(ROWS("FA32-10.GI|Bac Pro SPVL|24|9|20"), &sample.convention,
                        "FA32-10.GI=24|9|20\n!read-label-other FA32-10.GI\n");
    sample_assert_table(ROWS("FA32-10.GI|Gardiens de la classe B|24|9|20"), &sample.convention,
                        "FA32-10.GI=24|9|20\n");
}

/* The head isn't what columns are told by, but it mustn't contradict their order. */
static void
test_moved_columns(void)
{
    static const char *const labels[] = {"Effectif", "dont filles", "En stage"};
    g_auto(Sample) sample;
    sample_init(&sample);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        sample.columns[i].label = (char *)labels[i];
    sample_assert_table(ROWS("Code||effectif|Dont filles|Stages faits",
                             "FA32-10.GI|CAP Gardien d'immeubles|24|9|20"),
                        &sample.convention, "FA32-10.GI=24|9|20\n!read-column-title FA32-10.GI\n");
    sample_assert_table(ROWS("Code||En stage|dont filles|Effectif",
                             "FA32-10.GI|CAP Gardien d'immeubles|20|9|24",
                             "FA32-10.SPVL|Bac Pro Services de proximité|2|1|3"),
                        &sample.convention,
                        "FA32-10.GI=20|9|24\nFA32-10.SPVL=2|1|3\n!read-column-moved FA32-10.GI\n");
    /* As in the blank forms, with help under the label. */
    sample_assert_table(
        ROWS("Code|Diplôme|En stage</text:p><text:p>Au moins un.|dont filles|Effectif",
             "FA32-10.GI|CAP Gardien d'immeubles|20|9|24"),
        &sample.convention, "FA32-10.GI=20|9|24\n!read-column-moved FA32-10.GI\n");
}

/* What the blank form quotes of the agreement is nobody's answer, unless somebody has changed it.
 */
static void
test_quoted(void)
{
    static Printed part = {.title = (char *)"Objectifs", .text = (char *)"Développer les stages."};
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autoptr(GPtrArray) printed = sample_array(&part, sizeof(Printed), 1);
    sample.sheets[1].printed = printed;
    sample_assert_table(ROWS("Objectifs|Développer  les stages."), &sample.convention,
                        "!read-nothing\n");
    sample_assert_table(ROWS("Objectifs|Trois stages"), &sample.convention,
                        "Objectifs=Trois stages\n!read-row-without-code\n");
}

static void
test_merged_rows(void)
{
    sample_assert(
        TABLE(ROW(CELL("", "FA32-20") CELL("", "A") CELL("table:number-rows-spanned=\"2\"", "4"))
                  ROW(CELL("", "FA32-21") CELL("", "B") COVERED)
                      ROW(CELL("", "FA32-22") CELL("", "C") CELL("", "6"))),
        NULL,
        "FA32-20=4\nFA32-21=\nFA32-22=6\n!read-rows-merged FA32-20\n!read-row-covered FA32-21\n");
}

static void
test_merged_columns(void)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    sample_assert(TABLE(ROW(CELL("", "FA32-10.GI") CELL("", "CAP Gardien d'immeubles") CELL(
                      "table:number-columns-spanned=\"2\"", "24") COVERED CELL("", "20"))),
                  &sample.convention, "FA32-10.GI=\n!read-cell-count FA32-10.GI\n");
}

/* ---- which sheet ---- */

static void
assert_sheet(const char *body, const char *footer, const char *meta, const char *sheet,
             const char *version, gboolean doubt)
{
    g_auto(Sample) sample;
    sample_init(&sample);
    g_autofree char *document = sample_document(body, footer, NULL, meta);
    g_autoptr(Form) form = sample_read(document, &sample.convention);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(form->sheet, ==, sheet);
    g_assert_cmpstr(form->version, ==, version);
    g_assert_true((strstr(got, "!read-sheet-differs") != NULL) == doubt);
}

static void
test_sheet(void)
{
    const char *title = "<text:p>FICHE ACTION N° 3.2</text:p>";
    assert_sheet("", "Formulaire copil FA-3.2 v1 jeton 7Q4K-9M2P", NULL, "3.2", "1", FALSE);
    assert_sheet("", "Fiche 3.2 – idf-2013 – version 1", NULL, "3.2", "1", FALSE);
    assert_sheet("", "Fiche 3.1 - page 2", NULL, "3.1", NULL, FALSE);
    assert_sheet(title, NULL, NULL, "3.2", NULL, FALSE);
    assert_sheet("<text:p>Voir aussi la fiche 3.1.</text:p>", NULL, NULL, NULL, NULL, FALSE);
    assert_sheet("", NULL, "<dc:subject>copil:FA-3.2:v12</dc:subject>", "3.2", "12", FALSE);
    assert_sheet("", NULL, "<dc:subject>copil:idf-2013:3.2:v1</dc:subject>", "3.2", "1", FALSE);
    assert_sheet("", NULL,
                 "<meta:user-defined meta:name=\"copil.formulaire\">FA-3.1"
                 "</meta:user-defined><meta:user-defined meta:name=\"copil.version\">2"
                 "</meta:user-defined>",
                 "3.1", "2", FALSE);
    assert_sheet(TABLE(ROW(CELL("", "FA31-01") CELL("", "Organisme") CELL("", "A"))), NULL, NULL,
                 "3.1", NULL, FALSE);
    assert_sheet(title, "Fiche 3.1", NULL, "3.1", NULL, TRUE);
    /* Sheets that the convention hasn't got don't count. */
    assert_sheet("<text:p>Fiche 9.9</text:p>", NULL, NULL, NULL, NULL, FALSE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/form/rows/codes", test_codes);
    g_test_add_func("/form/rows/codes-without-convention", test_codes_without_convention);
    g_test_add_func("/form/rows/grid", test_grid);
    g_test_add_func("/form/rows/labels", test_labels);
    g_test_add_func("/form/rows/without-code", test_rows_without_code);
    g_test_add_func("/form/rows/two-sources", test_two_sources);
    g_test_add_func("/form/rows/lines", test_lines);
    g_test_add_func("/form/rows/merged-label", test_merged_label);
    g_test_add_func("/form/rows/answer-in-label", test_answer_in_label);
    g_test_add_func("/form/rows/moved-cells", test_moved_cells);
    g_test_add_func("/form/rows/moved-columns", test_moved_columns);
    g_test_add_func("/form/rows/quoted", test_quoted);
    g_test_add_func("/form/rows/merged-rows", test_merged_rows);
    g_test_add_func("/form/rows/merged-columns", test_merged_columns);
    g_test_add_func("/form/rows/sheet", test_sheet);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What the committee's report says, block by block, over the real definition and figures made by
 * hand.
 */
#include "fixture.h"
#include "words.h"

/* ---- the whole ---- */
static void
test_customary_order(void)
{
    static const char *const PARTS[] = {
        "Confidentialité et diffusion",
        "Réunion du comité de pilotage",
        "Ordre du jour",
        "Émargement",
        "Suivi des décisions antérieures",
        "Synthèse",
        "Plan d’actions",
        "Accueil des élèves en stage",
        "Articles sans fiche",
        "Égalité des filles et des garçons",
        "Rapprochements",
        "Fiches attendues et non reçues",
        "Relevé de décisions",
        "Prochaine réunion et calendrier",
        "Signatures",
        "Devenir des fiches reçues",
        "Méthode et définitions",
        "Fiches à l’origine des chiffres",
        "Abréviations",
        "Sceau du registre",
    };
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    guint last = 0, at;

    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        const Block *block = find_heading(document, PARTS[i]);
        g_assert_nonnull(block);
        at = 0;
        g_ptr_array_find(document->blocks, block, &at);
        g_assert_cmpuint(at, >, last);
        last = at;
    }
    fixture_free(fixture);
}

static void
test_cover(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    const Cover *cover = ((const Block *)document->blocks->pdata[0])->cover;
    g_autofree char *meeting = NULL, *edition = NULL;

    g_assert_cmpstr(cover->eyebrow, ==, "Dossier de séance");
    meeting = prose_plain(cover->lines->pdata[0]);
    g_assert_cmpstr(meeting, ==, "Réunion n°\u00A02 du comité de pilotage, 25 septembre 2014");
    edition = prose_plain(cover->lines->pdata[3]);
    g_assert_cmpstr(edition, ==, "Document de travail, état du registre au 16 septembre 2015");
    g_assert_cmpuint(cover->parties->len, ==, 5);
    fixture_free(fixture);
}

/* Nothing received, no committee: every part says so. */
static void
test_nothing_yet(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "Aucune fiche n’est attendue pour le moment.\n");
    assert_says(words, "Aucune fiche reçue à ce jour.\n");
    assert_says(words, "Aucune réunion n’est encore inscrite au calendrier du comité.\n");
    assert_says(words, "Aucune action n’est encore inscrite au plan d’actions du comité.\n");
    assert_says(words, "Fiches reçues|0\n");
    assert_says(words, "Les Recteurs ou leurs représentants");
    fixture_free(fixture);
}

/* ---- the meeting ---- */
static void
test_minutes(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});
    g_autoptr(Document) document = NULL;
    g_autofree char *words = NULL;

    /* Without the meeting to come, the last one held is the one reported. */
    g_ptr_array_set_size(fixture->definition->committee->meetings, 1);
    document = report_make(&fixture->input);
    words = all_words(document);
    g_assert_cmpstr(((const Block *)document->blocks->pdata[0])->cover->eyebrow, ==,
                    "Compte rendu");
    assert_says(words, "Présents\n");
    assert_says(words, ", par Gisèle ÉPURE\n");
    assert_says(words, "2014-6|");
    assert_says(words, "C’était la première réunion du comité\u202F: il n’y avait");
    fixture_free(fixture);
}

static void
test_follow_up(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "Le compte rendu de la réunion n°\u00A01, du 27 février 2014, est soumis");
    assert_says(words, "|Corps d’inspection|30 juin 2014|en cours\n");
    assert_says(words, "Décisions de la réunion, à remplir en séance\n");
    assert_says(words, "1er mars 2014|Première réunion du comité, au plus tard|passée\n");
    assert_says(words, "30 avril 2016|Dernier jour du préavis");
    assert_says(words, "31 août 2016|Terme de la convention|à venir\n");
    fixture_free(fixture);
}

/* ---- figures ---- */
static Figure *
only_figure(Fixture *fixture, const char *indicator)
{
    for (guint i = 0; i < fixture->figures->len; i++) {
        Figure *figure = fixture->figures->pdata[i];
        if (strcmp(figure->indicator->id, indicator) == 0 && !figure->scope[0] &&
            strcmp(figure->period, "2014-2015") == 0)
            return figure;
    }
    return NULL;
}

static void
set_value(Figure *figure, const char *value)
{
    g_free(figure->value);
    figure->value = g_strdup(value);
}

static void
test_values(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});
    g_autoptr(Document) document = NULL;
    g_autofree char *words = NULL;

    set_value(only_figure(fixture, "3.2-a"), "72");
    set_value(only_figure(fixture, "3.2-b"), "1234");
    only_figure(fixture, "3.2-c")->masked = TRUE;
    set_value(only_figure(fixture, "3.2-c"), NULL);
    set_value(only_figure(fixture, "2.2-b"), NULL);
    document = report_make(&fixture->input);
    words = all_words(document);
    /* A percentage has its decimal, thousands a narrow space; the earlier year stands before. */
    assert_says(words, "|72,0|6 sur 8\n");
    assert_says(words, "|1\u202F234|6 sur 8\n");
    assert_says(words, "|s|6 sur 8\n");
    assert_says(words, "|n.c.|6 sur 8\n");
    assert_says(words, "s\u202F: secret. Nombre de personnes de 1 à 4, ou nombre qui permettrait "
                       "de le retrouver.\n");
    assert_says(words, "n.c.\u202F: non communiqué.\n");
    assert_says(words, "Évolution depuis 2013-2014\n");
    fixture_free(fixture);
}

static void
test_completeness(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = NULL;
    g_autofree char *words = NULL;

    g_ptr_array_set_size(fixture->expectations, 8);
    for (guint i = 0; i < 8; i++)
        ((Expectation *)fixture->expectations->pdata[i])->state = i < 4    ? EXPECTED_RECEIVED
                                                                  : i == 4 ? EXPECTED_LATE
                                                                  : i == 5 ? EXPECTED_REFUSED
                                                                           : EXPECTED_MISSING;
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_says(words, "Sur 8 fiches attendues pour l’année scolaire 2014-2015, 5 ont été reçues "
                       "(62,5\u202F%), dont 1 après la date prévue\u202F; 1 fiche attend une "
                       "correction.\n");
    assert_says(words, "2 non reçues et 1 à corriger sur 8 attendues.\n");
    fixture_free(fixture);
}

/* The row of the table under CAPTION that begins with LABEL, its cells joined by "|". */
static char *
row_words(const Document *document, const char *caption, const char *label)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        g_autofree char *said = block->kind == BLOCK_TABLE && block->table->caption
                                    ? prose_plain(block->table->caption)
                                    : NULL;
        for (guint r = 0; said && strstr(said, caption) && r < block->table->rows->len; r++) {
            const TableRow *row = block->table->rows->pdata[r];
            g_autoptr(GString) words = g_string_new(NULL);
            for (guint c = 0; c < row->cells->len; c++) {
                g_autofree char *cell = prose_plain(row->cells->pdata[c]);
                g_string_append_printf(words, "%s%s", c ? "|" : "", cell);
            }
            if (g_str_has_prefix(words->str, label))
                return g_string_free(g_steal_pointer(&words), FALSE);
        }
    }
    return NULL;
}

static void
assert_row(const Document *document, const char *caption, const char *label, const char *expected)
{
    g_autofree char *row = row_words(document, caption, label);
    g_assert_cmpstr(row, ==, expected);
}

/* n sur N by sheet, territory and kind; only columns that count something; dispenses with their
 * reason; a sheet of which nothing is due has no part. */
static void
test_received(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = NULL;
    g_autofree char *words = NULL;
    static const ExpectedState states[] = {EXPECTED_RECEIVED, EXPECTED_LATE,    EXPECTED_MISSING,
                                           EXPECTED_EXCUSED,  EXPECTED_REFUSED, EXPECTED_RECEIVED,
                                           EXPECTED_LATER};

    /* Sheet 1 of both halves: ush, afpols, three academies; then ush again. */
    g_ptr_array_set_size(fixture->expectations, G_N_ELEMENTS(states));
    for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
        Expectation *expectation = fixture->expectations->pdata[i];
        expectation->state = states[i];
        expectation->nil = i == 0;
        expectation->since = i == 4 ? 1435701600 : 0; /* 1 July 2015 */
        expectation->why = i == 3 ? g_strdup("pas de poste") : NULL;
        expectation->closed = i < 5 ? 1442397600 : 0;
    }
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_row(document, "Réponses reçues par fiche", "Ensemble",
               "Ensemble|3\u00a0sur\u00a05|60,0|1|1|1|1|1|1");
    assert_row(document, "Réponses reçues par fiche", "1 Communication, 1er",
               "1 Communication, 1er semestre|2\u00a0sur\u00a04|50,0|1|1|1|1|1|0");
    assert_row(document, "Réponses reçues par académie", "Paris", "Paris|–||0|0|0|0|1|0");
    assert_row(document, "Réponses reçues par académie", "Versailles",
               "Versailles|0\u00a0sur\u00a01|0,0|0|0|1|0|0|0");
    assert_row(document, "Réponses reçues par nature", "Union",
               "Union sociale pour l’habitat|2\u00a0sur\u00a02|100,0|0|1|0|0|0|0");
    assert_row(document, "Dispenses accordées", "Académie de PARIS",
               "Académie de PARIS|Paris|1er semestre 2014-2015|1|pas de poste");
    assert_says(words, "à corriger, reçue le 01/07/2015\n");
    assert_says(words, "Période close le 16 septembre 2015\u202F: 1er semestre 2014-2015. Ce qui "
                       "arrive ensuite est pris en compte, et signalé.\n");
    fixture_free(fixture);
}

/* What is not due yet is neither expected nor missing. */
static void
test_not_due(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = NULL;
    g_autoptr(Document) partly = NULL;
    g_autoptr(Document) none = NULL;
    g_autofree char *words = NULL, *some = NULL, *early = NULL;

    g_ptr_array_set_size(fixture->expectations, 8);
    for (guint i = 0; i < 8; i++)
        ((Expectation *)fixture->expectations->pdata[i])->state =
            i < 3 ? EXPECTED_RECEIVED : EXPECTED_LATER;
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_says(words, "Sur 3 fiches attendues à ce jour pour l’année scolaire 2014-2015, 3 ont "
                       "été reçues (100,0\u202F%)\u202F; 5 autres seront à rendre plus tard.\n");
    assert_says(words, "Toutes les fiches attendues à ce jour pour l’année scolaire "
                       "2014-2015 ont été reçues.\n");
    ((Expectation *)fixture->expectations->pdata[2])->state = EXPECTED_MISSING;
    partly = report_make(&fixture->input);
    some = all_words(partly);
    assert_says(some, "Les fiches à rendre plus tard n’y figurent pas\u202F: 5 à ce jour.\n");
    assert_says(some, "1 non reçue sur 3 attendues.\n");
    for (guint i = 0; i < 8; i++)
        ((Expectation *)fixture->expectations->pdata[i])->state = EXPECTED_LATER;
    none = report_make(&fixture->input);
    early = all_words(none);
    assert_says(early, "Aucune fiche n’est attendue pour le moment\u202F; 8 fiches seront à rendre "
                       "plus tard.\n");
    assert_says(early, "8 réponses à rendre plus tard.\n");
    fixture_free(fixture);
}

/* The crossed table has the longer list down, totals last. */
static const Table *
find_table(const Document *document, const char *captioned)
{
    const Table *found = NULL;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        g_autofree char *caption = block->table ? prose_plain(block->table->caption) : NULL;
        if (caption && strstr(caption, captioned))
            found = block->table;
    }
    return found;
}

static void
test_crossed(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = report_make(&fixture->input);
    const Table *crossed =
        find_table(document, "Nombre de conventions signées par diplôme et par académie");

    g_assert_nonnull(crossed);
    g_assert_cmpuint(crossed->columns->len, ==, 5);
    g_assert_cmpstr(((TableColumn *)crossed->columns->pdata[1])->head, ==, "Créteil");
    g_assert_cmpstr(((TableColumn *)crossed->columns->pdata[4])->head, ==, "Ensemble");
    g_assert_cmpuint(crossed->rows->len, ==, 7);
    g_assert_cmpint(((TableRow *)crossed->rows->pdata[6])->kind, ==, ROW_TOTAL);
    fixture_free(fixture);
}

/* ---- texts ---- */
/* Heads are written in full where they are few and short. */
static void
test_crossed_heads(void)
{
    static const char *const LABELS[][2] = {{"Créteil", "Créteil"},
                                            {"Créteil et son ressort", "Crét."}};
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    const CodeList *places = fixture->definition->convention->territory;
    Item *first = places->items->pdata[0];

    g_free(first->abbreviation);
    first->abbreviation = g_strdup("Crét.");
    for (guint i = 0; i < G_N_ELEMENTS(LABELS); i++) {
        g_free(first->label);
        first->label = g_strdup(LABELS[i][0]);
        g_autoptr(Document) document = report_make(&fixture->input);
        const Table *table = find_table(document, "par diplôme et par académie");
        g_assert_nonnull(table);
        g_assert_cmpstr(((const TableColumn *)table->columns->pdata[1])->head, ==, LABELS[i][1]);
    }
    fixture_free(fixture);
}

/* A target stands below its key figure, in words that are seen. */
static void
test_key_target(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    Indicator *wanted = (Indicator *)convention_indicator(fixture->definition->convention, "3.2-a");
    guint found = 0;

    wanted->target_min = g_strdup("50");
    wanted->target_over_period = TRUE;
    g_autoptr(Document) document = report_make(&fixture->input);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        for (guint k = 0; block->kind == BLOCK_KEYS && k < block->items->len; k++) {
            const KeyFigure *key = block->items->pdata[k];
            const Span *last = key->detail->pdata[key->detail->len - 1];
            g_autofree char *words = prose_plain(key->detail);
            g_assert_cmpint(last->style == SPAN_STRONG, ==, strstr(words, "\n") != NULL);
            if (last->style != SPAN_STRONG)
                continue;
            found++;
            g_assert_cmpstr(words, ==,
                            "Fiche 3.2. 6 répondants sur 8\nObjectif annuel\u202F: 50,0\u202F%, "
                            "atteint");
        }
    }
    g_assert_cmpuint(found, ==, 1);
    fixture_free(fixture);
}

static void
test_texts(void)
{
    Fixture *fixture =
        fixture_new(&(FixtureOptions){.schools = 6, .years = 1, .words = "Texte d'une école."});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    g_autoptr(GHashTable) passed = g_hash_table_new(g_str_hash, g_str_equal);

    assert_says(words, "Texte d'une école.\n"); /* as typed: the apostrophe too */
    assert_says(words, " – texte non relu\n");

    /* An issued edition has only the texts that were passed, and says how many others came. */
    g_clear_pointer(&document, document_release);
    g_clear_pointer(&words, g_free);
    fixture->input.edition = 2;
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_silent(words, "Texte d'une école.");
    assert_silent(words, "texte non relu");
    assert_says(words, "4 textes reçus, non publiés dans cette édition.\n");

    g_clear_pointer(&document, document_release);
    g_clear_pointer(&words, g_free);
    for (guint i = 0; i < fixture->submissions->len; i++)
        g_hash_table_add(passed, ((Submission *)fixture->submissions->pdata[i])->id);
    fixture->input.passed = passed;
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_says(words, "Texte d'une école.\n");
    assert_silent(words, "texte non relu");
    fixture_free(fixture);
}

/* ---- what the agreement leaves open ---- */
static void
test_gaps_said(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "La convention ne retient pas d’indicateur pour cette fiche.");
    assert_says(words,
                "La convention laisse vide la case «\u00A0Indicateurs retenus\u00A0» de cette "
                "fiche\u202F: les indicateurs");
    assert_says(words, "La convention n’annexe aucune fiche action à cet article.");
    assert_says(words, "1er septembre 2013 est retenu comme date d’effet");
    /* A proposed sheet has no part of its own. */
    assert_silent(words, "Fiche 6\n");
    fixture_free(fixture);
}

static void
test_signatures(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1});
    g_autoptr(Document) document = report_make(&fixture->input);
    const Block *page = NULL;
    const SignatureBlock *paris;
    g_autofree char *done = NULL, *quality = NULL, *delegate = NULL, *name = NULL;

    for (guint i = 0; i < document->blocks->len; i++)
        if (((const Block *)document->blocks->pdata[i])->kind == BLOCK_SIGNATURES)
            page = document->blocks->pdata[i];
    g_assert_nonnull(page);
    done = prose_plain(page->prose);
    g_assert_true(g_str_has_suffix(done, "\nEn cinq exemplaires originaux"));
    g_assert_cmpuint(page->items->len, ==, 5);
    paris = page->items->pdata[3];
    g_assert_cmpstr(paris->id, ==, "paris");
    g_assert_cmpuint(paris->above->len, ==, 4);
    quality = prose_plain(paris->above->pdata[0]);
    g_assert_cmpstr(quality, ==, "Le Recteur de l’académie de Paris,\nChancelier des Universités");
    delegate = prose_plain(paris->names->pdata[0]);
    name = prose_plain(paris->names->pdata[1]);
    g_assert_cmpstr(delegate, ==, "Claude MICHELLE");
    g_assert_cmpstr(name, ==, "François WEIL");
    fixture_free(fixture);
}

static void
test_conservation(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1});
    g_autoptr(Document) document = NULL;
    g_autofree char *words = NULL;
    static const guint COUNTS[VERDICT_COUNT] = {100, 7, 5, 3, 2, 1, 9, 8, 4};

    memcpy(fixture->input.counts, COUNTS, sizeof COUNTS);
    document = report_make(&fixture->input);
    words = all_words(document);
    assert_says(words, "Acceptée|100\nRefusée|7\n");
    assert_says(words, "Fiches reçues|118\n");
    assert_says(words, "9 automatiques, 8 sans formulaire, 4 à traiter à la main.\n");
    assert_says(words, "9f86d081884c7d659a2feaa0c55ad015\na3bf4f1b2b0b822cd15d6c15b0f00a08\n");
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/report/order", test_customary_order);
    g_test_add_func("/report/cover", test_cover);
    g_test_add_func("/report/nothing-yet", test_nothing_yet);
    g_test_add_func("/report/minutes", test_minutes);
    g_test_add_func("/report/follow-up", test_follow_up);
    g_test_add_func("/report/values", test_values);
    g_test_add_func("/report/completeness", test_completeness);
    g_test_add_func("/report/received", test_received);
    g_test_add_func("/report/not-due", test_not_due);
    g_test_add_func("/report/crossed", test_crossed);
    g_test_add_func("/report/crossed-heads", test_crossed_heads);
    g_test_add_func("/report/key-target", test_key_target);
    g_test_add_func("/report/texts", test_texts);
    g_test_add_func("/report/gaps", test_gaps_said);
    g_test_add_func("/report/signatures", test_signatures);
    g_test_add_func("/report/conservation", test_conservation);
    return g_test_run();
}

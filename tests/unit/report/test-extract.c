/* SPDX-License-Identifier: Apache-2.0
 *
 * A report of a part of the whole, over the real definition and figures made by hand.
 */
#include "fixture.h"
#include "words.h"

#include "publish/scope.h"

static char *CRETEIL[] = {(char *)"academie", (char *)"CRETEIL", NULL};
static char *GARDIENS[] = {(char *)"diplome", (char *)"GI", NULL};

static Document *
extract(Fixture *fixture, char **scope)
{
    figures_narrow(fixture->figures, scope, fixture->definition);
    fixture->input.scope = scope;
    return report_make(&fixture->input);
}

static const Figure *
find(const Fixture *fixture, const char *indicator, const char *const *scope)
{
    g_autofree char *key = figure_key(indicator, "2014-2015", scope);

    for (guint i = 0; i < fixture->figures->len; i++) {
        g_autofree char *name = figure_name(fixture->figures->pdata[i]);
        if (strcmp(name, key) == 0)
            return fixture->figures->pdata[i];
    }
    return NULL;
}

/* What is said, and which parts there are. */
static void
test_parts(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});
    g_autoptr(Document) document = extract(fixture, CRETEIL);
    const Cover *cover = ((const Block *)document->blocks->pdata[0])->cover;
    g_autofree char *words = all_words(document), *line = prose_plain(cover->lines->pdata[0]);

    g_assert_cmpstr(cover->eyebrow, ==, "Extrait du rapport");
    g_assert_cmpstr(line, ==, "Académie\u202F: Créteil");
    g_assert_true(g_str_has_suffix(document->running, ", académie\u202F: Créteil"));
    assert_says(words, "Cet extrait ne porte que sur une partie de la convention "
                       "(académie\u202F: Créteil). Il ne donne que les réponses des organismes qui "
                       "en relèvent");
    g_assert_nonnull(find_heading(document, "Accueil des élèves en stage"));
    g_assert_nonnull(find_heading(document, "Fiches à l’origine des chiffres"));
    g_assert_null(find_heading(document, "Émargement"));
    g_assert_null(find_heading(document, "Relevé de décisions"));
    g_assert_null(find_heading(document, "Signatures"));
    g_assert_null(find_heading(document, "Devenir des fiches reçues"));
    assert_silent(words, ", objectif");
    fixture_free(fixture);
}

/* Its whole is the academy's figure; what is crossed with the academy is its breakdown, the rest
 * isn't there. */
static void
test_figures(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    const char *whole[] = {"academie", "CRETEIL", NULL};
    const char *crossed[] = {"diplome", "GI", "academie", "CRETEIL", NULL};
    const Figure *all = find(fixture, "3.2-b", whole), *one = find(fixture, "3.2-b", crossed);
    g_autofree char *total = g_strdup_printf("|%s|6 sur 8\n", all->value);
    g_autofree char *row = g_strdup_printf("CAP Gardien d’immeubles|%s|6 sur 8\n", one->value);
    g_autoptr(Document) document = extract(fixture, CRETEIL);
    g_autofree char *words = all_words(document);

    assert_says(words, "Nombre de conventions signées");
    assert_says(words, total);
    assert_says(words, row);
    assert_says(words, "Donnés pour l’ensemble seulement, dans le rapport\u202F: ");
    assert_silent(words, "Par académie\n");
    fixture_free(fixture);
}

/* Only organisations of the academy; texts and dates are theirs. */
static void
test_organisations(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = extract(fixture, CRETEIL);
    g_autofree char *words = all_words(document);

    assert_says(words, "Lycée professionnel Imaginaire 1");
    assert_says(words, "Lycée professionnel Imaginaire 4");
    assert_silent(words, "Lycée professionnel Imaginaire 2");
    assert_silent(words, "Office public");
    assert_silent(words, "Union sociale pour l’habitat|");
    fixture_free(fixture);
}

/* A list that tells no organisations apart leaves them all in, and says so. */
static void
test_diploma(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(Document) document = extract(fixture, GARDIENS);
    g_autofree char *words = all_words(document);

    assert_says(words, "diplôme\u202F: CAP Gardien d’immeubles");
    assert_says(words, "les réponses attendues et reçues sont celles de tous les organismes.");
    assert_says(words, "Lycée professionnel Imaginaire 2");
    g_assert_nonnull(find_heading(document, "Insertion professionnelle"));
    assert_silent(words, "Par diplôme\n");
    fixture_free(fixture);
}

/* What single organisations gave to a count of people is nobody's business. */
static void
test_withheld(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    guint people = 0, texts = 0;

    figures_narrow(fixture->figures, CRETEIL, fixture->definition);
    figures_withhold(fixture->figures, CRETEIL);
    for (guint i = 0; i < fixture->figures->len; i++) {
        const Figure *figure = fixture->figures->pdata[i];
        for (guint k = 0; k < figure->sources->len; k++) {
            const FigureSource *source = figure->sources->pdata[k];
            people += indicator_people(figure->indicator) && source->value;
            texts += figure->indicator->aggregation == AGGREGATE_TEXTS && source->value;
        }
    }
    g_assert_cmpuint(people, ==, 0);
    g_assert_cmpuint(texts, >, 0);
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/parts", test_parts);
    g_test_add_func("/extract/figures", test_figures);
    g_test_add_func("/extract/organisations", test_organisations);
    g_test_add_func("/extract/diploma", test_diploma);
    g_test_add_func("/extract/withheld", test_withheld);
    return g_test_run();
}

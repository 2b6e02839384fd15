/* SPDX-License-Identifier: Apache-2.0
 *
 * The documents beside the papers of a meeting: its minutes, the bilan of the term, the page of the
 * week.
 */
#include "fixture.h"
#include "words.h"

/* ---- minutes ---- */

static void
test_no_blank(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});
    Meeting *held = fixture->definition->committee->meetings->pdata[0];

    fixture->input.meeting = 1;
    held->done_at = g_strdup("Paris");
    held->done_on = g_strdup("2014-03-06");
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "Fait à Paris, le 6 mars 2014\nEn cinq exemplaires originaux\n");
    assert_says(words, "La réunion n°\u00A02 est fixée au 25 septembre 2014");
    assert_silent(words, "……");
    assert_silent(words, "à remplir en séance");
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        g_assert_false(block->table && block->table->written);
    }
    fixture_free(fixture);
}

/* What the data doesn't say is left to the pen, on the signature page alone. */
static void
test_done_by_hand(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});

    fixture->input.meeting = 1;
    g_ptr_array_set_size(fixture->definition->committee->meetings, 1);
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "Fait à …………………………………………, le ………………………………\n");
    assert_says(words, "La date de la prochaine réunion reste à fixer.\n");
    fixture_free(fixture);
}

static void
test_dossier_to_fill(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    guint written = 0;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        written += block->table && block->table->written;
    }
    /* Points of the agenda, two groups and the guests, decisions. */
    g_assert_cmpuint(written, ==, 5);
    assert_says(words, "Points ajoutés en séance\n");
    assert_says(words, "Décisions de la réunion, à remplir en séance\n");
    fixture_free(fixture);
}

/* ---- who signs ---- */

static guint
signatures_of(Fixture *fixture)
{
    g_autoptr(Document) document = report_make(&fixture->input);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->kind == BLOCK_SIGNATURES)
            return block->items->len;
    }
    return 0;
}

/* On the last day and the first: of the register, or of an edition's issue. */
static void
test_signatories(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3, .years = 1});
    Signatory *first = fixture->definition->convention->signatories->pdata[0];

    g_assert_cmpuint(signatures_of(fixture), ==, 5);
    first->to = g_strdup("2015-09-16"); /* the register's day */
    g_assert_cmpuint(signatures_of(fixture), ==, 5);
    first->to[9] = '5';
    g_assert_cmpuint(signatures_of(fixture), ==, 4);
    fixture->input.edition = 1;
    fixture->input.issued = fixture->input.date - 86400;
    g_assert_cmpuint(signatures_of(fixture), ==, 5);
    first->from = g_strdup("2015-09-16");
    g_assert_cmpuint(signatures_of(fixture), ==, 4);
    fixture_free(fixture);
}

/* ---- the term ---- */

static void
test_bilan(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});

    fixture->input.kind = REPORT_TERM;
    fixture->input.period = "term";
    fixture->input.since = NULL;
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    const Cover *cover = ((const Block *)document->blocks->pdata[0])->cover;

    g_assert_cmpstr(cover->eyebrow, ==, "Bilan de mise en œuvre");
    assert_says(words, "La convention prend effet le 1er septembre 2013 et prend fin le 31 août "
                       "2016.\nCe bilan de mise en œuvre porte sur la partie écoulée");
    assert_says(words, "2013-2014|2|1|27 février 2014\n");
    assert_says(words, "Évolution depuis 2013-2014\n");
    assert_says(words, "Ensemble|–|");
    assert_says(words, "6 décisions\u202F: 3 «\u00A0réalisée\u00A0», 2 «\u00A0en cours\u00A0», 1 "
                       "«\u00A0permanente\u00A0».\n");
    assert_says(words, "Avis du comité, à remplir en séance\n");
    assert_says(words, "Un préavis peut être donné jusqu’au 30 avril 2016.\n");
    g_assert_nonnull(find_heading(document, "Accueil des élèves en stage"));
    g_assert_nonnull(find_heading(document, "Signatures"));
    g_assert_null(find_heading(document, "Émargement"));
    g_assert_null(find_heading(document, "Fiches attendues et non reçues"));
    fixture_free(fixture);
}

/* ---- the essence ---- */

/* The lines below the heading, each with its end: "…|". */
static char *
essence(Fixture *fixture)
{
    g_autoptr(Document) document = report_make(&fixture->input);
    const Block *heading = find_heading(document, "L’essentiel");
    GString *words = g_string_new(NULL);
    guint at = 0;

    g_assert_nonnull(heading);
    g_ptr_array_find(document->blocks, heading, &at);
    const Block *list = document->blocks->pdata[at + 1];
    g_assert_cmpint(list->kind, ==, BLOCK_LIST);
    for (guint i = 0; i < list->items->len; i++) {
        g_autofree char *line = prose_plain(list->items->pdata[i]);
        g_string_append_printf(words, "%s|", line);
    }
    return g_string_free(words, FALSE);
}

#define RECEIVED "47 fiches reçues sur 61 attendues (77,0\u202F%).|"
#define TWO_RATES                                                                                   \
    "Fiche 1. Taux de réponse à l’enquête\u202F: en hausse, de 69,8\u202F% à 73,6\u202F% (6 " \
    "répondants sur 8).|Fiche 2.1. Taux de participation\u202F: 69,4\u202F% (6 répondants).|"
#define RATES                                                                                         \
    TWO_RATES "Fiche 3.2. Pourcentage d’élèves / étudiants des sections cibles ayant effectué " \
              "leur période de stage chez un bailleur social\u202F: en baisse, de 100,0\u202F% à "  \
              "78,9\u202F% (6 répondants sur 8).|"
#define STATES "3 «\u00A0réalisée\u00A0», 2 «\u00A0en cours\u00A0», 1 «\u00A0permanente\u00A0».|"

/* What was received, rates against the year before, decisions; what has a target comes first,
 * and of figures there are three at most. */
static void
test_essence(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});
    g_autofree char *session = essence(fixture);
    Indicator *wanted = (Indicator *)convention_indicator(fixture->definition->convention, "3.3-b");

    g_assert_cmpstr(session, ==, RECEIVED RATES "6 décisions antérieures\u202F: " STATES);
    fixture->input.meeting = 1;
    g_autofree char *minutes = essence(fixture);
    g_assert_cmpstr(minutes, ==, RECEIVED RATES "6 décisions prises.|");
    wanted->target_min = g_strdup("5000");
    wanted->target_over_period = TRUE;
    fixture->input.meeting = 2;
    g_autofree char *target = essence(fixture);
    g_assert_cmpstr(target, ==,
                    RECEIVED "Fiche 3.3. Nombre d’interventions réalisées (interventions)\u202F: "
                             "206\u202F; objectif de chaque semestre\u202F: 5\u202F000 (1er "
                             "semestre\u202F: non atteint\u202F; 2e semestre\u202F: non "
                             "atteint).|" TWO_RATES "6 décisions antérieures\u202F: " STATES);
    fixture->input.kind = REPORT_TERM;
    fixture->input.period = "term";
    g_autofree char *term = essence(fixture);
    g_assert_cmpstr(term, ==, RECEIVED "6 décisions\u202F: " STATES);
    fixture_free(fixture);
}

static void
test_essence_of_nothing(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){0});
    g_autofree char *words = essence(fixture);

    g_assert_cmpstr(words, ==, "Aucune fiche n’est attendue pour le moment.|");
    fixture_free(fixture);
}

/* Years side by side, the whole last. */
static void
test_bilan_years(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    const Table *found = NULL;

    fixture->input.kind = REPORT_TERM;
    fixture->input.period = "term";
    g_autoptr(Document) document = report_make(&fixture->input);
    for (guint i = 0; i < document->blocks->len && !found; i++) {
        const Block *block = document->blocks->pdata[i];
        g_autofree char *caption = block->table ? prose_plain(block->table->caption) : NULL;
        if (caption && strstr(caption, "Indicateurs retenus, ensemble de la convention"))
            found = block->table;
    }
    g_assert_nonnull(found);
    static const char *const HEADS[] = {"Indicateur", "2013-2014", "2014-2015", "Toute la durée",
                                        "Répondants"};
    g_assert_cmpuint(found->columns->len, ==, G_N_ELEMENTS(HEADS));
    for (guint i = 0; i < G_N_ELEMENTS(HEADS); i++)
        g_assert_cmpstr(((const TableColumn *)found->columns->pdata[i])->head, ==, HEADS[i]);
    fixture_free(fixture);
}

/* ---- the week ---- */

static Message *
message_new(Verdict verdict, const char *from, const char *subject)
{
    Message *message = g_new0(Message, 1);

    message->sha256 = g_strdup("0123456789abcdef");
    message->verdict = verdict;
    message->from_address = g_strdup(from);
    message->subject = g_strdup(subject);
    message->findings = findings_new();
    message->submissions = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    return message;
}

static void
test_week(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 1});
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func((GDestroyNotify)message_free);
    g_autoptr(GPtrArray) queue = g_ptr_array_new_with_free_func((GDestroyNotify)queue_item_free);
    WeekInput week = {.messages = messages, .queue = queue};

    for (guint i = 0; i < 8; i++) {
        QueueItem *item = g_new0(QueueItem, 1);
        item->kind = i ? QUEUE_LETTER : QUEUE_OTHER_SENDER;
        item->sheet = i ? NULL : g_strdup("3.2");
        item->subject = g_strdup("Question");
        item->from_address = g_strdup("a@b.example");
        item->days = i + 1;
        item->who = g_ptr_array_new();
        g_ptr_array_add(queue, item);
        g_ptr_array_add(messages, message_new(VERDICT_BY_HAND, "a@b.example", "Question"));
    }
    Message *with = message_new(VERDICT_ACCEPTED, "c@d.example", NULL);
    Submission *refused = g_new0(Submission, 1);
    refused->verdict = VERDICT_REFUSED;
    refused->sheet = g_strdup("3.2");
    refused->claimed = g_strdup("Lycée inconnu");
    refused->period = g_strdup("2014-2015");
    refused->findings = findings_new();
    g_ptr_array_add(with->submissions, refused);
    g_ptr_array_add(messages, with);
    week.counts[VERDICT_ACCEPTED] = 3;
    week.counts[VERDICT_REFUSED] = 1;
    week.counts[VERDICT_BY_HAND] = 8;
    fixture->input.kind = REPORT_WEEK;
    fixture->input.week = &week;
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "Relevé du 16 septembre 2015\u202F: 4 fiches reçues (9 messages).\n");
    assert_says(words,
                "Acceptée\u202F: 3\u202F; refusée\u202F: 1\u202F; à traiter à la main\u202F: "
                "8.\n");
    assert_says(words, "Lycée inconnu|3.2|année scolaire 2014-2015|refusée|0\n");
    assert_says(words, "1 jour|a@b.example|Fiche 3.2, venue d’une autre adresse\n");
    assert_says(words, "2 jours|a@b.example|Question\n");
    assert_says(words, "Et 2 autres\u202F: voir copil status.\n");
    assert_says(words, "À relancer\n");
    g_assert_cmpuint(document->blocks->len, ==, 6);
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/documents/essence", test_essence);
    g_test_add_func("/documents/essence-of-nothing", test_essence_of_nothing);
    g_test_add_func("/documents/minutes/no-blank", test_no_blank);
    g_test_add_func("/documents/minutes/by-hand", test_done_by_hand);
    g_test_add_func("/documents/dossier", test_dossier_to_fill);
    g_test_add_func("/documents/signatories", test_signatories);
    g_test_add_func("/documents/bilan", test_bilan);
    g_test_add_func("/documents/bilan/years", test_bilan_years);
    g_test_add_func("/documents/week", test_week);
    return g_test_run();
}

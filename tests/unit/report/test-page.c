/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of the secretariat: everything that came in is there once, with its reasons and with
 * what lies beside the page.
 */
#include "fixture.h"
#include "words.h"

typedef struct {
    Fixture *fixture;
    GPtrArray *messages, *queue, *editions, *letters;
    GHashTable *answers, *originals;
    WeekInput week;
    PageInput page;
} Desk;

static Desk *
desk_new(guint schools)
{
    Desk *desk = g_new0(Desk, 1);

    desk->fixture = fixture_new(&(FixtureOptions){.schools = schools, .years = 1});
    desk->messages = g_ptr_array_new_with_free_func((GDestroyNotify)message_free);
    desk->editions = g_ptr_array_new();
    desk->letters = g_ptr_array_new_with_free_func((GDestroyNotify)letter_free);
    desk->queue = g_ptr_array_new_with_free_func((GDestroyNotify)queue_item_free);
    desk->answers = g_hash_table_new(g_str_hash, g_str_equal);
    desk->originals = g_hash_table_new(g_str_hash, g_str_equal);
    desk->week.messages = desk->messages;
    desk->week.queue = desk->queue;
    desk->page = (PageInput){.name = "2014.copil",
                             .editions = desk->editions,
                             .letters = desk->letters,
                             .report = "report.pdf",
                             .answers = desk->answers,
                             .originals = desk->originals};
    desk->fixture->input.kind = REPORT_PAGE;
    desk->fixture->input.period = NULL;
    desk->fixture->input.week = &desk->week;
    desk->fixture->input.page = &desk->page;
    return desk;
}

static void
desk_free(Desk *desk)
{
    fixture_free(desk->fixture);
    g_ptr_array_unref(desk->messages);
    g_ptr_array_unref(desk->editions);
    g_ptr_array_unref(desk->letters);
    g_ptr_array_unref(desk->queue);
    g_hash_table_unref(desk->answers);
    g_hash_table_unref(desk->originals);
    g_free(desk);
}

/* A message whose name and sender are made from its number. */
static Message *
add_message(Desk *desk, Verdict verdict, const char *name)
{
    const guint number = desk->messages->len;
    Message *message = g_new0(Message, 1);

    message->sha256 = fixture_hash(number);
    message->name = g_strdup(name);
    message->mail = g_str_has_suffix(name, ".eml");
    message->verdict = verdict;
    message->received = 1405929600;
    message->from_address = g_strdup_printf("m%u@exemple.example", number);
    message->subject = g_strdup_printf("Objet %u", number);
    message->findings = findings_new();
    message->submissions = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    g_ptr_array_add(desk->messages, message);
    return message;
}

static Submission *
add_form(Message *message, Verdict verdict, const char *claimed)
{
    Submission *submission = g_new0(Submission, 1);

    submission->verdict = verdict;
    submission->sheet = g_strdup("3.2");
    submission->period = g_strdup("2014-2015");
    submission->claimed = g_strdup(claimed);
    submission->findings = findings_new();
    g_ptr_array_add(message->submissions, submission);
    return submission;
}

static void
add_finding(Submission *submission, Severity severity, const char *message)
{
    g_ptr_array_add(submission->findings,
                    finding_new_rule("essai", severity, "FA32-10.GI", "stages", "26", message));
}

static void
test_nothing(void)
{
    Desk *desk = desk_new(0);
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "Réservé au secrétariat. Cette page nomme des personnes");
    assert_says(words, "Rien n’attend le secrétariat.\n");
    assert_says(words, "Rien n’est encore arrivé.\n");
    assert_says(words, "Aucune édition n’a encore été émise.\n");
    assert_says(words, "copil status 2014.copil MESSAGE|");
    desk_free(desk);
}

static void
test_forms(void)
{
    Desk *desk = desk_new(3);
    Message *message = add_message(desk, VERDICT_ACCEPTED, "a.eml");
    Submission *form = add_form(message, VERDICT_REFUSED, "Lycée A");
    add_finding(form, SEVERITY_ERROR, "Corrigez.");
    add_finding(form, SEVERITY_WARNING, "Voyez.");
    add_form(message, VERDICT_ACCEPTED, "Lycée B");
    form = add_form(message, VERDICT_ACCEPTED, "Lycée C");
    add_finding(form, SEVERITY_NOTE, "Notez.");
    add_form(add_message(desk, VERDICT_ACCEPTED, "b.eml"), VERDICT_DUPLICATE, "Lycée D");
    add_message(desk, VERDICT_AUTOMATIC, "c.eml");
    g_hash_table_insert(desk->answers, message->sha256, (char *)"answers/a.eml");
    g_hash_table_insert(desk->originals, message->sha256, (char *)"originals/a.eml");
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    g_autofree char *words = all_words(document);
    g_autofree char *id = g_strndup(message->sha256, 16);
    g_autofree char *a =
        g_strdup_printf("À corriger par l’expéditeur\n1 fiche\nLycée A|"
                        "m0@exemple.example|3.2, 2014-2015|21/07/2014|refusée|"
                        "%s\u00A0réponse\u00A0original\n1 point à corriger et 1 remarque|",
                        id);

    assert_says(words, a);
    assert_says(words, "|À corriger\u202F: FA32-10.GI Élèves et stages");
    assert_says(words, "\u202F: Corrigez.|FA32-10.GI ");
    assert_says(words, "Acceptées, avec des remarques\n1 fiche\nLycée C|");
    assert_says(words, "\n1 remarque|FA32-10.GI ");
    assert_says(words, "Acceptées sans remarque\n1 fiche\nLycée B|m0@exemple.example|3.2, "
                       "2014-2015|21/07/2014|");
    assert_says(words, "|reçue en double|");
    assert_says(words, "Messages sans fiche\n1 message\nObjet 2|m2@exemple.example|21/07/2014|"
                       "message automatique|");
    desk_free(desk);
}

/* What became of a letter is said once something did. */
static void
test_letters(void)
{
    static const struct {
        Outcome outcome;
        const char *said;
    } CASES[] = {{OUTCOME_OPEN, "\u00A0réponse\n"},
                 {OUTCOME_TAKEN, "\u00A0réponse (partie)\n"},
                 {OUTCOME_REFUSED, "\u00A0réponse (refusée)\n"}};
    Desk *desk = desk_new(1);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Message *message = add_message(desk, VERDICT_ACCEPTED, "a.eml");
        Letter *letter = g_new0(Letter, 1);
        LetterTo *to = g_new0(LetterTo, 1);
        add_form(message, VERDICT_ACCEPTED, "Lycée");
        letter->message = g_strdup(message->sha256);
        letter->to = g_ptr_array_new_with_free_func(g_free);
        to->outcome = CASES[i].outcome;
        g_ptr_array_add(letter->to, to);
        g_ptr_array_add(desk->letters, letter);
        g_hash_table_insert(desk->answers, message->sha256, (char *)"answers/a.eml");
    }
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    g_autofree char *words = all_words(document);
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_says(words, CASES[i].said);
    assert_says(words,
                "Depuis le début, 3 réponses\u202F: 1 à envoyer par copil send\u202F; 1 refusée "
                "par le serveur du destinataire.\n");
    desk_free(desk);
}

/* Each kind has its part; of texts nothing is urgent. */
static void
test_queue(void)
{
    Desk *desk = desk_new(1);
    const Participants *people = desk->fixture->definition->participants;

    for (guint kind = 0; kind < QUEUE_KINDS; kind++) {
        QueueItem *item = g_new0(QueueItem, 1);
        item->kind = (QueueKind)kind;
        item->act = kind == QUEUE_TEXTS ? "pass" : "settle";
        item->target = g_strdup_printf("%064u", kind);
        item->message = fixture_hash(kind);
        item->name = g_strdup("a.eml");
        item->from_address = g_strdup("x@exemple.example");
        item->since = item->contact = 1405929600;
        item->days = kind;
        item->who = g_ptr_array_new();
        item->findings = findings_new();
        if (kind == QUEUE_REFUSED || kind == QUEUE_TEXTS) {
            item->sheet = g_strdup("3.2");
            item->period = g_strdup("2014-2015");
            g_ptr_array_add(item->who, people->list->pdata[0]);
        } else {
            item->subject = g_strdup("Question");
        }
        g_ptr_array_add(item->findings,
                        finding_new_rule("e", SEVERITY_ERROR, NULL, NULL, NULL, "Parce que."));
        g_ptr_array_add(desk->queue, item);
    }
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    g_autofree char *words = all_words(document);
    g_autofree char *id = fixture_hash(0);
    g_autofree char *first = g_strdup_printf(
        "x@exemple.example|Question|x@exemple.example\ndernier message le 21/07/2014|21/07/2014\n0 "
        "jour|%.16s\nPourquoi, et que taper|À corriger\u202F: Parce que.|Une fois réglé\u202F: "
        "copil "
        "decide 2014.copil settle 0000000000000000 --why \"…\"\n",
        id);

    assert_says(
        words,
        "À ouvrir\u202F: aucune fiche n’a pu y être lue\n1 message. Si c’est une fiche remplie");
    assert_says(words, first);
    assert_says(words, "Union sociale pour l’habitat|Fiche 3.2, année scolaire "
                       "2014-2015|ush@example.org\ndernier message le 21/07/2014|");
    assert_says(words, " pass 0000000000000000 --why");
    desk_free(desk);
}

static void
test_state(void)
{
    Desk *desk = desk_new(3);
    SignedEdition edition = {.number = 2,
                             .issued = 1405929600,
                             .signatories = g_ptr_array_new(),
                             .signed_by = g_ptr_array_new(),
                             .missing = g_ptr_array_new()};
    g_ptr_array_add(edition.signatories, (char *)"ush");
    g_ptr_array_add(edition.signatories, (char *)"afpols");
    g_ptr_array_add(edition.signed_by, (char *)"ush");
    g_ptr_array_add(edition.missing, (char *)"afpols");
    g_ptr_array_add(desk->editions, &edition);
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words,
                "Édition n°\u00A02, émise le 21 juillet 2014\u202F: 1 signature sur 2\u202F; "
                "il manque\u202F: afpols.\n");
    assert_says(words, "Ensemble|");
    assert_says(words, "1 Communication, 1er semestre|");
    assert_says(words, "attendue le 15 juillet 2015");
    g_ptr_array_unref(edition.signatories);
    g_ptr_array_unref(edition.signed_by);
    g_ptr_array_unref(edition.missing);
    desk_free(desk);
}

/* Long lists of what went well are folded away. */
static void
test_many(void)
{
    Desk *desk = desk_new(0);
    guint folded = 0, rows = 0;

    for (guint i = 0; i < 300; i++)
        add_form(add_message(desk, VERDICT_ACCEPTED, "a.eml"), VERDICT_ACCEPTED, "Lycée");
    g_autoptr(Document) document = report_make(&desk->fixture->input);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->table && block->table->folded) {
            folded++;
            rows += block->table->rows->len;
        }
    }
    g_assert_cmpuint(folded, ==, 1);
    g_assert_cmpuint(rows, ==, 300);
    desk_free(desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/nothing", test_nothing);
    g_test_add_func("/page/forms", test_forms);
    g_test_add_func("/page/letters", test_letters);
    g_test_add_func("/page/queue", test_queue);
    g_test_add_func("/page/state", test_state);
    g_test_add_func("/page/many", test_many);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading committee.xml beside the small convention; each mistake with its line and sentence.
 */
#include "support.h"

static void
test_load(void)
{
    g_autofree char *text = data_text("tests/data/convention/committee.xml");
    g_autoptr(Convention) convention = small_convention();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Committee) c = committee_load(bytes, "committee.xml", convention, mistakes);
    g_autofree char *said = mistakes_text(mistakes);
    g_assert_cmpstr(said, ==, "");
    g_assert_nonnull(c);

    const Member *mayor = g_ptr_array_index(c->members, 0);
    g_assert_cmpstr(mayor->group, ==, "Les villes"); /* as the convention writes it */
    g_assert_cmpstr(mayor->organisation, ==, "Ville d'Exemple");
    g_assert_null(((Member *)g_ptr_array_index(c->members, 1))->organisation);

    const Meeting *first = g_ptr_array_index(c->meetings, 0);
    g_assert_cmpint(first->number, ==, 1);
    g_assert_cmpstr(first->date, ==, "2014-02-20");
    g_assert_cmpstr(first->place, ==, "Mairie");
    g_assert_cmpuint(first->agenda->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(first->agenda, 1), ==, "Récoltes de l'année");
    const Attendee *represented = g_ptr_array_index(first->attendees, 0);
    g_assert_cmpint(represented->state, ==, ATTENDANCE_REPRESENTED);
    g_assert_cmpstr(represented->by, ==, "Luc Modèle");
    g_assert_cmpint(((Attendee *)g_ptr_array_index(first->attendees, 1))->state, ==,
                    ATTENDANCE_PRESENT);
    g_assert_cmpint(((Attendee *)g_ptr_array_index(first->attendees, 2))->state, ==,
                    ATTENDANCE_GUEST);
    const Meeting *next = g_ptr_array_index(c->meetings, 1);
    g_assert_cmpuint(next->attendees->len, ==, 0);
    g_assert_cmpuint(next->agenda->len, ==, 0);

    const Decision *seeds = g_ptr_array_index(c->decisions, 0);
    g_assert_cmpstr(seeds->number, ==, "2014-1");
    g_assert_cmpstr(seeds->wording, ==, "Acheter des graines.");
    g_assert_cmpstr(seeds->due, ==, "2014-06-30");
    g_assert_null(((Decision *)g_ptr_array_index(c->decisions, 1))->due);
    const PlannedAction *action = g_ptr_array_index(c->plan, 0);
    g_assert_true(action->sheet == convention_sheet(convention, "1.1"));
    g_assert_cmpstr(action->action, ==, "Semer les pois.");
}

static const struct {
    const char *name, *old, *new, *said;
} cases[] = {
    {"unknown-group", "group=\"Les écoles\"", "group=\"Les parents\"",
     "7 Le groupe « Les parents » n’est pas de ceux du comité dans la convention : reprenez l’un "
     "de "
     "leurs noms.\n"},
    {"member-twice", "<member name=\"Luc Modèle\"", "<member name=\"ANNE TEMOIN\"",
     "7 « ANNE TEMOIN » figure deux fois parmi les membres : retirez l’un.\n"
     "17 « luc modele » n’est pas membre du comité : ajoutez cette personne aux membres, ou "
     "écrivez "
     "state=\"guest\".\n"},
    {"attendee-twice", "<attendee name=\"Une invitée\" state=\"guest\"/>",
     "<attendee name=\"Luc Modèle\" state=\"excused\"/>",
     "18 « Luc Modèle » figure deux fois à cette réunion : retirez l’un.\n"},
    {"represented-by-nobody", " by=\"Luc Modèle\"", "",
     "16 L’attribut « by » dit qui représente « Anne Témoin » : il va avec state=\"represented\", "
     "et "
     "avec lui seul.\n"},
    {"present-by-another", "state=\"present\"", "state=\"present\" by=\"X\"",
     "17 L’attribut « by » dit qui représente « luc modele » : il va avec state=\"represented\", "
     "et "
     "avec lui seul.\n"},
    {"meeting-twice", "number=\"2\"", "number=\"1\"",
     "21 Deux réunions portent le numéro 1 : corrigez l’un des deux.\n"},
    {"meetings-out-of-order", "date=\"2014-10-09\"", "date=\"2013-10-09\"",
     "21 La réunion 2 n’est pas à sa place : rangez les réunions par numéro et par date.\n"},
    {"decision-of-no-meeting", "\"2014-2\" meeting=\"1\"", "\"2014-2\" meeting=\"7\"",
     "27 La décision « 2014-2 » est d’une réunion qui n’est pas dans « meetings » : ajoutez-la ou "
     "corrigez l’attribut « meeting ».\n"},
    {"decision-twice", "number=\"2014-2\"", "number=\"2014-1\"",
     "27 Deux décisions portent le numéro « 2014-1 » : corrigez-en un.\n"},
    {"action-of-no-sheet", "sheet=\"1.1\"", "sheet=\"7\"",
     "30 L’action est de la fiche 7, que la convention n’a pas : corrigez l’attribut « sheet ».\n"},
    {"wrong-date", "due=\"2014-06-30\"", "due=\"2014-06-31\"",
     "24 L’attribut « due » de l’élément « decision » vaut « 2014-06-31 » : il faut une date qui "
     "existe, comme 2014-03-12.\n"},
    {"unknown-state", "state=\"guest\"", "state=\"absent\"",
     "18 L’attribut « state » de l’élément « attendee » vaut « absent », qui n’est pas connu : "
     "écrivez l’un de ceux-ci : present, excused, represented, guest.\n"},
    {"no-responsible", " responsible=\"École\" due", " due",
     "30 L’élément « action » n’a pas l’attribut « responsible » : ajoutez-le.\n"},
};

/* Sentences above are written with plain spaces: their spacing is put in here. */
static char *
spaced(const char *said)
{
    GString *text = g_string_new(said);
    g_string_replace(text, " :", "\u202F:", 0);
    g_string_replace(text, "« ", "«\u00A0", 0);
    g_string_replace(text, " »", "\u00A0»", 0);
    return g_string_free(text, FALSE);
}

static void
test_case(gconstpointer data)
{
    gsize row = GPOINTER_TO_SIZE(data);
    g_autofree char *good = data_text("tests/data/convention/committee.xml");
    GString *bad = g_string_new(good);
    g_assert_cmpuint(g_string_replace(bad, cases[row].old, cases[row].new, 0), ==, 1);
    g_autoptr(Convention) convention = small_convention();
    g_autoptr(GBytes) bytes = g_string_free_to_bytes(bad);
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Committee) committee = committee_load(bytes, "committee.xml", convention, mistakes);
    g_autofree char *said = mistakes_text(mistakes);
    g_autofree char *expected = spaced(cases[row].said);
    g_assert_cmpstr(said, ==, expected);
    g_assert_null(committee);
}

static void
test_truncated(void)
{
    g_autofree char *good = data_text("tests/data/convention/committee.xml");
    g_autoptr(Convention) convention = small_convention();
    for (gsize cut = 0; cut + 14 < strlen(good); cut += 7) {
        g_autoptr(GBytes) bytes = g_bytes_new(good, cut);
        g_autoptr(GPtrArray) mistakes = mistakes_new();
        g_assert_null(committee_load(bytes, "committee.xml", convention, mistakes));
        g_assert_cmpuint(mistakes->len, >, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/convention/committee/load", test_load);
    g_test_add_func("/convention/committee/truncated", test_truncated);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup_printf("/convention/committee/%s", cases[i].name);
        g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_case);
    }
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What the synthesis says of the last edition and of the year before, over changes made by hand.
 */
#include "fixture.h"
#include "words.h"

typedef struct {
    Fixture *fixture;
    Comparison since;
    GPtrArray *figures; /* those made here */
} Case;

static void
change_release(gpointer data)
{
    Change *change = data;
    for (guint i = 0; i < CHANGE_CAUSES; i++)
        g_ptr_array_unref(change->parts[i].organisations);
    g_free(change);
}

static void
case_init(Case *c)
{
    c->fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    c->figures = g_ptr_array_new_with_free_func(fixture_figure_free);
    c->since = (Comparison){.edition = g_new0(Edition, 1),
                            .then = g_ptr_array_new(),
                            .figures = g_ptr_array_new(),
                            .changes = g_ptr_array_new_with_free_func(change_release),
                            .dropped = g_ptr_array_new_with_free_func(g_free)};
    c->since.edition->number = 1;
    c->since.edition->issued = 1394618400; /* 12 March 2014 */
    c->since.edition->period = g_strdup("2014-2015");
    c->since.edition->seal = g_strdup(c->fixture->input.seal);
    c->fixture->input.since = &c->since;
}

static void
case_clear(Case *c)
{
    g_ptr_array_unref(c->since.then);
    g_ptr_array_unref(c->since.figures);
    g_ptr_array_unref(c->since.changes);
    g_ptr_array_unref(c->since.dropped);
    edition_free(c->since.edition);
    g_ptr_array_unref(c->figures);
    fixture_free(c->fixture);
}

static char *
say(const Case *c)
{
    g_autoptr(Document) document = report_make(&c->fixture->input);
    return all_words(document);
}

/* SCOPE "academie=PARIS" or ""; VALUE "12", "50 10/20", "s", or "" for none. */
static Figure *
figure(Case *c, const char *indicator, const char *period, const char *scope, const char *value)
{
    Figure *made = g_new0(Figure, 1);
    g_auto(GStrv) words = g_strsplit(value, " ", 2);
    g_auto(GStrv) sides = words[0] && words[1] ? g_strsplit(words[1], "/", 2) : NULL;
    made->indicator = convention_indicator(c->fixture->definition->convention, indicator);
    made->period = g_strdup(period);
    made->scope = *scope ? g_strsplit(scope, "=", 2) : g_new0(char *, 1);
    made->masked = strcmp(value, "s") == 0;
    made->value = words[0] && !made->masked ? g_strdup(words[0]) : NULL;
    made->numerator = sides ? g_strdup(sides[0]) : NULL;
    made->denominator = sides ? g_strdup(sides[1]) : NULL;
    made->sources = g_ptr_array_new();
    g_ptr_array_add(c->figures, made);
    return made;
}

static Change *
change(Case *c, const Figure *then, const Figure *now)
{
    Change *made = g_new0(Change, 1);
    made->then = then;
    made->now = now;
    made->amounts = TRUE;
    for (guint i = 0; i < CHANGE_CAUSES; i++)
        made->parts[i].organisations = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(c->since.changes, made);
    return made;
}

static void
part(Change *change, ChangeCause cause, guint forms, int numerator, int denominator,
     const char *who)
{
    ChangePart *made = &change->parts[cause];
    made->forms = forms;
    made->numerator = numerator * (gint64)NUMBER_SCALE;
    made->denominator = denominator * (gint64)NUMBER_SCALE;
    if (who)
        g_ptr_array_add(made->organisations, g_strdup(who));
}

static void
test_none(void)
{
    Case c;
    case_init(&c);
    g_autofree char *nothing = say(&c);
    assert_says(nothing,
                "Ce qui a changé depuis l’édition n°\u00a01 du\u00a012\u00a0mars\u00a02014\n"
                "Depuis cette édition, aucune fiche n’est arrivée et aucun chiffre n’a "
                "changé.\n");
    c.since.forms[CHANGE_NEW] = 1;
    c.since.forms[CHANGE_CORRECTION] = 2;
    c.since.forms[CHANGE_GONE] = 1;
    g_ptr_array_add(c.since.dropped, g_strdup("9.9-a"));
    g_autofree char *forms = say(&c);
    assert_says(forms, "Depuis cette édition\u202f: 1 nouvelle fiche, 2 corrections et 1 fiche qui "
                       "n’est plus retenue. Aucun chiffre publié n’en est changé.\n"
                       "Indicateurs que la définition n’a plus\u202f: 9.9-a.\n");
    g_clear_pointer(&c.since.edition, edition_free);
    g_autofree char *first = say(&c);
    assert_silent(first, "Ce qui a changé");
    c.fixture->input.since = NULL;
    g_autofree char *absent = say(&c);
    assert_silent(absent, "Ce qui a changé");
    case_clear(&c);
}

static void
test_rows(void)
{
    Case c;
    case_init(&c);
    c.since.forms[CHANGE_LATE] = 2;
    Change *ratio = change(&c, figure(&c, "3.2-a", "2014-2015", "", "59.3 32/54"),
                           figure(&c, "3.2-a", "2014-2015", "", "54.4 62/114"));
    ratio->people = TRUE;
    part(ratio, CHANGE_NEW, 2, 40, 60, "X");
    part(ratio, CHANGE_CORRECTION, 1, -10, 0, "Y");
    Change *sum = change(&c, figure(&c, "3.2-b", "2014-2015", "", "1234"),
                         figure(&c, "3.2-b", "2014-2015", "", "1233"));
    part(sum, CHANGE_GONE, 1, -1, 0, "Z");
    Change *none = change(&c, NULL, figure(&c, "3.2-c", "2014-2015", "", "18"));
    part(none, CHANGE_LATE, 2, 18, 0, NULL);
    g_autofree char *words = say(&c);
    assert_says(words, "Fiche 3.2. Accueil des élèves en stage\n");
    assert_says(words, "|59,3|54,4|\u22124,9 points|2 nouvelles fiches\u202f: +40 / +60\u202f; "
                       "1 correction\u202f: \u221210 / 0\n");
    assert_says(words, "|1\u202f234|1\u202f233|\u22121|1 fiche qui n’est plus retenue (Z)\n");
    assert_says(words, "|n.c.|18||2 fiches en retard\n");
    assert_says(words, "Pour un taux, les deux nombres sont ce qui s’ajoute à son numérateur et à "
                       "son dénominateur.\n");
    assert_says(words, "Depuis cette édition\u202f: 2 fiches en retard.\n");
    case_clear(&c);
}

/* Hidden values, parts that must not be shown, and what nobody sent. */
static void
test_masked(void)
{
    Case c;
    case_init(&c);
    Change *hidden = change(&c, figure(&c, "3.3-a", "2014-2015", "", "30"),
                            figure(&c, "3.3-a", "2014-2015", "", "s"));
    hidden->masked = hidden->people = TRUE;
    hidden->amounts = FALSE;
    part(hidden, CHANGE_CORRECTION, 1, -3, 0, "Y");
    Change *secret = change(&c, figure(&c, "3.3-c", "2014-2015", "", "30"),
                            figure(&c, "3.3-c", "2014-2015", "", "41"));
    secret->people = TRUE;
    secret->amounts = FALSE;
    part(secret, CHANGE_NEW, 1, 14, 0, "X");
    part(secret, CHANGE_CORRECTION, 1, -3, 0, "Y");
    Change *alone = change(&c, figure(&c, "3.2-a", "2014-2015", "", "s"),
                           figure(&c, "3.2-a", "2014-2015", "", "50 20/40"));
    alone->masked = TRUE;
    Change *few = change(&c, figure(&c, "3.4-a", "2014-2015", "", "31"),
                         figure(&c, "3.4-a", "2014-2015", "", "33"));
    few->masked = few->small = few->people = TRUE;
    few->amounts = FALSE;
    part(few, CHANGE_NEW, 1, 2, 0, "X");
    g_autofree char *words = say(&c);
    assert_says(words, "|31|s|s|1 nouvelle fiche\n");
    assert_says(words, "|30|s|s|1 correction\n");
    assert_says(words, "|30|41|+11|1 nouvelle fiche\u202f; 1 correction\n");
    assert_says(words, "|s|50,0|s|n’a plus à être masqué\n");
    case_clear(&c);
}

/* An indicator that the edition hadn't, one that is defined otherwise, dates. */
static void
test_definition(void)
{
    Case c;
    case_init(&c);
    Change *added = change(&c, NULL, figure(&c, "1-e", "2014-2015", "", "12"));
    added->added = added->redefined = TRUE;
    part(added, CHANGE_DEFINITION, 0, 12, 0, NULL);
    Change *other = change(&c, figure(&c, "1-f", "2014-2015", "", "12"),
                           figure(&c, "1-f", "2014-2015", "", "20"));
    other->redefined = TRUE;
    part(other, CHANGE_DEFINITION, 0, -2, 0, NULL);
    part(other, CHANGE_NEW, 1, 10, 0, "USH");
    Change *date = change(&c, figure(&c, "3.1-e", "2014-2015", "", "2014-04-14"),
                          figure(&c, "3.1-e", "2014-2015", "", "2014-05-02"));
    date->amounts = FALSE;
    part(date, CHANGE_NEW, 1, 0, 0, "USH");
    g_autofree char *words = say(&c);
    assert_says(words, "|–|12||indicateur ajouté\n");
    assert_says(words, "|12|20|+8|1 nouvelle fiche\u202f: +10 (Union sociale pour l’habitat)"
                       "\u202f; définition modifiée\u202f: \u22122\n");
    assert_says(words, "|14 avril 2014|2 mai 2014||1 nouvelle fiche (Union sociale pour "
                       "l’habitat)\n");
    case_clear(&c);
}

/* Items have a row where the whole stayed as it was; other years that both show are named; halves,
 * the term and later years have none. */
static void
test_which(void)
{
    static const char *const SILENT[] = {"2014-2015-S1", "term", "2012-2013", "2015-2016"};
    Case c;
    case_init(&c);
    part(change(&c, figure(&c, "3.2-b", "2014-2015", "academie=PARIS", "101"),
                figure(&c, "3.2-b", "2014-2015", "academie=PARIS", "102")),
         CHANGE_CORRECTION, 1, 1, 0, "Y");
    part(change(&c, figure(&c, "3.2-c", "2014-2015", "", "103"),
                figure(&c, "3.2-c", "2014-2015", "", "104")),
         CHANGE_CORRECTION, 1, 1, 0, "Y");
    part(change(&c, figure(&c, "3.2-c", "2014-2015", "academie=PARIS", "105"),
                figure(&c, "3.2-c", "2014-2015", "academie=PARIS", "106")),
         CHANGE_CORRECTION, 1, 1, 0, "Y");
    part(change(&c, figure(&c, "3.2-b", "2013-2014", "", "107"),
                figure(&c, "3.2-b", "2013-2014", "", "108")),
         CHANGE_LATE, 1, 1, 0, "Y");
    part(change(&c, figure(&c, "2.2-d", "2014-2015", "qualite_situations=TS", ""),
                figure(&c, "2.2-d", "2014-2015", "qualite_situations=TS", "109")),
         CHANGE_NEW, 1, 109, 0, "Y");
    for (guint i = 0; i < G_N_ELEMENTS(SILENT); i++)
        part(change(&c, figure(&c, "3.3-b", SILENT[i], "", "201"),
                    figure(&c, "3.3-b", SILENT[i], "", "202")),
             CHANGE_NEW, 1, 1, 0, "Y");
    g_autofree char *words = say(&c);
    assert_says(words, "\u202f: Paris|101|102|+1|");
    assert_says(words, "|103|104|+1|");
    assert_silent(words, "|105|106|");
    assert_says(words, ", 2013-2014|107|108|+1|1 fiche en retard (Y)\n");
    assert_silent(words, "|201|202|");
    assert_silent(words, "portait sur");
    /* An edition of the year before showed nothing of this one. */
    g_free(c.since.edition->period);
    c.since.edition->period = g_strdup("2013-2014");
    g_autofree char *before = say(&c);
    assert_says(before, "|107|108|");
    assert_says(before,
                "L’édition n°\u00a01 portait sur l’année scolaire 2013-2014\u202f: seules les "
                "années qu’elle montrait sont comparées.\n");
    assert_silent(before, "|103|104|");
    case_clear(&c);
}

/* ---- against the year before ---- */

static Figure *
whole(Fixture *fixture, const char *indicator, const char *period)
{
    for (guint i = 0; i < fixture->figures->len; i++) {
        Figure *figure = fixture->figures->pdata[i];
        if (strcmp(figure->indicator->id, indicator) == 0 && !figure->scope[0] &&
            strcmp(figure->period, period) == 0)
            return figure;
    }
    return NULL;
}

static void
set(Figure *figure, const char *value, guint respondents)
{
    g_free(figure->value);
    figure->value = g_strdup(value);
    figure->respondents = respondents;
}

/* On 16 September 2015 all is due but sheet 3.4 (31 March 2016). */
static void
test_evolution(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    set(whole(fixture, "3.2-b", "2013-2014"), "30", 4);
    set(whole(fixture, "3.2-b", "2014-2015"), "41", 4);
    set(whole(fixture, "3.2-c", "2013-2014"), "7", 5);
    set(whole(fixture, "3.2-c", "2014-2015"), "7", 5);
    set(whole(fixture, "2.2-b", "2013-2014"), "30", 6);
    set(whole(fixture, "2.2-b", "2014-2015"), "12", 2);
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "Évolution depuis 2013-2014\n");
    assert_says(words,
                "Nombre de conventions signées (conventions)\u202f: en hausse, de 30 à 41 (4 "
                "répondants sur 8).\n");
    assert_says(words, "\u202f: stable, 7 (5 répondants sur 8).\n");
    /* Fewer answered: that says nothing of the rest. */
    assert_says(words, "\u202f: 30 (6 répondants sur 8), puis 12 (2 répondants sur 8).\n");
    assert_silent(words, "embauchés (élèves)\u202f: en ");
    assert_says(words, "Un indicateur n’est comparé d’une année à l’autre que lorsque toutes les "
                       "fiches de 2014-2015 ont dû être rendues.\n");
    fixture_free(fixture);
}

/* On the last day of the first halves (28 February 2015) nothing can be compared, on the day after
 * first halves can. */
static void
test_half_a_year(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    Figure *half = whole(fixture, "3.3-b", "2014-2015-S1");
    set(half, "12", 5);
    set(whole(fixture, "3.3-b", "2014-2015"), "12", 5);
    set(whole(fixture, "3.3-b", "2013-2014"), "20", 5);
    Figure *before = g_new0(Figure, 1);
    *before = *half;
    before->period = g_strdup("2013-2014-S1");
    before->scope = g_strdupv(half->scope);
    before->value = g_strdup("9");
    before->numerator = before->denominator = NULL;
    before->sources = g_ptr_array_new();
    g_ptr_array_add(fixture->figures, before);
    fixture->input.date = 1425121200; /* 28 February, noon */
    g_autoptr(Document) early = report_make(&fixture->input);
    g_autofree char *nothing = all_words(early);
    assert_says(nothing, "Évolution depuis 2013-2014\nUn indicateur n’est comparé");
    fixture->input.date += 86400;
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "Évolution depuis 2013-2014\nNombre d’interventions réalisées "
                       "(interventions), 1er semestre\u202f: en hausse, de 9 à 12 (5 répondants "
                       "sur 8).\nUn indicateur n’est comparé");
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/changes/none", test_none);
    g_test_add_func("/changes/rows", test_rows);
    g_test_add_func("/changes/masked", test_masked);
    g_test_add_func("/changes/definition", test_definition);
    g_test_add_func("/changes/which", test_which);
    g_test_add_func("/evolution/year", test_evolution);
    g_test_add_func("/evolution/half", test_half_a_year);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Events that two organisations declare: which form counts, what both are told, and figures by what
 * a form chose.  Added up by hand on jobs of the second convention.
 */
#include "../register/fixture.h"

#include "base/text.h"
#include "figures/figures.h"

#define REGIE       "99980001400014" /* of 11 */
#define REGIE_32    "99980003000010"
#define LANDLORD    "99980051900012" /* of 11 */
#define LANDLORD_32 "99980053500018"

typedef struct {
    const char *who, *partner, *reference, *date, *form, *activity, *qualifying, *situation;
} Job;

static guint messages;

/* The form of JOB as the checker would hand it on. */
static void
declare(Fixture *fixture, const Job *job)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    g_autofree char *year = g_strndup(job->date, 4);
    Examination *examination = examination_make("1", job->who, year, VERDICT_ACCEPTED, name, name,
                                                1404000000 + messages, "a@regie.example");
    CheckedForm *form = examination_form(examination);
    const Participant *who = participants_find(fixture->definition->participants, job->who);
    g_autofree char *reference = text_reference(job->reference);
    form->kind = g_strdup(who->kind->id);
    form->territory = g_strdup(who->territory->code);
    form->event = g_strconcat(reference, "|", job->partner, NULL);
    value_add(form, "reference", NULL, NULL, job->reference);
    value_add(form, "date_embauche", NULL, NULL, job->date);
    value_add(form, "forme", NULL, NULL, job->form);
    value_add(form, "activite", NULL, NULL, job->activity);
    value_add(form, "partenaire", NULL, NULL, job->partner);
    value_add(form, "qualification", NULL, NULL, job->qualifying);
    value_add(form, "situation", NULL, NULL, job->situation);
    fixture_add(fixture, name, examination);
}

static void
declare_all(Fixture *fixture, const Job *jobs, guint count)
{
    fixture_init_changed(fixture, "emplois-avenir-2012", NULL, NULL);
    for (guint i = 0; i < count; i++)
        declare(fixture, &jobs[i]);
    fixture_flush(fixture);
}

/* One line a figure of PERIOD: "term forme=SUB 2 by 1". */
static void
expect(Fixture *fixture, const char *indicator, const char *period, const char *expected)
{
    const FigureQuery query = {.indicator = indicator, .period = period};
    GError *error = NULL;
    g_autoptr(GPtrArray) figures =
        figures_compute(fixture->reg, fixture->definition, &query, &error);
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_no_error(error);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        g_string_append(text, text->len ? "\n" : "");
        for (char **pair = figure->scope; *pair; pair += 2)
            g_string_append_printf(text, "%s=%s ", pair[0], pair[1]);
        g_string_append_printf(text, "%s", figure->value ? figure->value : "-");
        if (figure->denominator)
            g_string_append_printf(text, " (%s/%s)", figure->numerator, figure->denominator);
        g_string_append_printf(text, " by %u", figure->respondents);
    }
    g_assert_cmpstr(text->str, ==, expected);
}

/* "field code; …" of what is said of the standing form of ORGANISATION. */
static char *
told(Fixture *fixture, const char *organisation)
{
    const SubmissionFilter filter = {.organisation = organisation};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const Submission *submission = found->pdata[i];
        for (guint j = 0; submission->verdict == VERDICT_ACCEPTED && j < submission->findings->len;
             j++) {
            const Finding *finding = submission->findings->pdata[j];
            g_string_append_printf(codes, "%s %s; ", finding->field ? finding->field : "-",
                                   finding->code);
        }
    }
    return g_string_free(g_steal_pointer(&codes), FALSE);
}

static void
expect_told(Fixture *fixture, const char *organisation, const char *expected)
{
    g_autofree char *got = told(fixture, organisation);
    g_assert_cmpstr(got, ==, expected);
}

/* The landlord came first and says otherwise: one job, and the régie's answers stand, its region
 * too; the same reference with another landlord is another job, and the régie is asked whether it
 * is. */
static void
test_counted_once(void)
{
    static const Job jobs[] = {
        {LANDLORD_32, REGIE, "rq 2013/001", "2013-03-04", "SUB", "JAR", "false", "EN_COURS"},
        {REGIE, LANDLORD_32, "RQ-2013-001", "2013-03-04", "PAR", "MED", "true", "INTEGRE"},
        {REGIE, LANDLORD, "RQ-2013-001", "2013-05-02", "SUB", "MED", "false", "EN_COURS"},
        {LANDLORD_32, REGIE_32, "A", "2013-06-03", "MAR", "SER", "false", "TERMINE"},
    };
    Fixture fixture = {0};
    declare_all(&fixture, jobs, G_N_ELEMENTS(jobs));
    expect(&fixture, "1-a", "2013",
           "3 by 2\n"
           "forme=SUB 1 by 1\nforme=MAR 1 by 1\nforme=PAR 1 by 1\n"
           "activite=MED 2 by 1\nactivite=SER 1 by 1\n"
           "region=11 2 by 1\nregion=32 1 by 1\n"
           "region=11 forme=SUB 1 by 1\nregion=11 forme=PAR 1 by 1\nregion=32 forme=MAR 1 by 1\n"
           "activite=MED forme=SUB 1 by 1\nactivite=MED forme=PAR 1 by 1\n"
           "activite=SER forme=MAR 1 by 1");
    expect(&fixture, "1-b", "2013", "33.3 (1/3) by 2");
    expect(&fixture, "1-c", "2013", "1 by 2");
    expect_told(&fixture, REGIE,
                "EA1-12 event-differs-counted; EA1-13 event-differs-counted; "
                "EA1-15 event-differs-counted; EA1-16 event-differs-counted; "
                "EA1-10 event-reference-twice; EA1-10 event-reference-twice; ");
    expect_told(&fixture, LANDLORD_32,
                "EA1-12 event-differs-set-aside; EA1-13 event-differs-set-aside; "
                "EA1-15 event-differs-set-aside; EA1-16 event-differs-set-aside; ");
    fixture_clear(&fixture);
}

static void
test_words(void)
{
    static const Job jobs[] = {
        {REGIE, LANDLORD, "1", "2013-03-04", "PAR", "MED", "true", "INTEGRE"},
        {LANDLORD, REGIE, "1", "2013-03-05", "PAR", "MED", "true", "INTEGRE"},
    };
    Fixture fixture = {0};
    declare_all(&fixture, jobs, G_N_ELEMENTS(jobs));
    const SubmissionFilter filter = {.organisation = LANDLORD};
    g_autoptr(GPtrArray) found = register_submissions(fixture.reg, &filter, NULL);
    const Finding *finding = ((Submission *)found->pdata[0])->findings->pdata[0];
    g_assert_cmpint(finding->severity, ==, SEVERITY_WARNING);
    g_assert_cmpstr(
        finding->message, ==,
        "Question «\u00A0Date d’embauche\u00A0»\u202F: vous avez répondu «\u00A05 mars "
        "2013\u00A0», et votre partenaire, qui a lui aussi envoyé cette fiche, "
        "«\u00A04 mars 2013\u00A0». C’est sa réponse qui compte. Vérifiez la vôtre avec "
        "lui\u202F: celui des deux qui s’est trompé renvoie sa fiche corrigée.");
    fixture_clear(&fixture);
}

/* Dated on both sides of a new year it is one job of the régie's year; once the landlord corrects
 * date and period his new form takes the old one's place, and all is well. */
static void
test_two_years(void)
{
    static const Job jobs[] = {
        {LANDLORD, REGIE, "7", "2013-12-30", "PAR", "DD", "true", "EN_COURS"},
        {REGIE, LANDLORD, "7", "2014-01-02", "PAR", "DD", "true", "EN_COURS"},
    };
    static const Job corrected = {LANDLORD, REGIE, "7",    "2014-01-02",
                                  "PAR",    "DD",  "true", "EN_COURS"};
    Fixture fixture = {0};
    declare_all(&fixture, jobs, G_N_ELEMENTS(jobs));
    expect(&fixture, "1-c", "2013", "- by 0");
    expect(&fixture, "1-b", "2014", "100 (1/1) by 1");
    expect(&fixture, "1-b", "term", "100 (1/1) by 1");
    expect_told(&fixture, REGIE, "EA1-11 event-differs-counted; ");
    expect_told(&fixture, LANDLORD, "EA1-11 event-differs-set-aside; ");
    declare(&fixture, &corrected);
    fixture_flush(&fixture);
    expect(&fixture, "1-b", "term", "100 (1/1) by 1");
    expect_told(&fixture, REGIE, "- event-by-partner; ");
    expect_told(&fixture, LANDLORD, "- event-by-partner; - replaces; ");
    fixture_clear(&fixture);
}

/* A reference of the same words with another régie is another job, of which a landlord, who doesn't
 * give references, is not asked; what only one of the two
 * declared says nothing to the other. */
static void
test_other_pairs(void)
{
    static const Job jobs[] = {
        {LANDLORD, REGIE, "7", "2013-03-04", "PAR", "DD", "true", "MAINTENU"},
        {LANDLORD, REGIE_32, "7", "2013-03-04", "PAR", "DD", "true", "MAINTENU"},
        {REGIE_32, LANDLORD_32, "7", "2013-03-04", "PAR", "DD", "true", "MAINTENU"},
    };
    Fixture fixture = {0};
    declare_all(&fixture, jobs, G_N_ELEMENTS(jobs));
    expect(&fixture, "1-b", "term", "100 (3/3) by 2");
    expect(&fixture, "1-c", "term", "0 by 2"); /* known to be none, which isn't unknown */
    expect_told(&fixture, LANDLORD, "");
    expect_told(&fixture, REGIE_32, "");
    fixture_clear(&fixture);
}

/* A meeting of 3 December 2013 as the NTH academy would send it. */
static void
meet(Fixture *fixture, guint nth, const char *place)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    const Participant *who = fixture_participant(fixture, "academie", nth);
    Examination *examination = examination_make("2.1", who->id, "2013-2014", VERDICT_ACCEPTED, name,
                                                name, 1404000000 + messages, "a@academie.example");
    CheckedForm *form = examination_form(examination);
    form->kind = g_strdup(who->kind->id);
    form->territory = g_strdup(who->territory->code);
    form->event = g_strdup("2013-12-03");
    value_add(form, "date_reunion", NULL, NULL, "2013-12-03");
    value_add(form, "lieu", NULL, NULL, place);
    fixture_add(fixture, name, examination);
    fixture_flush(fixture);
}

static void
expect_meetings(Fixture *fixture, const char *first, const char *second, const char *third)
{
    const char *const expected[] = {first, second, third};
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        expect_told(fixture, fixture_participant(fixture, "academie", i)->id, expected[i]);
}

/* Three declare one meeting; who corrects the place takes the warning off the others, which send
 * nothing. */
static void
test_three(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    meet(&fixture, 0, "Salle A");
    expect_meetings(&fixture, "", "", "");
    meet(&fixture, 1, "salle a");
    meet(&fixture, 2, "Salle A.");
    expect_meetings(&fixture, "- event-declared-twice; ", "- event-declared-twice; ",
                    "- event-declared-twice; ");
    meet(&fixture, 2, "Salle C");
    expect_meetings(&fixture, "- event-declared-twice; ", "- event-declared-twice; ",
                    "- replaces; ");
    meet(&fixture, 1, "Salle B");
    expect_meetings(&fixture, "", "- replaces; ", "- replaces; ");
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/joint/three", test_three);
    g_test_add_func("/joint/counted-once", test_counted_once);
    g_test_add_func("/joint/words", test_words);
    g_test_add_func("/joint/two-years", test_two_years);
    g_test_add_func("/joint/other-pairs", test_other_pairs);
    return g_test_run();
}

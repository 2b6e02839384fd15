/* SPDX-License-Identifier: Apache-2.0
 *
 * Forms received and answers, a row at a time.
 */
#include "register/rows.h"

#include "fixture.h"

#define SCHOOL "0779101Z"
#define OTHER  "0759101K"

static void
add(Fixture *fixture, const char *name, const char *who, const char *period, Verdict verdict,
    gint64 received)
{
    Examination *examination =
        examination_make("3.3", who, period, verdict, name, name, received, "a@ecole.example");
    CheckedForm *form = examination_form(examination);
    value_add(form, "interventions", "GI", "interventions", "2");
    value_add(form, "interventions", "PI", "interventions", NULL);
    value_add(form, "interventions", NULL, NULL, NULL);
    ((Value *)form->values->pdata[2])->motif = MOTIF_NEANT;
    value_add(form, "commentaires", NULL, NULL, "ignoré");
    ((Value *)form->values->pdata[3])->counted = FALSE;
    g_ptr_array_add(form->findings,
                    finding_new_rule("r1", SEVERITY_WARNING, NULL, NULL, NULL, "Doute."));
    g_ptr_array_add(form->findings,
                    finding_new_rule("r2", SEVERITY_WARNING, NULL, NULL, NULL, "Doute."));
    g_ptr_array_add(form->findings,
                    finding_new_rule("r3", SEVERITY_NOTE, NULL, NULL, NULL, "Note."));
    fixture_add(fixture, name, examination);
}

/* Three forms: of a half, of another year, and a refused one of the same half. */
static void
fill(Fixture *fixture)
{
    fixture_init(fixture);
    add(fixture, "c", SCHOOL, "2013-2014-S1", VERDICT_ACCEPTED, 1404000300);
    add(fixture, "b", OTHER, "2014-2015-S1", VERDICT_ACCEPTED, 1404000200);
    add(fixture, "a", OTHER, "2013-2014-S1", VERDICT_REFUSED, 1404000100);
    fixture_flush(fixture);
}

static char *
forms(Fixture *fixture, const char *period)
{
    g_autoptr(GString) text = g_string_new(NULL);
    GError *error = NULL;
    g_autoptr(RegisterRows) rows = rows_submissions(fixture->reg, period, &error);
    SubmissionRow row;
    while (rows && rows_next_submission(rows, &row, &error))
        g_string_append_printf(text, "%s %s %s %s %d %u/%u/%u\n", row.organisation, row.period,
                               row.from_address, verdict_code(row.verdict),
                               (int)(row.received % 1000), row.errors, row.warnings, row.notes);
    g_assert_no_error(error);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_submissions(void)
{
    Fixture fixture = {0};
    fill(&fixture);
    g_autofree char *all = forms(&fixture, NULL);
    g_assert_cmpstr(all, ==,
                    OTHER " 2013-2014-S1 a@ecole.example refused 100 0/2/1\n" OTHER
                          " 2014-2015-S1 a@ecole.example accepted 200 0/2/1\n" SCHOOL
                          " 2013-2014-S1 a@ecole.example accepted 300 0/2/1\n");
    g_autofree char *year = forms(&fixture, "2014-2015"), *half = forms(&fixture, "2014-2015-S1"),
                    *none = forms(&fixture, "2014-2015-S2"), *part = forms(&fixture, "2014");
    g_assert_cmpstr(year, ==, OTHER " 2014-2015-S1 a@ecole.example accepted 200 0/2/1\n");
    g_assert_cmpstr(half, ==, year);
    g_assert_cmpstr(none, ==, "");
    g_assert_cmpstr(part, ==, "");
    fixture_clear(&fixture);
}

/* Of forms that stand, in the order of organisations; what isn't counted is left out. */
static void
test_answers(void)
{
    Fixture fixture = {0};
    fill(&fixture);
    g_autoptr(GString) text = g_string_new(NULL);
    GError *error = NULL;
    RegisterRows *rows = rows_answers(fixture.reg, NULL, &error);
    AnswerRow row;
    while (rows && rows_next_answer(rows, &row, &error))
        g_string_append_printf(text, "%s %s.%s.%s=%s %d\n", row.organisation, row.field,
                               row.item ? row.item : "-", row.column ? row.column : "-",
                               row.canonical ? row.canonical : "-", row.motif);
    g_assert_no_error(error);
    g_assert_cmpstr(text->str, ==,
                    OTHER
                    " interventions.GI.interventions=2 0\n" OTHER
                    " interventions.PI.interventions=- 0\n" OTHER " interventions.-.-=- 2\n" SCHOOL
                    " interventions.GI.interventions=2 0\n" SCHOOL
                    " interventions.PI.interventions=- 0\n" SCHOOL " interventions.-.-=- 2\n");
    rows_free(rows);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/register/rows/submissions", test_submissions);
    g_test_add_func("/register/rows/answers", test_answers);
    return g_test_run();
}

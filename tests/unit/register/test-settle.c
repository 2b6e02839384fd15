/* SPDX-License-Identifier: Apache-2.0
 *
 * Which form of a line stands: duplicates, replacements, refused corrections, whatever the order in
 * which they are taken in.
 */
#include "base/sha256.h"
#include "fixture.h"

typedef struct {
    const char *name; /* the message */
    Verdict examined;
    const char *content, *bytes;
    gint64 received;
} Sent;

static void
add_sent(Fixture *fixture, const Sent *sent)
{
    const Participant *who = fixture_participant(fixture, "school", 0);
    fixture_add(fixture, sent->name,
                examination_make("3.2", who->id, "2013-2014", sent->examined, sent->content,
                                 sent->bytes, sent->received, "a@ecole.example"));
}

/* The verdicts by message name, in one text: "a accepted, b duplicate". */
static char *
verdicts(Fixture *fixture, const Sent *sent, guint count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        g_autofree char *sha256 = sha256_of(sent[i].name, strlen(sent[i].name));
        const SubmissionFilter filter = {.message = sha256};
        g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
        g_assert_cmpuint(found->len, ==, 1);
        g_string_append_printf(text, "%s%s %s", i ? ", " : "", sent[i].name,
                               verdict_code(((Submission *)found->pdata[0])->verdict));
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Every order of up to five messages, and a commit after each, gives the same. */
static void
expect(const Sent *sent, guint count, const char *expected)
{
    for (guint order = 0; order < count; order++) {
        for (guint reverse = 0; reverse < 2; reverse++) {
            Fixture fixture = {0};
            fixture_init(&fixture);
            for (guint i = 0; i < count; i++) {
                guint at = (i + order) % count;
                add_sent(&fixture, &sent[reverse ? count - 1 - at : at]);
                if (order & 1)
                    fixture_flush(&fixture);
            }
            fixture_flush(&fixture);
            g_autofree char *got = verdicts(&fixture, sent, count);
            g_assert_cmpstr(got, ==, expected);
            fixture_clear(&fixture);
        }
    }
}

static void
test_replaced(void)
{
    const Sent sent[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                         {"b", VERDICT_ACCEPTED, "2", "B", 200},
                         {"c", VERDICT_ACCEPTED, "3", "C", 300}};
    expect(sent, 3, "a replaced, b replaced, c accepted");
}

static void
test_duplicate(void)
{
    const Sent same_bytes[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                               {"b", VERDICT_ACCEPTED, "1", "A", 200}};
    expect(same_bytes, 2, "a accepted, b duplicate");
    const Sent same_answers[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                                 {"b", VERDICT_ACCEPTED, "1", "B", 200}};
    expect(same_answers, 2, "a accepted, b duplicate");
}

static void
test_correction(void)
{
    const Sent corrected[] = {{"a", VERDICT_REFUSED, "1", "A", 100},
                              {"b", VERDICT_ACCEPTED, "2", "B", 200}};
    expect(corrected, 2, "a refused, b accepted");
    const Sent refused[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                            {"b", VERDICT_REFUSED, "2", "B", 200},
                            {"c", VERDICT_REFUSED, "2", "C", 300}};
    expect(refused, 3, "a accepted, b refused, c duplicate");
}

/* An old file sent again doesn't undo its correction; the old answers typed anew do. */
static void
test_back(void)
{
    const Sent resent[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                           {"b", VERDICT_ACCEPTED, "2", "B", 200},
                           {"c", VERDICT_ACCEPTED, "1", "A", 300}};
    expect(resent, 3, "a replaced, b accepted, c duplicate");
    const Sent retyped[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                            {"b", VERDICT_ACCEPTED, "2", "B", 200},
                            {"c", VERDICT_ACCEPTED, "1", "C", 300}};
    expect(retyped, 3, "a replaced, b replaced, c accepted");
}

/* At the same second the hash of the message decides: sha256("a") = ca97…, sha256("b") = 3e23…,
 * sha256("c") = 2e7d… */
static void
test_same_second(void)
{
    const Sent sent[] = {{"a", VERDICT_ACCEPTED, "1", "A", 100},
                         {"b", VERDICT_ACCEPTED, "2", "B", 100},
                         {"c", VERDICT_ACCEPTED, "3", "C", 100}};
    expect(sent, 3, "a accepted, b replaced, c replaced");
}

/* The same file, refused first for a reason outside it and accepted now. */
static void
test_judged_anew(void)
{
    const Sent sent[] = {{"a", VERDICT_REFUSED, "1", "A", 100},
                         {"b", VERDICT_ACCEPTED, "1", "A", 200}};
    expect(sent, 2, "a refused, b accepted");
}

/* What the second sending is told depends on what became of the first. */
static void
test_told(void)
{
    const struct {
        Sent sent[3];
        guint count;
        const char *code;
    } cases[] = {
        {{{"a", VERDICT_ACCEPTED, "1", "A", 100}, {"b", VERDICT_ACCEPTED, "1", "A", 200}},
         2,
         "duplicate"},
        {{{"a", VERDICT_REFUSED, "1", "A", 100}, {"b", VERDICT_REFUSED, "1", "A", 200}},
         2,
         "duplicate-refused"},
        {{{"a", VERDICT_ACCEPTED, "1", "A", 100},
          {"b", VERDICT_ACCEPTED, "2", "B", 200},
          {"c", VERDICT_ACCEPTED, "1", "A", 300}},
         3,
         "duplicate-replaced"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        for (guint j = 0; j < cases[i].count; j++)
            add_sent(&fixture, &cases[i].sent[j]);
        fixture_flush(&fixture);
        const char *last = cases[i].sent[cases[i].count - 1].name;
        g_autofree char *sha256 = sha256_of(last, strlen(last));
        const SubmissionFilter filter = {.message = sha256};
        g_autoptr(GPtrArray) found = register_submissions(fixture.reg, &filter, NULL);
        const Submission *submission = found->pdata[0];
        g_assert_cmpuint(submission->findings->len, ==, 1);
        g_assert_cmpstr(((Finding *)submission->findings->pdata[0])->code, ==, cases[i].code);
        fixture_clear(&fixture);
    }
}

static void
test_other_sender(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    const char *who = fixture_participant(&fixture, "school", 0)->id;
    fixture_add(&fixture, "a",
                examination_make("3.2", who, "2013-2014", VERDICT_ACCEPTED, "1", "A", 1394582400,
                                 "a@ecole.example"));
    fixture_add(&fixture, "b",
                examination_make("3.2", who, "2013-2014", VERDICT_ACCEPTED, "2", "B", 1394668800,
                                 "b@ailleurs.example"));
    fixture_flush(&fixture);
    g_autofree char *sha256 = sha256_of("b", 1);
    const SubmissionFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) found = register_submissions(fixture.reg, &filter, NULL);
    const Submission *submission = found->pdata[0];
    g_assert_cmpuint(submission->findings->len, ==, 1);
    const Finding *finding = submission->findings->pdata[0];
    g_assert_cmpstr(finding->code, ==, "replaces-other-sender");
    g_assert_nonnull(strstr(finding->message, "12 mars 2014"));
    g_assert_nonnull(submission->replaces);
    fixture_clear(&fixture);
}

/* 3.4: more leavers than pupils in 3.2 is doubtful, whichever form comes first. */
static void
test_cross_check(void)
{
    for (guint first = 0; first < 2; first++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        const char *who = fixture_participant(&fixture, "school", 0)->id;
        for (guint i = 0; i < 2; i++) {
            gboolean stages = i == first;
            Examination *examination = examination_make(
                stages ? "3.2" : "3.4", who, "2013-2014", VERDICT_ACCEPTED, stages ? "1" : "2",
                stages ? "A" : "B", 1394582400, "a@ecole.example");
            value_add(examination_form(examination), stages ? "stages" : "insertion", "GI",
                      stages ? "effectif" : "sortants", stages ? "20" : "21");
            fixture_add(&fixture, stages ? "a" : "b", examination);
            fixture_flush(&fixture);
        }
        const SubmissionFilter filter = {.sheet = "3.4"};
        g_autoptr(GPtrArray) found = register_submissions(fixture.reg, &filter, NULL);
        const Submission *submission = found->pdata[0];
        g_assert_cmpuint(submission->findings->len, ==, 1);
        const Finding *finding = submission->findings->pdata[0];
        g_assert_cmpint(finding->severity, ==, SEVERITY_WARNING);
        g_assert_cmpstr(finding->field, ==, "FA34-10.GI");
        g_assert_cmpstr(finding->column, ==, "sortants");
        fixture_clear(&fixture);
    }
}

/* ---- sums ---- */

/* A form of the first school with one column of rows "GI 3", "PI NC", or "NEANT" for the grid. */
static void
add_rows(Fixture *fixture, const char *sheet, const char *period, const char *grid,
         const char *column, const char *const *rows)
{
    static guint messages;
    const char *who = fixture_participant(fixture, "school", 0)->id;
    g_autofree char *name = g_strdup_printf("sum %u", messages++);
    Examination *examination = examination_make(sheet, who, period, VERDICT_ACCEPTED, name, name,
                                                1394582400 + messages, "a@ecole.example");
    for (; *rows; rows++) {
        g_auto(GStrv) parts = g_strsplit(*rows, " ", 2);
        const gboolean nil = strcmp(*rows, "NEANT") == 0;
        const gboolean missing = parts[1] && strcmp(parts[1], "NC") == 0;
        value_add(examination_form(examination), grid, nil ? NULL : parts[0], nil ? NULL : column,
                  nil || missing ? NULL : parts[1]);
        GPtrArray *values = examination_form(examination)->values;
        Value *value = values->pdata[values->len - 1];
        value->motif = nil ? MOTIF_NEANT : missing ? MOTIF_NC : MOTIF_NONE;
    }
    fixture_add(fixture, name, examination);
    fixture_flush(fixture);
}

/* What CODE says of the forms of SHEET: "period field column value: text; ". */
static char *
said_of(Fixture *fixture, const char *sheet, const char *code)
{
    const SubmissionFilter filter = {.sheet = sheet};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    g_autoptr(GString) said = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const Submission *submission = found->pdata[i];
        for (guint j = 0; j < submission->findings->len; j++) {
            const Finding *finding = submission->findings->pdata[j];
            if (strcmp(finding->code, code) == 0)
                g_string_append_printf(said, "%s %s %s %s: %s; ", submission->period,
                                       finding->field, finding->column, finding->value,
                                       finding->message);
        }
    }
    return g_string_free(g_steal_pointer(&said), FALSE);
}

typedef struct {
    const char *hired[4], *enrolled[4];
    gboolean doubted;
} Sums;

/* Hired of all diplomas against pupils of all diplomas: at the bound, above it, with something
 * missing on either side. */
static void
test_sums(void)
{
    static const Sums cases[] = {
        {{"GI 12", "PI 8"}, {"GI 20"}, FALSE},
        {{"GI 12", "PI 9"}, {"GI 20"}, TRUE},
        {{"GI 12", "PI 9"}, {"GI 20", "ESF 1"}, FALSE},
        {{"GI 21", "PI NC"}, {"GI 20"}, TRUE},
        {{"GI 21"}, {"GI 20", "PI NC"}, FALSE},
        {{"GI 1"}, {"NEANT"}, TRUE},
        {{"NEANT"}, {"NEANT"}, FALSE},
        {{"GI NC"}, {"GI 20"}, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (guint first = 0; first < 2; first++) {
            Fixture fixture = {0};
            fixture_init(&fixture);
            for (guint turn = 0; turn < 2; turn++) {
                if (turn == first)
                    add_rows(&fixture, "3.4", "2013-2014", "insertion", "embauches",
                             cases[i].hired);
                else
                    add_rows(&fixture, "3.2", "2013-2014", "stages", "effectif", cases[i].enrolled);
            }
            g_autofree char *said = said_of(&fixture, "3.4", "3.4-r5");
            g_test_message("case %u", i);
            g_assert_cmpint(*said != '\0', ==, cases[i].doubted);
            fixture_clear(&fixture);
        }
    }
}

#define HALVES                                                                                     \
    "<cross-check id=\"3.4-c8\" severity=\"warning\" field=\"insertion.embauches\""                \
    " at-most=\"3.3:interventions.interventions\" sum=\"true\">{value} sur {other}</cross-check>"

/* A year against its two halves: nothing is said before both have come. */
static void
test_halves_bound(void)
{
    static const char *const year[] = {"GI 9", NULL}, *const first[] = {"GI 3", "PI 1", NULL},
                             *const second[] = {"GI 4", NULL}, *const more[] = {"GI 5", NULL};
    Fixture fixture = {0};
    fixture_init_changed(&fixture, "idf-2013", "<indicator id=\"3.4-a\"",
                         HALVES "<indicator id=\"3.4-a\"");
    add_rows(&fixture, "3.4", "2013-2014", "insertion", "embauches", year);
    add_rows(&fixture, "3.3", "2013-2014-S1", "interventions", "interventions", first);
    g_autofree char *early = said_of(&fixture, "3.4", "3.4-c8");
    g_assert_cmpstr(early, ==, "");
    add_rows(&fixture, "3.3", "2013-2014-S2", "interventions", "interventions", second);
    g_autofree char *both = said_of(&fixture, "3.4", "3.4-c8");
    g_assert_cmpstr(both, ==, "2013-2014 FA34-10 embauches 9: 9 sur 8; ");
    add_rows(&fixture, "3.3", "2013-2014-S2", "interventions", "interventions", more);
    g_autofree char *corrected = said_of(&fixture, "3.4", "3.4-c8");
    g_assert_cmpstr(corrected, ==, "");
    fixture_clear(&fixture);
}

/* Two halves against their year: the last half is told, and no more once it is corrected. */
static void
test_halves_bounded(void)
{
    static const char *const year[] = {"GI 9", NULL}, *const first[] = {"GI 6", NULL},
                             *const second[] = {"GI 4", NULL}, *const less[] = {"GI 3", NULL};
    Fixture fixture = {0};
    fixture_init_changed(&fixture, "idf-2013", "<indicator id=\"3.3-a\"",
                         "<cross-check id=\"3.3-c9\" severity=\"warning\""
                         " field=\"interventions.interventions\" at-most=\"3.4:insertion.sortants\""
                         " sum=\"true\">{value} sur {other}</cross-check>"
                         "<indicator id=\"3.3-a\"");
    add_rows(&fixture, "3.3", "2013-2014-S2", "interventions", "interventions", second);
    add_rows(&fixture, "3.3", "2013-2014-S1", "interventions", "interventions", first);
    add_rows(&fixture, "3.4", "2013-2014", "insertion", "sortants", year);
    g_autofree char *both = said_of(&fixture, "3.3", "3.3-c9");
    g_assert_cmpstr(both, ==, "2013-2014-S2 FA33-10 interventions 10: 10 sur 9; ");
    add_rows(&fixture, "3.3", "2013-2014-S1", "interventions", "interventions", less);
    g_autofree char *corrected = said_of(&fixture, "3.3", "3.3-c9");
    g_assert_cmpstr(corrected, ==, "");
    fixture_clear(&fixture);
}

/* The codes of what is said of the form that stands for one organisation. */
static char *
told(Fixture *fixture, const char *who)
{
    const SubmissionFilter filter = {.organisation = who};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    g_autoptr(GString) codes = g_string_new(NULL);
    const Submission *last = found->pdata[found->len - 1];
    g_assert_cmpint(last->verdict, ==, VERDICT_ACCEPTED);
    for (guint i = 0; i < last->findings->len; i++)
        g_string_append_printf(codes, "%s ", ((const Finding *)last->findings->pdata[i])->code);
    return g_string_free(g_steal_pointer(&codes), FALSE);
}

/* A committee that two organisations declare, one of them twice: each is told, in the same words
 * wherever a run was interrupted. */
static void
test_joint(void)
{
    for (guint interrupted = 0; interrupted < 2; interrupted++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        const char *who[] = {fixture_participant(&fixture, "academie", 0)->id,
                             fixture_participant(&fixture, "ush", 0)->id};
        for (guint i = 0; i < 3; i++) {
            g_autofree char *name = g_strdup_printf("%u", i);
            Examination *examination =
                examination_make("2.1", who[i / 2], "2013-2014", VERDICT_ACCEPTED, name, name,
                                 1394582400 + i, "a@ecole.example");
            CheckedForm *form = examination_form(examination);
            form->event = g_strdup("2014-03-12");
            value_add(form, "date_reunion", NULL, NULL, "2014-03-12");
            value_add(form, "lieu", NULL, NULL, i == 2 ? "CRÉTEIL" : "Créteil");
            fixture_add(&fixture, name, examination);
            if (interrupted)
                fixture_flush(&fixture);
        }
        fixture_flush(&fixture);
        g_autofree char *corrected = told(&fixture, who[0]);
        g_autofree char *other = told(&fixture, who[1]);
        g_assert_cmpstr(corrected, ==, "event-declared-twice replaces ");
        g_assert_cmpstr(other, ==, "event-declared-twice ");
        const SubmissionFilter filter = {.organisation = who[1]};
        g_autoptr(GPtrArray) found = register_submissions(fixture.reg, &filter, NULL);
        const Finding *twice = ((Submission *)found->pdata[0])->findings->pdata[0];
        g_assert_cmpint(twice->severity, ==, SEVERITY_WARNING);
        g_assert_cmpstr(twice->message, ==,
                        "Un autre organisme a envoyé une fiche sur le même événement, d’après ces "
                        "réponses, communes aux deux fiches\u202F: Date de la réunion, Lieu de la "
                        "réunion. Cet événement n’est compté qu’une fois. S’il s’agit de deux "
                        "événements différents, précisez ces réponses et renvoyez la fiche.");
        fixture_clear(&fixture);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/settle/replaced", test_replaced);
    g_test_add_func("/settle/duplicate", test_duplicate);
    g_test_add_func("/settle/correction", test_correction);
    g_test_add_func("/settle/back", test_back);
    g_test_add_func("/settle/same-second", test_same_second);
    g_test_add_func("/settle/judged-anew", test_judged_anew);
    g_test_add_func("/settle/told", test_told);
    g_test_add_func("/settle/other-sender", test_other_sender);
    g_test_add_func("/settle/cross-check", test_cross_check);
    g_test_add_func("/settle/sums", test_sums);
    g_test_add_func("/settle/halves-bound", test_halves_bound);
    g_test_add_func("/settle/halves-bounded", test_halves_bounded);
    g_test_add_func("/settle/joint", test_joint);
    return g_test_run();
}

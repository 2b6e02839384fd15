/* SPDX-License-Identifier: Apache-2.0
 *
 * A register that agrees with itself, and one made anew from it: what is told when they don't.
 */
#include "fixture.h"

#include "register/journal.h"
#include "register/replay.h"
#include "register/verify.h"

#include <sqlite3.h>

enum { MESSAGES = 3 };

/* Message NUMBER of a school each, the same whenever it is asked for. */
static Examination *
message(const Fixture *fixture, guint number)
{
    const Participant *who = fixture_participant(fixture, "school", number);
    g_autofree char *text = g_strdup_printf("%u", number);
    Examination *examination = examination_make("3.2", who->id, "2013-2014", VERDICT_ACCEPTED, text,
                                                text, 1402000000 + number, "a@b.example");
    value_add(examination_form(examination), "stages", "GI", "effectif", "24");
    return examination;
}

/* Two runs: messages 0 and 1, then 2 by an amended definition. */
static void
fill(Fixture *fixture)
{
    gboolean changed;
    GError *error = NULL;
    fixture_init(fixture);
    fixture_add(fixture, "0", message(fixture, 0));
    fixture_add(fixture, "1", message(fixture, 1));
    fixture_close(fixture);
    fixture_open(fixture, REGISTER_WRITE);
    g_autoptr(GBytes) csv = fixture_file("idf-2013", "participants.csv");
    g_autofree char *text = g_strndup(g_bytes_get_data(csv, NULL), g_bytes_get_size(csv) - 1);
    *(strrchr(text, '\n') + 1) = '\0'; /* without the last participant */
    g_autoptr(GBytes) other = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autoptr(Definition) amended =
        definition_load(fixture->definition->convention_xml, other, NULL, mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
    register_amend(fixture->reg, amended, NULL, 1403000000, &changed, &error);
    g_assert_no_error(error);
    g_assert_true(changed);
    journal_add(fixture->reg, "Secrétariat", "Mise à jour", 1403000000, &error);
    g_assert_no_error(error);
    fixture_add(fixture, "2", message(fixture, 2));
    fixture_close(fixture);
}

static void
damage(const Fixture *fixture, const char *sql)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(fixture->path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_total_changes(db), >, 0);
    sqlite3_close(db);
}

static const VerifyCheck *
check_named(const GPtrArray *checks, const char *name)
{
    for (guint i = 0; i < checks->len; i++) {
        if (strcmp(((const VerifyCheck *)checks->pdata[i])->check, name) == 0)
            return checks->pdata[i];
    }
    g_assert_not_reached();
}

static guint64
all_broken(const GPtrArray *checks)
{
    guint64 broken = 0;
    for (guint i = 0; i < checks->len; i++)
        broken += ((const VerifyCheck *)checks->pdata[i])->broken;
    return broken;
}

static GPtrArray *
verified(Fixture *fixture)
{
    GError *error = NULL;
    fixture_open(fixture, REGISTER_STILL);
    GPtrArray *checks = verify_register(fixture->reg, &error);
    g_assert_no_error(error);
    g_clear_pointer(&fixture->reg, register_free);
    return checks;
}

static void
test_whole(void)
{
    Fixture fixture = {0};
    fill(&fixture);
    g_autoptr(GPtrArray) checks = verified(&fixture);
    g_assert_cmpuint(all_broken(checks), ==, 0);
    g_assert_cmpuint(check_named(checks, "originals")->looked, ==, MESSAGES);
    g_assert_cmpuint(check_named(checks, "definitions")->looked, ==, 2);
    g_assert_cmpuint(check_named(checks, "verdicts")->looked, ==, 2 * MESSAGES);
    g_assert_cmpuint(check_named(checks, "conservation")->looked, ==, MESSAGES);
    g_assert_cmpuint(check_named(checks, "values")->looked, ==, MESSAGES);
    fixture_clear(&fixture);
}

static void
test_broken(void)
{
    static const struct {
        const char *sql, *check, *says;
    } cases[] = {
        {"UPDATE message SET original = x'00' WHERE arrival = 2", "originals", "the bytes kept"},
        {"UPDATE submission SET verdict = 'x' WHERE rank = 1", "verdicts", "no verdict that"},
        {"UPDATE submission SET line = (SELECT line FROM submission WHERE rank = 1)", "verdicts",
         "several forms stand"},
        {"UPDATE submission SET part_sha256 = '0' WHERE rank = 1", "parts", "no part that is"},
        {"UPDATE part SET fate = 'text' WHERE message = 1", "conservation",
         "2 forms were received"},
        {"UPDATE message SET arrival = 9 WHERE arrival = 3; UPDATE part SET message = 9 WHERE"
         " message = 3; UPDATE submission SET message = 9 WHERE message = 3",
         "conservation", "8: the message of that arrival number is gone"},
        {"UPDATE value SET number = 250000 WHERE submission = 1", "values", "isn't its text"},
        {"UPDATE value SET number = NULL WHERE submission = 1", "values", "isn't its text"},
        {"UPDATE value SET item = 'NONE' WHERE submission = 1", "values", "asks no such thing"},
        {"UPDATE value SET column = 'none' WHERE submission = 1", "values", "asks no such thing"},
        {"DELETE FROM value WHERE submission = 1", "values", "has no value"},
        {"DELETE FROM given WHERE submission = 1", "values", "isn't what this form answers"},
        {"UPDATE given SET answers = answers || ' '", "values", "isn't what this form answers"},
        {"INSERT INTO answer VALUES (1, 1, 0, 'x@y', '', '', printf('%064d', 0), x'0a')", "answers",
         "another Message-ID"},
        {"INSERT INTO delivery VALUES (1, 0, 'x@y', 'sendmail', 'a@b')", "deliveries",
         "no letter of this register"},
        {"INSERT INTO reminder VALUES (1, 'ORG', 'x@y', '', printf('%064d', 0), x'0a')",
         "deliveries", "never handed over"},
        {"UPDATE definition SET sha256 = 'x' WHERE id = 1", "definitions", "definition 1 isn't"},
        {"UPDATE message SET run = 7 WHERE arrival = 1", "references", "refers to no row of run"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Fixture fixture = {0};
        fill(&fixture);
        damage(&fixture, cases[i].sql);
        g_autoptr(GPtrArray) checks = verified(&fixture);
        const VerifyCheck *check = check_named(checks, cases[i].check);
        g_test_message("%s: %s", cases[i].check, cases[i].sql);
        g_assert_cmpuint(check->broken, >, 0);
        g_assert_nonnull(strstr(check->details->pdata[0], cases[i].says));
        fixture_clear(&fixture);
    }
}

/* Ten are told, all are counted. */
static void
test_told(void)
{
    g_autoptr(VerifyCheck) check = verify_check_new("x", "x", "x");
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < VERIFY_TOLD; i++)
        verify_fault(check, g_strdup("fault"));
    g_assert_cmpuint(check->details->len, ==, VERIFY_TOLD);
    verify_fault(check, g_strdup("one more"));
    g_assert_cmpuint(check->details->len, ==, VERIFY_TOLD);
    g_assert_cmpuint(check->broken, ==, VERIFY_TOLD + 1);
    g_set_error_literal(&error, REGISTER_ERROR, REGISTER_ERROR_SQLITE, "disk");
    g_assert_false(verify_damage(check, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
    g_set_error_literal(&error, REGISTER_ERROR, REGISTER_ERROR_FORMAT, "damaged");
    g_assert_true(verify_damage(check, &error));
    g_assert_null(error);
    g_assert_cmpuint(check->broken, ==, VERIFY_TOLD + 2);
}

/* Messages are examined by the caller; SKIP is forgotten, ODD is answered otherwise. */
static GPtrArray *
replayed(Fixture *fixture, guint skip, guint odd, guint64 *different)
{
    GError *error = NULL;
    guint64 looked = 0;
    g_autoptr(Register) made = register_scratch(&error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) runs = replay_runs(fixture->reg, &error);
    g_assert_no_error(error);
    for (guint i = 0, number = 0; i < runs->len; i++) {
        const ReplayRun *run = runs->pdata[i];
        replay_begin(made, fixture->reg, run, &error);
        g_assert_no_error(error);
        for (guint k = 0; k < run->messages->len; k++, number++) {
            const ReplayMessage *one = run->messages->pdata[k];
            g_autoptr(GBytes) none = g_bytes_new_static("", 0);
            g_autoptr(Examination) examination = message(fixture, number);
            const Value *value = examination_form(examination)->values->pdata[0];
            if (number == odd)
                strcpy(value->canonical, "42");
            if (number != skip)
                register_add(made, one->sha256, one->name, none, examination, run->time, &error);
            g_assert_no_error(error);
        }
        register_flush(made, &error);
        g_assert_no_error(error);
    }
    replay_end(made, fixture->reg, &error);
    g_assert_no_error(error);
    GPtrArray *words = replay_differences(fixture->reg, made, 2, &looked, different, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(looked, >, 0);
    return words;
}

static void
test_replay(void)
{
    Fixture fixture = {0};
    guint64 different = 7;
    GError *error = NULL;
    fill(&fixture);
    fixture_open(&fixture, REGISTER_STILL);
    g_autoptr(GPtrArray) runs = replay_runs(fixture.reg, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(runs->len, ==, 2);
    const ReplayRun *first = runs->pdata[0], *second = runs->pdata[1];
    g_assert_cmpuint(first->messages->len, ==, 2);
    g_assert_true(first->changed && second->changed);
    g_assert_cmpint(first->definition, <, second->definition);
    g_assert_cmpuint(((const ReplayMessage *)first->messages->pdata[0])->size, ==, 1);
    g_autoptr(GPtrArray) same = replayed(&fixture, 99, 99, &different);
    g_assert_cmpuint(different, ==, 0);
    g_assert_cmpuint(same->len, ==, 0);
    g_autoptr(GPtrArray) odd = replayed(&fixture, 99, 1, &different);
    g_assert_cmpuint(different, ==, 1);
    g_assert_nonnull(strstr(odd->pdata[0], "stages.GI.effectif, canonical: «\u00a024\u00a0» in"));
    g_assert_nonnull(strstr(odd->pdata[0], "«\u00a042\u00a0» made anew"));
    /* Its message, part, form, value: four rows that are not made anew, of which two are told. */
    g_autoptr(GPtrArray) less = replayed(&fixture, 0, 99, &different);
    g_assert_cmpuint(different, ==, 4);
    g_assert_cmpuint(less->len, ==, 2);
    g_assert_nonnull(strstr(less->pdata[0], "in the register, and not made anew"));
    g_clear_pointer(&fixture.reg, register_free);
    fixture_clear(&fixture);
}

static void
test_scratch(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Register) made = register_scratch(&error);
    g_assert_no_error(error);
    g_assert_null(register_definition(made, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT);
}

/* Readers that hold writers off don't hold each other off. */
static void
test_still(void)
{
    Fixture fixture = {0};
    g_autoptr(GError) error = NULL;
    fill(&fixture);
    fixture_open(&fixture, REGISTER_STILL);
    g_autoptr(Register) other = register_open(fixture.path, REGISTER_STILL, &error);
    g_assert_no_error(error);
    g_assert_null(register_open(fixture.path, REGISTER_WRITE, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_BUSY);
    g_clear_pointer(&other, register_free);
    g_clear_pointer(&fixture.reg, register_free);
    g_clear_error(&error);
    fixture_open(&fixture, REGISTER_WRITE);
    g_assert_null(register_open(fixture.path, REGISTER_STILL, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_BUSY);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/verify/whole", test_whole);
    g_test_add_func("/verify/broken", test_broken);
    g_test_add_func("/verify/told", test_told);
    g_test_add_func("/verify/replay", test_replay);
    g_test_add_func("/verify/scratch", test_scratch);
    g_test_add_func("/verify/still", test_still);
    return g_test_run();
}

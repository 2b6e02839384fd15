/* SPDX-License-Identifier: Apache-2.0
 *
 * The register as a file: making, locking, what a run leaves, what it refuses.
 */
#include "base/sha256.h"
#include "fixture.h"

#include "register/delivery.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_create(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    struct stat st;
    fixture_init(&fixture);
    g_assert_cmpint(g_stat(fixture.path, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 0777, ==, 0600);
    g_assert_false(register_create(fixture.path, fixture.definition, "Secrétariat", 0, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    g_clear_error(&error);
    fixture_clear(&fixture);
}

static void
test_not_a_register(void)
{
    g_autofree char *dir = g_dir_make_tmp("copil-test-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "r.copil", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(register_open(path, REGISTER_READ, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    g_clear_error(&error);
    g_file_set_contents(path, "Bonjour, ceci n'est pas un registre.", -1, NULL);
    g_assert_null(register_open(path, REGISTER_READ, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    g_clear_error(&error);
    /* An SQLite file of another program. */
    sqlite3 *db;
    g_remove(path);
    sqlite3_open(path, &db);
    sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL);
    sqlite3_close(db);
    g_assert_null(register_open(path, REGISTER_WRITE, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    g_remove(path);
    g_rmdir(dir);
}

/* A second writer, in another process as in life, is told to wait; a reader isn't. */
static void
test_lock(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    pid_t pid = fork();
    if (pid == 0) {
        g_autoptr(GError) error = NULL;
        Register *second = register_open(fixture.path, REGISTER_WRITE, &error);
        gboolean busy = !second && g_error_matches(error, REGISTER_ERROR, REGISTER_ERROR_BUSY);
        _exit(busy ? 0 : 1);
    }
    int status;
    waitpid(pid, &status, 0);
    g_assert_cmpint(status, ==, 0);
    GError *error = NULL;
    g_autoptr(Register) reader = register_open(fixture.path, REGISTER_READ, &error);
    g_assert_no_error(error);
    g_assert_nonnull(reader);
    g_clear_pointer(&reader, register_free);
    fixture_clear(&fixture);
}

static Examination *
some_form(const Fixture *fixture, const char *content)
{
    return examination_make("3.2", fixture_participant(fixture, "school", 0)->id, "2013-2014",
                            VERDICT_ACCEPTED, content, content, 1394582400, "a@ecole.example");
}

static void
test_original(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    fixture_add(&fixture, "message a", some_form(&fixture, "1"));
    fixture_flush(&fixture);
    g_autofree char *sha256 = sha256_of("message a", 9);
    GError *error = NULL;
    g_autoptr(GBytes) original = register_original(fixture.reg, sha256, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(original, NULL), g_bytes_get_size(original), "message a", 9);
    g_assert_true(register_knows(fixture.reg, sha256));
    g_autofree char *other = sha256_of("message b", 9);
    g_assert_false(register_knows(fixture.reg, other));
    g_assert_null(register_original(fixture.reg, other, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
    fixture_clear(&fixture);
}

/* What wasn't flushed isn't there after a crash; what was, is. */
static void
test_group(void)
{
    Fixture fixture = {0};
    guint counts[VERDICT_COUNT];
    fixture_init(&fixture);
    fixture_add(&fixture, "a", some_form(&fixture, "1"));
    fixture_flush(&fixture);
    fixture_add(&fixture, "b", some_form(&fixture, "2"));
    g_clear_pointer(&fixture.reg, register_free);
    fixture_open(&fixture, REGISTER_WRITE);
    register_counts(fixture.reg, FALSE, counts, NULL);
    g_assert_cmpuint(counts[VERDICT_ACCEPTED], ==, 1);
    g_assert_cmpuint(counts[VERDICT_REPLACED], ==, 0);
    fixture_clear(&fixture);
}

static void
test_seal(void)
{
    g_autofree char *seals[2] = {NULL, NULL};
    for (guint i = 0; i < 2; i++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        fixture_add(&fixture, i ? "a" : "b", some_form(&fixture, i ? "a" : "b"));
        fixture_add(&fixture, i ? "b" : "a", some_form(&fixture, i ? "b" : "a"));
        fixture_flush(&fixture);
        seals[i] = register_seal(fixture.reg, NULL);
        fixture_clear(&fixture);
    }
    g_assert_nonnull(seals[0]);
    g_assert_cmpstr(seals[0], ==, seals[1]);
    g_free(seals[1]);
}

static void
test_dry(void)
{
    Fixture fixture = {0};
    guint counts[VERDICT_COUNT];
    g_autofree char *before = NULL, *after = NULL;
    gsize length, left;
    fixture_init(&fixture);
    fixture_close(&fixture);
    g_file_get_contents(fixture.path, &before, &length, NULL);
    fixture_open(&fixture, REGISTER_DRY);
    fixture_add(&fixture, "a", some_form(&fixture, "1"));
    fixture_flush(&fixture);
    register_counts(fixture.reg, FALSE, counts, NULL);
    g_assert_cmpuint(counts[VERDICT_ACCEPTED], ==, 1);
    fixture_close(&fixture);
    g_file_get_contents(fixture.path, &after, &left, NULL);
    g_assert_cmpmem(before, length, after, left);
    fixture_clear(&fixture);
}

/* What is left to a child that was taken over is a form that could have been sent: anything else
 * would be the damage of all (a year that is none for the report, a sum that SQLite can't hold). */
static void
test_claims(void)
{
    const struct {
        const char *sheet, *organisation, *period, *event;
        const char *field, *item, *column; /* of a value, given TIMES */
        guint times;
        gboolean credible;
    } claims[] = {
#define FORM(s, o, p) .sheet = s, .organisation = o, .period = p
#define VALUE(f, i, c, n)                                                                          \
    FORM("3.2", "CRETEIL", "2013-2014"), .field = f, .item = i, .column = c, .times = n
        {FORM("3.2", "CRETEIL", "2013-2014"), .credible = TRUE},
        {FORM("9.9", "CRETEIL", "2013-2014")},
        {FORM("3.2", "NOBODY", "2013-2014")},
        {FORM("3.2", "CRETEIL", "always")},
        {FORM("3.2", NULL, "2013-2014")},
        {FORM("3.2", "CRETEIL", "2013-2014-S1")},
        {FORM("3.3", "CRETEIL", "2013-2014")},
        {FORM("3.2", "CRETEIL", "9998-9999")},
        {FORM("3.2", "CRETEIL", "2013-2014"), .event = "2014-01-01"},
        {FORM("2.1", "CRETEIL", "2013-2014"), .event = "2014-01-01", .credible = TRUE},
        {FORM("2.1", "CRETEIL", "2013-2014")},
        {VALUE("stages", "GI", "effectif", 1), .credible = TRUE},
        {VALUE("stages", "GI", "effectif", 2)},
        {VALUE("nothing", NULL, NULL, 1)},
        {VALUE("stages", "XX", "effectif", 1)},
        {VALUE("stages", "GI", "nothing", 1)},
#undef FORM
#undef VALUE
    };
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++) {
        g_autoptr(Examination) examination =
            examination_make(claims[i].sheet, claims[i].organisation, claims[i].period,
                             VERDICT_ACCEPTED, "1", "A", 100, NULL);
        CheckedForm *form = examination_form(examination);
        form->event = g_strdup(claims[i].event);
        for (guint j = 0; j < claims[i].times; j++) {
            Value *value = g_new0(Value, 1);
            value->field = g_strdup(claims[i].field);
            value->item = g_strdup(claims[i].item);
            value->column = g_strdup(claims[i].column);
            g_ptr_array_add(form->values, value);
        }
        g_test_message("claim %u", i);
        g_assert_cmpint(register_credible(fixture.reg, examination), ==, claims[i].credible);
        if (claims[i].credible)
            continue;
        g_autoptr(GError) error = NULL;
        g_autofree char *sha256 = sha256_of("a", 1);
        g_autoptr(GBytes) original = g_bytes_new_static("a", 1);
        g_assert_false(register_add(fixture.reg, sha256, "a", original, examination, 1, &error));
        g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT);
        g_clear_pointer(&fixture.reg, register_free);
        fixture_open(&fixture, REGISTER_WRITE);
    }
    fixture_clear(&fixture);
}

static void
test_answers(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    fixture_add(&fixture, "a", some_form(&fixture, "1"));
    Examination *automatic = some_form(&fixture, "2");
    automatic->class = MAIL_AUTO_REPLY;
    fixture_add(&fixture, "b", automatic);
    fixture_flush(&fixture);
    g_autoptr(GPtrArray) owed = register_unanswered(fixture.reg, NULL);
    g_assert_cmpuint(owed->len, ==, 1);
    const Message *message = owed->pdata[0];
    g_autoptr(GBytes) eml = g_bytes_new_static("Subject: x\r\n\r\n", 14);
    g_autoptr(GError) error = NULL;
    g_assert_true(register_add_answer(fixture.reg, message, "id@x", eml, &error));
    fixture_flush(&fixture);
    g_autoptr(GPtrArray) left = register_unanswered(fixture.reg, NULL);
    g_assert_cmpuint(left->len, ==, 0);
    /* Never two answers to one message. */
    g_assert_false(register_add_answer(fixture.reg, message, "id2@x", eml, &error));
    g_assert_nonnull(error);
    g_clear_pointer(&fixture.reg, register_free);
    fixture_clear(&fixture);
}

/* Damage that is met while reading is an error that says so. */
static void
test_no_definition(void)
{
    Fixture fixture = {0};
    g_autoptr(GError) error = NULL;
    sqlite3 *db = NULL;
    fixture_init(&fixture);
    fixture_close(&fixture);
    g_assert_cmpint(sqlite3_open(fixture.path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, "DELETE FROM definition", NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(db);
    fixture_open(&fixture, REGISTER_READ);
    g_assert_null(register_definition(fixture.reg, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT);
    g_clear_pointer(&fixture.reg, register_free);
    fixture_clear(&fixture);
}

/* SOURCE_DATE_EPOCH=0 is a time like any other. */
static void
test_epoch(void)
{
    Fixture fixture = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *sha256 = sha256_of("a", 1);
    g_autoptr(GBytes) original = g_bytes_new_static("a", 1);
    gint64 time = -1;
    fixture_init(&fixture);
    g_autoptr(Examination) examination = some_form(&fixture, "1");
    g_assert_true(register_add(fixture.reg, sha256, "a", original, examination, 0, &error));
    fixture_flush(&fixture);
    g_autoptr(GPtrArray) owed = register_unanswered(fixture.reg, &error);
    g_assert_cmpint(((const Message *)owed->pdata[0])->asked, ==, 0);
    g_assert_true(register_time(fixture.reg, &time, &error));
    g_assert_cmpint(time, ==, 0);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/register/create", test_create);
    g_test_add_func("/register/not-a-register", test_not_a_register);
    g_test_add_func("/register/lock", test_lock);
    g_test_add_func("/register/original", test_original);
    g_test_add_func("/register/group", test_group);
    g_test_add_func("/register/seal", test_seal);
    g_test_add_func("/register/dry", test_dry);
    g_test_add_func("/register/claims", test_claims);
    g_test_add_func("/register/answers", test_answers);
    g_test_add_func("/register/no-definition", test_no_definition);
    g_test_add_func("/register/epoch", test_epoch);
    return g_test_run();
}

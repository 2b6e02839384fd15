/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal: what an entry says and covers, and what verify tells of one that was touched.
 */
#include "fixture.h"

#include "register/act.h"
#include "register/journal.h"
#include "register/verify.h"

#include <sqlite3.h>

enum { NOW = 1402000000 };

static void
note(const Fixture *fixture, const char *who, const char *what)
{
    GError *error = NULL;
    g_assert_true(journal_add_rest(fixture->reg, who, what, NOW, &error));
    g_assert_no_error(error);
}

static void
add(Fixture *fixture, const char *name)
{
    const Participant *who = fixture_participant(fixture, "school", 0);
    fixture_add(fixture, name,
                examination_make("3.2", who->id, "2013-2014", VERDICT_ACCEPTED, name, name,
                                 NOW + *name, "a@b.example"));
}

static void
act(const Fixture *fixture, const char *period)
{
    gboolean changed;
    GError *error = NULL;
    g_assert_true(register_act(fixture->reg, act_kind("close"), period, "clos", "Anne", NOW,
                               &changed, &error));
    g_assert_no_error(error);
    g_assert_true(changed);
}

/* Entries: 1 init, 2 a batch of two forms of one line, 3 and 4 an act each. */
static void
fill(Fixture *fixture)
{
    fixture_init(fixture);
    add(fixture, "a");
    add(fixture, "b");
    fixture_flush(fixture);
    note(fixture, "Anne  Test\n", "Traitement : oui");
    act(fixture, "2013-2014");
    note(fixture, "Anne", "Décision");
    act(fixture, "2014-2015");
    note(fixture, "Anne", "Décision");
    fixture_close(fixture);
}

static char *
text_of(const Fixture *fixture)
{
    GError *error = NULL;
    char *text = journal_text(fixture->reg, &error);
    g_assert_no_error(error);
    return text;
}

/* ---- what it says ---- */

static void
test_text(void)
{
    Fixture fixture = {0};
    fill(&fixture);
    fixture_open(&fixture, REGISTER_WRITE);
    g_autofree char *text = text_of(&fixture);
    g_auto(GStrv) entries = g_strsplit(text, "\n\n", -1);
    g_assert_cmpuint(g_strv_length(entries), ==, 4);
    g_assert_true(g_str_has_prefix(entries[0], "Entrée 1, le 2014-01-01T00:00:00Z, par "
                                               "Secrétariat\nOuverture du registre\u202f: "));
    /* printf 'a' | sha256sum, likewise b: their hashes in order, a line each, sha256sum again. */
    g_assert_true(g_str_has_prefix(
        entries[1], "Entrée 2, le 2014-06-05T20:26:40Z, par Anne Test\n"
                    "Traitement\u202f: oui\n"
                    "2 messages reçus\u202f: 1 fiche acceptée, 1 fiche remplacée\n"
                    "  messages 1-2, empreinte "
                    "e31b611bfa25cad7df113c6721feec788606f694069ced6d3d3f738a89d14e2a\n"
                    "Empreinte de tout ce qui précède\u00a0: "));
    g_assert_true(g_str_has_prefix(entries[2], "Entrée 3, le 2014-06-05T20:26:40Z, par Anne\n"
                                               "Décision\n"
                                               "clôture d’une période (close 2013-2014)\n"
                                               "  actes 1-1, empreinte "));
    fixture_clear(&fixture);
}

/* Each hash is that of all bytes before its line. */
static void
test_chain(void)
{
    Fixture fixture = {0};
    fill(&fixture);
    fixture_open(&fixture, REGISTER_WRITE);
    g_autofree char *text = text_of(&fixture);
    JournalHead head;
    guint count = 0;
    const char *sealing = text, *last = NULL;
    while ((sealing = strstr(sealing, "\nEmpreinte de tout ce qui")) != NULL) {
        g_autofree char *above = sha256_of(text, (gsize)(++sealing - text));
        last = strchr(sealing, '\n') - 64;
        g_assert_cmpint(strncmp(last, above, 64), ==, 0);
        count++;
    }
    g_assert_cmpuint(count, ==, 4);
    g_assert_true(journal_head(fixture.reg, &head, NULL));
    g_assert_cmpint(head.number, ==, 4);
    g_assert_cmpint(head.time, ==, NOW);
    g_assert_cmpint(strncmp(last, head.sha256, 64), ==, 0);
    fixture_clear(&fixture);
}

/* ---- when it is written ---- */

/* What was interrupted is covered by whoever comes next; who finds nothing writes nothing. */
static void
test_rest(void)
{
    Fixture cut = {0}, calm = {0};
    fixture_init(&cut);
    fixture_init(&calm);
    add(&cut, "a");
    fixture_close(&cut);
    fixture_open(&cut, REGISTER_WRITE);
    add(&cut, "b");
    add(&calm, "b");
    add(&calm, "a");
    fixture_flush(&cut);
    fixture_flush(&calm);
    note(&cut, "Anne", "Traitement");
    note(&calm, "Anne", "Traitement");
    g_autofree char *one = text_of(&cut);
    g_autofree char *other = text_of(&calm);
    g_assert_cmpstr(one, ==, other);
    note(&cut, "Anne", "Traitement");
    g_autofree char *again = text_of(&cut);
    g_assert_cmpstr(one, ==, again);
    GError *error = NULL;
    g_assert_true(journal_add(cut.reg, "Anne", "Effacement", NOW, &error));
    g_autofree char *always = text_of(&cut);
    g_assert_nonnull(strstr(always, "Entrée 3, le 2014-06-05T20:26:40Z, par Anne\nEffacement\n"
                                    "Empreinte"));
    fixture_clear(&cut);
    fixture_clear(&calm);
}

/* ---- what verify tells ---- */

static void
change(const Fixture *fixture, const char *sql)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(fixture->path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(db);
}

/* "broken: details, one a line" of the check of the journal. */
static char *
told(Fixture *fixture)
{
    GError *error = NULL;
    fixture_open(fixture, REGISTER_STILL);
    g_autoptr(GPtrArray) checks = verify_register(fixture->reg, &error);
    g_assert_no_error(error);
    g_clear_pointer(&fixture->reg, register_free);
    const VerifyCheck *check = checks->pdata[checks->len - 1];
    g_assert_cmpstr(check->check, ==, "journal");
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%u of %u", (guint)check->broken, (guint)check->looked);
    for (guint i = 0; i < check->details->len; i++)
        g_string_append_printf(text, "\n%s", (const char *)check->details->pdata[i]);
    return g_string_free(text, FALSE);
}

#define ENTRY(n)   "entry " n " of the journal"
#define CHANGED(n) ENTRY(n) ": its hash isn't that of what stands above it, which was changed"
#define FIRST(n)   ENTRY(n) ": its first line doesn't have its number and its time"
#define OTHER(n)   ENTRY(n) ": the register has other "
#define WAITS                                                                                      \
    "are in no entry of the journal yet: a run was interrupted; run the same command again"

static const struct {
    const char *sql, *says;
} tampered[] = {
    {"SELECT 1", "0 of 4"},
    /* Rows. */
    {"UPDATE message SET sha256 = replace(sha256, substr(sha256, 1, 1), '0') WHERE arrival = 2",
     "1 of 4\n" OTHER("2") "messages 1 to 2 than it accounts for"},
    {"UPDATE act SET why = 'ouvert' WHERE id = 1", "1 of 4\n" OTHER("3") "acts 1 to 1 than it "
                                                                         "accounts for"},
    {"UPDATE act SET who = 'Luc' WHERE id = 2", "1 of 4\n" OTHER("4") "acts 2 to 2 than it "
                                                                      "accounts for"},
    {"INSERT INTO act SELECT 0, time, who, act, target, why, run, definition FROM act WHERE id = 1",
     "1 of 4\n" OTHER("3") "acts 1 to 1 than it accounts for"},
    {"DELETE FROM act WHERE id = 2", "1 of 4\n" OTHER("4") "acts 2 to 2 than it accounts for"},
    {"INSERT INTO act SELECT 3, time, who, act, target, why, run, definition FROM act WHERE id = 1",
     "1 of 4\nacts 3 to 3: no entry of the journal accounts for them"},
    {"INSERT INTO message SELECT 3, replace(sha256, substr(sha256, 1, 1), '0'), run, name, mail,"
     " class, verdict, received, from_address, from_name, subject, message_id, forwarded_from,"
     " reference, size, purge, sender_mark, original FROM message WHERE arrival = 1",
     "0 of 4\nmessages 3 to 3 " WAITS},
    /* Entries. */
    {"UPDATE journal SET text = replace(text, 'clôture', 'ouverture') WHERE seq = 3",
     "1 of 4\n" CHANGED("3")},
    {"UPDATE journal SET time = time + 1 WHERE seq = 3", "1 of 4\n" FIRST("3")},
    {"UPDATE journal SET sha256 = replace(sha256, substr(sha256, 1, 1), '0') WHERE seq = 3",
     "1 of 4\n" CHANGED("3")},
    {"DELETE FROM journal WHERE seq = 4",
     "1 of 3\nacts 2 to 2: no entry of the journal accounts for them"},
    {"DELETE FROM journal WHERE seq = 3",
     "3 of 3\n" ENTRY("3") " is gone\n" CHANGED("4") "\n" OTHER("4") "acts 2 to 2 than it "
                                                                     "accounts for"},
    {"UPDATE journal SET seq = 9 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4;"
     " UPDATE journal SET seq = 4 WHERE seq = 9",
     "5 of 4\n" FIRST("3") "\n" CHANGED("3") "\n" OTHER(
         "3") "acts 2 to 2 than it accounts for\n" FIRST("4") "\n" OTHER("4") "acts 1 to 1 than it "
                                                                              "accounts for"},
    {"UPDATE journal SET seq = 5 WHERE seq = 4; INSERT INTO journal SELECT 4, time,"
     " replace(text, 'Entrée 3', 'Entrée 4'), sha256 FROM journal WHERE seq = 3",
     "3 of 5\n" CHANGED("4") "\n" OTHER("4") "acts 1 to 1 than it accounts for\n" FIRST("5")},
    {"DELETE FROM journal",
     "2 of 0\ndefinitions 1 to 1: no entry of the journal accounts for them\nmessages 1 to 2 " WAITS
     "\nacts 1 to 2: no entry of the journal accounts for them"},
};

static void
test_tampered(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(tampered); i++) {
        Fixture fixture = {0};
        fill(&fixture);
        g_test_message("%s", tampered[i].sql);
        change(&fixture, tampered[i].sql);
        g_autofree char *found = told(&fixture);
        g_assert_cmpstr(found, ==, tampered[i].says);
        fixture_clear(&fixture);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/journal/text", test_text);
    g_test_add_func("/journal/chain", test_chain);
    g_test_add_func("/journal/rest", test_rest);
    g_test_add_func("/journal/tampered", test_tampered);
    return g_test_run();
}

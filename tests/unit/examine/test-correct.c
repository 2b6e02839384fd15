/* SPDX-License-Identifier: Apache-2.0
 *
 * A form that goes back, made in a child: the part is found wherever it was in the message, and the
 * sandbox changes nothing.
 */
#include "mails.h"

#include "archive/archive.h"
#include "base/sha256.h"
#include "examine/correct.h"

static Pool *
new_pool(void)
{
    const PoolOptions options = {.jobs = 1, .no_sandbox = g_getenv("COPIL_NO_SANDBOX") != NULL};
    g_autoptr(GError) error = NULL;
    Pool *pool = pool_for_examining(NULL, NULL, &options, &error);
    g_assert_no_error(error);
    return pool;
}

/* The file of that name in an archive, between two others. */
static GBytes *
zipped(const char *file)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) form = data_file(file);
    g_autoptr(GBytes) other = g_bytes_new_static("Bonjour", 7);
    archive_writer_add(writer, "a.txt", other, FALSE);
    archive_writer_add(writer, "Fiches/f.odt", form, FALSE);
    archive_writer_add(writer, "z.txt", other, FALSE);
    return archive_writer_finish(writer, NULL);
}

static GBytes *
mail_with(GBytes *file)
{
    GString *mail = mail_begin("");
    gsize length;
    const void *data = g_bytes_get_data(file, &length);
    add_text(mail, TEXT_PART, "La fiche.");
    add_part(mail, "Content-Type: application/octet-stream", data, length);
    g_string_append(mail, "--=b--\r\n");
    return g_string_free_to_bytes(mail);
}

/* What comes back of MESSAGE for the part that FILE is (transfer full). */
static GBytes *
ask(GBytes *message, gboolean mail, const char *file, const Correction *correction)
{
    g_autoptr(Pool) pool = new_pool();
    g_autoptr(GBytes) part = data_file(file);
    g_autofree char *sha256 = sha256_of(g_bytes_get_data(part, NULL), g_bytes_get_size(part));
    const FormSent form = {message, mail, sha256, NULL};
    g_autoptr(GError) error = NULL;
    GBytes *made = pool_correct(pool, &form, correction, &error);
    g_assert_no_error(error);
    return made;
}

static GPtrArray *
some_findings(void)
{
    GPtrArray *findings = findings_new();
    g_ptr_array_add(
        findings, finding_new_rule("r", SEVERITY_ERROR, "FA32-07", NULL, "é", "Tapez un nombre."));
    g_ptr_array_add(findings, finding_new_rule("r", SEVERITY_WARNING, NULL, NULL, NULL, "Vu."));
    return findings;
}

static void
test_found(void)
{
    g_autoptr(GPtrArray) findings = some_findings();
    const Correction correction = {"Secrétariat", "s@copil.example", "15 juillet 2014", 735415,
                                   findings};
    g_autoptr(GBytes) form = data_file("corpus.odt");
    g_autoptr(GBytes) wanted =
        correction_make(g_bytes_get_data(form, NULL), g_bytes_get_size(form), NULL, &correction);
    g_assert_nonnull(wanted);
    g_autoptr(GBytes) zip = zipped("corpus.odt");
    g_autoptr(GBytes) mail = mail_with(form);
    g_autoptr(GBytes) zip_mail = mail_with(zip);
    const struct {
        GBytes *message;
        gboolean mail;
    } ways[] = {{form, FALSE}, {mail, TRUE}, {zip_mail, TRUE}};
    for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GBytes) made = ask(ways[i].message, ways[i].mail, "corpus.odt", &correction);
        g_assert_nonnull(made);
        g_assert_true(made && g_bytes_equal(made, wanted));
    }
}

static void
test_nothing(void)
{
    g_autoptr(GPtrArray) findings = some_findings();
    const Correction correction = {"Secrétariat", "s@copil.example", NULL, 735415, findings};
    static const char *const files[] = {"fiche.xml", "word.docx", "truncated.odt"};
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GBytes) file = data_file(files[i]);
        g_autoptr(GBytes) mail = mail_with(file);
        g_autoptr(GBytes) made = ask(mail, TRUE, files[i], &correction);
        g_autoptr(GBytes) other = ask(mail, TRUE, "corpus.odt", &correction);
        g_assert_null(made);
        g_assert_null(other);
    }
}

/* What is asked,  cut anywhere and longer by a byte, cut anywhere and longer by a byte. */
static void
test_request(void)
{
    g_autoptr(GPtrArray) findings = some_findings();
    const Correction correction = {"Secrétariat", "s@copil.example", NULL, 735415, findings};
    g_autoptr(GBytes) form = data_file("corpus.odt");
    g_autofree char *sha256 = sha256_of(g_bytes_get_data(form, NULL), g_bytes_get_size(form));
    const FormSent sent = {form, FALSE, sha256, "2013-2014"};
    g_autoptr(GBytes) request = correct_request(&sent, &correction);
    gsize length = g_bytes_get_size(request);
    g_autoptr(GBytes) wanted =
        correction_make(g_bytes_get_data(form, NULL), g_bytes_get_size(form), NULL, &correction);
    g_autoptr(GBytes) made = correct_form(request, NULL);
    g_assert_nonnull(made);
    g_assert_true(made && g_bytes_equal(made, wanted));
    for (gsize cut = 0; cut < length; cut += 1 + cut / 100) {
        g_autoptr(GBytes) less = g_bytes_new_from_bytes(request, 0, cut);
        g_assert_null(correct_form(less, NULL));
    }
    g_autofree guint8 *longer = g_malloc0(length + 1);
    memcpy(longer, g_bytes_get_data(request, NULL), length);
    g_autoptr(GBytes) more = g_bytes_new(longer, length + 1);
    g_assert_null(correct_form(more, NULL));
}

/* The package of FILE with one more entry. */
static GBytes *
with_entry(const char *file, const char *name, const char *text)
{
    g_autoptr(GBytes) form = data_file(file);
    gsize length;
    const guint8 *data = g_bytes_get_data(form, &length);
    g_autoptr(Archive) archive = archive_open(data, length, NULL);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    for (guint i = 0; i < archive_count(archive); i++) {
        g_autoptr(GBytes) entry = archive_entry(archive, i, NULL);
        const char *own = archive_name(archive, i);
        if (!g_str_has_suffix(own, "/") && strcmp(own, name) != 0)
            archive_writer_add(writer, own, entry, i == 0);
    }
    g_autoptr(GBytes) more = g_bytes_new(text, strlen(text));
    archive_writer_add(writer, name, more, FALSE);
    return archive_writer_finish(writer, NULL);
}

/* What a child that was taken over might have us send. */
static void
test_judged(void)
{
    static const struct {
        const char *name, *text;
        gboolean harmless;
    } cases[] = {
        {"Thumbnails/t.png", "\x89PNG\r\n\x1a\n", TRUE},
        {"META-INF/manifest.xml", "<m/>", TRUE},
        {"META-INF/manifest.xml", "<!DOCTYPE m SYSTEM 'http://127.0.0.1/'><m/>", FALSE},
        {"Basic/Standard/Module1.xml", "<m/>", FALSE},
        {"Scripts/python/x.py", "import os", FALSE},
        {"Object 1/content.xml", "<m/>", FALSE},
        {"Pictures/x.svg", "<svg/>", FALSE},
        {"x.exe", "MZ", FALSE},
    };
    g_autoptr(Pool) pool = new_pool();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) form = with_entry("corpus.odt", cases[i].name, cases[i].text);
        gboolean harmless = !cases[i].harmless;
        g_test_message("%s", cases[i].name);
        g_assert_true(pool_is_harmless(pool, form, &harmless, NULL));
        g_assert_cmpint(harmless, ==, cases[i].harmless);
    }
    static const char claim[] = "PK\3\4, or so it says";
    g_autoptr(GBytes) program = g_bytes_new_static(claim, strlen(claim));
    gboolean harmless = TRUE;
    g_assert_true(pool_is_harmless(pool, program, &harmless, NULL));
    g_assert_false(harmless);
}

/* A child that dies of it: the answer goes without the form, and the pool goes on. */
static void
test_late(void)
{
    const PoolOptions options = {
        .jobs = 1, .deadline_ms = 1, .no_sandbox = g_getenv("COPIL_NO_SANDBOX") != NULL};
    g_autoptr(GPtrArray) findings = some_findings();
    const Correction correction = {"Secrétariat", "s@copil.example", NULL, 735415, findings};
    g_autoptr(GError) error = NULL;
    g_autoptr(Pool) pool = pool_for_examining(NULL, NULL, &options, &error);
    g_assert_no_error(error);
    g_autofree char *much = g_malloc0(40u << 20);
    g_autoptr(GBytes) message = g_bytes_new_static(much, 40u << 20);
    const FormSent form = {message, TRUE, "", NULL};
    for (guint i = 0; i < 3; i++) {
        g_autoptr(GBytes) made = pool_correct(pool, &form, &correction, &error);
        g_assert_null(made);
        g_assert_no_error(error);
    }
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/correct/found", test_found);
    g_test_add_func("/correct/nothing", test_nothing);
    g_test_add_func("/correct/request", test_request);
    g_test_add_func("/correct/judged", test_judged);
    g_test_add_func("/correct/late", test_late);
    return g_test_run();
}

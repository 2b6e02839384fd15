/* SPDX-License-Identifier: Apache-2.0
 *
 * The real examination in the real sandbox: the same as without.
 */
#include "runs.h"

#include "mail/source.h"

static Pool *
real_pool(void)
{
    const PoolOptions options = {.jobs = 2, .deadline_ms = 60000, .no_sandbox = no_sandbox()};
    g_autoptr(GError) error = NULL;
    Pool *pool = pool_for_examining(NULL, NULL, &options, &error);
    g_assert_no_error(error);
    return pool;
}

static const char *const files[] = {"corpus.odt", "word.docx",  "truncated.odt", "fiche.xml",
                                    "forms.zip",  "nested.zip", "locked.zip",    "truncated.zip",
                                    "escape.zip", "twins.zip"};

/* A mail with the file attached, in a charset that is not UTF-8, and with a thousand lines to make
 * libraries sort and grow. */
static GBytes *
mail_with(const char *file)
{
    g_autoptr(GBytes) bytes = data_file(file);
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autofree char *base64 = g_base64_encode(data, length);
    GString *mail = g_string_new("From: =?iso-8859-1?Q?=C9cole?= <ecole@example.fr>\r\n"
                                 "MIME-Version: 1.0\r\n"
                                 "Content-Type: multipart/mixed; boundary=\"=b\"\r\n\r\n"
                                 "--=b\r\nContent-Type: text/plain; charset=windows-1250\r\n\r\n"
                                 "\xe9t\xe9\r\n"
                                 "--=b\r\nContent-Type: text/plain; charset=euc-tw\r\n\r\n"
                                 "\xc1\xc2\r\n"
                                 "--=b\r\nContent-Type: application/octet-stream\r\n"
                                 "Content-Transfer-Encoding: base64\r\n\r\n");
    for (gsize at = 0; at < strlen(base64); at += 76)
        g_string_append_printf(mail, "%.76s\r\n", base64 + at);
    g_string_append(mail, "--=b--\r\n");
    return g_string_free_to_bytes(mail);
}

static GBytes *
fetch_file(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    (void)data;
    (void)error;
    *mail = index % 2 == 0;
    *name = files[index / 2];
    return *mail ? mail_with(files[index / 2]) : data_file(files[index / 2]);
}

/* The sandbox changes nothing: what comes out of a child is what comes out here. */
static void
test_same_as_here(void)
{
    Case c;
    case_init(&c, NULL, 0);
    g_autoptr(Pool) pool = real_pool();
    g_autoptr(GError) error = NULL;
    g_assert_true(pool_run(pool, 2 * G_N_ELEMENTS(files), fetch_file, done, &c, &error));
    g_assert_no_error(error);
    mail_init();
    for (guint i = 0; i < c.results->len; i++) {
        gboolean mail = FALSE;
        const char *name = NULL;
        g_autoptr(GBytes) bytes = fetch_file(i, &mail, &name, NULL, NULL);
        gsize length;
        const guint8 *data = g_bytes_get_data(bytes, &length);
        g_autoptr(Examination) here = examine(data, length, mail, name, NULL);
        g_autoptr(GBytes) mine = examination_to_bytes(here);
        g_autoptr(GBytes) theirs = examination_to_bytes(result(&c, i));
        g_test_message("%s %s", name, only_finding(result(&c, i)));
        g_assert_true(g_bytes_equal(mine, theirs));
    }
    case_clear(&c);
}

static void
test_unpack(void)
{
    g_autoptr(Pool) pool = real_pool();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) good = data_file("forms.zip");
    g_autoptr(GPtrArray) members = pool_unpack(pool, good, &error);
    g_assert_no_error(error);
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    g_autoptr(GPtrArray) here = examine_unpack(data, length, NULL);
    g_assert_cmpuint(members->len, ==, 4);
    for (guint i = 0; i < members->len; i++) {
        const SourceMember *mine = g_ptr_array_index(here, i);
        const SourceMember *theirs = g_ptr_array_index(members, i);
        g_assert_cmpstr(mine->name, ==, theirs->name);
        g_assert_true(g_bytes_equal(mine->bytes, theirs->bytes));
    }
    static const struct {
        const char *file, *message;
    } bad[] = {
        {"locked.zip", "l’archive est protégée par un mot de passe"},
        {"truncated.zip", "l’archive est endommagée ou incomplète"},
        {"escape.zip", "l’archive contient des noms de fichiers interdits"},
        {"fiche.xml", "l’archive est endommagée ou incomplète"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GBytes) bytes = data_file(bad[i].file);
        g_autoptr(GError) refusal = NULL;
        g_assert_null(pool_unpack(pool, bytes, &refusal));
        g_assert_error(refusal, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE);
        g_assert_cmpstr(refusal != NULL ? refusal->message : NULL, ==, bad[i].message);
    }
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    if (no_sandbox())
        g_test_message("the sandbox is off: COPIL_NO_SANDBOX is set");
    g_test_add_func("/sandboxed/same-as-here", test_same_as_here);
    g_test_add_func("/sandboxed/unpack", test_unpack);
    return g_test_run();
}

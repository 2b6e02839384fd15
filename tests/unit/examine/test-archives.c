/* SPDX-License-Identifier: Apache-2.0
 *
 * Archives within messages: their members are parts of their own, or they are refused whole.
 */
#include "mails.h"

#include "mail/source.h"

static void
test_archive(void)
{
    GString *mail = mail_begin("");
    add_text(mail, TEXT_PART, "Les fiches.");
    add_file(mail, "fiches.zip", "forms.zip");
    expect(mail, "accepted\n"
                 "1 text: Les fiches.\n"
                 "2 archive\n"
                 "2/Fiches/un.xml form\n"
                 "2/Fiches/deux é.xml form\n"
                 "2/lisez-moi.txt text: Bonjour é\n"
                 "2/logo.png ignored\n"
                 "form 2/Fiches/un.xml readable\n"
                 "form 2/Fiches/deux é.xml readable\n");
}

static void
test_nested_archive(void)
{
    GString *mail = mail_begin("");
    add_file(mail, "tout.zip", "nested.zip");
    expect(mail, "accepted\n1 archive\n1/inner.zip by_hand\n1/fiche.xml form\n"
                 "form 1/fiche.xml readable\n! archive-nested\n");
}

/* Two names that look the same are two paths. */
static void
test_twin_names(void)
{
    GString *mail = mail_begin("");
    add_file(mail, "tout.zip", "twins.zip");
    expect(mail, "accepted\n1 archive\n1/a.xml form\n1/a.xml~2 form\n1/evil text: x\n"
                 "form 1/a.xml readable\nform 1/a.xml~2 readable\n");
}

static void
test_refused_archives(void)
{
    static const struct {
        const char *file, *finding;
    } cases[] = {{"locked.zip", "archive-encrypted"},
                 {"truncated.zip", "archive-damaged"},
                 {"escape.zip", "archive-names"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *mail = mail_begin("");
        add_file(mail, "a.zip", cases[i].file);
        g_autofree char *expected =
            g_strdup_printf("accepted\n1 form\nform 1 unreadable\n  ! %s\n", cases[i].finding);
        expect(mail, expected);
    }
}

static void
test_unpack(void)
{
    g_autoptr(GBytes) good = data_file("forms.zip");
    gsize length;
    const guint8 *bytes = g_bytes_get_data(good, &length);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) members = examine_unpack(bytes, length, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(members->len, ==, 4);
    const SourceMember *member = g_ptr_array_index(members, 1);
    g_assert_cmpstr(member->name, ==, "Fiches/deux é.xml");
    g_assert_nonnull(g_strstr_len(g_bytes_get_data(member->bytes, NULL), 560, "<fiche-3.2 xmlns"));

    g_autoptr(GBytes) locked = data_file("locked.zip");
    bytes = g_bytes_get_data(locked, &length);
    g_assert_null(examine_unpack(bytes, length, &error));
    g_assert_error(error, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE);
    g_assert_cmpstr(error->message, ==, "l’archive est protégée par un mot de passe");
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    mail_init();
    g_test_add_func("/archives/archive", test_archive);
    g_test_add_func("/archives/nested-archive", test_nested_archive);
    g_test_add_func("/archives/twin-names", test_twin_names);
    g_test_add_func("/archives/refused-archives", test_refused_archives);
    g_test_add_func("/archives/unpack", test_unpack);
    return g_test_run();
}

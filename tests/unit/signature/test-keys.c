/* SPDX-License-Identifier: Apache-2.0
 *
 * A key that somebody put into a returned file is told as one clean line, whatever stands in its
 * name: else the parent believes nothing of what the child says of that file.
 */
#include "signature/read.h"
#include "signature/wire.h"
#include <string.h>

/* The document as issued by the makers of tests/signature, then an increment with KEY (as a PDF
 * writes it) in its catalog, its form and its trailer.  The makers write no NUL. */
static char *
file_with(const char *key)
{
    static const char script[] =
        "import sys\n"
        "sys.dont_write_bytecode = True\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import pdf\n"
        "one, key = pdf.issue(['maire']), b'/' + sys.argv[2].encode() + b' 1'\n"
        "parts = {n: pdf.with_keys(pdf.object_of(one, n), key) for n in (pdf.CATALOG, pdf.FORM)}\n"
        "sys.stdout.buffer.write(pdf.increment(one, parts, pdf.root_of(one) + b' ' + key + b' '))";
    g_autofree char *makers = g_build_filename(g_getenv("COPIL_SRCDIR"), "tests/signature", NULL);
    const char *const command[] = {"/usr/bin/python3", "-c", script, makers, key, NULL};
    g_autoptr(GError) error = NULL;
    char *file = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &file, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    return file;
}

/* What the parent believes of the file: a change of each of the three, told as LINE. */
static void
assert_told(const char *key, const char *line)
{
    static const ChangeKind kinds[] = {CHANGE_TRAILER, CHANGE_CATALOG, CHANGE_FORM};
    g_test_message("%.40s", key);
    g_autofree char *file = file_with(key);
    g_auto(GStrv) revisions = g_strsplit(file, "%%EOF\n", 2);
    gsize issued = strlen(revisions[0]) + strlen("%%EOF\n");
    g_autoptr(Returned) read = returned_read((const guint8 *)file, strlen(file), issued, NULL);
    g_autoptr(GBytes) bytes = returned_to_bytes(read);
    g_autoptr(Returned) believed = returned_from_bytes(bytes);
    g_assert_nonnull(believed);
    g_assert_cmpuint(believed->changes->len, ==, G_N_ELEMENTS(kinds));
    for (guint i = 0; i < believed->changes->len; i++) {
        const Change *one = believed->changes->pdata[i];
        g_assert_cmpint(one->kind, ==, kinds[i]);
        g_assert_cmpstr(one->what, ==, line);
    }
}

static void
test_lines(void)
{
    static const struct {
        const char *key, *line;
    } cases[] = {
        {"Plain", "/Plain"},
        {"Two#20#20spaces", "/Two spaces"},
        {"Two#0A#0Alines#0D#0A", "/Two lines"},
        {"Tab#09#20#C2#A0and", "/Tab and"},
        {"Bell#07#1B#5B31m", "/Bell[31m"},
        {"Turned#E2#80#AEround", "/Turnedround"},
        {"e#CC#81", "/é"},
        {"Broken#FF", "/Broken\uFFFD"},
        {"#20#20", "/"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_told(cases[i].key, cases[i].line);
}

/* 200 characters, as all names of a PDF are told; "/" is one of them. */
static void
test_long(void)
{
    g_autofree char *most = g_strnfill(199, 'a'), *more = g_strnfill(200, 'a');
    g_autofree char *far = g_strnfill(5000, 'a'), *cut = g_strnfill(198, 'a');
    g_autofree char *whole = g_strconcat("/", most, NULL);
    g_autofree char *shortened = g_strconcat("/", cut, "…", NULL);
    assert_told(most, whole);
    assert_told(more, shortened);
    assert_told(far, shortened);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/signature/keys/lines", test_lines);
    g_test_add_func("/signature/keys/long", test_long);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What the author of a convention is told: tests/data/convention/mistakes.txt changes small.xml in
 * one place at a time and holds the exact lines and sentences.
 *     # what is wrong
 *     - the text that is replaced (\n: a line end)
 *     + the text put in its place
 *     = line sentence
 * And no file, however damaged, does more than give mistakes.
 */
#include "support.h"

static char *
unescape(const char *text)
{
    GString *result = g_string_new(text);
    g_string_replace(result, "\\n", "\n", 0);
    return g_string_free(result, FALSE);
}

static char *
said_of(const char *text, gsize length, gboolean *loaded)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Convention) convention = convention_load(bytes, "small.xml", mistakes);
    *loaded = convention != NULL;
    return mistakes_text(mistakes);
}

typedef struct {
    char *old, *new;
    GString *expected;
} Case;

static void
case_free(gpointer data)
{
    Case *one = data;
    g_free(one->old);
    g_free(one->new);
    g_string_free(one->expected, TRUE);
    g_free(one);
}

static void
test_case(gconstpointer data)
{
    const Case *one = data;
    g_autofree char *good = data_text("tests/data/convention/small.xml");
    g_auto(GStrv) around = g_strsplit(good, one->old, -1);
    g_assert_cmpuint(g_strv_length(around), ==, 2);
    g_autofree char *bad = g_strconcat(around[0], one->new, around[1], NULL);
    gboolean loaded;
    g_autofree char *said = said_of(bad, strlen(bad), &loaded);
    g_assert_cmpstr(said, ==, one->expected->str);
    g_assert_false(loaded);
}

/* A test for each block of the file. */
static void
add_cases(void)
{
    g_autofree char *text = data_text("tests/data/convention/mistakes.txt");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Case *one = NULL;
    for (char **line = lines; *line != NULL; line++) {
        const char *rest = **line != '\0' ? *line + 2 : "";
        if (**line == '#') {
            one = g_new0(Case, 1);
            one->expected = g_string_new(NULL);
            g_autofree char *name = g_strdup_printf("/convention/mistakes/%s", rest);
            g_test_add_data_func_full(name, one, test_case, case_free);
        } else if (**line == '-' && one != NULL) {
            one->old = unescape(rest);
        } else if (**line == '+' && one != NULL) {
            one->new = unescape(rest);
        } else if (**line == '=' && one != NULL) {
            g_string_append_printf(one->expected, "%s\n", rest);
        }
    }
}

/* Every prefix of the file, in steps, is refused with a sentence and nothing worse. */
static void
test_truncated(void)
{
    g_autofree char *good = data_text("tests/data/convention/small.xml");
    gsize length = strlen(good);
    for (gsize cut = 0; cut + 20 < length; cut += 37) {
        gboolean loaded;
        g_autofree char *said = said_of(good, cut, &loaded);
        g_assert_false(loaded);
        g_assert_cmpstr(said, !=, "");
    }
}

/* A byte changed here and there: loaded or refused with a sentence. */
static void
test_damaged(void)
{
    g_autofree char *good = data_text("tests/data/convention/small.xml");
    gsize length = strlen(good);
    static const char bytes[] = {'\0', '<', '"', '9', 'z', '\xff'};
    for (gsize at = 0; at < length; at += 61) {
        char kept = good[at];
        good[at] = bytes[at % sizeof bytes];
        gboolean loaded;
        g_autofree char *said = said_of(good, length, &loaded);
        g_assert_true(loaded == (*said == '\0'));
        good[at] = kept;
    }
}

/* Whole elements gone, and whole attributes empty: the parts that refer to them cope. */
static void
test_missing_parts(void)
{
    g_autofree char *good = data_text("tests/data/convention/small.xml");
    g_auto(GStrv) lines = g_strsplit(good, "\n", -1);
    guint count = g_strv_length(lines);
    for (guint gone = 0; gone < count; gone++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint i = 0; i < count; i++)
            if (i != gone)
                g_string_append_printf(text, "%s\n", lines[i]);
        gboolean loaded;
        g_autofree char *said = said_of(text->str, text->len, &loaded);
        g_assert_true(loaded == (*said == '\0'));
    }
}

static void
test_no_bytes(void)
{
    gboolean loaded;
    g_autofree char *said = said_of("", 0, &loaded);
    g_assert_cmpstr(said, ==, "1 Le fichier est vide ou ne commence pas par une balise XML.\n");
    g_assert_false(loaded);
    g_autofree char *text = said_of("nom;prénom\n", 12, &loaded);
    g_assert_cmpstr(text, ==, "1 Le fichier est vide ou ne commence pas par une balise XML.\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    add_cases();
    g_test_add_func("/convention/mistakes/truncated", test_truncated);
    g_test_add_func("/convention/mistakes/damaged", test_damaged);
    g_test_add_func("/convention/mistakes/missing-parts", test_missing_parts);
    g_test_add_func("/convention/mistakes/no-bytes", test_no_bytes);
    return g_test_run();
}

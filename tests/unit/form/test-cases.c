/* SPDX-License-Identifier: Apache-2.0
 *
 * Filled forms of a convention that is shipped, deformed as people and programs deform them,
 * against what a careful person reads in them: tests/data/form/cases/README.md.
 */
#include "convention/definition.h"
#include "form/form.h"

#include "base/file.h"
#include <string.h>

typedef struct {
    guint right, flagged, wrong;
} Score;

static char *
path_of(const char *name)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    return g_build_filename(root ? root : ".", name, NULL);
}

/* The cells as the expected files have them, "24 | 9"; NULL when all are blank (transfer full). */
static char *
cells_of(const Answer *answer)
{
    g_autoptr(GString) cells = g_string_new(NULL);
    for (guint i = 0; i < answer->texts->len; i++)
        g_string_append_printf(cells, "%s%s", i ? " | " : "",
                               (const char *)g_ptr_array_index(answer->texts, i));
    if (strspn(cells->str, " |") == cells->len)
        return NULL;
    g_auto(GStrv) lines = g_strsplit(cells->str, "\n", -1);
    return g_strjoinv("\\n", lines);
}

/* Code → cells (transfer full). */
static GHashTable *
answers_read(const Form *form)
{
    GHashTable *answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        char *cells = cells_of(answer);
        if (cells)
            g_hash_table_insert(answers, g_strdup(answer->key), cells);
    }
    return answers;
}

/* "finding CODE" of each, a line each (transfer full). */
static char *
findings_said(const Form *form)
{
    GString *said = g_string_new(NULL);
    for (guint i = 0; i < form->remarks->len; i++) {
        const Finding *finding = g_ptr_array_index(form->remarks, i);
        g_string_append_printf(said, "! %s%s%s\n", finding->code, finding->field ? " " : "",
                               finding->field ? finding->field : "");
    }
    return g_string_free(said, FALSE);
}

/* A typing reader would refuse what a sign of distortion or a note's mark stands in. */
static gboolean
is_marked(const char *cells)
{
    return strstr(cells, "\uFFFD") || strstr(cells, "¹");
}

static gboolean
is_named(const char *said, const char *code)
{
    return strstr(said, code) != NULL;
}

/* Findings that name a question which isn't read. */
static guint
count_unread(const char *said, const char *expected)
{
    guint unread = 0;
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        const char *code = strrchr(lines[i], ' ');
        if (!code || !g_ascii_isupper(code[1]))
            continue;
        g_autofree char *line = g_strconcat("\n", code + 1, " = ", NULL);
        unread += strstr(expected, line) ? 0 : 1;
    }
    return unread;
}

/* Against the lines "CODE = cells" of EXPECTED. */
static Score
score_of(const char *name, GHashTable *read, const char *expected, const char *said)
{
    Score score = {0};
    g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        char *equals = strstr(lines[i], " = ");
        if (!equals || *lines[i] == '#' || *lines[i] == '!')
            continue;
        *equals = '\0';
        const char *got = g_hash_table_lookup(read, lines[i]);
        if (g_strcmp0(got, equals + 3) == 0 && !is_named(said, lines[i]) && !is_marked(got))
            score.right++;
        else if (got && g_strcmp0(got, equals + 3) == 0)
            score.flagged++;
        else {
            score.wrong++;
            g_test_message("wrong: %s %s: «%s» instead of «%s»", name, lines[i], got, equals + 3);
        }
        g_hash_table_remove(read, lines[i]);
    }
    score.flagged += count_unread(said, expected);
    /* Nothing is read where nothing is expected. */
    score.wrong += g_hash_table_size(read);
    return score;
}

static Score
check_case(const char *name, const Convention *convention)
{
    g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".odt"));
    g_autofree char *file = g_build_filename("tests/data/form/cases", name, NULL);
    g_autofree char *path = path_of(file);
    g_autofree char *expected_file =
        g_strconcat("tests/data/form/cases/", stem, ".expected.txt", NULL);
    g_autofree char *expected_path = path_of(expected_file);
    g_autofree char *expected = NULL;
    g_autoptr(GBytes) bytes = file_read(path, 1u << 20, NULL);
    g_assert_nonnull(bytes);
    g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autoptr(Form) form = form_read(data, length, convention);
    g_autoptr(GHashTable) read = answers_read(form);
    g_autofree char *said = findings_said(form);
    const char *wanted = strstr(expected, "\n! ");
    g_autofree char *both = g_strconcat(stem, ":\n", wanted ? wanted + 1 : "", NULL);
    g_autofree char *got = g_strconcat(stem, ":\n", said, NULL);
    g_assert_cmpstr(got, ==, both);
    Score score = score_of(name, read, expected, said);
    g_test_message("%-34s %5u %7u %5u", name, score.right, score.flagged, score.wrong);
    g_assert_cmpuint(score.wrong, ==, 0);
    g_assert_cmpstr(form->sheet, ==, "3.2");
    return score;
}

static void
test_cases(void)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autofree char *convention = path_of("forms/idf-2013");
    g_autofree char *folder = path_of("tests/data/form/cases");
    g_autoptr(Definition) definition = definition_read(convention, mistakes, NULL);
    g_assert_nonnull(definition);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    Score total = {0};
    guint cases = 0;
    g_test_message("%-34s right flagged wrong", "file");
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        if (!g_str_has_suffix(name, ".odt"))
            continue;
        Score score = check_case(name, definition->convention);
        total.right += score.right;
        total.flagged += score.flagged;
        total.wrong += score.wrong;
        cases++;
    }
    g_test_message("%-34s %5u %7u %5u", "in all", total.right, total.flagged, total.wrong);
    g_assert_cmpuint(cases, >=, 25);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/form/cases", test_cases);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write to choose from the lists of a convention that is shipped, line by line.
 */
#include "check/work.h"

#include <string.h>

static char *
path_of(const char *name)
{
    const char *top = g_getenv("COPIL_SRCDIR");

    return g_build_filename(top != NULL ? top : ".", name, NULL);
}

static const char *
verdict_of(const Typed *typed)
{
    static const char *const names[] = {
        [TYPED_OK] = "ok",     [TYPED_DOUBT] = "avert", [TYPED_REFUSED] = "refus",
        [TYPED_NONE] = "vide", [TYPED_BLANK] = "blanc",
    };

    return names[typed->state];
}

static void
check_line(const Checker *checker, const Convention *convention, char **cells)
{
    const CodeList *list = convention_list(convention, cells[0]);

    g_assert_nonnull(list);
    g_auto(Typed) typed =
        typing_read_choice(cells[1], checker_candidates(checker, list), list->items->len);
    g_autofree char *expected =
        g_strdup_printf("%s %s: %s %s", cells[0], cells[1], cells[2], cells[3]);
    g_autofree char *got = g_strdup_printf("%s %s: %s %s", cells[0], cells[1], verdict_of(&typed),
                                           typed.canonical != NULL ? typed.canonical : "");
    g_assert_cmpstr(got, ==, expected);
}

static void
test_choices(void)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autofree char *folder = path_of("forms/idf-2013");
    g_autofree char *path = path_of("tests/data/check/choix.tsv");
    g_autofree char *content = NULL;
    guint checked = 0;

    g_autoptr(Definition) definition = definition_read(folder, mistakes, NULL);
    g_assert_nonnull(definition);
    g_autoptr(Checker) checker = checker_new(definition, NULL);
    g_assert_nonnull(checker);
    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (*lines[i] == '\0' || *lines[i] == '#')
            continue;
        g_assert_cmpuint(g_strv_length(cells), >=, 4);
        check_line(checker, definition->convention, cells);
        checked++;
    }
    g_assert_cmpuint(checked, >=, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/choices/shipped", test_choices);
    return g_test_run();
}

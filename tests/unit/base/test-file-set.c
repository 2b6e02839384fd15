/* SPDX-License-Identifier: Apache-2.0
 * Many files of one folder: drafts until a group of 64 is whole on disk, then all at their places.
 */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/file.h"

enum { GROUP = 64 };

typedef struct {
    char *dir;
    FileSet *set;
} Place;

static void
set_up(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    place->dir = g_dir_make_tmp("copil-test-XXXXXX", NULL);
    place->set = file_set_new(place->dir, &error);
    g_assert_no_error(error);
}

static void
tear_down(Place *place, gconstpointer data)
{
    g_autoptr(GDir) dir = g_dir_open(place->dir, 0, NULL);

    (void)data;
    file_set_free(place->set);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(place->dir, name, NULL);
        g_remove(path);
    }
    g_assert_cmpint(g_rmdir(place->dir), ==, 0);
    g_free(place->dir);
}

static void
add(Place *place, const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(file_set_add(place->set, name, text, strlen(text), &error));
    g_assert_no_error(error);
}

static void
finish(Place *place)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(file_set_finish(place->set, &error));
    g_assert_no_error(error);
}

static void
assert_content(const Place *place, const char *name, const char *expected)
{
    g_autofree char *path = g_build_filename(place->dir, name, NULL), *content = NULL;
    struct stat status;

    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, expected);
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0600);
}

/* So many files and drafts are in the folder. */
static void
assert_there(const Place *place, guint files, guint drafts)
{
    g_autoptr(GDir) dir = g_dir_open(place->dir, 0, NULL);
    guint found = 0, hidden = 0;

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        *(name[0] == '.' ? &hidden : &found) += 1;
    g_assert_cmpuint(found, ==, files);
    g_assert_cmpuint(hidden, ==, drafts);
}

static void
test_groups(Place *place, gconstpointer data)
{
    (void)data;
    for (guint i = 1; i <= GROUP + 1; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);
        add(place, name, name);
        assert_there(place, i < GROUP ? 0 : GROUP, i < GROUP ? i : i - GROUP);
    }
    finish(place);
    assert_there(place, GROUP + 1, 0);
    assert_content(place, "1", "1");
    assert_content(place, "64", "64");
    assert_content(place, "65", "65");
}

static void
test_nothing(Place *place, gconstpointer data)
{
    (void)data;
    finish(place);
    assert_there(place, 0, 0);
    add(place, "empty", "");
    finish(place);
    assert_content(place, "empty", "");
}

static void
test_replaces(Place *place, gconstpointer data)
{
    g_autofree char *path = g_build_filename(place->dir, "same", NULL);
    struct stat before, after;

    (void)data;
    add(place, "same", "one");
    add(place, "other", "one");
    finish(place);
    g_assert_cmpint(g_stat(path, &before), ==, 0);
    add(place, "same", "one");
    add(place, "other", "two");
    assert_there(place, 2, 1);
    finish(place);
    g_assert_cmpint(g_stat(path, &after), ==, 0);
    g_assert_cmpuint(before.st_ino, ==, after.st_ino);
    assert_content(place, "same", "one");
    assert_content(place, "other", "two");
}

static void
test_given_up(Place *place, gconstpointer data)
{
    (void)data;
    add(place, "kept", "one");
    finish(place);
    add(place, "kept", "two");
    add(place, "new", "two");
    file_set_free(g_steal_pointer(&place->set));
    assert_there(place, 1, 0);
    assert_content(place, "kept", "one");
}

/* Another run clears the folder meanwhile. */
static void
test_swept(Place *place, gconstpointer data)
{
    (void)data;
    add(place, "a", "a");
    add(place, "b", "b");
    file_sweep(place->dir);
    assert_there(place, 0, 2);
    finish(place);
    assert_there(place, 2, 0);
}

static void
test_refused(Place *place, gconstpointer data)
{
    g_autofree char *link = g_build_filename(place->dir, "link", NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    add(place, "kept", "one");
    finish(place);
    g_assert_cmpint(symlink("kept", link), ==, 0);
    g_assert_false(file_set_add(place->set, "link", "two", 3, &error));
    g_assert_nonnull(error);
    assert_content(place, "kept", "one");
    g_assert_null(file_set_new(link, NULL));
}

/* The limit of a file's size, as a full disk would. */
static void
test_full(Place *place, gconstpointer data)
{
    g_autofree char *large = g_strnfill(20000, 'x');
    g_autoptr(GError) error = NULL;
    struct rlimit limit;

    (void)data;
    add(place, "kept", "one");
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    const struct rlimit small = {10000, limit.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    gboolean added = file_set_add(place->set, "large", large, 20000, &error);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    signal(SIGXFSZ, handler);
    g_assert_false(added);
    g_assert_nonnull(error);
    file_set_free(g_steal_pointer(&place->set));
    assert_there(place, 0, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/file-set/groups", Place, NULL, set_up, test_groups, tear_down);
    g_test_add("/file-set/nothing", Place, NULL, set_up, test_nothing, tear_down);
    g_test_add("/file-set/replaces", Place, NULL, set_up, test_replaces, tear_down);
    g_test_add("/file-set/given-up", Place, NULL, set_up, test_given_up, tear_down);
    g_test_add("/file-set/swept", Place, NULL, set_up, test_swept, tear_down);
    g_test_add("/file-set/refused", Place, NULL, set_up, test_refused, tear_down);
    g_test_add("/file-set/full", Place, NULL, set_up, test_full, tear_down);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/file.h"

typedef struct {
    char *dir;
} Place;

static void
set_up(Place *place, gconstpointer data)
{
    (void)data;
    place->dir = g_dir_make_tmp("copil-test-XXXXXX", NULL);
    g_assert_nonnull(place->dir);
}

static char *
in(const Place *place, const char *name)
{
    return g_build_filename(place->dir, name, NULL);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in the folder, sorted, joined by spaces. */
static char *
names(const Place *place)
{
    g_autoptr(GDir) dir = g_dir_open(place->dir, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        g_ptr_array_add(found, g_strdup(name));
    g_ptr_array_sort(found, compare_names);
    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);

    for (const char *name; dir && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    g_remove(path);
}

static void
tear_down(Place *place, gconstpointer data)
{
    (void)data;
    remove_tree(place->dir);
    g_free(place->dir);
}

static char *
content_of(const char *path)
{
    char *content = NULL;

    g_file_get_contents(path, &content, NULL, NULL);
    return content;
}

static void
test_write(Place *place, gconstpointer data)
{
    g_autofree char *path = in(place, "état.txt");
    g_autoptr(GError) error = NULL;
    struct stat first, same, changed;

    (void)data;
    mode_t mask = umask(022);
    g_assert_true(file_write(path, "abc", 3, &error));
    g_assert_no_error(error);
    g_assert_cmpint(stat(path, &first), ==, 0);
    g_assert_cmpuint(first.st_mode & 07777, ==, 0600);

    g_assert_true(file_write(path, "abc", 3, &error));
    g_assert_cmpint(stat(path, &same), ==, 0);
    g_assert_cmpuint(same.st_ino, ==, first.st_ino); /* not written again */
    g_assert_cmpint(same.st_mtim.tv_nsec, ==, first.st_mtim.tv_nsec);

    g_assert_true(file_write(path, "abd", 3, &error));
    g_assert_cmpint(stat(path, &changed), ==, 0);
    g_autofree char *content = content_of(path);
    g_assert_cmpstr(content, ==, "abd");

    g_assert_true(file_write(path, NULL, 0, &error));
    g_assert_true(file_write(path, NULL, 0, &error));
    g_assert_cmpint(stat(path, &changed), ==, 0);
    g_assert_cmpint(changed.st_size, ==, 0);
    g_autofree char *left = names(place);
    g_assert_cmpstr(left, ==, "état.txt");
    umask(mask);
}

static void
test_refused(Place *place, gconstpointer data)
{
    g_autofree char *target = in(place, "target"), *link = in(place, "link");
    g_autofree char *dangling = in(place, "dangling"), *folder = in(place, "folder");
    g_autofree char *inside = in(place, "target/x"), *nowhere = in(place, "nowhere/x");
    g_autofree char *fifo = in(place, "fifo");
    const char *const refused[] = {link, dangling, folder, inside, nowhere, fifo, "/dev/full"};

    (void)data;
    g_assert_true(file_write(target, "kept", 4, NULL));
    g_assert_cmpint(symlink("target", link), ==, 0);
    g_assert_cmpint(symlink("missing", dangling), ==, 0);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(file_write(refused[i], "new", 3, &error));
        g_assert_nonnull(error);
        g_assert_nonnull(error->message);
    }
    g_autofree char *content = content_of(target);
    g_assert_cmpstr(content, ==, "kept");
    g_autofree char *left = names(place);
    g_assert_cmpstr(left, ==, "dangling fifo folder link target");
}

static void
test_unwritable(Place *place, gconstpointer data)
{
    g_autofree char *path = in(place, "x");
    g_autoptr(GError) error = NULL;

    (void)data;
    if (geteuid() == 0) { /* nothing is unwritable for root but what the kernel keeps */
        g_assert_false(file_write("/proc/copil-test", "abc", 3, &error));
        return;
    }
    g_assert_cmpint(g_chmod(place->dir, 0500), ==, 0);
    g_assert_false(file_write(path, "abc", 3, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
    g_assert_cmpint(g_chmod(place->dir, 0700), ==, 0);
}

/* A write that fails half-way (here the limit of a file's size, as a full disk would). */
static void
test_full(Place *place, gconstpointer data)
{
    g_autofree char *path = in(place, "x");
    g_autofree char *large = g_strnfill(20000, 'x');
    g_autoptr(GError) error = NULL;
    struct rlimit limit;

    (void)data;
    g_assert_true(file_write(path, "old", 3, NULL));
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 10000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    gboolean written = file_write(path, large, 20000, &error);
    limit.rlim_cur = before;
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    signal(SIGXFSZ, handler);

    g_assert_false(written);
    g_assert_nonnull(error);
    g_autofree char *content = content_of(path), *left = names(place);
    g_assert_cmpstr(content, ==, "old");
    g_assert_cmpstr(left, ==, "x");
}

static void
test_read(Place *place, gconstpointer data)
{
    g_autofree char *path = in(place, "x"), *link = in(place, "link"), *fifo = in(place, "fifo");
    g_autofree char *missing = in(place, "missing");
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(file_write(path, "a\0bcd", 5, NULL));
    g_assert_cmpint(symlink("x", link), ==, 0);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);

    g_autoptr(GBytes) exact = file_read(link, 5, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(exact, NULL), g_bytes_get_size(exact), "a\0bcd", 5);
    g_assert_null(file_read(path, 4, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
    g_clear_error(&error);
    g_assert_null(file_read(missing, 4, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_clear_error(&error);
    g_assert_null(file_read(place->dir, 4, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
    g_assert_null(file_read(fifo, 4, &error)); /* without waiting for a writer */
    g_assert_nonnull(error);
}

static void
test_folder(Place *place, gconstpointer data)
{
    g_autofree char *deep = in(place, "a/b/c"), *file = in(place, "file"),
                    *open = in(place, "open");
    g_autofree char *under = in(place, "file/x");
    g_autoptr(GError) error = NULL;
    struct stat status;

    (void)data;
    g_assert_true(file_make_folder(deep, &error));
    g_assert_no_error(error);
    g_assert_cmpint(stat(deep, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 07777, ==, 0700);
    g_assert_true(file_make_folder(deep, &error));

    g_assert_true(file_write(file, "", 0, NULL));
    g_assert_false(file_make_folder(file, &error));
    g_clear_error(&error);
    g_assert_false(file_make_folder(under, &error));
    g_clear_error(&error);

    g_assert_cmpint(g_mkdir(open, 0700), ==, 0);
    g_assert_cmpint(g_chmod(open, 0770), ==, 0);
    g_assert_true(file_make_folder(open, &error)); /* a group is not everybody */
    g_assert_cmpint(g_chmod(open, 0772), ==, 0);
    g_assert_false(file_make_folder(open, &error));
    g_assert_nonnull(error);
}

static void
test_sweep(Place *place, gconstpointer data)
{
    static const char *const files[] = {".copil-aB3xyz.tmp", ".copil-abc.tmp", ".copil-abcdef.txt",
                                        "x.tmp"};
    g_autofree char *missing = in(place, "missing");

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = in(place, files[i]);
        g_assert_true(g_file_set_contents(path, "x", 1, NULL));
    }
    file_sweep(place->dir);
    file_sweep(missing);
    g_autofree char *left = names(place);
    g_assert_cmpstr(left, ==, ".copil-abc.tmp .copil-abcdef.txt x.tmp");
}

/* Whoever writes into a folder clears it of what a run that was cut left, but for what another one
 * is writing. */
static void
test_clears(Place *place, gconstpointer data)
{
    g_autofree char *path = in(place, "a"), *other = in(place, "b"), *third = in(place, "c");
    g_autofree char *old = in(place, ".copil-aB3xyz.tmp"), *older = in(place, ".copil-aB4xyz.tmp");
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(old, "x", 1, NULL));
    g_autoptr(FileWriter) writer = file_writer_new(path, &error);
    g_assert_no_error(error);
    g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_set_contents(older, "x", 1, NULL));
    g_assert_true(file_write(other, "b", 1, &error));
    g_assert_no_error(error);
    g_autoptr(FileWriter) beside = file_writer_new(third, &error);
    g_assert_no_error(error);
    g_assert_true(file_writer_finish(beside, &error));
    g_assert_true(file_writer_finish(writer, &error));
    g_assert_no_error(error);
    g_autofree char *left = names(place);
    g_assert_cmpstr(left, ==, "a b c");
}

/* In pieces: whole or not there, and untouched when it held the same. */
static void
test_pieces(Place *place, gconstpointer data)
{
    (void)data;
    g_autofree char *path = in(place, "a");
    g_autofree char *link = in(place, "link");
    struct stat first, second, third;
    for (int round = 0; round < 3; round++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(FileWriter) writer = file_writer_new(path, &error);
        g_assert_no_error(error);
        for (int i = 0; i < 10000; i++)
            file_writer_put(writer, "0123456789", 10);
        if (round == 2)
            file_writer_put(writer, "more", 4);
        g_autofree char *meanwhile = content_of(path);
        g_assert_cmpuint(meanwhile ? strlen(meanwhile) : 0, ==, round ? 100000 : 0);
        g_assert_true(file_writer_finish(writer, &error));
        g_assert_no_error(error);
        g_assert_cmpint(stat(path, round == 0 ? &first : round == 1 ? &second : &third), ==, 0);
    }
    g_assert_cmpuint(first.st_mode & 0777, ==, 0600);
    g_assert_cmpuint(first.st_ino, ==, second.st_ino);
    g_assert_cmpuint(second.st_ino, !=, third.st_ino);
    g_assert_cmpint(third.st_size, ==, 100004);

    FileWriter *dropped = file_writer_new(path, NULL);
    file_writer_put(dropped, "half", 4);
    file_writer_free(dropped);
    g_autofree char *left = names(place);
    g_assert_cmpstr(left, ==, "a");

    g_autoptr(GError) error = NULL;
    g_assert_cmpint(symlink(path, link), ==, 0);
    g_assert_null(file_writer_new(link, &error));
    g_assert_nonnull(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add("/file/write", Place, NULL, set_up, test_write, tear_down);
    g_test_add("/file/refused", Place, NULL, set_up, test_refused, tear_down);
    g_test_add("/file/unwritable", Place, NULL, set_up, test_unwritable, tear_down);
    g_test_add("/file/full", Place, NULL, set_up, test_full, tear_down);
    g_test_add("/file/pieces", Place, NULL, set_up, test_pieces, tear_down);
    g_test_add("/file/read", Place, NULL, set_up, test_read, tear_down);
    g_test_add("/file/folder", Place, NULL, set_up, test_folder, tear_down);
    g_test_add("/file/sweep", Place, NULL, set_up, test_sweep, tear_down);
    g_test_add("/file/clears", Place, NULL, set_up, test_clears, tear_down);
    return g_test_run();
}

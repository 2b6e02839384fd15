/* SPDX-License-Identifier: Apache-2.0
 *
 * source-fixture.h - a folder of the test's own, filled by it, and what was found in it.
 */
#pragma once

#include "base/sha256.h"
#include "mail/source.h"

#include <glib/gstdio.h>
#include <string.h>

G_GNUC_UNUSED static const char mail_one[] = "From: a@b.fr\nSubject: un\n\nUn.\n";
G_GNUC_UNUSED static const char mail_two[] = "Received: from x\n\tby y; z\nFrom: c@d.fr\n\nDeux.\n";

typedef struct {
    char *root;
} Fixture;

G_GNUC_UNUSED static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = g_dir_make_tmp("copil-source-XXXXXX", NULL);
    g_assert_nonnull(fixture->root);
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *full = g_build_filename(path, name, NULL);
        remove_tree(full);
    }
    g_remove(path);
}

G_GNUC_UNUSED static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    remove_tree(fixture->root);
    g_free(fixture->root);
}

G_GNUC_UNUSED static void
put(Fixture *fixture, const char *name, const void *bytes, gssize length)
{
    g_autofree char *path = g_build_filename(fixture->root, name, NULL);
    g_autofree char *dir = g_path_get_dirname(path);
    g_mkdir_with_parents(dir, 0700);
    g_assert_true(g_file_set_contents(path, bytes, length, NULL));
}

G_GNUC_UNUSED static Source *
open_root(Fixture *fixture)
{
    GError *error = NULL;
    const char *paths[] = {fixture->root, NULL};
    Source *source = source_open(paths, &error);
    g_assert_no_error(error);
    g_assert_nonnull(source);
    return source;
}

static const char *
kind_name(SourceKind kind)
{
    static const char *const names[] = {"message", "form", "archive"};
    return names[kind];
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "name kind length" of each item, sorted by name, on one line each. */
static char *
describe(const Source *source)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < source->items->len; i++) {
        const SourceItem *item = g_ptr_array_index(source->items, i);
        g_ptr_array_add(lines, g_strdup_printf("%s %s %" G_GSIZE_FORMAT, item->name,
                                               kind_name(item->kind), item->length));
    }
    g_ptr_array_sort(lines, compare_strings);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

G_GNUC_UNUSED static void
assert_items(const Source *source, guint messages, const char *expected)
{
    g_autofree char *found = describe(source);
    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpuint(source->messages, ==, messages);
    for (guint i = 1; i < source->items->len; i++) {
        const SourceItem *one = g_ptr_array_index(source->items, i - 1);
        const SourceItem *two = g_ptr_array_index(source->items, i);
        g_assert_cmpstr(one->sha256, <, two->sha256);
    }
}

G_GNUC_UNUSED static void
assert_note(const Source *source, guint index, const char *expected)
{
    g_assert_cmpuint(source->notes->len, >, index);
    if (source->notes->len > index)
        g_assert_cmpstr(g_ptr_array_index(source->notes, index), ==, expected);
}

/* The item called NAME is read as the bytes EXPECTED, and bears their hash. */
G_GNUC_UNUSED static void
assert_bytes(const Source *source, const char *name, const char *expected)
{
    for (guint i = 0; i < source->items->len; i++) {
        const SourceItem *item = g_ptr_array_index(source->items, i);
        if (!g_str_equal(item->name, name))
            continue;
        GError *error = NULL;
        g_autoptr(GBytes) bytes = source_item_read(item, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), expected,
                        strlen(expected));
        g_autofree char *sha256 = sha256_of(expected, strlen(expected));
        g_assert_cmpstr(item->sha256, ==, sha256);
        return;
    }
    g_test_message("no item %s", name);
    g_test_fail();
}

/* A test with a Fixture. */
#define ADD(path, function)                                                                        \
    g_test_add("/mail/source/" path, Fixture, NULL, set_up, function, tear_down)

/* SPDX-License-Identifier: Apache-2.0
 *
 * support.h - what the tests of this room share: test data, and mistakes as text.
 */
#pragma once

#include "convention/definition.h"
#include <string.h>

static inline char *
data_path(const char *relative)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    return g_build_filename(root != NULL ? root : ".", relative, NULL);
}

/* The text of a file of the source tree (transfer full). */
static inline char *
data_text(const char *relative)
{
    g_autofree char *path = data_path(relative);
    char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    return text;
}

static inline GPtrArray *
mistakes_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
}

/* "line sentence\n" for each (transfer full). */
static inline char *
mistakes_text(const GPtrArray *mistakes)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < mistakes->len; i++) {
        const Mistake *mistake = g_ptr_array_index(mistakes, i);
        g_string_append_printf(text, "%u %s\n", mistake->line, mistake->message);
    }
    return g_string_free(text, FALSE);
}

/* The small convention of tests/data/convention (transfer full). */
static inline Convention *
small_convention(void)
{
    g_autofree char *text = data_text("tests/data/convention/small.xml");
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    Convention *convention = convention_load(bytes, "small.xml", mistakes);
    g_autofree char *said = mistakes_text(mistakes);
    g_assert_cmpstr(said, ==, "");
    return convention;
}

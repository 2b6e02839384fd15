/* SPDX-License-Identifier: Apache-2.0
 *
 * told.h - PDFs as others read them.
 */
#pragma once

#include <glib/gstdio.h>

/* What a program of poppler or qpdf says of the PDF. */
static inline char *
told_by(const char *command, GBytes *bytes)
{
    g_autofree char *dir = g_dir_make_tmp("copil-pdf-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "rapport.pdf", NULL);
    g_autofree char *line = g_strconcat(command, " ", path, NULL);
    g_autofree char *text = g_build_filename(dir, "rapport.txt", NULL);
    char *said = NULL;

    g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL);
    g_spawn_command_line_sync(line, &said, NULL, NULL, NULL);
    /* pdftotext writes beside the file. */
    if (g_file_test(text, G_FILE_TEST_EXISTS)) {
        g_clear_pointer(&said, g_free);
        g_file_get_contents(text, &said, NULL, NULL);
        g_unlink(text);
    }
    g_unlink(path);
    g_rmdir(dir);
    return said ? said : g_strdup("");
}

#define assert_says(said, part) g_assert_nonnull(strstr(said, part))

/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - bytes of a file or of memory, read in pieces (inside this room only).
 */
#pragma once

#include <glib.h>

#define READER_PIECE (64u << 10)

typedef struct {
    int fd;               /* -1: memory */
    const guint8 *memory; /* borrowed */
    goffset length;
    const char *name; /* borrowed, for errors */
} Reader;

/* FALSE, with an ERROR that says that PATH can't be read because of CODE (errno). */
gboolean reader_fail(const char *path, int code, GError **error);

/* Open the regular file PATH, links followed; FALSE with ERROR (G_FILE_ERROR). */
gboolean reader_open(Reader *reader, const char *path, GError **error);
Reader reader_of_bytes(GBytes *bytes, const char *name);
void reader_close(Reader *reader);

/* At most SIZE bytes from OFFSET; fewer only at the end; -1 with ERROR. */
gssize reader_at(const Reader *reader, goffset offset, void *buffer, gsize size, GError **error);

/* SHA-256 of a range, as hexadecimal; FALSE with ERROR, also when the file has become shorter. */
gboolean reader_sha256(const Reader *reader, goffset offset, gsize length, char sha256[65],
                       GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_close)

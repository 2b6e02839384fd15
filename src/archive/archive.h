/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.h - ZIP archives in memory: the one place that knows libzip.
 *
 * Used for packages (ODT), archives of forms, and blank forms.  Refuses what
 * readers disagree upon: duplicate names, several archives in one file, gaps and overlaps, sizes
 * that lie, bad CRCs, dangerous names, bombs.
 */
#pragma once

#include <glib.h>

#define ARCHIVE_MAX_ENTRIES 2000
#define ARCHIVE_MAX_ENTRY   (16u << 20)  /* bytes of one entry, unpacked */
#define ARCHIVE_MAX_TOTAL   (256u << 20) /* declared bytes of all entries, unpacked */
#define ARCHIVE_MAX_RATIO   200          /* of an entry over 1 MB */

#define ARCHIVE_ERROR archive_error_quark()
GQuark archive_error_quark(void);

typedef enum {
    ARCHIVE_ERROR_NOT_ZIP,   /* no archive, truncated, or bytes before, between or after */
    ARCHIVE_ERROR_DUPLICATE, /* two entries of one name, or two archives */
    ARCHIVE_ERROR_NAME,      /* absolute, "..", control characters */
    ARCHIVE_ERROR_TOO_BIG,   /* a bound above */
    ARCHIVE_ERROR_ENCRYPTED,
    ARCHIVE_ERROR_CORRUPT, /* CRC, lengths, deflate stream */
    ARCHIVE_ERROR_MISSING, /* no entry of that name */
} ArchiveError;

typedef struct Archive Archive;

/* BYTES are borrowed until archive_close. */
Archive *archive_open(const guint8 *bytes, gsize length, GError **error);
void archive_close(Archive *archive);
guint archive_count(const Archive *archive);
/* Name of entry I as UTF-8 (borrowed). Folders end in '/'. */
const char *archive_name(const Archive *archive, guint i);
/* The whole entry, checked to its end (transfer full). */
GBytes *archive_entry(Archive *archive, guint i, GError **error);
GBytes *archive_entry_named(Archive *archive, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_close)

/* ---- writing ---- */
typedef struct ArchiveWriter ArchiveWriter;

/* An archive whose entries carry one fixed date (1 January 1980) and stand in the order in which
 * they are added: the same entries make the same bytes. */
ArchiveWriter *archive_writer_new(void);
void archive_writer_free(ArchiveWriter *writer);
/* BYTES become the entry NAME (UTF-8, '/' between folders; a NAME given twice is an error of the
 * program); STORED: not compressed, as the first entry of an ODT has to be. */
void archive_writer_add(ArchiveWriter *writer, const char *name, GBytes *bytes, gboolean stored);
/* The same for an entry too long to be held: READ puts its next bytes, SIZE at most, into BUFFER
 * and returns their number, 0 at the end, -1 on a failure, at which archive_writer_finish fails. It
 * is called in finish, for the entries in their order. */
typedef gssize (*ArchiveRead)(gpointer data, void *buffer, gsize size);
void archive_writer_add_stream(ArchiveWriter *writer, const char *name, ArchiveRead read,
                               gpointer data);
/* The whole archive (transfer full); NULL with ERROR.  The writer is of no more use. */
GBytes *archive_writer_finish(ArchiveWriter *writer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArchiveWriter, archive_writer_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * file.h - reading bounded files, writing files that are whole or not there.
 *
 * What is written is written where nobody else could have led it: a folder to which everybody may
 * write lies nowhere on the way to it, unless it keeps people from each other's files (sticky, as
 * /tmp) and the next step is this user's or root's; links on the way are this user's or root's.
 * Owners of the folders named, and their groups, are trusted.
 */
#pragma once

#include <glib.h>

/* The whole regular file, at most MAX bytes (error when longer); follows links (transfer full). */
GBytes *file_read(const char *path, gsize max, GError **error);

/* Temporary file beside PATH, write, fsync, rename, fsync of the folder.  Mode 0600 less umask.
 * Clears the folder (file_sweep) first.  When PATH is ours and already holds these bytes nothing is
 * written.  A symbolic link at PATH is refused, never followed. */
gboolean file_write(const char *path, const void *bytes, gsize length, GError **error);

/* The same for many files of one folder, which is made when it isn't there and cleared: they come
 * to their places in groups, and waiting for the disk is shared by a group. */
typedef struct FileSet FileSet;
FileSet *file_set_new(const char *dir, GError **error); /* NULL with ERROR */
gboolean file_set_add(FileSet *set, const char *name, const void *bytes, gsize length,
                      GError **error);
gboolean file_set_finish(FileSet *set, GError **error); /* all of them are on disk */
void file_set_free(FileSet *set);                       /* not finished: some may be there */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileSet, file_set_free)

/* Names in DIR outlive a power cut. */
gboolean file_sync_folder(const char *dir, GError **error);

/* In two steps, for what must not stand at PATH before something else is done: the bytes whole on
 * disk beside it (its name, transfer full; NULL with ERROR), then put in its place (and its folder
 * is to be synced).  A draft that is never placed is the caller's to unlink. */
char *file_draft(const char *path, const void *bytes, gsize length, GError **error);
gboolean file_draft_place(const char *draft, const char *path, GError **error);

/* file_write of what is never held as a whole: put what there is of it, in pieces, and finish. */
typedef struct FileWriter FileWriter;
FileWriter *file_writer_new(const char *path, GError **error); /* NULL with ERROR */
/* A failure is kept for file_writer_finish. */
void file_writer_put(FileWriter *writer, const void *bytes, gsize length);
gboolean file_writer_finish(FileWriter *writer, GError **error);
void file_writer_free(FileWriter *writer); /* not finished: nothing was written */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWriter, file_writer_free)

/* The way to FOLDER, as far as it is there, is as said above; else FALSE with ERROR. */
gboolean file_check_way(const char *folder, GError **error);

/* And nobody else can put anything into it, sticky or not: for files of which others are believed
 * that stand beside them, as the journal of a database. */
gboolean file_check_shut(const char *folder, GError **error);

/* Make DIR (0700) with its parents; one that is there must be a folder, ours, and not writable by
 * others. */
gboolean file_make_folder(const char *dir, GError **error);

/* The name of temporary files, for mkstemp. */
#define FILE_TEMPORARY ".copil-XXXXXX.tmp"

/* Remove the temporary files that an interrupted run of this user left in DIR; not one that is
 * being written. */
void file_sweep(const char *dir);

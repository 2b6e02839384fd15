/* SPDX-License-Identifier: Apache-2.0
 *
 * file-draft.h - the steps in which a file comes to its place.  Private to the room.
 */
#pragma once

#include <glib.h>

/* What is at PATH now: FALSE with ERROR when it is not ours to replace.  *SAME: a file of ours with
 * these bytes. */
gboolean file_look_at(const char *path, const void *bytes, gsize length, gboolean *same,
                      GError **error);

/* A draft in FOLDER, the way to which was looked at: open, locked, and its name (transfer full);
 * below 0 with ERROR. */
int file_draft_open(const char *folder, char **draft, GError **error);
/* FALSE with errno. */
gboolean file_draft_write(int fd, const void *bytes, gsize length);
/* The draft closed, from where on file_sweep takes it for one that was left; SYNCED FALSE: it is
 * not on disk, why says errno. */
gboolean file_draft_close(const char *draft, int fd, gboolean synced, GError **error);

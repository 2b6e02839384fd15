/* SPDX-License-Identifier: Apache-2.0
 *
 * file-error.h - what is said of a file or folder that can't be had.  Private to the room.
 *
 * All return FALSE and set ERROR.
 */
#pragma once

#include <glib.h>

/* An error CODE of the system at PATH, said with its reason. */
gboolean file_fail(GError **error, int code, const char *path);
/* REASON: translated. */
gboolean file_refuse(GError **error, const char *path, const char *reason);
/* FOLDER, in which nothing can be made. */
gboolean file_fail_folder(GError **error, int code, const char *folder);

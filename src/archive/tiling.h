/* SPDX-License-Identifier: Apache-2.0
 *
 * tiling.h - our own reading of a ZIP file's skeleton.
 *
 * libzip follows the central directory and never looks at the bytes between entries, so that two
 * programs may read two different documents in one file.  Here every byte must belong to exactly
 * one thing: local entries from 0 to the central directory without gap or overlap, the directory up
 * to the end record, the end record up to the end of the file.
 */
#pragma once

#include <glib.h>

/* TRUE when the file is tiled.  Bounds of entries, duplicate and dangerous names, encryption and
 * symbolic links are checked on the way.  Errors are ARCHIVE_ERROR. */
gboolean tiling_check(const guint8 *bytes, gsize length, GError **error);

/* FALSE for a name that could lead outside of a folder: absolute, "..", a drive, a backslash,
 * control characters, invalid UTF-8 (NAME is NUL-terminated). */
gboolean tiling_name_safe(const char *name);

/* SPDX-License-Identifier: Apache-2.0
 *
 * folder.h - files in folders and Maildirs, in a stable order (inside this room only).
 */
#pragma once

#include "mail/source.h"

/* Add the pieces of all files in PATHS to SOURCE.  FALSE with ERROR when one can't be read. */
gboolean folder_walk(Source *source, const char *const *paths, GError **error);

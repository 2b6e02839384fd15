/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.h - cairo's marks made true.  Inside this room only.
 */
#pragma once

#include "pdf/draw.h"

/* Adds to MADE the content stream DATA of page NUMBER, counted from 0, where each mark that cairo
 * wrote is now what MARKS says: an artifact, or content of the structure, whose nodes go to OWNERS
 * (GArray of guint).  FALSE with ERROR when anything is painted outside of a mark (ISO
 * 14289-1, 7.1; ISO 19005-3, 6.7.2.2), or the marks are not those. */
gboolean marks_put(const Layout *layout, const GArray *marks, guint number, const char *data,
                   gsize length, GString *made, GArray *owners, GError **error);

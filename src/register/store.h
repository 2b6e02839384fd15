/* SPDX-License-Identifier: Apache-2.0
 *
 * store.h - writing what an examination found.  Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* The transaction of the moment has one message more, and the present run its row. */
gboolean store_begin(Register *reg, gint64 now, GError **error);

/* The rows of the message of that arrival number, its own apart: parts, findings, forms with their
 * answers; their lines are touched.  RANKS: path of a part → gint64, the row that its form had;
 * NULL: all are new. */
gboolean store_examination(Register *reg, gint64 arrival, const char *sha256,
                           const Examination *examination, GHashTable *ranks, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * harmless.h - what may go back.  Private to the room.
 *
 * A form is sent back to the addresses that are registered for who it says it is of: who forged it
 * must not have the secretariat's mail carry programs, files or traps to them.
 */
#pragma once

#include "archive/archive.h"
#include <libxml/tree.h>

/* No macros, objects, foreign files. */
gboolean harmless_archive(const Archive *archive);
/* Nothing that runs, or is fetched when the document is opened. */
gboolean harmless_tree(const xmlDoc *doc);

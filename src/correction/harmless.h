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

/* No macros, objects, foreign files; pictures are PNG, JPEG or GIF (an SVG fetches others); what is
 * beside content and styles is harmless XML.  Entries for which TAKEN is false are not looked at;
 * TAKEN may be NULL. */
gboolean harmless_archive(Archive *archive, gboolean (*taken)(const char *name));
/* Nothing that runs, leads elsewhere, or is fetched when the document is opened. */
gboolean harmless_tree(const xmlDoc *doc);
/* Links in the text lead nowhere any more, their words stay; FALSE: there are none. */
gboolean harmless_cut_links(xmlDoc *doc);

/* SPDX-License-Identifier: Apache-2.0
 *
 * tree.h - writing into somebody else's document, whatever prefixes it has.  Private to the room.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

/* A new element, the last child of PARENT. */
xmlNode *tree_add(xmlNode *parent, const char *space, const char *name);
/* A new element in the place before NEXT. */
xmlNode *tree_add_before(xmlNode *next, const char *space, const char *name);
void tree_set(xmlNode *node, const char *space, const char *name, const char *value);
void tree_unset(xmlNode *node, const char *space, const char *name);
/* TEXT on one line behind what NODE holds. */
void tree_put(xmlNode *node, const char *text);

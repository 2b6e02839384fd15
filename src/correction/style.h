/* SPDX-License-Identifier: Apache-2.0
 *
 * style.h - automatic styles of ours in somebody else's document.  Private to the room.
 */
#pragma once

#include <libxml/tree.h>

/* The cell that NODE is or stands in, else its paragraph, stands out by a tint and a bar at its
 * left, and can be typed into. */
void style_mark(xmlNode *node);

/* Words of comments: beside a page there is little room. */
#define STYLE_HEAD MARK_STYLE ".head"
#define STYLE_SAID MARK_STYLE ".said"
void style_add_comments(xmlDoc *doc);

/* Paragraphs of the summary. */
#define STYLE_TITLE MARK_STYLE ".title"
#define STYLE_LINE  MARK_STYLE ".line"
#define STYLE_LAST  MARK_STYLE ".last"
/* Their styles.  BLOCK is what the summary stands before: a page that began there begins with the
 * summary. */
void style_add_summary(xmlNode *block);

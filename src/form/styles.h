/* SPDX-License-Identifier: Apache-2.0
 *
 * styles.h - what a reader of the document does not see, or reads otherwise than as plain text:
 * hidden and struck-out text, raised and lowered figures.
 */
#pragma once

#include "form/package.h"

typedef enum {
    LOOK_HIDDEN = 1 << 0,
    LOOK_STRUCK = 1 << 1, /* a line through it */
    LOOK_RAISED = 1 << 2,
    LOOK_LOWERED = 1 << 3,
    LOOK_WHITE = 1 << 4, /* its letters */
    LOOK_INKED = 1 << 5, /* of another colour */
    LOOK_TINY = 1 << 6,  /* too small to be seen */
    LOOK_SIZED = 1 << 7,
    LOOK_PAPER = 1 << 8, /* a background on which white shows */
} Look;

/* The styles that aren't plain, for the functions below; borrows from PACKAGE (transfer full). */
GHashTable *styles_looks(const Package *package);
/* The Look of a paragraph, span or section, without what is around it; 0 for other nodes. */
Look styles_look(const GHashTable *looks, const xmlNode *node);
/* Of a text node, with the spans and the paragraph around it: raised, lowered, or hidden for being
 * white on white or tiny. */
Look styles_look_of_text(const GHashTable *looks, const xmlNode *text);

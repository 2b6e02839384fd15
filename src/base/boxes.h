/* SPDX-License-Identifier: Apache-2.0
 *
 * boxes.h - "☐ oui ☒ non", "[x] CRETEIL [ ] PARIS": printed choices and which of them are ticked.
 */
#pragma once

#include <glib.h>

typedef enum { BOX_NONE, BOX_EMPTY, BOX_TICKED } Box;

/* The labels beside ticked and EMPTY boxes of TEXT (char *, appended); none when it has no box. The
 * boxes stand before their labels when the text begins with one, else after; what follows the last
 * of those is given as empty too. */
void boxes_read(const char *text, GPtrArray *ticked, GPtrArray *empty);

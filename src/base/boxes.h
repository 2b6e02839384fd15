/* SPDX-License-Identifier: Apache-2.0
 *
 * boxes.h - "☐ oui ☒ non", "[x] CRETEIL [ ] PARIS": printed choices and which of them are ticked.
 */
#pragma once

#include <glib.h>

typedef enum { BOX_NONE, BOX_EMPTY, BOX_TICKED } Box;

/* What a single character is. */
Box box_of(gunichar c);

/* The labels beside ticked boxes of TEXT (transfer full); *BOXES is the number of boxes seen.  The
 * boxes stand before their labels when the text begins with one, else after. */
GPtrArray *boxes_ticked(const char *text, guint *boxes);

/* SPDX-License-Identifier: Apache-2.0
 *
 * text-parts.h - characters that cleaning, squeezing and folding have in common.  Private to
 * text.c and fold.c.
 */
#pragma once

#include <glib.h>

/* Nobody sees it, and it changes what is seen or compared. */
gboolean text_is_invisible(gunichar c);
/* White space stands at TEXT, of whatever width. */
gboolean text_starts_space(const char *text);

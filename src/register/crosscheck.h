/* SPDX-License-Identifier: Apache-2.0
 *
 * crosscheck.h - what a form says against another sheet's of the same organisation and period.
 * Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* Where other sheets look for a form. */
typedef struct {
    char *sheet, *organisation, *period;
} Place;

void place_free(gpointer place);

/* Keep in mind where the forms of a message stand, before it is examined anew. */
gboolean crosscheck_leave(Register *reg, gint64 arrival, GError **error);
/* Make the findings of the cross-checks that each of LINES (char *) takes part in anew, and those
 * of the places that were left.  Never blocks: they are warnings of history. */
gboolean crosscheck_lines(Register *reg, const GList *lines, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * crosscheck.h - what a form says against another sheet's of the same organisation and period.
 * Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* Make the findings of the cross-checks that each of LINES (char *) takes part in anew.  Never
 * blocks: they are warnings of history. */
gboolean crosscheck_lines(Register *reg, const GList *lines, GError **error);

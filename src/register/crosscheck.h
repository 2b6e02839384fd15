/* SPDX-License-Identifier: Apache-2.0
 *
 * crosscheck.h - what a form says against another sheet's of the same organisation and period.
 * Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* Make the findings of the cross-checks that LINE takes part in anew.  Never blocks: they are
 * warnings of history. */
gboolean crosscheck_line(Register *reg, const char *line, GError **error);

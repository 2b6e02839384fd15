/* SPDX-License-Identifier: Apache-2.0
 *
 * keep-finding.h - writing one finding.  Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* One finding of a message (RANK 0) or a submission.  HISTORY: made
 * again whenever its line is settled. */
gboolean keep_finding(Register *reg, gint64 arrival, gint64 rank, gboolean history,
                      const Finding *finding, GError **error);

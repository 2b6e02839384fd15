/* SPDX-License-Identifier: Apache-2.0
 *
 * verify.h - the parts of the command verify that recompute.  Inside this room only.
 */
#pragma once

#include "register/verify.h"

/* Everything is made anew from the originals, each run with the definition of its time, and
 * compared.  Adds the checks "replay", "figures" and "published" to
 * CHECKS; FALSE with ERROR: it could not be
 * done, for another reason than damage. */
gboolean verify_replay(Register *kept, int jobs, GPtrArray *checks, GError **error);

/* What KEPT and MADE compute otherwise, counted and told in CHECK. */
gboolean verify_figures(Register *kept, Register *made, VerifyCheck *check, GError **error);

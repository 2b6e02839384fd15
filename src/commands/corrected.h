/* SPDX-License-Identifier: Apache-2.0
 *
 * corrected.h - the sender's own forms, ready to be corrected, that go with an answer.
 */
#pragma once

#include "commands/letter-draft.h"
#include "examine/pool.h"

/* To the refused forms of DRAFT, all of whose forms were added, the file that goes back; none to
 * those that can't (correction.h): the answer says everything anyway. */
gboolean corrected_attach(Draft *draft, Pool *pool, GError **error);

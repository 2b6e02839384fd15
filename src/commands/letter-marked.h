/* SPDX-License-Identifier: Apache-2.0
 *
 * letter-marked.h - the sender's own forms, with their faults marked, that go with an answer.
 */
#pragma once

#include "commands/letter-draft.h"
#include "examine/pool.h"

/* Put into each refused form of DRAFT, all of whose forms were added, the file that goes back, made
 * in a child of POOL; none where it can't (correction.h): the answer says everything anyway. */
gboolean draft_add_marked(Draft *draft, Pool *pool, GError **error);

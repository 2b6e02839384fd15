/* SPDX-License-Identifier: Apache-2.0
 *
 * letters.h - the answers that a run owes: whom to tell what, from the register.
 */
#pragma once

#include "examine/pool.h"
#include "register/register.h"

/* Compose and keep an answer for each message that is owed one and can be answered; *COUNT of them.
 * Who can't be is in the queue (register/queue.h).  POOL is that of the examination: forms that go
 * back are made in its children.  Not committed before register_flush. */
gboolean letters_compose(Register *reg, Pool *pool, guint *count, GError **error);

/* Write each answer kept into OUTPUT; *COUNT of them. */
gboolean letters_write(Register *reg, const char *output, guint *count, GError **error);
/* The answer to a message, seen from OUTPUT: "answers/a6db62255e2b64eb.eml"; that which follows an
 * act: "answers/a6db62255e2b64eb-12.eml" (transfer full). */
char *letters_file(const char *sha256, gint64 act);

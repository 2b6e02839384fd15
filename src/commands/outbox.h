/* SPDX-License-Identifier: Apache-2.0
 *
 * outbox.h - what has left and what has not, as status tells it.
 */
#pragma once

#include "base/json.h"
#include "register/delivery.h"

/* A paragraph on the answers among LETTERS; nothing when there are none. */
void outbox_print(const GPtrArray *letters);
/* A line for each recipient of each of LETTERS. */
void outbox_print_each(const GPtrArray *letters);

/* {"kept","sent","waiting","unknown","refused"}: the answers among LETTERS. */
void outbox_write_json(Json *json, const GPtrArray *letters);
/* [{"letter","message","organisation","recipients":[{"address","outcome","date","way","reply"}]}]
 */
void outbox_write_each_json(Json *json, const GPtrArray *letters);

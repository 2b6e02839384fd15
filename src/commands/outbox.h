/* SPDX-License-Identifier: Apache-2.0
 *
 * outbox.h - what has left and what has not, as status tells it.
 */
#pragma once

#include "base/json.h"
#include "register/delivery.h"

/* The answers of a register. */
typedef struct {
    guint kept;         /* all of them */
    GPtrArray *letters; /* Letter: those that were handed over, to whomever */
} Outbox;

/* A paragraph on them; nothing when there are none. */
void outbox_print(const Outbox *outbox);
/* A line for each recipient of each of LETTERS. */
void outbox_print_each(const GPtrArray *letters);

/* {"kept","sent","waiting","unknown","refused"}: of answers. */
void outbox_write_json(Json *json, const Outbox *outbox);
/* [{"letter","message","organisation","recipients":[{"address","outcome","date","way","reply"}]}]
 */
void outbox_write_each_json(Json *json, const GPtrArray *letters);

/* SPDX-License-Identifier: Apache-2.0
 *
 * queue-print.h - what waits for a person, in a terminal and as JSON: shared by status and batch.
 */
#pragma once

#include "base/json.h"
#include "register/queue.h"

typedef struct {
    const GPtrArray *items; /* QueueItem */
    const Definition *definition;
    const char *path;      /* of the register, for what is to be typed */
    gboolean confidential; /* counts of people in findings are shown */
} QueueView;

/* The items by kind, of long lists the oldest and how many more; nothing when none waits. */
void queue_print(const QueueView *view);
/* [{"kind","target","message",…}] */
void queue_write_json(Json *json, const QueueView *view);

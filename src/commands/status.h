/* SPDX-License-Identifier: Apache-2.0
 *
 * status.h - the parts of the command status: all, in JSON, and one ID.
 */
#pragma once

#include "register/register.h"

/* Of a sheet of events. */
typedef struct {
    const Sheet *sheet;
    guint received; /* forms that stand */
} EventCount;

/* EVENTS: EventCount. */
void status_print_json(const Definition *definition, const guint counts[VERDICT_COUNT],
                       const GPtrArray *expectations, const GArray *events);

/* All that ID (an organisation, a submission, the hash of a message) sent and what became of it. */
gboolean status_one(Register *reg, const Definition *definition, const char *id, gboolean json,
                    GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * outcome.h - what became of a letter for one recipient, once it was handed over.
 */
#pragma once

#include <glib.h>

typedef enum {
    OUTCOME_OPEN,    /* never handed over; not kept */
    OUTCOME_TAKEN,   /* somebody answers for it now: a server, or the mail program of the clerk */
    OUTCOME_REFUSED, /* for good: not again without being told to */
    OUTCOME_LATER,   /* for now: the next run tries again */
    OUTCOME_UNKNOWN, /* it may have left; the next run says so and hands it over again */
    OUTCOMES,
} Outcome;

/* "taken", "refused"…: as registers and JSON have them. */
const char *outcome_code(Outcome outcome);
gboolean outcome_from_code(const char *code, Outcome *outcome);

/* Of one recipient; what was answered may be NULL. */
typedef struct {
    char *recipient;
    Outcome outcome;
    char *reply;
} Handed;

/* RECIPIENT and REPLY are copied; the reply is brought to one bounded line. */
Handed *handed_new(const char *recipient, Outcome outcome, const char *reply);
void handed_free(Handed *handed);

/* SPDX-License-Identifier: Apache-2.0
 *
 * purge.h - personal data and originals of closed periods, taken out of the register for good.
 *
 * A message goes as a whole (erase.h says what of it stays), when it was received, by its own clock
 * and by ours, before a day and all its forms are of periods that ended before that day and were
 * closed, a form that names no period being of none; and when nothing of it waits for a person
 * (queue.h) or for an answer.  With it go the letters that answered it; and reminders that were
 * last handed over before that day. Definitions, with the lists of participants of their time,
 * editions and acts stay as they are.
 */
#pragma once

#include "register/register.h"

/* Why a message that was received before the day stays. */
typedef enum {
    PURGE_RECENT, /* some period of it ended on that day or later */
    PURGE_OPEN,   /* some period of it isn't closed */
    PURGE_WAITS,  /* a person has to look at it */
    PURGE_OWED,   /* it has no answer yet, and somebody could be told */
} PurgeReason;

#define PURGE_REASONS 4

typedef struct {
    char *period; /* NULL: none is named */
    guint forms;
} PurgePeriod;

typedef struct {
    guint32 before;     /* julian */
    GArray *arrivals;   /* gint64, of the messages that go */
    GPtrArray *letters; /* char *, Message-IDs of the reminders that go */
    guint messages, forms, formless, scans, answers;
    guint unsent;               /* answers among them that were never handed over to anybody */
    guint64 bytes;              /* of the originals */
    GPtrArray *periods;         /* PurgePeriod, what goes, in order */
    guint stays[PURGE_REASONS]; /* messages; the first reason counts */
    guint later;                /* messages received on that day or later */
    GPtrArray *open;     /* PurgePeriod, ended and not closed, that keep a message, likewise */
    guint erased;        /* messages that went before */
    gboolean unfinished; /* an earlier purge was cut before the file was written anew */
} Purge;

/* What a purge BEFORE that day would do on TODAY (transfer full; NULL with ERROR). */
Purge *purge_plan(Register *reg, guint32 before, guint32 today, GError **error);
void purge_free(Purge *purge);
/* Nothing would go. */
gboolean purge_is_empty(const Purge *purge);

/* Do it, in one transaction, on disk when it returns.  What was erased is overwritten. */
gboolean register_purge(Register *reg, const Purge *purge, const char *why, const char *who,
                        gint64 now, GError **error);
/* Write the file anew, when a purge was not followed by that: no trace is left in pages that were
 * moved about before, and it takes less room.  Interrupted, it has not begun. */
gboolean register_compact(Register *reg, GError **error);

/* How many messages were erased. */
gboolean register_erased(Register *reg, guint *count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Purge, purge_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * replay.h - a register made anew from the originals of another one, and what differs.
 *
 * KEPT is read only; MADE is a scratch register, into which the caller examines and adds the
 * messages of each run, in order.  MADE keeps no originals: their bytes are KEPT's.
 */
#pragma once

#include "register/register.h"

/* A run of the batch, an entry, or an act by which a message is examined or lines are settled anew.
 */
typedef struct {
    gint64 id, time, definition;
    gboolean entry;      /* by the clerk */
    gint64 act;          /* by which its message, if any, is examined anew; 0: they are taken in */
    gboolean changed;    /* judged by another definition than the run before */
    GPtrArray *messages; /* ReplayMessage, in order of arrival: to be examined */
    GPtrArray *erased;   /* char *: SHA-256 of those that can't be, for replay_erased */
} ReplayRun;

typedef struct {
    char *sha256, *name;
    gboolean mail;
    gsize size; /* of its original */
} ReplayMessage;

/* All runs, each with the acts after it, in order: GPtrArray of ReplayRun (transfer full; NULL with
 * ERROR). */
GPtrArray *replay_runs(Register *kept, GError **error);
/* MADE is ready for the messages of RUN: it has the definition of then, which is in force, and all
 * acts: what stands is a function of forms and acts, whichever came first.  What an act settles is
 * settled once more when it is its turn: what one sheet is doubted for by another is said in the
 * words of then. */
gboolean replay_begin(Register *made, Register *kept, const ReplayRun *run, GError **error);
/* The erased messages of RUN are in MADE as KEPT has them, but for what other forms do to them,
 * which is made anew: their tombstones are all that there is. */
gboolean replay_erased(Register *made, Register *kept, const ReplayRun *run, GError **error);
/* After the last run: what was registered since. */
gboolean replay_end(Register *made, Register *kept, GError **error);

/* What is in KEPT otherwise than in MADE, in words with ids, at most MOST of them: GPtrArray of
 * char * (transfer full; NULL with ERROR).  *COMPARED counts rows, *DIFFERENT those that differ. */
GPtrArray *replay_differences(Register *kept, Register *made, guint most, guint64 *compared,
                              guint64 *different, GError **error);

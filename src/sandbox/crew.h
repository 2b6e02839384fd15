/* SPDX-License-Identifier: Apache-2.0
 *
 * crew.h - the pool from within: the template and the jobs that are under way, for a room that has
 * many requests served at once.
 */
#pragma once

#include "sandbox/job.h"
#include "sandbox/pool.h"

#include <sys/types.h>

struct Pool {
    pid_t template;
    int control;
    guint jobs, deadline_ms;
    guint32 last;      /* number of the last job */
    GPtrArray *active; /* Job */
};

/* Add a job to the active ones (borrowed), or NULL with ERROR. */
Job *crew_start(Pool *pool, const Task *task, GError **error);
/* Wait for something to happen with the active jobs, a second at most, and see to it. */
gboolean crew_step(Pool *pool, GError **error);
/* After a failure: nobody is left running, so that the pool can be used again. */
void crew_abandon(Pool *pool);

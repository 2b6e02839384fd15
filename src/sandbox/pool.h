/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - disposable sandboxed children, one per request, forked from a warmed template.
 *
 * The template is forked once, closes every descriptor but its own (a register's too), and forks
 * one child per request.  A child gets one fresh socket, closes everything else, locks itself down
 * (seccomp default-kill, rlimits, Landlock where there is one), serves its request, answers one
 * bounded reply and dies.  It dies too when the parent does.  The parent holds a monotonic deadline
 * over each.
 */
#pragma once

#include "sandbox/job.h"
#include "sandbox/work.h"

#define SANDBOX_ERROR sandbox_error_quark()
GQuark sandbox_error_quark(void);

typedef enum {
    SANDBOX_ERROR_FAILED, /* the sandbox itself: never the fault of what was read */
} SandboxError;

typedef struct Pool Pool;

#define POOL_MAX_JOBS 64

typedef struct {
    guint jobs;        /* children at a time, at most POOL_MAX_JOBS; 0: four a processor */
    guint cpu_seconds; /* of one child; 0: 10.  What judges a request: the same on a busy machine */
    guint deadline_ms; /* of one child, by the monotonic clock; 0: a minute, longer with more jobs
                          than four a processor.  Behind the former, for a child that doesn't run */
    gboolean no_sandbox; /* without seccomp, Landlock and the limits of memory and descriptors:
                            under valgrind and sanitizers */
} PoolOptions;

/* Forks the template of WORK (borrowed for this call; what it points to lives on in the template)
 * and waits until it is warm.  TZ must be set before, and no other thread may run. */
Pool *pool_new(const ChildWork *work, const PoolOptions *options, GError **error);
/* Ends the template and all children. */
void pool_free(Pool *pool);

/* TASK in a child of its own, while the caller waits: its reply and *KIND (transfer full).  NULL
 * without ERROR: the child died, hung or answered nonsense; *WHY says (FINDING_CHILD_CRASHED,
 * _TIMEOUT, _MEMORY, _GARBLED).  NULL with ERROR: we could not. */
GBytes *pool_ask(Pool *pool, const Task *task, guint32 *kind, FindingKind *why, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pool, pool_free)

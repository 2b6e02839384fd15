/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - disposable sandboxed children, one per message, forked from a warmed template.
 *
 * The template is forked once, closes every descriptor but its own (a register's too), and forks
 * one child per message.  A child gets one fresh socket, closes everything else, locks itself down
 * (seccomp default-kill, rlimits, Landlock where there is one), examines, answers one bounded
 * GVariant and dies.  It dies too when the parent does.  The parent holds a monotonic deadline over
 * each.
 */
#pragma once

#include "examine/examine.h"

typedef struct Pool Pool;

#define POOL_MAX_JOBS 64

/* As examine(). */
typedef Examination *(*PoolExamine)(const guint8 *bytes, gsize length, gboolean mail,
                                    const char *name, const Checker *checker);

typedef struct {
    guint jobs;        /* children at a time, at most POOL_MAX_JOBS; 0: as many as processors */
    guint cpu_seconds; /* of one child; 0: 10.  What judges a message: the same on a busy machine */
    guint deadline_ms; /* of one child, by the monotonic clock; 0: a minute, longer with more jobs
                          than processors.  Behind the former, for a child that doesn't run */
    gboolean no_sandbox; /* without seccomp, Landlock and the limits of memory and descriptors:
                            under valgrind and sanitizers */
    PoolExamine examine; /* what children run; NULL: examine() */
} PoolOptions;

/* CHECKER may be NULL.  Forks the template and waits until it is warm.  TZ must be set before, and
 * no other thread may run. */
Pool *pool_new(const Checker *checker, const PoolOptions *options, GError **error);
/* Ends the template and all children. */
void pool_free(Pool *pool);

/* Called in the order of the jobs given, whatever the order in which children finish. Takes the
 * EXAMINATION.  FALSE with ERROR ends the run. */
typedef gboolean (*PoolDone)(guint index, Examination *examination, gpointer data, GError **error);
/* Gives job INDEX its bytes (transfer full), or NULL with ERROR.  *NAME is borrowed until the next
 * call, and may stay NULL. */
typedef GBytes *(*PoolFetch)(guint index, gboolean *mail, const char **name, gpointer data,
                             GError **error);

/* Examine COUNT messages.  At most a few per child are held in memory.  Children that die, hang or
 * answer nonsense give examine_failed.  FALSE with ERROR when FETCH or DONE failed or we could not
 * fork. */
gboolean pool_run(Pool *pool, guint count, PoolFetch fetch, PoolDone done, gpointer data,
                  GError **error);

/* One archive, unpacked in a child: GPtrArray of SourceMember, or NULL with ERROR:
 * EXAMINATION_ERROR_ARCHIVE, in French, when it is the archive's fault. */
GPtrArray *pool_unpack(Pool *pool, GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pool, pool_free)

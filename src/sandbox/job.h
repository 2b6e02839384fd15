/* SPDX-License-Identifier: Apache-2.0
 *
 * job.h - one child as the parent sees it: its socket, what is still to be sent to it, what it
 * has answered, and its deadline.
 */
#pragma once

#include "base/finding.h"
#include "sandbox/protocol.h"

#include <poll.h>

typedef struct Job Job;

/* What is asked of a child: as the request that it will see (work.h). */
typedef struct {
    guint32 number;
    const char *name; /* NULL: none */
    GBytes *bytes;
    gsize max_reply; /* bytes; a child that replies with more is killed */
} Task;

/* A job NUMBER with its bytes (a reference is taken); *CHILD_END is for the template, and the
 * caller's to close.  NULL with ERROR when there is no socket. */
Job *job_new(guint32 number, const Task *task, gint64 deadline, int *child_end, GError **error);
void job_free(Job *job);

guint32 job_number(const Job *job);
GBytes *job_bytes(const Job *job); /* borrowed */

/* What to poll for; fd -1: nothing. */
struct pollfd job_poll(const Job *job);
/* Send and receive what goes without waiting. */
void job_move(Job *job, short events);
/* The template's word on how the child ended. */
void job_report(Job *job, const ControlReport *report);
/* Its child took too long. */
void job_expire(Job *job);
/* The parent did something else for that many microseconds. */
void job_extend(Job *job, gint64 microseconds);
/* On the monotonic clock; G_MAXINT64 once it is to be killed. */
gint64 job_deadline(const Job *job);

/* The child must be killed, once: it is late, or says more than it may. */
gboolean job_must_be_killed(Job *job);
/* Nothing more will come. */
gboolean job_is_over(const Job *job);

/* Of a job that is over: the payload (transfer full) and its KIND, or NULL with WHY. */
GBytes *job_reply(Job *job, guint32 *kind, FindingKind *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Job, job_free)

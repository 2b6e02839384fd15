/* SPDX-License-Identifier: Apache-2.0
 *
 * job.c - never waits: a child may read slowly, never, or answer before it has read, and the
 * others go on meanwhile.
 */
#include "sandbox/job.h"

#include "base/i18n.h"
#include "sandbox/pool.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK (64u << 10)

struct Job {
    guint32 number;
    int fd;           /* -1: the child has closed it */
    GByteArray *head; /* header and name */
    GBytes *bytes;
    gsize sent; /* of head and bytes */
    GByteArray *reply;
    gsize max_reply;
    gint64 deadline;
    gboolean late, babbles; /* to be killed, and why */
    gboolean killed;
    gboolean reported;
    ControlReport report;
};

static GByteArray *
request_head(const Task *task)
{
    gsize name_length = task->name != NULL ? MIN(strlen(task->name), PROTOCOL_MAX_NAME) : 0;
    const RequestHeader header = {task->number, (guint32)name_length,
                                  g_bytes_get_size(task->bytes)};
    GByteArray *head = g_byte_array_new();
    g_byte_array_append(head, (const guint8 *)&header, sizeof header);
    if (name_length > 0)
        g_byte_array_append(head, (const guint8 *)task->name, (guint)name_length);
    return head;
}

Job *
job_new(guint32 number, const Task *task, gint64 deadline, int *child_end, GError **error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        g_set_error(error, SANDBOX_ERROR, SANDBOX_ERROR_FAILED,
                    _("can't make a socket for a child: %s"), g_strerror(errno));
        return NULL;
    }
    Job *job = g_new0(Job, 1);
    job->number = number;
    job->fd = ends[0];
    job->head = request_head(task);
    job->bytes = g_bytes_ref(task->bytes);
    job->reply = g_byte_array_new();
    job->max_reply = task->max_reply + sizeof(ReplyHeader);
    job->deadline = deadline;
    *child_end = ends[1];
    return job;
}

static void
hang_up(Job *job)
{
    if (job->fd >= 0)
        close(job->fd);
    job->fd = -1;
}

void
job_free(Job *job)
{
    if (job == NULL)
        return;
    hang_up(job);
    g_byte_array_unref(job->head);
    g_bytes_unref(job->bytes);
    g_byte_array_unref(job->reply);
    g_free(job);
}

guint32
job_number(const Job *job)
{
    return job->number;
}

GBytes *
job_bytes(const Job *job)
{
    return job->bytes;
}

static gboolean
has_more_to_send(const Job *job)
{
    return job->sent < job->head->len + g_bytes_get_size(job->bytes);
}

struct pollfd
job_poll(const Job *job)
{
    gboolean doomed = job->late || job->babbles;
    struct pollfd polled = {.fd = doomed ? -1 : job->fd, .events = POLLIN};
    if (has_more_to_send(job))
        polled.events |= POLLOUT;
    return polled;
}

static void
send_some(Job *job)
{
    while (has_more_to_send(job)) {
        gsize length;
        const guint8 *from;
        if (job->sent < job->head->len) {
            from = job->head->data + job->sent;
            length = job->head->len - job->sent;
        } else {
            gsize done = job->sent - job->head->len;
            from = (const guint8 *)g_bytes_get_data(job->bytes, &length) + done;
            length -= done;
        }
        ssize_t n = send(job->fd, from, MIN(length, PROTOCOL_CHUNK), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno != EAGAIN)
            /* It will not read on; how it ended is for the template to say. */
            job->sent = job->head->len + g_bytes_get_size(job->bytes);
        if (n <= 0)
            return;
        job->sent += (gsize)n;
    }
}

static void
receive_some(Job *job)
{
    while (job->fd >= 0 && !job->babbles) {
        guint8 chunk[CHUNK];
        ssize_t n = recv(job->fd, chunk, sizeof chunk, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0)
            hang_up(job);
        else if (job->reply->len + (gsize)n > job->max_reply)
            job->babbles = TRUE;
        else
            g_byte_array_append(job->reply, chunk, (guint)n);
    }
}

void
job_move(Job *job, short events)
{
    if ((events & POLLOUT) != 0)
        send_some(job);
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0)
        receive_some(job);
}

void
job_report(Job *job, const ControlReport *report)
{
    job->reported = TRUE;
    job->report = *report;
}

void
job_expire(Job *job)
{
    if (!job_is_over(job))
        job->late = TRUE;
}

void
job_extend(Job *job, gint64 microseconds)
{
    job->deadline += microseconds;
}

gint64
job_deadline(const Job *job)
{
    return job->late || job->babbles ? G_MAXINT64 : job->deadline;
}

gboolean
job_must_be_killed(Job *job)
{
    if (job->killed || job->reported || !(job->late || job->babbles))
        return FALSE;
    job->killed = TRUE;
    return TRUE;
}

gboolean
job_is_over(const Job *job)
{
    /* What a dead child has written is still to be read, unless it is not wanted any more. */
    return job->reported && (job->fd < 0 || job->late || job->babbles);
}

/* Two thirds of the memory it may have: then its death is put down to that. */
static gboolean
was_big(const ControlReport *report)
{
    return report->peak_kb > SANDBOX_MEMORY / 1024 / 3 * 2;
}

static FindingKind
why_it_died(const Job *job)
{
    int status = job->report.status;
    if (job->babbles)
        return FINDING_CHILD_GARBLED;
    if (job->late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return FINDING_CHILD_TIMEOUT;
    if (WIFEXITED(status) &&
        (WEXITSTATUS(status) == CHILD_NO_MEMORY || WEXITSTATUS(status) == CHILD_TOO_LONG))
        return FINDING_CHILD_MEMORY;
    /* Killed, and not by us: the kernel was short of memory. */
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGKILL || was_big(&job->report)))
        return FINDING_CHILD_MEMORY;
    return FINDING_CHILD_CRASHED;
}

GBytes *
job_reply(Job *job, guint32 *kind, FindingKind *why)
{
    ReplyHeader header;
    if (job->late || job->babbles || job->report.status != CHILD_DONE) {
        *why = why_it_died(job);
        return NULL;
    }
    *why = FINDING_CHILD_GARBLED;
    if (job->reply->len < sizeof header)
        return NULL;
    memcpy(&header, job->reply->data, sizeof header);
    if (header.length != job->reply->len - sizeof header)
        return NULL;
    *kind = header.kind;
    g_autoptr(GBytes) whole = g_byte_array_free_to_bytes(g_steal_pointer(&job->reply));
    job->reply = g_byte_array_new();
    return g_bytes_new_from_bytes(whole, sizeof header, header.length);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.c - the parent's side of template and children: starting, polling, killing.
 */
#include "sandbox/crew.h"

#include "base/i18n.h"
#include "sandbox/sandbox.h"
#include "sandbox/template.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOBS_PER_PROCESSOR  4 /* a child is being made, or reaped, while others work */
#define DEFAULT_CPU_SECONDS 10
#define DEFAULT_DEADLINE_MS 60000 /* more than JOBS_PER_PROCESSOR times the seconds of a child */
#define WARM_MS             60000 /* for the template to be ready, under valgrind too */
#define FAREWELL_MS         5000

G_DEFINE_QUARK(sandbox - error - quark, sandbox_error)

static gboolean
fail(GError **error, const char *what)
{
    g_set_error(error, SANDBOX_ERROR, SANDBOX_ERROR_FAILED, "%s: %s", what, g_strerror(errno));
    return FALSE;
}

static gboolean
template_died(GError **error)
{
    g_set_error_literal(error, SANDBOX_ERROR, SANDBOX_ERROR_FAILED,
                        _("the process that reads what was received has died"));
    return FALSE;
}

/* ---- the template's life ---- */

/* One of EVENTS, or an end, on FD, by the monotonic clock; whatever else ends a wait. */
static gboolean
happens_within(int fd, short events, guint ms)
{
    struct pollfd polled = {fd, events, 0};
    gint64 left, until = g_get_monotonic_time() + ms * G_GINT64_CONSTANT(1000);
    int n;
    do {
        left = (until - g_get_monotonic_time() + 999) / 1000;
        n = poll(&polled, 1, (int)MAX(left, 0));
    } while ((n < 0 && errno == EINTR) || (n == 0 && left > 0));
    return n > 0;
}

static gboolean
wait_until_warm(Pool *pool, GError **error)
{
    ControlReport report;
    int none;
    if (!happens_within(pool->control, POLLIN, WARM_MS) ||
        !protocol_receive(pool->control, &report, sizeof report, &none))
        return template_died(error);
    return TRUE;
}

static gboolean
check_limits(const PoolOptions *options, GError **error)
{
    if (options->no_sandbox || sandbox_allowed(options->cpu_seconds))
        return TRUE;
    g_set_error(error, SANDBOX_ERROR, SANDBOX_ERROR_FAILED,
                _("what was received can't be read within the limits set here (ulimit -v, -s, -t): "
                  "it needs %u MB of memory, %u MB of stack and %u seconds"),
                SANDBOX_MEMORY >> 20, SANDBOX_STACK >> 20, options->cpu_seconds + 1);
    return FALSE;
}

Pool *
pool_new(const ChildWork *work, const PoolOptions *options, GError **error)
{
    PoolOptions chosen = *options;
    const guint usual = JOBS_PER_PROCESSOR * g_get_num_processors();
    if (chosen.jobs == 0)
        chosen.jobs = usual;
    chosen.jobs = MIN(chosen.jobs, POOL_MAX_JOBS);
    if (chosen.cpu_seconds == 0)
        chosen.cpu_seconds = DEFAULT_CPU_SECONDS;
    if (chosen.deadline_ms == 0)
        chosen.deadline_ms = DEFAULT_DEADLINE_MS * MAX(1, chosen.jobs / usual);
    int ends[2];
    if (!check_limits(&chosen, error))
        return NULL;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        fail(error, _("can't make the control socket"));
        return NULL;
    }
    pid_t self = getpid();
    pid_t pid = fork();
    if (pid == 0)
        template_run(ends[1], self, work, &chosen);
    close(ends[1]);
    if (pid < 0) {
        fail(error, _("can't start the process that reads what was received"));
        close(ends[0]);
        return NULL;
    }
    g_autoptr(Pool) pool = g_new0(Pool, 1);
    pool->template = pid;
    pool->control = ends[0];
    pool->jobs = chosen.jobs;
    pool->deadline_ms = chosen.deadline_ms;
    pool->active = g_ptr_array_new_with_free_func((GDestroyNotify)job_free);
    return wait_until_warm(pool, error) ? g_steal_pointer(&pool) : NULL;
}

/* The template ends its children and itself when it hears no more from us; its hanging up says that
 * it did.  Should it not, it is killed, and its children with it. */
void
pool_free(Pool *pool)
{
    if (pool == NULL)
        return;
    shutdown(pool->control, SHUT_WR);
    if (!happens_within(pool->control, 0 /* hanging up only */, FAREWELL_MS))
        kill(pool->template, SIGKILL);
    close(pool->control);
    while (waitpid(pool->template, NULL, 0) < 0 && errno == EINTR)
        continue;
    g_ptr_array_unref(pool->active);
    g_free(pool);
}

/* ---- jobs ---- */

Job *
crew_start(Pool *pool, const Task *task, GError **error)
{
    int child_end = -1;
    gint64 deadline = g_get_monotonic_time() + pool->deadline_ms * G_GINT64_CONSTANT(1000);
    g_autoptr(Job) job = job_new(pool->last + 1, task, deadline, &child_end, error);
    if (job == NULL)
        return NULL;
    const ControlPacket packet = {CONTROL_START, ++pool->last};
    gboolean sent = protocol_send(pool->control, &packet, sizeof packet, child_end);
    close(child_end);
    if (!sent) {
        template_died(error);
        return NULL;
    }
    g_ptr_array_add(pool->active, job);
    return g_steal_pointer(&job);
}

static Job *
find_job(const Pool *pool, guint32 number)
{
    for (guint i = 0; i < pool->active->len; i++) {
        Job *job = g_ptr_array_index(pool->active, i);
        if (job_number(job) == number)
            return job;
    }
    return NULL;
}

static gboolean
hear_template(Pool *pool, GError **error)
{
    ControlReport report;
    int none;
    if (!protocol_receive(pool->control, &report, sizeof report, &none))
        return template_died(error);
    Job *job = find_job(pool, report.job);
    if (job != NULL)
        job_report(job, &report);
    errno = report.error;
    return report.error == 0 || fail(error, _("can't start a child that reads what was received"));
}

static gboolean
kill_those_who_must(Pool *pool, GError **error)
{
    for (guint i = 0; i < pool->active->len; i++) {
        Job *job = g_ptr_array_index(pool->active, i);
        const ControlPacket packet = {CONTROL_KILL, job_number(job)};
        if (job_must_be_killed(job) && !protocol_send(pool->control, &packet, sizeof packet, -1))
            return template_died(error);
    }
    return TRUE;
}

/* Milliseconds until the first deadline, rounded up. */
static int
time_left(const Pool *pool)
{
    gint64 first = G_MAXINT64;
    for (guint i = 0; i < pool->active->len; i++)
        first = MIN(first, job_deadline(g_ptr_array_index(pool->active, i)));
    gint64 left = (first - g_get_monotonic_time() + 999) / 1000;
    return (int)CLAMP(left, 0, 1000);
}

gboolean
crew_step(Pool *pool, GError **error)
{
    struct pollfd polled[1 + POOL_MAX_JOBS] = {{pool->control, POLLIN, 0}};
    guint n = pool->active->len;
    for (guint i = 0; i < n; i++)
        polled[1 + i] = job_poll(g_ptr_array_index(pool->active, i));
    int ready = poll(polled, 1 + n, time_left(pool));
    if (ready < 0 && errno != EINTR)
        return fail(error, _("can't wait for the children"));
    for (guint i = 0; ready > 0 && i < n; i++)
        job_move(g_ptr_array_index(pool->active, i), polled[1 + i].revents);
    if (ready > 0 && polled[0].revents != 0 && !hear_template(pool, error))
        return FALSE;
    gint64 now = g_get_monotonic_time();
    for (guint i = 0; i < n; i++) {
        Job *job = g_ptr_array_index(pool->active, i);
        if (now >= job_deadline(job))
            job_expire(job);
    }
    return kill_those_who_must(pool, error);
}

void
crew_abandon(Pool *pool)
{
    for (guint i = 0; i < pool->active->len; i++)
        job_expire(g_ptr_array_index(pool->active, i));
    gboolean alive = kill_those_who_must(pool, NULL);
    while (alive && pool->active->len > 0) {
        for (guint i = pool->active->len; i-- > 0;) {
            if (job_is_over(g_ptr_array_index(pool->active, i)))
                g_ptr_array_remove_index_fast(pool->active, i);
        }
        alive = pool->active->len == 0 || crew_step(pool, NULL);
    }
    g_ptr_array_set_size(pool->active, 0);
}

/* ---- one at a time ---- */

GBytes *
pool_ask(Pool *pool, const Task *task, guint32 *kind, FindingKind *why, GError **error)
{
    Job *job = crew_start(pool, task, error);
    while (job != NULL && !job_is_over(job)) {
        if (!crew_step(pool, error))
            job = NULL;
    }
    if (job == NULL) {
        crew_abandon(pool);
        return NULL;
    }
    GBytes *payload = job_reply(job, kind, why);
    g_ptr_array_remove_fast(pool->active, job);
    return payload;
}

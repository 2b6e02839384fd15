/* SPDX-License-Identifier: Apache-2.0
 *
 * template.c - warmed once, then forks one child per order and reports how each one ended.
 *
 * It never sees a byte of a message: the socket on which they come is handed to the child unread.
 * As only it reaps the children, it alone can kill one without hitting a stranger of the same
 * number; so the parent orders a job killed, never a process.
 */
#include "sandbox/template.h"

#include "sandbox/child.h"
#include "sandbox/protocol.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    const ChildWork *work;
    Sandbox *sandbox; /* NULL: without */
    guint cpu;        /* seconds */
    int signals;      /* signalfd of SIGCHLD */
    struct {
        pid_t pid; /* 0: free */
        guint32 job;
    } children[POOL_MAX_JOBS];
} Template;

/* GLib ends a process that is out of memory with a message and a trap; say it by the exit status.
 * All else is silent: there is nobody to read it, and no descriptor to write it to. */
static void
on_log(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    (void)domain;
    (void)data;
    if ((level & G_LOG_LEVEL_ERROR) != 0 && strstr(message, "failed to allocate") != NULL)
        _exit(CHILD_NO_MEMORY);
}

static gboolean
follow(pid_t parent)
{
    /* The parent may have died before the call took effect. */
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == parent;
}

/* KEPT becomes SANDBOX_FD; all others are closed. */
static gboolean
keep_only(int kept)
{
    if (kept != SANDBOX_FD && dup2(kept, SANDBOX_FD) != SANDBOX_FD)
        return FALSE;
    return close_range(SANDBOX_FD + 1, ~0u, 0) == 0;
}

static gboolean
silence_standard_streams(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0)
        return FALSE;
    for (int fd = 0; fd < SANDBOX_FD; fd++) {
        if (dup2(null, fd) != fd)
            return FALSE;
    }
    return TRUE;
}

/* An interrupt at the terminal is the parent's to handle: it is in the middle of a transaction. */
static int
settle_signals(void)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGHUP, SIGPIPE, SIGTSTP};
    static const int restored[] = {SIGTERM, SIGCHLD, SIGXCPU, SIGALRM};
    sigset_t set;
    for (guint i = 0; i < G_N_ELEMENTS(ignored); i++)
        signal(ignored[i], SIG_IGN);
    for (guint i = 0; i < G_N_ELEMENTS(restored); i++)
        signal(restored[i], SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_SETMASK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* What the caller's environment says is not for those who read hostile bytes, but for the zone and
 * the language, which the C library looks up again and again. */
static void
forget_environment(void)
{
    static const char *const kept[] = {"TZ=", "LANG", "LC_", "G_"};
    for (char **entry = environ; *entry != NULL; entry++) {
        gboolean keep = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(kept); i++)
            keep = keep || g_str_has_prefix(*entry, kept[i]);
        if (!keep)
            memset(*entry, 0, strlen(*entry));
    }
}

static void
warm(const Template *template)
{
    tzset();
    template->work->warm(template->work->data);
}

static _Noreturn void
become_child(const Template *template, int socket, pid_t parent)
{
    sigset_t none;
    sigemptyset(&none);
    if (!follow(parent) || sigprocmask(SIG_SETMASK, &none, NULL) != 0 || !keep_only(socket))
        _exit(CHILD_BROKEN);
    if (template->sandbox != NULL ? close_range(0, SANDBOX_FD - 1, 0) != 0 ||
                                        !sandbox_enter(template->sandbox, template->cpu)
                                  : !sandbox_limit_cpu(template->cpu))
        _exit(CHILD_BROKEN);
    child_serve(SANDBOX_FD, template->work);
}

static void
report(const ControlReport *what)
{
    /* Without parent there is nobody to report to, and nothing left to do. */
    if (!protocol_send(SANDBOX_FD, what, sizeof *what, -1))
        _exit(0);
}

static void
start(Template *template, guint32 job, int socket)
{
    guint slot = 0;
    while (slot < POOL_MAX_JOBS && template->children[slot].pid != 0)
        slot++;
    pid_t self = getpid();
    pid_t pid = -1;
    errno = EAGAIN;
    if (slot < POOL_MAX_JOBS && socket >= 0)
        pid = fork();
    if (pid == 0)
        become_child(template, socket, self);
    if (pid < 0) {
        const ControlReport failed = {.job = job, .error = errno};
        report(&failed);
    } else {
        template->children[slot].pid = pid;
        template->children[slot].job = job;
    }
    if (socket >= 0)
        close(socket);
}

static void
reap(Template *template)
{
    int status;
    struct rusage usage;
    pid_t pid;
    struct signalfd_siginfo ignored;
    while (read(template->signals, &ignored, sizeof ignored) > 0)
        continue;
    while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
        for (guint i = 0; i < POOL_MAX_JOBS; i++) {
            if (template->children[i].pid != pid)
                continue;
            template->children[i].pid = 0;
            const ControlReport ended = {.job = template->children[i].job,
                                         .status = status,
                                         .peak_kb = (guint32)usage.ru_maxrss};
            report(&ended);
        }
    }
}

/* JOB 0: all. */
static void
kill_job(const Template *template, guint32 job)
{
    for (guint i = 0; i < POOL_MAX_JOBS; i++) {
        if (template->children[i].pid != 0 && (job == 0 || template->children[i].job == job))
            kill(template->children[i].pid, SIGKILL);
    }
}

static _Noreturn void
end(const Template *template)
{
    kill_job(template, 0);
    while (wait(NULL) > 0 || errno == EINTR)
        continue;
    _exit(0);
}

static _Noreturn void
serve(Template *template)
{
    for (;;) {
        struct pollfd polled[] = {{SANDBOX_FD, POLLIN, 0}, {template->signals, POLLIN, 0}};
        if (poll(polled, G_N_ELEMENTS(polled), -1) < 0 && errno != EINTR)
            end(template);
        reap(template);
        if (polled[0].revents == 0)
            continue;
        ControlPacket packet;
        int socket = -1;
        if (!protocol_receive(SANDBOX_FD, &packet, sizeof packet, &socket))
            end(template);
        if (packet.order == CONTROL_START)
            start(template, packet.job, socket);
        else
            kill_job(template, packet.job);
    }
}

void
template_run(int control, pid_t parent, const ChildWork *work, const PoolOptions *options)
{
    Template template = {.work = work, .cpu = options->cpu_seconds};
    g_log_set_default_handler(on_log, NULL);
    if (!follow(parent) || !keep_only(control))
        _exit(CHILD_BROKEN);
    /* Sanitizers and valgrind want to be heard. */
    if (!options->no_sandbox && !silence_standard_streams())
        _exit(CHILD_BROKEN);
    template.signals = settle_signals();
    warm(&template);
    if (!options->no_sandbox)
        forget_environment();
    template.sandbox = options->no_sandbox ? NULL : sandbox_prepare();
    if (template.signals < 0 || (template.sandbox == NULL && !options->no_sandbox))
        _exit(CHILD_BROKEN);
    const ControlReport ready = {.job = 0};
    report(&ready);
    serve(&template);
}

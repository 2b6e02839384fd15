/* SPDX-License-Identifier: Apache-2.0
 *
 * sendmail.c - no shell, a small environment, the letter and the output in files without a name: no
 * pipe, so nobody waits for anybody, and what the program leaves running doesn't hold us.
 */
#include "delivery/kind.h"

#include "base/i18n.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define OUTPUT_MAX 4096

typedef struct {
    char *program;
    guint timeout;
    char **environment;
} Sendmail;

static void
sendmail_free(void *own)
{
    Sendmail *sendmail = own;
    g_free(sendmail->program);
    g_strfreev(sendmail->environment);
    g_free(sendmail);
}

/* ---- what a status means ---- */

typedef struct {
    Outcome outcome;
    gboolean usable;
    gboolean of_one; /* nobody got it, for the sake of one recipient perhaps */
} Meaning;

/* sysexits.h says which are about the letter; all others are about the program and its setting.
 * msmtp says EX_DATAERR when its server refuses a recipient for good, EX_UNAVAILABLE when for now.
 */
static Meaning
meaning_of(int status)
{
    static const Meaning broken = {OUTCOME_LATER, FALSE, FALSE};
    static const struct {
        int code;
        Meaning meaning;
    } codes[] = {
        {EX_OK, {OUTCOME_TAKEN, TRUE, FALSE}},
        {EX_DATAERR, {OUTCOME_REFUSED, TRUE, TRUE}},
        {EX_NOUSER, {OUTCOME_REFUSED, TRUE, FALSE}},
        {EX_UNAVAILABLE, {OUTCOME_LATER, TRUE, FALSE}},
    };
    for (guint i = 0; WIFEXITED(status) && i < G_N_ELEMENTS(codes); i++) {
        if (codes[i].code == WEXITSTATUS(status))
            return codes[i].meaning;
    }
    return broken;
}

static char *
reply_of(int status, int output)
{
    char text[OUTPUT_MAX + 1];
    ssize_t length = pread(output, text, OUTPUT_MAX, 0);
    text[MAX(length, 0)] = '\0';
    g_autofree char *how = WIFEXITED(status)
                               ? g_strdup_printf(_("exit status %d"), WEXITSTATUS(status))
                               : g_strdup_printf(_("killed by signal %d"), WTERMSIG(status));
    g_strstrip(text);
    return *text ? g_strdup_printf("%s (%s)", text, how) : g_steal_pointer(&how);
}

/* ---- running it ---- */

/* In the child: a group of its own, to be killed as a whole, and signals as programs expect them.
 */
static void
child_setup(gpointer data)
{
    const sigset_t *mask = data;
    setpgid(0, 0);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
}

/* Wait until PID has ended, by the monotonic clock; FALSE: it was killed for being late, or nobody
 * knows how it ended.  SIGCHLD is blocked. */
static gboolean
wait_for(GPid pid, guint seconds, int *status)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    pid_t ended;
    while ((ended = waitpid(pid, status, WNOHANG)) == 0) {
        gint64 left = deadline - g_get_monotonic_time();
        if (left <= 0) {
            kill(-pid, SIGKILL);
            kill(pid, SIGKILL);
            waitpid(pid, status, 0);
            return FALSE;
        }
        const struct timespec pause = {.tv_sec = left / G_USEC_PER_SEC,
                                       .tv_nsec = left % G_USEC_PER_SEC * 1000};
        sigtimedwait(&child, NULL, &pause);
    }
    return ended == pid;
}

static char **
arguments(const Sendmail *sendmail, const Parcel *parcel)
{
    GPtrArray *list = g_ptr_array_new();
    g_ptr_array_add(list, g_strdup(sendmail->program));
    g_ptr_array_add(list, g_strdup("-i")); /* a line with a dot alone is text */
    g_ptr_array_add(list, g_strdup("-f"));
    g_ptr_array_add(list, g_strdup(parcel->from));
    g_ptr_array_add(list, g_strdup(parcel->whole ? "-t" : "--"));
    for (guint i = 0; !parcel->whole && i < parcel->to->len; i++)
        g_ptr_array_add(list, g_strdup(parcel->to->pdata[i]));
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}

static gboolean
spawn(const Sendmail *sendmail, const Parcel *parcel, int input, int output, sigset_t *mask,
      GPid *pid, GError **error)
{
    g_auto(GStrv) argv = arguments(sendmail, parcel);
    return g_spawn_async_with_fds("/", argv, sendmail->environment, G_SPAWN_DO_NOT_REAP_CHILD,
                                  child_setup, mask, pid, input, output, output, error);
}

static gboolean
fill(int fd, const Parcel *parcel)
{
    g_autoptr(GByteArray) lines = parcel_lines(parcel);
    for (guint done = 0; done < lines->len;) {
        ssize_t put = write(fd, lines->data + done, lines->len - done);
        if (put < 0 && errno != EINTR)
            return FALSE;
        done += (guint)MAX(put, 0);
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

static Meaning
run(const Sendmail *sendmail, const Parcel *parcel, int input, int output, GPtrArray *handed)
{
    static const Meaning not_run = {OUTCOME_LATER, FALSE, FALSE},
                         late = {OUTCOME_UNKNOWN, FALSE, FALSE};
    sigset_t child, before;
    GPid pid;
    int status = 0;
    g_autoptr(GError) error = NULL;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);
    gboolean spawned = spawn(sendmail, parcel, input, output, &before, &pid, &error);
    gboolean ended = spawned && wait_for(pid, sendmail->timeout, &status);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (!spawned) {
        handed_all(handed, parcel, OUTCOME_LATER, error->message);
        return not_run;
    }
    if (!ended) {
        g_autofree char *reply = g_strdup_printf(
            _("no end within %u seconds: stopped, and it may have left"), sendmail->timeout);
        handed_all(handed, parcel, OUTCOME_UNKNOWN, reply);
        return late;
    }
    Meaning meaning = meaning_of(status);
    g_autofree char *reply = meaning.outcome == OUTCOME_TAKEN ? NULL : reply_of(status, output);
    handed_all(handed, parcel, meaning.outcome, reply);
    return meaning;
}

static Meaning
hand_once(const Sendmail *sendmail, const Parcel *parcel, GPtrArray *handed)
{
    int input = memfd_create("letter", MFD_CLOEXEC), output = memfd_create("output", MFD_CLOEXEC);
    Meaning meaning = {OUTCOME_LATER, FALSE, FALSE};
    if (input >= 0 && output >= 0 && fill(input, parcel))
        meaning = run(sendmail, parcel, input, output, handed);
    else
        handed_all(handed, parcel, OUTCOME_LATER, g_strerror(errno));
    if (input >= 0)
        close(input);
    if (output >= 0)
        close(output);
    return meaning;
}

/* A program that refuses a letter keeps it from all of its recipients, for the sake of one: then
 * each is tried alone. */
static gboolean
sendmail_hand(void *own, const Parcel *parcel, GPtrArray *handed)
{
    Meaning meaning = hand_once(own, parcel, handed);
    if (parcel->to->len == 1 || !meaning.of_one)
        return meaning.usable;
    gboolean usable = TRUE;
    g_ptr_array_set_size(handed, 0);
    for (guint i = 0; i < parcel->to->len; i++) {
        g_autoptr(GPtrArray) to = g_ptr_array_new();
        Parcel alone = *parcel;
        g_ptr_array_add(to, parcel->to->pdata[i]);
        alone.to = to;
        alone.whole = FALSE;
        usable = hand_once(own, &alone, handed).usable && usable;
    }
    return usable;
}

/* ---- finding it ---- */

/* Where mail programs put it, which is often in nobody's PATH. */
static char *
find_program(const char *program)
{
    static const char *const places[] = {"sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail"};
    if (program) {
        g_autofree char *found = g_find_program_in_path(program);
        return found ? g_canonicalize_filename(found, NULL) : NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        char *found = g_find_program_in_path(places[i]);
        if (found)
            return found;
    }
    return NULL;
}

/* What such programs find their settings by, and a keyring their password. */
static char **
small_environment(void)
{
    static const char *const kept[] = {"PATH",
                                       "HOME",
                                       "USER",
                                       "LOGNAME",
                                       "XDG_CONFIG_HOME",
                                       "XDG_RUNTIME_DIR",
                                       "DBUS_SESSION_BUS_ADDRESS",
                                       "GNUPGHOME"};
    char **environment = g_new0(char *, 1);
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
        const char *value = g_getenv(kept[i]);
        if (value)
            environment = g_environ_setenv(environment, kept[i], value, TRUE);
    }
    return g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
}

Way *
way_sendmail(const char *program, guint timeout, GError **error)
{
    g_autofree char *found = find_program(program);
    if (!found && program)
        return way_refuse(error, _("there is no program %s"), program);
    if (!found)
        return way_refuse(error, "%s",
                          _("there is no program sendmail here (msmtp-mta, postfix and nullmailer "
                            "each bring one): install one, or give --smtp or --drafts"));
    Sendmail *sendmail = g_new0(Sendmail, 1);
    *sendmail = (Sendmail){g_steal_pointer(&found), timeout, small_environment()};
    return way_new(g_strconcat("sendmail ", sendmail->program, NULL), sendmail, sendmail_hand,
                   sendmail_free);
}

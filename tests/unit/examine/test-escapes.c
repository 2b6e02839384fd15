/* SPDX-License-Identifier: Apache-2.0
 *
 * Children that crash, hang, lie or try to get out, each among honest ones.  What a child does
 * stands in its message: the hook below runs it in place of examine().
 */
#include "runs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CHILD_SOCKET 3

static pid_t test_pid; /* set before any fork */

static Examination *
say_errno(long result)
{
    return say(result >= 0 ? "done" : errno == EACCES ? "EACCES" : "refused");
}

/* What looks for mistakes would find this one: there the child dies without. */
static void
crash_null(void)
{
    if (g_getenv("COPIL_NO_SANDBOX") != NULL)
        abort();
    int *volatile nowhere = (int *)8;
    *nowhere = 1;
}

static void
call_exec(void)
{
    execl("/bin/true", "true", NULL);
}

static void
call_socket(void)
{
    socket(AF_INET, SOCK_STREAM, 0);
}

static void
call_fork(void)
{
    if (fork() == 0)
        _exit(0);
}

static void
call_kill(void)
{
    kill(test_pid, SIGKILL);
}

static void
call_mmap_exec(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
call_mprotect_exec(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

static void
call_write_1(void)
{
    (void)!write(1, "hello", 5);
}

static void
call_write_2(void)
{
    (void)!write(2, "hello", 5);
}

static void
call_read_0(void)
{
    char c;
    (void)!read(0, &c, 1);
}

static void
call_unlink(void)
{
    unlink("/nowhere/at/all");
}

static void
call_ptrace(void)
{
    syscall(SYS_ptrace, 0, 0, 0, 0);
}

static void
call_prctl(void)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void
call_io_uring(void)
{
    syscall(SYS_io_uring_setup, 1, NULL);
}

static void
call_sendmsg(void)
{
    struct msghdr message = {0};
    sendmsg(CHILD_SOCKET, &message, 0);
}

static void
call_setrlimit(void)
{
    const struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CPU, &limit);
}

static void
hang(void)
{
    for (;;)
        __asm__ volatile("");
}

static void
allocate_much(void)
{
    memset(g_malloc((gsize)100 << 30), 1, 4096);
}

static void
allocate_often(void)
{
    for (;;)
        memset(g_malloc(1 << 20), 1, 1 << 20);
}

static int
recurse(int depth)
{
    volatile char frame[65536];
    frame[0] = (char)depth;
    return depth < 0 ? 0 : recurse(depth + 1) + frame[0];
}

static void
exhaust_stack(void)
{
    recurse(1);
}

static void
leave_early(void)
{
    _exit(0);
}

static void
leave_with_77(void)
{
    _exit(77);
}

static void
reply_garbage(void)
{
    (void)!write(CHILD_SOCKET, "this is no reply at all, but long enough", 40);
    _exit(0);
}

typedef struct {
    guint32 kind, reserved;
    guint64 length;
} Header;

#define EXAMINATION 0x50e1

static void
reply_header(guint32 kind, guint64 length)
{
    const Header header = {kind, 0, length};
    (void)!write(CHILD_SOCKET, &header, sizeof header);
}

static void
reply_with(guint32 kind, GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    reply_header(kind, length);
    (void)!write(CHILD_SOCKET, data, length);
}

static void
reply_zeros(void)
{
    static const char zeros[4096];
    reply_header(EXAMINATION, sizeof zeros);
    (void)!write(CHILD_SOCKET, zeros, sizeof zeros);
    _exit(0);
}

/* A whole good reply, and something after it. */
static void
reply_and_more(void)
{
    g_autoptr(Examination) e = say("more");
    g_autoptr(GBytes) bytes = examination_to_bytes(e);
    reply_with(EXAMINATION, bytes);
    (void)!write(CHILD_SOCKET, "x", 1);
    _exit(0);
}

static void
reply_wrong_kind(void)
{
    g_autoptr(Examination) e = say("kind");
    g_autoptr(GBytes) bytes = examination_to_bytes(e);
    reply_with(EXAMINATION + 1, bytes);
    _exit(0);
}

static void
reply_promising_much(void)
{
    reply_header(EXAMINATION, G_MAXUINT64 - 4);
    _exit(0);
}

static void
reply_without_end(void)
{
    static const char zeros[65536];
    for (;;)
        (void)!write(CHILD_SOCKET, zeros, sizeof zeros);
}

static void
reply_partly(void)
{
    reply_header(EXAMINATION, 4096);
    hang();
}

/* All that is wanted, but the child doesn't end. */
static void
reply_and_hang(void)
{
    g_autoptr(Examination) e = say("hang");
    g_autoptr(GBytes) bytes = examination_to_bytes(e);
    reply_with(EXAMINATION, bytes);
    hang();
}

static const struct {
    const char *name;
    void (*act)(void);
    const char *finding;
    gboolean sandboxed; /* only there: else nothing stops it, or a leak checker that looks at its
                           last moment changes its exit status */
} acts[] = {
    {"null", crash_null, "examination-crashed", FALSE},
    {"exec", call_exec, "examination-crashed", TRUE},
    {"socket", call_socket, "examination-crashed", TRUE},
    {"fork", call_fork, "examination-crashed", TRUE},
    {"kill", call_kill, "examination-crashed", TRUE},
    {"mmap-exec", call_mmap_exec, "examination-crashed", TRUE},
    {"mprotect-exec", call_mprotect_exec, "examination-crashed", TRUE},
    {"write-1", call_write_1, "examination-crashed", TRUE},
    {"write-2", call_write_2, "examination-crashed", TRUE},
    {"read-0", call_read_0, "examination-crashed", TRUE},
    {"unlink", call_unlink, "examination-crashed", TRUE},
    {"ptrace", call_ptrace, "examination-crashed", TRUE},
    {"prctl", call_prctl, "examination-crashed", TRUE},
    {"io-uring", call_io_uring, "examination-crashed", TRUE},
    {"sendmsg", call_sendmsg, "examination-crashed", TRUE},
    {"setrlimit", call_setrlimit, "examination-crashed", TRUE},
    {"abort", abort, "examination-crashed", FALSE},
    {"stack", exhaust_stack, "examination-crashed", TRUE},
    {"leave-77", leave_with_77, "examination-crashed", TRUE},
    {"leave", leave_early, "examination-garbled", TRUE},
    {"hang", hang, "examination-timeout", FALSE},
    {"allocate-much", allocate_much, "examination-memory", TRUE},
    {"allocate-often", allocate_often, "examination-memory", TRUE},
    {"garbage", reply_garbage, "examination-garbled", TRUE},
    {"zeros", reply_zeros, "examination-garbled", TRUE},
    {"and-more", reply_and_more, "examination-garbled", TRUE},
    {"wrong-kind", reply_wrong_kind, "examination-garbled", TRUE},
    {"promise", reply_promising_much, "examination-garbled", TRUE},
    {"without-end", reply_without_end, "examination-garbled", FALSE},
    {"partly", reply_partly, "examination-timeout", FALSE},
    {"and-hang", reply_and_hang, "examination-timeout", FALSE},
};

static Examination *
act(const guint8 *bytes, gsize length, gboolean mail, const char *name, const Checker *checker)
{
    (void)mail;
    (void)checker;
    g_autofree char *what = g_strndup((const char *)bytes, length);
    for (guint i = 0; i < G_N_ELEMENTS(acts); i++) {
        if (strcmp(what, acts[i].name) == 0)
            acts[i].act();
    }
    if (strcmp(what, "open") == 0)
        return say_errno(open("/etc/passwd", O_RDONLY));
    if (strcmp(what, "stat") == 0)
        return say_errno(syscall(SYS_newfstatat, AT_FDCWD, "/", &(struct stat){0}, 0));
    return say(name);
}

/* Each act among honest messages, in one pool: those that only the deadline ends, or all others. */
static void
test_acts(gconstpointer data)
{
    gboolean late = GPOINTER_TO_INT(data);
    g_autoptr(GPtrArray) messages = g_ptr_array_new();
    g_autoptr(GPtrArray) findings = g_ptr_array_new();
    g_ptr_array_add(messages, (gpointer) "honest");
    g_ptr_array_add(findings, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(acts); i++) {
        if (g_str_equal(acts[i].finding, "examination-timeout") != late ||
            (acts[i].sandboxed && no_sandbox()))
            continue;
        g_ptr_array_add(messages, (gpointer)acts[i].name);
        g_ptr_array_add(findings, (gpointer)acts[i].finding);
        g_ptr_array_add(messages, (gpointer) "honest");
        g_ptr_array_add(findings, NULL);
    }
    Case c;
    case_init(&c, (const char *const *)messages->pdata, messages->len);
    g_autoptr(Pool) pool = new_pool(4, late ? 1000 : 60000, act);
    g_autoptr(GError) error = NULL;
    g_assert_true(pool_run(pool, messages->len, fetch, done, &c, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(c.results->len, ==, messages->len);
    for (guint i = 0; i < c.results->len; i++) {
        const Examination *e = result(&c, i);
        const char *finding = g_ptr_array_index(findings, i);
        g_autofree char *name = g_strdup_printf("n° %u", i);
        g_test_message("%s", c.messages[i]);
        g_assert_cmpstr(only_finding(e), ==, finding);
        g_assert_cmpint(e->verdict, ==, finding != NULL ? VERDICT_BY_HAND : VERDICT_NOT_A_FORM);
        g_assert_cmpstr(e->subject, ==, finding != NULL ? NULL : name);
    }
    case_clear(&c);
}

/* Refused with an error rather than by death, since libraries ask for such things in good faith. */
static void
test_files_are_denied(void)
{
    static const char *const messages[] = {"open", "stat"};
    if (no_sandbox()) {
        g_test_skip("the sandbox is off");
        return;
    }
    Case c;
    case_init(&c, messages, G_N_ELEMENTS(messages));
    g_autoptr(Pool) pool = new_pool(1, 5000, act);
    g_assert_true(pool_run(pool, 2, fetch, done, &c, NULL));
    for (guint i = 0; i < c.results->len; i++)
        g_assert_cmpstr(result(&c, i)->subject, ==, "EACCES");
    case_clear(&c);
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    test_pid = getpid();
    if (no_sandbox())
        g_test_message("the sandbox is off: COPIL_NO_SANDBOX is set");
    g_test_add_data_func("/escapes/that-end", GINT_TO_POINTER(FALSE), test_acts);
    g_test_add_data_func("/escapes/that-do-not", GINT_TO_POINTER(TRUE), test_acts);
    g_test_add_func("/escapes/files-are-denied", test_files_are_denied);
    return g_test_run();
}

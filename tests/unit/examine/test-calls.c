/* SPDX-License-Identifier: Apache-2.0
 *
 * What a child may ask of the kernel: every call there is, by each of its doors, and the arguments
 * of those that are allowed; then a child as the kernel itself describes it.
 */
#include "runs.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

#define CALLS 512 /* more than there are */
#define X32   0x40000000

/* By the instruction of 32-bit programs. */
static long
call_i386(long number)
{
#ifdef __x86_64__
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(0), "c"(0), "d"(0) : "memory");
    return result;
#else
    (void)number;
    abort();
#endif
}

/* With nothing but zeros: "native 57". */
static void
call_door(const char *message)
{
    long number = strtol(strchr(message, ' '), NULL, 10);
    if (g_str_has_prefix(message, "i386"))
        call_i386(number);
    else
        syscall(g_str_has_prefix(message, "x32") ? X32 | number : number, 0, 0, 0, 0, 0, 0);
}

static char page[8192] __attribute__((aligned(4096)));

static const struct {
    const char *name;
    long number, arguments[6];
    gboolean allowed;
} argued[] = {
    {"read of another descriptor", SYS_read, {4, (long)page, 1}, FALSE},
    {"read of descriptor 3 and 2^32", SYS_read, {0x100000003, (long)page, 0}, FALSE},
    {"write of none", SYS_write, {3, (long)page, 0}, TRUE},
    {"memory shared with others",
     SYS_mmap,
     {0, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0},
     FALSE},
    {"huge pages",
     SYS_mmap,
     {0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0},
     FALSE},
    {"a mapped file", SYS_mmap, {0, 4096, PROT_READ, MAP_PRIVATE, 3, 0}, FALSE},
    {"memory of one's own",
     SYS_mmap,
     {0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0},
     TRUE},
    {"memory to execute",
     SYS_mmap,
     {0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0},
     FALSE},
    {"pages made executable", SYS_mprotect, {(long)page, 4096, PROT_EXEC}, FALSE},
    {"pages moved over others",
     SYS_mremap,
     {(long)page, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, (long)page + 4096},
     FALSE},
    {"pages given back", SYS_madvise, {(long)page, 4096, MADV_DONTNEED}, TRUE},
    {"pages of the machine poisoned", SYS_madvise, {(long)page, 4096, 100}, FALSE},
    {"pages merged with others'", SYS_madvise, {(long)page, 4096, MADV_MERGEABLE}, FALSE},
    {"a waking", SYS_futex, {(long)page, FUTEX_WAKE_PRIVATE, 1}, TRUE},
    {"a waking across processes", SYS_futex, {(long)page, FUTEX_WAKE, 1}, FALSE},
    {"a lock that lends priority", SYS_futex, {(long)page, FUTEX_LOCK_PI, 0}, FALSE},
    {"a waiting put elsewhere", SYS_futex, {(long)page, FUTEX_CMP_REQUEUE_PI, 1, 1}, FALSE},
    {"the clock", SYS_clock_gettime, {CLOCK_MONOTONIC, (long)page}, TRUE},
    {"another process's clock", SYS_clock_gettime, {-6, (long)page}, FALSE},
};

static Examination *
act(const guint8 *bytes, gsize length, gboolean mail, const char *name, const Checker *checker)
{
    (void)mail;
    (void)checker;
    g_autofree char *what = g_strndup((const char *)bytes, length);
    if (strcmp(what, "hang") == 0)
        for (;;)
            __asm__ volatile("");
    if (strcmp(what, "environment") == 0)
        return say(g_getenv("COPIL_TEST_SECRET") != NULL ? "known" : "unknown");
    for (guint i = 0; i < G_N_ELEMENTS(argued); i++) {
        const long *a = argued[i].arguments;
        if (strcmp(what, argued[i].name) == 0)
            return syscall(argued[i].number, a[0], a[1], a[2], a[3], a[4], a[5]), say(name);
    }
    return call_door(what), say(name);
}

/* MESSAGES, each in a child of its own. */
static void
run_all(Case *c, const GPtrArray *messages)
{
    case_init(c, (const char *const *)messages->pdata, messages->len);
    g_autoptr(Pool) pool = new_pool(4, 60000, act);
    g_autoptr(GError) error = NULL;
    g_assert_true(pool_run(pool, messages->len, fetch, done, c, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(c->results->len, ==, messages->len);
}

static gboolean
is_answered(long number)
{
    static const long answered[] = {
        SYS_mprotect,      SYS_munmap,   SYS_brk,       SYS_gettimeofday,
        SYS_clock_gettime, SYS_time,     SYS_sysinfo, /* those do what they are for */
        SYS_open,          SYS_openat,   SYS_stat,      SYS_newfstatat,
        SYS_access,        SYS_readlink, SYS_getrandom, /* these get an error */
    };
    for (guint i = 0; i < G_N_ELEMENTS(answered); i++)
        if (answered[i] == number)
            return TRUE;
    return FALSE;
}

/* uretprobe and uprobe: the kernel shows them to no filter, since Linux 6.14, and answers them only
 * where it has put them itself. */
static gboolean
is_kernels_own(long number)
{
    return number == 335 || number == 336;
}

/* Every call kills but those that are named here. */
static void
test_doors(gconstpointer data)
{
    const char *door = data;
    gboolean native = strcmp(door, "native") == 0;
    if (no_sandbox()) {
        g_test_skip("the sandbox is off");
        return;
    }
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < CALLS; i++)
        g_ptr_array_add(messages, g_strdup_printf("%s %u", door, i));
    Case c;
    run_all(&c, messages);
    for (guint i = 0; i < c.results->len; i++) {
        const char *finding = only_finding(result(&c, i));
        g_test_message("%s", c.messages[i]);
        if (native && (i == SYS_exit || i == SYS_exit_group))
            g_assert_cmpstr(finding, ==, "examination-garbled");
        else if (native && is_kernels_own(i))
            continue;
        else if (native && is_answered(i))
            g_assert_cmpstr(finding, ==, NULL);
        else
            g_assert_cmpstr(finding, ==, "examination-crashed");
    }
    case_clear(&c);
}

static void
test_arguments(void)
{
    if (no_sandbox()) {
        g_test_skip("the sandbox is off");
        return;
    }
    g_autoptr(GPtrArray) messages = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(argued); i++)
        g_ptr_array_add(messages, (gpointer)argued[i].name);
    Case c;
    run_all(&c, messages);
    for (guint i = 0; i < c.results->len; i++) {
        g_test_message("%s", c.messages[i]);
        g_assert_cmpstr(only_finding(result(&c, i)), ==,
                        argued[i].allowed ? NULL : "examination-crashed");
    }
    case_clear(&c);
}

/* What the caller's environment holds is no child's business. */
static void
test_environment(void)
{
    if (no_sandbox()) {
        g_test_skip("the sandbox is off");
        return;
    }
    g_autoptr(GPtrArray) messages = g_ptr_array_new();
    g_ptr_array_add(messages, (gpointer) "environment");
    g_setenv("COPIL_TEST_SECRET", "password", TRUE);
    Case c;
    run_all(&c, messages);
    g_unsetenv("COPIL_TEST_SECRET");
    g_assert_cmpstr(result(&c, 0)->subject, ==, "unknown");
    case_clear(&c);
}

/* ---- as the kernel sees it ---- */

static char *
process_file(pid_t pid, const char *name)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, name);
    char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    return text != NULL ? text : g_strdup("");
}

/* The one child of PARENT, once there is one. */
static pid_t
child_of(pid_t parent)
{
    g_autofree char *name = g_strdup_printf("task/%d/children", (int)parent);
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *text = process_file(parent, name);
        if (text[0] != '\0')
            return (pid_t)strtol(text, NULL, 10);
        g_usleep(10000);
    }
    return 0;
}

static char *
descriptors_of(pid_t pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/fd", (int)pid);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL)
        return NULL;
    GString *names = g_string_new(NULL);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;)
        g_string_append_printf(names, "%s ", name);
    return g_string_free(names, FALSE);
}

/* Locked down: the filter is the last thing that a child does before it reads. */
static gboolean
wait_for_filter(pid_t pid)
{
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *status = process_file(pid, "status");
        if (strstr(status, "Seccomp:\t2\n") != NULL)
            return TRUE;
        g_usleep(10000);
    }
    return FALSE;
}

/* NAME of /proc/PID/limits is SOFT and HARD. */
static void
assert_limit(const char *limits, const char *name, guint64 soft, guint64 hard)
{
    const char *line = strstr(limits, name);
    guint64 found[2] = {1, 1};
    g_test_message("%s", name);
    g_assert_nonnull(line);
    g_assert_cmpint(sscanf(line + strlen(name), " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                           &found[0], &found[1]),
                    ==, 2);
    g_assert_cmpuint(found[0], ==, soft);
    g_assert_cmpuint(found[1], ==, hard);
}

/* As README has them. */
static void
look_at_limits(pid_t pid)
{
    g_autofree char *limits = process_file(pid, "limits");
    assert_limit(limits, "Max cpu time", 10, 11);
    assert_limit(limits, "Max address space", 512 << 20, 512 << 20);
    assert_limit(limits, "Max stack size", 8 << 20, 8 << 20);
    assert_limit(limits, "Max core file size", 0, 0);
    assert_limit(limits, "Max file size", 0, 0);
    assert_limit(limits, "Max open files", 0, 0);
    assert_limit(limits, "Max processes", 0, 0);
}

static void
look_at(pid_t pid)
{
    g_assert_true(wait_for_filter(pid));
    look_at_limits(pid);
    g_autofree char *status = process_file(pid, "status");
    g_assert_nonnull(strstr(status, "NoNewPrivs:\t1\n"));
    g_assert_nonnull(strstr(status, "CapPrm:\t0000000000000000\n"));
    g_assert_nonnull(strstr(status, "CapEff:\t0000000000000000\n"));
    g_assert_nonnull(strstr(status, "Threads:\t1\n"));
    g_autofree char *descriptors = descriptors_of(pid);
    if (descriptors == NULL) {
        g_test_message("its descriptors and memory are hidden from us: only root can look");
        return;
    }
    g_assert_cmpstr(descriptors, ==, "3 ");
    g_autofree char *maps = process_file(pid, "maps");
    g_assert_cmpuint(strlen(maps), >, 0);
    g_assert_null(strstr(maps, "rw-s"));
    g_assert_null(strstr(maps, "rwx"));
}

static void
test_as_seen(void)
{
    if (no_sandbox()) {
        g_test_skip("the sandbox is off");
        return;
    }
    static const char *const messages[] = {"hang"};
    pid_t batch = fork();
    if (batch == 0) {
        Case c;
        case_init(&c, messages, 1);
        pool_run(new_pool(1, 600000, act), 1, fetch, done, &c, NULL);
        _exit(0);
    }
    pid_t template = child_of(batch);
    pid_t child = template != 0 ? child_of(template) : 0;
    g_assert_cmpint(child, !=, 0);
    if (child != 0)
        look_at(child);
    kill(batch, SIGKILL);
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_data_func("/calls/native", "native", test_doors);
    g_test_add_data_func("/calls/i386", "i386", test_doors);
    g_test_add_data_func("/calls/x32", "x32", test_doors);
    g_test_add_func("/calls/arguments", test_arguments);
    g_test_add_func("/calls/environment", test_environment);
    g_test_add_func("/calls/as-seen", test_as_seen);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.c - resource limits, Landlock, and a seccomp filter that kills by default.
 */
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct Sandbox {
    struct sock_fprog program;
};

/* Of its own and of ordinary pages: a child shares memory with nobody. */
#define MAP_KIND (MAP_TYPE | MAP_ANONYMOUS | MAP_HUGETLB)

/* What a parser needs once everything is loaded: its socket, memory that is never executable, the
 * clock.  Arguments are held to what glibc and GLib use, since the kernel behind them is large
 * (madvise alone can poison pages of the machine, futex has been a way in).  What libraries ask for
 * in vain (a zone file, a charset) is answered with an error; all the rest kills. */
static const struct {
    int number;
    guint32 action;
    guint n;
    struct scmp_arg_cmp args[2];
} rules[] = {
    {SCMP_SYS(read), SCMP_ACT_ALLOW, 1, {{0, SCMP_CMP_EQ, SANDBOX_FD, 0}}},
    {SCMP_SYS(write), SCMP_ACT_ALLOW, 1, {{0, SCMP_CMP_EQ, SANDBOX_FD, 0}}},
    {SCMP_SYS(mmap),
     SCMP_ACT_ALLOW,
     2,
     {{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0},
      {3, SCMP_CMP_MASKED_EQ, MAP_KIND, MAP_PRIVATE | MAP_ANONYMOUS}}},
    {SCMP_SYS(mprotect), SCMP_ACT_ALLOW, 1, {{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}}},
    {SCMP_SYS(munmap), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(mremap), SCMP_ACT_ALLOW, 1, {{3, SCMP_CMP_EQ, MREMAP_MAYMOVE, 0}}},
    {SCMP_SYS(madvise), SCMP_ACT_ALLOW, 1, {{2, SCMP_CMP_EQ, MADV_DONTNEED, 0}}},
    {SCMP_SYS(brk), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(futex), SCMP_ACT_ALLOW, 1, {{1, SCMP_CMP_EQ, FUTEX_WAKE_PRIVATE, 0}}},
    {SCMP_SYS(exit), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(exit_group), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(clock_gettime), SCMP_ACT_ALLOW, 1, {{0, SCMP_CMP_LE, CLOCK_BOOTTIME, 0}}},
    {SCMP_SYS(gettimeofday), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(time), SCMP_ACT_ALLOW, 0, {{0}}},
    {SCMP_SYS(sysinfo), SCMP_ACT_ALLOW, 0, {{0}}}, /* glibc's qsort of more than 1 KB */
    {SCMP_SYS(open), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(openat), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(stat), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(newfstatat), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(access), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(readlink), SCMP_ACT_ERRNO(EACCES), 0, {{0}}},
    {SCMP_SYS(getrandom), SCMP_ACT_ERRNO(ENOSYS), 0, {{0}}},
};

/* Generating the filter takes longer than all the rest of a child's life, so it is done once: the
 * program is exported through a file in memory, and children only load it. */
static gboolean
export_program(scmp_filter_ctx filter, struct sock_fprog *program)
{
    int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0)
        return FALSE;
    off_t length = 0;
    gboolean done = seccomp_export_bpf(filter, fd) == 0;
    if (done)
        length = lseek(fd, 0, SEEK_END);
    if (length <= 0 || length / (off_t)sizeof *program->filter > BPF_MAXINSNS) {
        close(fd);
        return FALSE;
    }
    program->filter = g_malloc((gsize)length);
    program->len = (unsigned short)((gsize)length / sizeof *program->filter);
    done = pread(fd, program->filter, (gsize)length, 0) == length;
    close(fd);
    return done;
}

static gboolean
compile_filter(struct sock_fprog *program)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL)
        return FALSE;
    /* Calls by another door (i386, x32) end like all that is not listed. */
    gboolean done = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
    for (guint i = 0; done && i < G_N_ELEMENTS(rules); i++)
        done = seccomp_rule_add_array(filter, rules[i].action, rules[i].number, rules[i].n,
                                      rules[i].args) == 0;
    done = done && export_program(filter, program);
    seccomp_release(filter);
    return done;
}

/* Best effort: the filter is the wall, this is a second one where the kernel has it.  A ruleset
 * that handles every right and allows none. */
static void
deny_files(void)
{
    static const struct {
        int abi;
        guint64 rights;
    } files[] = {{1, (1u << 13) - 1}, {2, 1u << 13}, {3, 1u << 14}, {5, 1u << 15}};
    struct {
        guint64 files, network;
    } handled = {0, 0};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1u /* ask for the version */);
    if (abi < 1)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(files); i++)
        handled.files |= abi >= files[i].abi ? files[i].rights : 0;
    handled.network = abi >= 4 ? 3 : 0;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled,
                               abi >= 4 ? sizeof handled : sizeof handled.files, 0u);
    if (ruleset < 0)
        return;
    syscall(SYS_landlock_restrict_self, ruleset, 0u);
    close(ruleset);
}

/* What root may do besides: nothing is needed to read bytes and to end one's own children. */
static gboolean
drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    const struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_capset, &header, none) == 0;
}

Sandbox *
sandbox_prepare(void)
{
    Sandbox *sandbox = g_new0(Sandbox, 1);
    if (!compile_filter(&sandbox->program) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || !drop_capabilities()) {
        g_free(sandbox->program.filter);
        g_free(sandbox);
        return NULL;
    }
    deny_files();
    return sandbox;
}

gboolean
sandbox_limit_cpu(guint cpu)
{
    /* The soft limit's SIGXCPU says what happened, the hard one kills what ignores it. */
    const struct rlimit limit = {cpu, cpu + 1};
    return setrlimit(RLIMIT_CPU, &limit) == 0;
}

static const struct {
    int resource;
    struct rlimit limit;
} limits[] = {
    {RLIMIT_AS, {SANDBOX_MEMORY, SANDBOX_MEMORY}},
    {RLIMIT_STACK, {SANDBOX_STACK, SANDBOX_STACK}},
    {RLIMIT_CORE, {0, 0}},
    {RLIMIT_FSIZE, {0, 0}},
    {RLIMIT_NOFILE, {0, 0}},
    {RLIMIT_NPROC, {0, 0}},
};

static gboolean
allowed(int resource, rlim_t wanted)
{
    struct rlimit own;
    return getrlimit(resource, &own) == 0 && own.rlim_cur >= wanted;
}

gboolean
sandbox_allowed(guint cpu)
{
    gboolean all = allowed(RLIMIT_CPU, cpu + 1);
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
        all = all && allowed(limits[i].resource, limits[i].limit.rlim_max);
    return all;
}

gboolean
sandbox_enter(const Sandbox *sandbox, guint cpu)
{
    if (!sandbox_limit_cpu(cpu))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (setrlimit(limits[i].resource, &limits[i].limit) != 0)
            return FALSE;
    }
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &sandbox->program) == 0;
}

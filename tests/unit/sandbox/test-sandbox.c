/* SPDX-License-Identifier: Apache-2.0
 *
 * What the template takes off before any child is forked, without the filter that would hide it:
 * Landlock, where the kernel has it, denies every file.
 */
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The exit status of a process that prepares the sandbox, then runs ACT. */
static int
prepared(int (*act)(const char *), const char *path)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(sandbox_prepare() != NULL ? act(path) : 255);
    int status = -1;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int
read_file(const char *path)
{
    return open(path, O_RDONLY) >= 0 ? 0 : errno;
}

static int
write_file(const char *path)
{
    return open(path, O_WRONLY) >= 0 ? 0 : errno;
}

static int
make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 ? 0 : errno;
}

static int
remove_file(const char *path)
{
    return unlink(path) == 0 ? 0 : errno;
}

static void
test_files(void)
{
    if (g_getenv("COPIL_NO_SANDBOX") != NULL) {
        g_test_skip("the sandbox is off");
        return;
    }
    g_autofree char *folder = g_dir_make_tmp("copil-sandbox-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "file", NULL);
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1u) < 1) {
        g_test_message("this kernel has no Landlock: the filter alone denies files");
    } else {
        g_assert_cmpint(prepared(read_file, file), ==, EACCES);
        g_assert_cmpint(prepared(write_file, file), ==, EACCES);
        g_assert_cmpint(prepared(make_folder, other), ==, EACCES);
        g_assert_cmpint(prepared(remove_file, file), ==, EACCES);
    }
    g_assert_cmpint(read_file(file), ==, 0);
    g_assert_cmpint(remove_file(file), ==, 0);
    rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/sandbox/files", test_files);
    return g_test_run();
}

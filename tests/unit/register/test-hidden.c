/* SPDX-License-Identifier: Apache-2.0
 *
 * A process forked from one that has opened a register finds no piece of its messages in memory.
 */
#include "fixture.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define MESSAGES 1000
#define FIXTURE  "COPIL_TEST_REGISTER"

/* Stands in each message; here every bit is turned, so that looking for it does not find it. */
static const guint8 turned[] = {0x8c, 0x8a, 0x8d, 0x93, 0x9a, 0x8c, 0xd2, 0x90,
                                0x91, 0x9b, 0x9a, 0x8c, 0xd2, 0x9e, 0x96, 0x8d};

static gboolean
is_mark(const guint8 *at)
{
    guint i = 0;
    while (i < sizeof turned && (at[i] ^ turned[i]) == 0xff)
        i++;
    return i == sizeof turned;
}

/* How often the mark stands in what this process may write to. */
static guint
count_marks(void)
{
    guint count = 0;
    char line[512];
    FILE *maps = fopen("/proc/self/maps", "r");
    g_assert_nonnull(maps);
    while (fgets(line, sizeof line, maps) != NULL) {
        gsize from, to;
        char rights[5];
        if (sscanf(line, "%zx-%zx %4s", &from, &to, rights) != 3 || strcmp(rights, "rw-p") != 0)
            continue;
        for (const guint8 *at = (const guint8 *)from; at + sizeof turned <= (const guint8 *)to;
             at++)
            count += is_mark(at);
    }
    fclose(maps);
    return count;
}

static void
fork_and_look(void)
{
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(g_getenv(FIXTURE), REGISTER_WRITE, &error);
    g_assert_no_error(error);
    pid_t pid = fork();
    if (pid == 0)
        _exit(count_marks() > 0 ? 1 : 0);
    int status = -1;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_cmpint(status, ==, 0);
}

/* A letter of some length without a form: its text is kept apart, too. */
static void
add_message(Fixture *fixture, guint number, const char *mark)
{
    g_autofree char *filler = g_strnfill(100 + number * 7 % 1400, 'x');
    g_autofree char *name = g_strdup_printf("%u %s %s", number, mark, filler);
    Examination *examination = examination_new();
    ExaminedPart *part = g_new0(ExaminedPart, 1);
    examination->subject = g_strdup(mark);
    part->path = g_strdup("1");
    part->type = g_strdup("text/plain");
    part->label = g_strdup("texte");
    part->fate = FATE_TEXT;
    part->text = g_strdup(name);
    g_autofree char *hash = sha256_of(name, strlen(name));
    g_strlcpy(part->sha256, hash, sizeof part->sha256);
    g_ptr_array_add(examination->parts, part);
    fixture_add(fixture, name, examination);
}

static void
test_fork(void)
{
    if (g_test_subprocess()) {
        fork_and_look();
        return;
    }
    if (g_getenv("COPIL_NO_SANDBOX") != NULL) {
        g_test_skip("the sandbox is off: memory is a sanitizer's or valgrind's");
        return;
    }
    Fixture fixture;
    fixture_init(&fixture);
    char mark[sizeof turned + 1] = {0};
    for (guint i = 0; i < sizeof turned; i++)
        mark[i] = (char)~turned[i];
    for (guint i = 0; i < MESSAGES; i++)
        add_message(&fixture, i, mark);
    g_assert_cmpuint(count_marks(), >, 0);
    fixture_close(&fixture);
    g_setenv(FIXTURE, fixture.path, TRUE);
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/register/hidden/fork", test_fork);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The pool as a whole: order, bounds, failures of those around it, and what is left afterwards.
 */
#include "runs.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what children do ---- */

/* About 20 MB of reply. */
static Examination *
say_much(void)
{
    Examination *e = say("much");
    for (guint i = 0; i < 300; i++) {
        ExaminedPart *part = g_new0(ExaminedPart, 1);
        part->path = g_strdup_printf("%u", i);
        part->type = g_strdup("text/plain");
        part->label = g_strdup("texte");
        memset(part->sha256, 'a', 64);
        part->fate = FATE_TEXT;
        part->text = g_strnfill(EXAMINATION_MAX_TEXT, 't');
        g_ptr_array_add(e->parts, part);
    }
    return e;
}

/* More than a reply may hold, honestly. */
static Examination *
say_too_much(void)
{
    Examination *e = say("too much");
    for (guint i = 0; i < 600; i++)
        g_ptr_array_add(e->references, g_strnfill(EXAMINATION_MAX_TEXT, 'r'));
    return e;
}

static Examination *
work_for(gint64 milliseconds)
{
    gint64 until = g_get_monotonic_time() + milliseconds * 1000;
    while (g_get_monotonic_time() < until)
        continue;
    return say("worked");
}

static Examination *
hook(const guint8 *bytes, gsize length, gboolean mail, const char *name, const Checker *checker)
{
    (void)checker;
    g_autofree char *what = g_strndup((const char *)bytes, MIN(length, 100));
    if (strcmp(what, "leave") == 0)
        _exit(0);
    if (strcmp(what, "crash") == 0)
        abort();
    if (strcmp(what, "hang") == 0)
        return work_for(G_MAXINT32);
    if (strcmp(what, "work") == 0)
        return work_for(300);
    if (strcmp(what, "much") == 0)
        return say_much();
    if (strcmp(what, "too-much") == 0)
        return say_too_much();
    Examination *e = say(name);
    e->received = (gint64)length;
    /* A lie about what it was given, or the truth. */
    e->mail = strcmp(what, "lie") == 0 ? !mail : mail;
    return e;
}

/* ---- what /proc knows ---- */

static guint
count_descriptors(pid_t pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/fd", pid);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    guint n = 0;
    while (dir != NULL && g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

/* Children of PARENT, zombies included; *LAST is one of them. */
static guint
count_children(pid_t parent, pid_t *last)
{
    g_autoptr(GDir) dir = g_dir_open("/proc", 0, NULL);
    guint n = 0;
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        if (!g_ascii_isdigit(name[0]))
            continue;
        g_autofree char *path = g_strdup_printf("/proc/%s/stat", name);
        g_autofree char *stat = NULL;
        int of = 0;
        if (!g_file_get_contents(path, &stat, NULL, NULL) || strrchr(stat, ')') == NULL ||
            sscanf(strrchr(stat, ')'), ") %*c %d", &of) != 1 || of != parent)
            continue;
        *last = atoi(name);
        n++;
    }
    return n;
}

static gboolean
is_gone(pid_t pid)
{
    for (guint i = 0; i < 500; i++) {
        while (waitpid(-1, NULL, WNOHANG) > 0)
            continue;
        if (kill(pid, 0) != 0 && errno == ESRCH)
            return TRUE;
        g_usleep(10000);
    }
    return FALSE;
}

/* ---- results ---- */

static void
test_lie(void)
{
    static const char *const messages[] = {"lie"};
    Case c;
    case_init(&c, messages, 1);
    g_autoptr(Pool) pool = new_pool(1, 5000, hook);
    g_assert_true(pool_run(pool, 1, fetch, done, &c, NULL));
    g_assert_cmpstr(only_finding(result(&c, 0)), ==, "examination-garbled");
    case_clear(&c);
}

/* A loose form that can't be examined is an unreadable form, with its hash and length. */
static void
test_loose(void)
{
    static const char *const messages[] = {"crash"};
    Case c;
    case_init(&c, messages, 1);
    c.mail = FALSE;
    g_autoptr(Pool) pool = new_pool(1, 5000, hook);
    g_assert_true(pool_run(pool, 1, fetch, done, &c, NULL));
    const Examination *e = result(&c, 0);
    g_assert_cmpint(e->verdict, ==, VERDICT_ACCEPTED);
    g_assert_cmpuint(e->forms->len, ==, 1);
    const ExaminedForm *form = g_ptr_array_index(e->forms, 0);
    g_assert_cmpint(form->checked->verdict, ==, VERDICT_UNREADABLE);
    const Finding *finding = g_ptr_array_index(form->checked->findings, 0);
    g_assert_cmpstr(finding->code, ==, "examination-crashed");
    g_assert_nonnull(strstr(finding->message, "n° 0"));
    const ExaminedPart *part = examination_part(e, form->part);
    g_assert_cmpuint(part->size, ==, 5);
    /* printf crash | sha256sum */
    g_assert_cmpstr(part->sha256, ==,
                    "cdb2e0d0f873ce5326e87cf7dec48de8da3043cfc950a7eba05a059150e873f5");
    case_clear(&c);
}

static void
test_order_and_window(void)
{
    static const char *const messages[] = {"work", "a", "b", "c", "d", "e", "f"};
    Case c;
    case_init(&c, messages, G_N_ELEMENTS(messages));
    g_autoptr(Pool) pool = new_pool(2, 5000, hook);
    g_assert_true(pool_run(pool, 35, fetch, done, &c, NULL));
    g_assert_cmpuint(c.results->len, ==, 35);
    for (guint i = 0; i < 35; i++) {
        g_autofree char *name = g_strdup_printf("n° %u", i);
        g_assert_cmpstr(result(&c, i)->subject, ==, i % 7 == 0 ? "worked" : name);
    }
    /* Four per child at most; the slow first ones were overtaken. */
    g_assert_cmpuint(c.most_ahead, <=, 8);
    g_assert_cmpuint(c.most_ahead, >, 2);
    case_clear(&c);
}

static void
test_none(void)
{
    Case c;
    case_init(&c, NULL, 0);
    g_autoptr(Pool) pool = new_pool(0, 0, hook);
    g_assert_true(pool_run(pool, 0, fetch, done, &c, NULL));
    g_assert_cmpuint(c.results->len, ==, 0);
    case_clear(&c);
}

/* Long requests and long replies at a time, and what is too long either way. */
static void
test_sizes(void)
{
    static const char *const messages[] = {"much", "x", "much", "too-much"};
    Case c;
    case_init(&c, messages, G_N_ELEMENTS(messages));
    c.length = 20u << 20;
    g_autoptr(Pool) pool = new_pool(2, 10000, hook);
    g_assert_true(pool_run(pool, 4, fetch, done, &c, NULL));
    g_assert_cmpuint(c.results->len, ==, 4);
    g_assert_cmpuint(result(&c, 0)->parts->len, ==, 300);
    g_assert_cmpint(result(&c, 1)->received, ==, 20 << 20);
    g_assert_cmpuint(result(&c, 2)->parts->len, ==, 300);
    g_assert_cmpstr(only_finding(result(&c, 3)), ==, "examination-memory");
    case_clear(&c);

    static const char *const one[] = {"x"};
    case_init(&c, one, 1);
    c.length = MAIL_MAX_BYTES;
    g_assert_true(pool_run(pool, 1, fetch, done, &c, NULL));
    g_assert_cmpint(result(&c, 0)->received, ==, MAIL_MAX_BYTES);
    case_clear(&c);
    case_init(&c, one, 1);
    c.length = MAIL_MAX_BYTES + 1;
    g_assert_true(pool_run(pool, 1, fetch, done, &c, NULL));
    g_assert_cmpstr(only_finding(result(&c, 0)), ==, "examination-too-large");
    case_clear(&c);
}

/* ---- a slow or failing parent ---- */

/* The parent's own slowness is not held against the children. */
static void
test_slow_parent(void)
{
    static const char *const messages[] = {"a", "work", "work", "b"};
    Case c;
    case_init(&c, messages, G_N_ELEMENTS(messages));
    c.slow_done = 900;
    g_autoptr(Pool) pool = new_pool(2, 800, hook);
    g_assert_true(pool_run(pool, 4, fetch, done, &c, NULL));
    g_assert_cmpstr(result(&c, 1)->subject, ==, "worked");
    g_assert_cmpstr(result(&c, 2)->subject, ==, "worked");
    case_clear(&c);
}

static void
test_callbacks_fail(void)
{
    static const char *const messages[] = {"a", "work", "hang"};
    g_autoptr(Pool) pool = new_pool(3, 60000, hook);
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        Case c;
        case_init(&c, messages, G_N_ELEMENTS(messages));
        if (i == 0)
            c.fail_fetch = 3;
        else
            c.fail_done = 1;
        g_assert_false(pool_run(pool, 9, fetch, done, &c, &error));
        g_assert_error(error, G_FILE_ERROR, (int)(i == 0 ? G_FILE_ERROR_IO : G_FILE_ERROR_NOSPC));
        case_clear(&c);
    }
    /* Nothing is left over, and the pool works on. */
    pid_t template = 0, child = 0;
    g_assert_cmpuint(count_children(getpid(), &template), ==, 1);
    g_assert_cmpuint(count_children(template, &child), ==, 0);
    Case c;
    case_init(&c, messages, 2);
    g_assert_true(pool_run(pool, 2, fetch, done, &c, NULL));
    case_clear(&c);
}

static void
test_nothing_leaks(void)
{
    static const char *const messages[] = {"a", "crash", "b", "leave"};
    guint before = count_descriptors(getpid());
    pid_t template = 0, child = 0;
    {
        g_autoptr(Pool) pool = new_pool(4, 10000, hook);
        guint within = count_descriptors(getpid());
        g_assert_cmpuint(count_children(getpid(), &template), ==, 1);
        guint of_template = count_descriptors(template);
        Case c;
        case_init(&c, messages, G_N_ELEMENTS(messages));
        guint n = no_sandbox() ? 40 : 500;
        g_assert_true(pool_run(pool, n, fetch, done, &c, NULL));
        g_assert_cmpuint(c.results->len, ==, n);
        g_assert_cmpuint(count_descriptors(getpid()), ==, within);
        g_assert_cmpuint(count_descriptors(template), ==, of_template);
        g_assert_cmpuint(count_children(template, &child), ==, 0);
        case_clear(&c);
    }
    g_assert_cmpuint(count_descriptors(getpid()), ==, before);
    g_assert_cmpuint(count_children(getpid(), &child), ==, 0);
    g_assert_true(is_gone(template));
}

static void
test_template_dies(void)
{
    static const char *const messages[] = {"a", "b"};
    g_autoptr(Pool) pool = new_pool(2, 10000, hook);
    pid_t template = 0;
    g_assert_cmpuint(count_children(getpid(), &template), ==, 1);
    Case c;
    case_init(&c, messages, G_N_ELEMENTS(messages));
    kill(template, SIGKILL);
    g_autoptr(GError) error = NULL;
    g_assert_false(pool_run(pool, 50, fetch, done, &c, &error));
    g_assert_error(error, SANDBOX_ERROR, SANDBOX_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==, "the process that reads what was received has died");
    case_clear(&c);
}

/* The process between us and the template, as a batch that someone kills. */
static _Noreturn void
run_a_batch(int ready)
{
    static const char *const messages[] = {"hang"};
    Case c;
    case_init(&c, messages, 1);
    Pool *pool = new_pool(1, 600000, hook);
    (void)!write(ready, "r", 1);
    pool_run(pool, 1, fetch, done, &c, NULL);
    _exit(1);
}

static void
test_parent_dies(void)
{
    int ends[2];
    /* Orphans come to us, so that we see them end. */
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    g_assert_cmpint(pipe(ends), ==, 0);
    pid_t batch = fork();
    if (batch == 0)
        run_a_batch(ends[1]);
    char c;
    g_assert_cmpint(read(ends[0], &c, 1), ==, 1);
    pid_t template = 0, child = 0;
    g_assert_cmpuint(count_children(batch, &template), ==, 1);
    for (guint i = 0; i < 500 && count_children(template, &child) == 0; i++)
        g_usleep(10000);
    g_assert_cmpint(child, !=, 0);
    kill(batch, SIGKILL);
    g_assert_true(is_gone(batch));
    g_assert_true(is_gone(template));
    g_assert_true(is_gone(child));
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
    close(ends[0]);
    close(ends[1]);
}

/* An interrupt at the terminal reaches the whole group; only the parent may decide upon it. */
static void
test_interrupt(void)
{
    static const char *const messages[] = {"a"};
    g_autoptr(Pool) pool = new_pool(1, 10000, hook);
    pid_t template = 0;
    g_assert_cmpuint(count_children(getpid(), &template), ==, 1);
    kill(template, SIGINT);
    kill(template, SIGHUP);
    Case c;
    case_init(&c, messages, 1);
    g_assert_true(pool_run(pool, 1, fetch, done, &c, NULL));
    case_clear(&c);
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    if (no_sandbox())
        g_test_message("the sandbox is off: COPIL_NO_SANDBOX is set");
    g_test_add_func("/pool/lie", test_lie);
    g_test_add_func("/pool/loose", test_loose);
    g_test_add_func("/pool/order-and-window", test_order_and_window);
    g_test_add_func("/pool/none", test_none);
    g_test_add_func("/pool/sizes", test_sizes);
    g_test_add_func("/pool/slow-parent", test_slow_parent);
    g_test_add_func("/pool/callbacks-fail", test_callbacks_fail);
    g_test_add_func("/pool/nothing-leaks", test_nothing_leaks);
    g_test_add_func("/pool/template-dies", test_template_dies);
    g_test_add_func("/pool/parent-dies", test_parent_dies);
    g_test_add_func("/pool/interrupt", test_interrupt);
    return g_test_run();
}

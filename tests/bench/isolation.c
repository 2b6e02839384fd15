/* SPDX-License-Identifier: Apache-2.0
 *
 * isolation.c CONVENTION MAIL... - processor time of examining mails here, in one process, and each
 * in a child of its own, locked down: user and system time, the template's and the children's with
 * ours, over the same mails.  The time of making the template is told apart.
 */
#include "examine/pool.h"
#include "mail/message.h"
#include <stdio.h>
#include <sys/resource.h>

#define ROUNDS 5

typedef struct {
    GPtrArray *mails; /* GBytes */
    guint forms;
} Bench;

/* Microseconds of this process and all of its children that were waited for. */
static gint64
spent(void)
{
    static const int whose[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    gint64 sum = 0;
    for (guint i = 0; i < G_N_ELEMENTS(whose); i++) {
        struct rusage usage;
        getrusage(whose[i], &usage);
        sum += (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
               usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
    }
    return sum;
}

static GBytes *
fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    (void)name, (void)error;
    const Bench *bench = data;
    *mail = TRUE;
    return g_bytes_ref(bench->mails->pdata[index % bench->mails->len]);
}

static gboolean
done(guint index, Examination *examination, gpointer data, GError **error)
{
    (void)index, (void)error;
    Bench *bench = data;
    bench->forms += examination->forms->len;
    examination_free(examination);
    return TRUE;
}

static void
examine_here(Bench *bench, const Checker *checker, guint count)
{
    for (guint i = 0; i < count; i++) {
        gsize length;
        const guint8 *bytes = g_bytes_get_data(bench->mails->pdata[i % bench->mails->len], &length);
        done(i, examine(bytes, length, TRUE, NULL, checker), bench, NULL);
    }
}

static gint64
in_children(Bench *bench, const Checker *checker, guint count)
{
    const PoolOptions options = {.jobs = 1};
    g_autoptr(GError) error = NULL;
    gint64 before = spent();
    Pool *pool = pool_for_examining(checker, NULL, &options, &error);
    if (!pool || !pool_run(pool, count, fetch, done, bench, &error))
        g_error("%s", error->message);
    pool_free(pool); /* waits for the template, which has waited for the children */
    return spent() - before;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Definition) definition = argc > 2 ? definition_read(argv[1], mistakes, &error) : NULL;
    g_autoptr(Checker) checker = definition ? checker_new(definition, &error) : NULL;
    g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (int i = 2; checker && i < argc; i++) {
        char *bytes;
        gsize length;
        if (g_file_get_contents(argv[i], &bytes, &length, NULL))
            g_ptr_array_add(mails, g_bytes_new_take(bytes, length));
    }
    if (mails->len == 0)
        return 1;
    Bench here = {mails, 0}, apart = {mails, 0};
    guint count = ROUNDS * mails->len;
    mail_init();
    examine_here(&here, checker, mails->len); /* what is loaded at first use */
    here.forms = 0;
    gint64 before = spent();
    examine_here(&here, checker, count);
    gint64 alone = spent() - before;
    gint64 none = in_children(&apart, checker, 0);
    gint64 isolated = in_children(&apart, checker, count) - none;
    g_assert_true(here.forms == apart.forms && here.forms > 0);
    printf("  %u mails with %u forms, processor time of a form\n", count, here.forms);
    printf("  in one process:          %6.2f ms\n", (double)alone / 1000 / here.forms);
    printf("  a locked child for each: %6.2f ms (%.2f times as much)\n",
           (double)isolated / 1000 / apart.forms, (double)isolated / (double)alone);
    printf("  the template, once:      %6.2f ms\n", (double)none / 1000);
    return 0;
}

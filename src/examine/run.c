/* SPDX-License-Identifier: Apache-2.0
 *
 * run.c - many messages through the pool: results in the order of the messages, not believed
 * before they were checked.
 */
#include "base/sha256.h"
#include "examine/pool.h"
#include "examine/task.h"
#include "examine/wire.h"
#include "sandbox/crew.h"

/* Results wait here for those before them; the window bounds how many. */
typedef struct {
    Pool *pool;
    guint window;
    guint fetched, delivered, count;
    struct Waiting {
        Job *job; /* borrowed from the pool's active ones; NULL: done, or not begun */
        Examination *examination;
        gboolean mail;
        char *name;
    } * waiting; /* message I is at I modulo window */
} Run;

static struct Waiting *
waiting_at(const Run *run, guint index)
{
    return &run->waiting[index % run->window];
}

static Examination *
examination_of_failure(const struct Waiting *waiting, GBytes *bytes, FindingKind why)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autofree char *sha256 = sha256_of(data, length);
    return examine_failed(why, waiting->mail, waiting->name, length, sha256);
}

static Examination *
examination_of_reply(const struct Waiting *waiting, GBytes *payload)
{
    g_autoptr(Examination) examination = examination_from_bytes(payload, NULL);
    if (examination == NULL || examination->mail != waiting->mail)
        return NULL;
    return g_steal_pointer(&examination);
}

static void
finish(struct Waiting *waiting)
{
    guint32 kind = 0;
    FindingKind why = FINDING_CHILD_GARBLED;
    g_autoptr(GBytes) payload = job_reply(waiting->job, &kind, &why);
    if (payload != NULL && kind == REPLY_EXAMINATION)
        waiting->examination = examination_of_reply(waiting, payload);
    if (waiting->examination == NULL)
        waiting->examination = examination_of_failure(waiting, job_bytes(waiting->job), why);
}

static void
finish_all(Run *run)
{
    for (guint i = run->delivered; i < run->fetched; i++) {
        struct Waiting *waiting = waiting_at(run, i);
        if (waiting->job == NULL || !job_is_over(waiting->job))
            continue;
        finish(waiting);
        g_ptr_array_remove_fast(run->pool->active, waiting->job);
        waiting->job = NULL;
    }
}

static gboolean
fetch_one(Run *run, PoolFetch fetch, gpointer data, GError **error)
{
    const char *name = NULL;
    gboolean mail = TRUE;
    g_autoptr(GBytes) bytes = fetch(run->fetched, &mail, &name, data, error);
    if (bytes == NULL)
        return FALSE;
    struct Waiting *waiting = waiting_at(run, run->fetched++);
    waiting->mail = mail;
    waiting->name = g_strdup(name);
    if (g_bytes_get_size(bytes) > MAIL_MAX_BYTES) {
        waiting->examination = examination_of_failure(waiting, bytes, FINDING_EXAMINE_TOO_LARGE);
        return TRUE;
    }
    const Task task = {mail ? TASK_MAIL : TASK_FILE, waiting->name, bytes, WIRE_MAX_REPLY};
    waiting->job = crew_start(run->pool, &task, error);
    return waiting->job != NULL;
}

static gboolean
deliver_one(Run *run, PoolDone done, gpointer data, GError **error)
{
    struct Waiting *waiting = waiting_at(run, run->delivered);
    g_clear_pointer(&waiting->name, g_free);
    return done(run->delivered++, g_steal_pointer(&waiting->examination), data, error);
}

/* Time in the caller's functions (a commit, a slow disk) doesn't count against the children. */
static void
forgive(Run *run, gint64 since)
{
    gint64 spent = g_get_monotonic_time() - since;
    for (guint i = 0; i < run->pool->active->len; i++)
        job_extend(g_ptr_array_index(run->pool->active, i), spent);
}

/* As many as there is room for. */
static gboolean
fetch_some(Run *run, PoolFetch fetch, gpointer data, GError **error)
{
    while (run->fetched < run->count && run->fetched < run->delivered + run->window &&
           run->pool->active->len < run->pool->jobs) {
        gint64 since = g_get_monotonic_time();
        if (!fetch_one(run, fetch, data, error))
            return FALSE;
        forgive(run, since);
    }
    return TRUE;
}

static gboolean
deliver_those_done(Run *run, PoolDone done, gpointer data, GError **error)
{
    gint64 since = g_get_monotonic_time();
    while (run->delivered < run->fetched && waiting_at(run, run->delivered)->examination != NULL) {
        if (!deliver_one(run, done, data, error))
            return FALSE;
    }
    forgive(run, since);
    return TRUE;
}

/* The next children start before what others found is delivered, and work meanwhile. */
static gboolean
run_to_end(Run *run, PoolFetch fetch, PoolDone done, gpointer data, GError **error)
{
    while (run->delivered < run->count) {
        if (!fetch_some(run, fetch, data, error) || !deliver_those_done(run, done, data, error))
            return FALSE;
        if (run->pool->active->len > 0 && !crew_step(run->pool, error))
            return FALSE;
        finish_all(run);
    }
    return TRUE;
}

gboolean
pool_run(Pool *pool, guint count, PoolFetch fetch, PoolDone done, gpointer data, GError **error)
{
    Run run = {.pool = pool, .window = 4 * pool->jobs, .count = count};
    run.waiting = g_new0(struct Waiting, run.window);
    gboolean whole = run_to_end(&run, fetch, done, data, error);
    if (!whole)
        crew_abandon(pool);
    for (guint i = 0; i < run.window; i++) {
        examination_free(run.waiting[i].examination);
        g_free(run.waiting[i].name);
    }
    g_free(run.waiting);
    return whole;
}

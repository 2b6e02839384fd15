/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - what the tests of the pool share: a run over messages given as texts, and its results.
 */
#pragma once

#include "examine/pool.h"

#include <string.h>
#include <unistd.h>

static inline gboolean
no_sandbox(void)
{
    return g_getenv("COPIL_NO_SANDBOX") != NULL;
}

/* A mail of which only the subject is known. */
static inline Examination *
say(const char *what)
{
    Examination *e = examination_new();
    e->mail = TRUE;
    e->subject = g_strdup(what);
    return e;
}

typedef struct {
    const char *const *messages;
    guint count;
    gsize length;       /* of each message, 0: as long as its text */
    GPtrArray *results; /* Examination, in the order delivered */
    guint fetched, most_ahead;
    guint fail_fetch, fail_done; /* at that index; G_MAXUINT: never */
    guint slow_done;             /* milliseconds, with the first */
    char *name;
    gboolean mail;
} Case;

static inline GBytes *
fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    Case *c = data;
    g_assert_cmpuint(index, ==, c->fetched);
    c->fetched++;
    c->most_ahead = MAX(c->most_ahead, c->fetched - c->results->len);
    if (index == c->fail_fetch) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO, "fetch");
        return NULL;
    }
    g_free(c->name);
    c->name = g_strdup_printf("n° %u", index);
    *name = c->name;
    *mail = c->mail;
    const char *text = c->messages[index % c->count];
    gsize length = MAX(c->length, strlen(text) + 1);
    char *bytes = g_malloc0(length);
    strcpy(bytes, text);
    return g_bytes_new_take(bytes, c->length == 0 ? strlen(text) : length);
}

static inline gboolean
done(guint index, Examination *examination, gpointer data, GError **error)
{
    Case *c = data;
    g_assert_cmpuint(index, ==, c->results->len);
    g_ptr_array_add(c->results, examination);
    if (index == 0)
        g_usleep(c->slow_done * 1000);
    if (index == c->fail_done)
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "done");
    return index != c->fail_done;
}

static inline void
case_init(Case *c, const char *const *messages, guint count)
{
    memset(c, 0, sizeof *c);
    c->messages = messages;
    c->count = count;
    c->mail = TRUE;
    c->fail_fetch = c->fail_done = G_MAXUINT;
    c->results = g_ptr_array_new_with_free_func((GDestroyNotify)examination_free);
}

static inline void
case_clear(Case *c)
{
    g_ptr_array_unref(c->results);
    g_free(c->name);
}

static inline Pool *
new_pool(guint jobs, guint deadline_ms, PoolExamine hook)
{
    const PoolOptions options = {.jobs = jobs,
                                 .deadline_ms = no_sandbox() ? 5 * deadline_ms : deadline_ms,
                                 .no_sandbox = no_sandbox()};
    g_autoptr(GError) error = NULL;
    Pool *pool = pool_for_examining(NULL, hook, &options, &error);
    g_assert_no_error(error);
    return pool;
}

static const Examination *
result(const Case *c, guint i)
{
    return g_ptr_array_index(c->results, i);
}

static const char *
only_finding(const Examination *e)
{
    if (e->findings->len != 1)
        return NULL;
    return ((const Finding *)g_ptr_array_index(e->findings, 0))->code;
}

/* A file of tests/data/examine. */
static inline GBytes *
data_file(const char *name)
{
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(top != NULL ? top : ".", "tests/data/examine", name, NULL);
    char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    return g_bytes_new_take(bytes, length);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * same.c - whether two revisions hold the same, and an object as text.
 */
#include "signature/revision.h"

#include "base/sha256.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- keys ---- */

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In order: GPtrArray of char * (transfer full). */
static GPtrArray *
revision_keys(const Revision *revision, qpdf_oh dictionary)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    if (!qpdf_oh_is_dictionary(revision->qpdf, dictionary))
        return keys;
    qpdf_oh_begin_dict_key_iter(revision->qpdf, dictionary);
    while (qpdf_oh_dict_more_keys(revision->qpdf))
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(revision->qpdf)));
    g_ptr_array_sort(keys, by_text);
    return keys;
}

/* ---- the same ---- */

#define MAX_DEPTH 32
#define NEAR      0.001 /* signing programs write numbers anew, rounded */

static gboolean same_value(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y, guint depth);

static gboolean
same_number(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y)
{
    if (qpdf_oh_is_integer(a->qpdf, x) && qpdf_oh_is_integer(b->qpdf, y))
        return qpdf_oh_get_int_value(a->qpdf, x) == qpdf_oh_get_int_value(b->qpdf, y);
    return fabs(qpdf_oh_get_numeric_value(a->qpdf, x) - qpdf_oh_get_numeric_value(b->qpdf, y)) <
           NEAR;
}

static gboolean
same_array(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y, guint depth)
{
    int count = qpdf_oh_get_array_n_items(a->qpdf, x);
    gboolean same = count == qpdf_oh_get_array_n_items(b->qpdf, y);
    for (int i = 0; same && i < count; i++)
        same = same_value(a, qpdf_oh_get_array_item(a->qpdf, x, i), b,
                          qpdf_oh_get_array_item(b->qpdf, y, i), depth + 1);
    return same;
}

static gboolean
same_dictionary(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y, guint depth)
{
    g_autoptr(GPtrArray) keys = revision_keys(a, x);
    g_autoptr(GPtrArray) others = revision_keys(b, y);
    gboolean same = keys->len == others->len;
    for (guint i = 0; same && i < keys->len; i++) {
        const char *key = keys->pdata[i];
        same = strcmp(key, others->pdata[i]) == 0 &&
               same_value(a, revision_get(a, x, key), b, revision_get(b, y, key), depth + 1);
    }
    return same;
}

/* What X and Y hold, wherever it is written. */
static gboolean
same_content(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y, guint depth)
{
    if (depth > MAX_DEPTH || qpdf_oh_is_stream(a->qpdf, x) || qpdf_oh_is_stream(b->qpdf, y))
        return FALSE;
    if (qpdf_oh_is_number(a->qpdf, x) && qpdf_oh_is_number(b->qpdf, y))
        return same_number(a, x, b, y);
    if (qpdf_oh_get_type_code(a->qpdf, x) != qpdf_oh_get_type_code(b->qpdf, y))
        return FALSE;
    if (qpdf_oh_is_array(a->qpdf, x))
        return same_array(a, x, b, y, depth);
    if (qpdf_oh_is_dictionary(a->qpdf, x))
        return same_dictionary(a, x, b, y, depth);
    return strcmp(qpdf_oh_unparse_resolved(a->qpdf, x), qpdf_oh_unparse_resolved(b->qpdf, y)) == 0;
}

/* Objects of the same number are compared when their turn comes. */
static gboolean
same_value(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y, guint depth)
{
    int number = qpdf_oh_get_object_id(a->qpdf, x);
    if (number > 0 && number == qpdf_oh_get_object_id(b->qpdf, y) &&
        qpdf_oh_get_generation(a->qpdf, x) == qpdf_oh_get_generation(b->qpdf, y))
        return TRUE;
    return same_content(a, x, b, y, depth);
}

/* The two values are the same: they refer to objects of the same number, or hold the same, written
 * in one place or in several. */
static gboolean
revision_same(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y)
{
    return same_value(a, x, b, y, 0);
}

gboolean
revision_same_object(const Revision *a, const Revision *b, int number)
{
    return same_content(a, qpdf_get_object_by_id(a->qpdf, number, 0), b,
                        qpdf_get_object_by_id(b->qpdf, number, 0), 0);
}

GPtrArray *
revision_differing(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y)
{
    g_autoptr(GPtrArray) keys = revision_keys(a, x);
    g_autoptr(GPtrArray) others = revision_keys(b, y);
    GPtrArray *differing = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = keys->pdata[i];
        if (!revision_same(a, revision_get(a, x, key), b, revision_get(b, y, key)))
            g_ptr_array_add(differing, g_strdup(key));
    }
    for (guint i = 0; i < others->len; i++) {
        if (!g_ptr_array_find_with_equal_func(keys, others->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(differing, g_strdup(others->pdata[i]));
    }
    return differing;
}

/* ---- as written ---- */

static char *
stream_written(const Revision *revision, qpdf_oh stream)
{
    unsigned char *data = NULL;
    size_t length = 0;
    QPDF_BOOL filtered;
    qpdf_oh dictionary = qpdf_oh_get_dict(revision->qpdf, stream);
    qpdf_oh_get_stream_data(revision->qpdf, stream, qpdf_dl_none, &filtered, &data, &length);
    g_autofree char *hash = sha256_of(data, length);
    free(data);
    char *written = g_strconcat(qpdf_oh_unparse(revision->qpdf, dictionary), "stream ", hash, NULL);
    qpdf_oh_release(revision->qpdf, dictionary);
    return written;
}

char *
revision_written(const Revision *revision, int number)
{
    qpdf_oh object = qpdf_get_object_by_id(revision->qpdf, number, 0);
    char *written = qpdf_oh_is_stream(revision->qpdf, object)
                        ? stream_written(revision, object)
                        : g_strdup(qpdf_oh_unparse_resolved(revision->qpdf, object));
    qpdf_oh_release(revision->qpdf, object);
    return written;
}

/* ---- what an object leads to ---- */

#define MAX_LED 400 /* objects that one leads to */

typedef struct {
    const Revision *revision;
    GHashTable *seen; /* numbers of objects */
    GString *text;
} Walk;

static void walk(Walk *walked, qpdf_oh object, guint depth);

static void
walk_dictionary(Walk *walked, qpdf_oh dictionary, guint depth)
{
    const Revision *revision = walked->revision;
    g_autoptr(GPtrArray) keys = revision_keys(revision, dictionary);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = keys->pdata[i];
        if (strcmp(key, "/P") != 0 && strcmp(key, "/Parent") != 0)
            walk(walked, revision_get(revision, dictionary, key), depth);
    }
}

/* The object's own text when it is numbered, then what it leads to. */
static void
walk(Walk *walked, qpdf_oh object, guint depth)
{
    const Revision *revision = walked->revision;
    int number = qpdf_oh_get_object_id(revision->qpdf, object);
    if (depth > MAX_DEPTH || g_hash_table_size(walked->seen) > MAX_LED ||
        (number > 0 && !g_hash_table_add(walked->seen, GINT_TO_POINTER(number))))
        return;
    if (number > 0) {
        g_autofree char *written = revision_written(revision, number);
        g_string_append_printf(walked->text, "%d: %s\n", number, written);
    }
    if (qpdf_oh_is_stream(revision->qpdf, object))
        walk_dictionary(walked, qpdf_oh_get_dict(revision->qpdf, object), depth + 1);
    else if (qpdf_oh_is_dictionary(revision->qpdf, object))
        walk_dictionary(walked, object, depth + 1);
    int count = qpdf_oh_is_array(revision->qpdf, object)
                    ? qpdf_oh_get_array_n_items(revision->qpdf, object)
                    : 0;
    for (int i = 0; i < MIN(count, MAX_LED); i++)
        walk(walked, qpdf_oh_get_array_item(revision->qpdf, object, i), depth + 1);
}

char *
revision_deep(const Revision *revision, qpdf_oh object)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    Walk walked = {revision, seen, g_string_new(NULL)};
    walk(&walked, object, 0);
    return g_string_free(walked.text, FALSE);
}

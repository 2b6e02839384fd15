/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/revision.h"

#include "base/text.h"
#include "signature/returned.h"
#include <string.h>

#define MAX_TEXT    200 /* characters of a name */
#define MAX_OBJECTS 8000000

Revision *
revision_open(const guint8 *bytes, gsize end)
{
    g_autoptr(Revision) revision = g_new0(Revision, 1);
    revision->end = end;
    revision->qpdf = qpdf_init();
    qpdf_silence_errors(revision->qpdf);
    qpdf_set_suppress_warnings(revision->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(revision->qpdf, QPDF_FALSE);
    if ((qpdf_read_memory(revision->qpdf, "", (const char *)bytes, end, NULL) & QPDF_ERRORS) != 0 ||
        qpdf_is_encrypted(revision->qpdf))
        return NULL;
    qpdf_oh size = revision_get(revision, qpdf_get_trailer(revision->qpdf), "/Size");
    if (!qpdf_oh_is_integer(revision->qpdf, size))
        return NULL;
    revision->objects = qpdf_oh_get_int_value_as_int(revision->qpdf, size);
    if (revision->objects < 1 || revision->objects > MAX_OBJECTS || !revision_is_sound(revision))
        return NULL;
    return g_steal_pointer(&revision);
}

void
revision_free(Revision *revision)
{
    if (!revision)
        return;
    if (qpdf_has_error(revision->qpdf))
        qpdf_get_error(revision->qpdf); /* else it is told on the standard error */
    qpdf_cleanup(&revision->qpdf);
    g_free(revision);
}

gboolean
revision_is_sound(const Revision *revision)
{
    return !qpdf_more_warnings(revision->qpdf) && !qpdf_has_error(revision->qpdf);
}

/* ---- objects ---- */

qpdf_oh
revision_get(const Revision *revision, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_is_dictionary(revision->qpdf, dictionary)
               ? qpdf_oh_get_key(revision->qpdf, dictionary, key)
               : qpdf_oh_new_null(revision->qpdf);
}

qpdf_oh
revision_catalog(const Revision *revision)
{
    return revision_get(revision, qpdf_get_trailer(revision->qpdf), "/Root");
}

qpdf_oh
revision_form(const Revision *revision)
{
    return revision_get(revision, revision_catalog(revision), "/AcroForm");
}

qpdf_oh
revision_fields(const Revision *revision)
{
    return revision_get(revision, revision_form(revision), "/Fields");
}

gboolean
revision_is_name(const Revision *revision, qpdf_oh dictionary, const char *key, const char *name)
{
    qpdf_oh value = revision_get(revision, dictionary, key);
    return qpdf_oh_is_name(revision->qpdf, value) &&
           strcmp(qpdf_oh_get_name(revision->qpdf, value), name) == 0;
}

char *
revision_text(const Revision *revision, qpdf_oh dictionary, const char *key)
{
    qpdf_oh value = revision_get(revision, dictionary, key);
    if (!qpdf_oh_is_string(revision->qpdf, value))
        return g_strdup("");
    g_autofree char *clean = text_clean(qpdf_oh_get_utf8_value(revision->qpdf, value), -1);
    g_autofree char *line = text_squeeze(clean);
    return text_shorten(line, MAX_TEXT);
}

gboolean
revision_same(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y)
{
    return strcmp(qpdf_oh_unparse(a->qpdf, x), qpdf_oh_unparse(b->qpdf, y)) == 0;
}

static char *
stream_written(const Revision *revision, qpdf_oh stream)
{
    unsigned char *data = NULL;
    size_t length = 0;
    QPDF_BOOL filtered;
    qpdf_oh dictionary = qpdf_oh_get_dict(revision->qpdf, stream);
    qpdf_oh_get_stream_data(revision->qpdf, stream, qpdf_dl_none, &filtered, &data, &length);
    g_autofree char *hash = text_sha256(data, length);
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

/* ---- what an object leads to ---- */

#define MAX_DEPTH 32
#define MAX_LED   400 /* objects that one leads to */

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

/* ---- ends ---- */

/* Where the "startxref" line and its "%%EOF" that begin at AT end; 0: they don't. */
static gsize
end_after(const guint8 *bytes, gsize length, gsize at)
{
    static const char start[] = "startxref", mark[] = "%%EOF";
    at += strlen(start);
    gsize blank = at;
    while (at < length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' '))
        at++;
    gsize digits = at;
    while (at < length && g_ascii_isdigit(bytes[at]))
        at++;
    if (digits == blank || at == digits)
        return 0;
    while (at < length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' '))
        at++;
    if (length - at < strlen(mark) || memcmp(bytes + at, mark, strlen(mark)) != 0)
        return 0;
    at += strlen(mark);
    at += at < length && bytes[at] == '\r';
    return at + (at < length && bytes[at] == '\n');
}

static gboolean
only_blank(const guint8 *bytes, gsize from, gsize to)
{
    while (from < to && g_ascii_isspace(bytes[from]))
        from++;
    return from == to;
}

GArray *
revision_ends(const guint8 *bytes, gsize length, gsize issued)
{
    static const char start[] = "startxref";
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    const guint8 *at = bytes + issued;
    gsize last = issued;
    while ((at = memmem(at, length - (gsize)(at - bytes), start, strlen(start)))) {
        gsize end = end_after(bytes, length, (gsize)(at - bytes));
        at += strlen(start);
        if (!end)
            continue;
        last = end;
        g_array_append_val(ends, end);
        if (ends->len > RETURNED_MAX_SIGNATURES)
            return NULL;
    }
    if (!only_blank(bytes, last, length))
        return NULL;
    if (ends->len)
        g_array_index(ends, gsize, ends->len - 1) = length;
    return g_steal_pointer(&ends);
}

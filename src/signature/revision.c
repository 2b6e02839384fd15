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

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
gather_keys(const Revision *revision, qpdf_oh dictionary, GHashTable *keys)
{
    if (!qpdf_oh_is_dictionary(revision->qpdf, dictionary))
        return;
    qpdf_oh_begin_dict_key_iter(revision->qpdf, dictionary);
    while (qpdf_oh_dict_more_keys(revision->qpdf))
        g_hash_table_add(keys, g_strdup(qpdf_oh_dict_next_key(revision->qpdf)));
}

GPtrArray *
revision_differing(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gather_keys(a, x, keys);
    gather_keys(b, y, keys);
    GPtrArray *differing = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter each;
    gpointer key;
    g_hash_table_iter_init(&each, keys);
    while (g_hash_table_iter_next(&each, &key, NULL)) {
        if (!revision_same(a, revision_get(a, x, key), b, revision_get(b, y, key)))
            g_ptr_array_add(differing, g_strdup(key));
    }
    g_ptr_array_sort(differing, by_text);
    return differing;
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

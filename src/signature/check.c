/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/check.h"

#include "signature/read.h"
#include "signature/wire.h"
#include <string.h>

enum { TASK_READ = 1, REPLY_RETURNED = 0x51c0 };

/* ---- which edition ---- */

/* The permanent identifier of our own bytes: 32 hexadecimal digits, as libqpdf writes them in the
 * last trailer; NULL: there is none (transfer full). */
static char *
identifier(const guint8 *bytes, gsize length)
{
    enum { DIGITS = 32 };
    static const char key[] = "/ID [<";
    const guint8 *found = NULL, *at = bytes;
    while ((at = memmem(at, length - (gsize)(at - bytes), key, strlen(key)))) {
        at += strlen(key);
        found = at;
    }
    if (!found || length - (gsize)(found - bytes) < DIGITS)
        return NULL;
    for (gsize i = 0; i < DIGITS; i++) {
        if (!g_ascii_isxdigit(found[i]))
            return NULL;
    }
    return g_ascii_strdown((const char *)found, DIGITS);
}

/* DIGITS stand in BYTES: in hexadecimal, in either case, or as the bytes that they mean. */
static gboolean
mentions(const guint8 *bytes, gsize length, const char *digits)
{
    g_autofree char *upper = g_ascii_strup(digits, -1);
    gsize count = strlen(digits) / 2;
    g_autofree guint8 *raw = g_malloc(count);
    for (gsize i = 0; i < count; i++)
        raw[i] = (guint8)(16 * g_ascii_xdigit_value(digits[2 * i]) +
                          g_ascii_xdigit_value(digits[2 * i + 1]));
    return memmem(bytes, length, digits, 2 * count) || memmem(bytes, length, upper, 2 * count) ||
           memmem(bytes, length, raw, count);
}

Kinship
kinship_of(GBytes *file, GBytes *issued, gsize *differs)
{
    gsize length, count;
    const guint8 *bytes = g_bytes_get_data(file, &length), *ours = g_bytes_get_data(issued, &count);
    gsize same = 0;
    while (same < MIN(length, count) && bytes[same] == ours[same])
        same++;
    *differs = same;
    if (same == count)
        return KINSHIP_ISSUED;
    if (same == length && length > 0)
        return KINSHIP_CUT;
    g_autofree char *digits = identifier(ours, count);
    return digits && length > 0 && mentions(bytes, length, digits) ? KINSHIP_ALTERED : KINSHIP_NONE;
}

/* ---- in children ---- */

static void
warm(gconstpointer data)
{
    (void)data;
    returned_warm();
}

static ChildExit
serve(const Request *request, Reply *reply, gconstpointer data)
{
    gsize issued = request->name ? g_ascii_strtoull(request->name, NULL, 10) : 0;
    if (issued > request->length)
        return CHILD_BROKEN;
    g_autoptr(Returned) returned = returned_read(request->bytes, request->length, issued, data);
    g_autoptr(GBytes) answer = returned_to_bytes(returned);
    gsize length;
    const void *bytes = g_bytes_get_data(answer, &length);
    if (length > WIRE_MAX)
        return CHILD_TOO_LONG;
    return reply_whole(reply, REPLY_RETURNED, bytes, length);
}

Pool *
pool_for_signatures(const Authorities *authorities, const PoolOptions *options, GError **error)
{
    const ChildWork work = {warm, serve, authorities};
    return pool_new(&work, options, error);
}

static Returned *
returned_of(GBytes *payload, guint32 kind)
{
    return payload && kind == REPLY_RETURNED ? returned_from_bytes(payload) : NULL;
}

Returned *
returned_check(Pool *pool, GBytes *file, gsize issued, GError **error)
{
    g_autofree char *word = g_strdup_printf("%" G_GSIZE_FORMAT, issued);
    const Task task = {TASK_READ, word, file, WIRE_MAX};
    guint32 kind = 0;
    FindingKind why;
    GError *failure = NULL;
    g_autoptr(GBytes) payload = pool_ask(pool, &task, &kind, &why, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    Returned *returned = returned_of(payload, kind);
    if (!returned) {
        returned = returned_new();
        returned_change(returned, CHANGE_UNREADABLE, 0, "");
    }
    return returned;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery/kind.h"

G_DEFINE_QUARK(copil - way - error - quark, way_error)

struct Way {
    char *name;
    void *own;
    WayHand hand;
    GDestroyNotify free;
};

Way *
way_new(char *name, void *own, WayHand hand, GDestroyNotify free)
{
    Way *way = g_new0(Way, 1);
    *way = (Way){name, own, hand, free};
    return way;
}

void
way_free(Way *way)
{
    if (!way)
        return;
    way->free(way->own);
    g_free(way->name);
    g_free(way);
}

const char *
way_name(const Way *way)
{
    return way->name;
}

GPtrArray *
way_hand(Way *way, const Parcel *parcel, gboolean *usable)
{
    GPtrArray *handed = g_ptr_array_new_with_free_func((GDestroyNotify)handed_free);
    *usable = way->hand(way->own, parcel, handed);
    return handed;
}

void
handed_all(GPtrArray *handed, const Parcel *parcel, Outcome outcome, const char *reply)
{
    for (guint i = 0; i < parcel->to->len; i++)
        g_ptr_array_add(handed, handed_new(parcel->to->pdata[i], outcome, reply));
}

GByteArray *
parcel_lines(const Parcel *parcel)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(parcel->eml, &length);
    GByteArray *lines = g_byte_array_sized_new((guint)length);
    for (gsize i = 0, start = 0; i < length; i++) {
        gboolean cut = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
        if (cut || i + 1 == length)
            g_byte_array_append(lines, bytes + start, (guint)(i + (cut ? 0 : 1) - start));
        if (cut)
            start = i + 1;
    }
    return lines;
}

Way *
way_refuse(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, WAY_ERROR, WAY_ERROR_USAGE, message);
    return NULL;
}

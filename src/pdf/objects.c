/* SPDX-License-Identifier: Apache-2.0
 *
 * The few shapes of PDF objects that all stages are made of.
 */
#include "pdf/finish.h"

#include <string.h>

/* Above what is led to, so that it doesn't stick to the window's edge. */
#define AIR 8.0

qpdf_oh
parsed(const Finish *finish, const char *literal)
{
    return qpdf_oh_parse(finish->qpdf, literal);
}

void
put(const Finish *finish, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(finish->qpdf, dictionary, key, value);
    qpdf_oh_release(finish->qpdf, value);
}

void
append(const Finish *finish, qpdf_oh array, qpdf_oh value)
{
    qpdf_oh_append_item(finish->qpdf, array, value);
    qpdf_oh_release(finish->qpdf, value);
}

qpdf_oh
numbers(const Finish *finish, const double *values, guint count)
{
    qpdf_oh array = qpdf_oh_new_array(finish->qpdf);

    for (guint i = 0; i < count; i++)
        append(finish, array, qpdf_oh_new_real_from_double(finish->qpdf, values[i], 3));
    return array;
}

qpdf_oh
stream_of(const Finish *finish, const char *dictionary, const void *data, gsize length)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh stream = qpdf_oh_new_stream(qpdf), made = parsed(finish, dictionary);
    qpdf_oh own = qpdf_oh_get_dict(qpdf, stream);

    qpdf_oh_replace_stream_data(qpdf, stream, data, length, qpdf_oh_new_null(qpdf),
                                qpdf_oh_new_null(qpdf));
    qpdf_oh_begin_dict_key_iter(qpdf, made);
    while (qpdf_oh_dict_more_keys(qpdf)) {
        const char *key = qpdf_oh_dict_next_key(qpdf);
        put(finish, own, key, qpdf_oh_get_key(qpdf, made, key));
    }
    return stream;
}

qpdf_oh
text_string(const Finish *finish, const char *text)
{
    return qpdf_oh_new_unicode_string(finish->qpdf, text);
}

qpdf_oh
destination(const Finish *finish, guint page, double y)
{
    const double place[] = {FRAME_LEFT, PAGE_HEIGHT - MAX(y - AIR, 0)};
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh array = qpdf_oh_new_array(qpdf);

    qpdf_oh_append_item(qpdf, array, finish->pages[page]);
    append(finish, array, qpdf_oh_new_name(qpdf, "/XYZ"));
    for (guint i = 0; i < G_N_ELEMENTS(place); i++)
        append(finish, array, qpdf_oh_new_real_from_double(qpdf, place[i], 3));
    append(finish, array, qpdf_oh_new_null(qpdf));
    return array;
}

void
name_tree(const Finish *finish, const char *tree, qpdf_oh keys_and_values)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh node = qpdf_oh_new_dictionary(qpdf), all;

    put(finish, node, "/Names", keys_and_values);
    if (!qpdf_oh_has_key(qpdf, finish->root, "/Names"))
        put(finish, finish->root, "/Names", qpdf_oh_new_dictionary(qpdf));
    all = qpdf_oh_get_key(qpdf, finish->root, "/Names");
    put(finish, all, tree, qpdf_make_indirect_object(qpdf, node));
    qpdf_oh_release(qpdf, all);
}

void
annotate(Finish *finish, guint node, guint page, qpdf_oh object)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh made = qpdf_make_indirect_object(qpdf, object), on = finish->pages[page];
    Annotation annotation = {node, page, made};
    qpdf_oh all;

    qpdf_oh_release(qpdf, object);
    if (!qpdf_oh_has_key(qpdf, on, "/Annots")) {
        put(finish, on, "/Annots", qpdf_oh_new_array(qpdf));
        put(finish, on, "/Tabs", qpdf_oh_new_name(qpdf, "/S")); /* ISO 14289-1, 7.18.3 */
    }
    all = qpdf_oh_get_key(qpdf, on, "/Annots");
    qpdf_oh_append_item(qpdf, all, made);
    qpdf_oh_release(qpdf, all);
    g_array_append_val(finish->annotations, annotation);
}

/* ---- dates ---- */
/* Legal time in France by its rule: tables of zones on the machine don't count. */
#define FRENCH_TIME "CET-1CEST,M3.5.0,M10.5.0/3"

static GDateTime *
french_time(gint64 seconds)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(FRENCH_TIME);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
    g_autoptr(GDateTime) known = utc ? g_date_time_ref(utc) : g_date_time_new_from_unix_utc(0);

    return g_date_time_to_timezone(known, zone);
}

char *
pdf_date(const Finish *finish)
{
    g_autoptr(GDateTime) time = french_time(finish->document->date);
    g_autofree char *day = g_date_time_format(time, "%Y%m%d%H%M%S");
    int minutes = (int)(g_date_time_get_utc_offset(time) / G_TIME_SPAN_MINUTE);

    return g_strdup_printf("D:%s+%02d'%02d'", day, minutes / 60, minutes % 60);
}

char *
xmp_date(const Finish *finish)
{
    g_autoptr(GDateTime) time = french_time(finish->document->date);

    return g_date_time_format(time, "%Y-%m-%dT%H:%M:%S%:z");
}

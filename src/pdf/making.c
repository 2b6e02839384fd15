/* SPDX-License-Identifier: Apache-2.0
 *
 * What the stages share, and the catalog, to which all of them lead.
 */
#include "pdf/making.h"

/* Above what is led to, so that it doesn't stick to the window's edge. */
#define AIR 8.0

void
put(const Making *making, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    g_string_append_vprintf(making->object, format, values);
    va_end(values);
}

void
put_numbers(const Making *making, const double *values, guint count)
{
    append_numbers(making->object, values, count);
}

void
put_text(const Making *making, const char *key, const char *text)
{
    put(making, " %s ", key);
    append_text(making->object, text);
}

void
put_destination(const Making *making, guint page, double y)
{
    const double place[] = {FRAME_LEFT, PAGE_HEIGHT - MAX(y - AIR, 0)};

    put(making, "[%u 0 R /XYZ ", page_object(making, page));
    put_numbers(making, place, G_N_ELEMENTS(place));
    put(making, " null]");
}

void
end_object(const Making *making, guint number)
{
    file_object(making->file, number, making->object);
}

guint
page_object(const Making *making, guint page)
{
    return making->first_page + page;
}

guint
annotate(Making *making, guint node, guint page, guint *object)
{
    Annotation annotation = {node, page, file_reserve(making->file, 1)};

    *object = annotation.object;
    g_array_append_val(making->annotations, annotation);
    g_string_append_printf(making->pages[page].annotations, "%u 0 R ", annotation.object);
    return making->layout->pages->len + making->annotations->len - 1;
}

void
end_names(Making *making, const char *tree)
{
    guint number = file_reserve(making->file, 1);

    g_string_prepend(making->object, "<< /Names ");
    put(making, " >>");
    end_object(making, number);
    g_string_append_printf(making->names, "%s %u 0 R ", tree, number);
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
pdf_date(const Making *making)
{
    g_autoptr(GDateTime) time = french_time(making->document->date);
    g_autofree char *day = g_date_time_format(time, "%Y%m%d%H%M%S");
    int minutes = (int)(g_date_time_get_utc_offset(time) / G_TIME_SPAN_MINUTE);

    return g_strdup_printf("D:%s+%02d'%02d'", day, minutes / 60, minutes % 60);
}

char *
xmp_date(const Making *making)
{
    g_autoptr(GDateTime) time = french_time(making->document->date);

    return g_date_time_format(time, "%Y-%m-%dT%H:%M:%S%:z");
}

/* ---- the catalog ---- */
static void
make_page(const Making *making, guint page)
{
    const MadePage *made = &making->pages[page];
    const double box[] = {0, 0, PAGE_WIDTH, PAGE_HEIGHT};

    put(making, "<< /Type /Page /Parent %u 0 R /StructParents %u /Contents %u 0 R /MediaBox [",
        making->page_tree, page, made->contents);
    put_numbers(making, box, G_N_ELEMENTS(box));
    put(making, "] /Resources %s", made->resources->str);
    if (made->annotations->len) /* tabs: ISO 14289-1, 7.18.3 */
        put(making, " /Annots [%s] /Tabs /S", made->annotations->str);
    put(making, " >>");
    end_object(making, page_object(making, page));
}

void
make_catalog(Making *making)
{
    guint count = making->layout->pages->len;

    for (guint i = 0; i < count; i++)
        make_page(making, i);
    put(making, "<< /Type /Pages /Count %u /Kids [", count);
    for (guint i = 0; i < count; i++)
        put(making, "%u 0 R ", page_object(making, i));
    put(making, "] >>");
    end_object(making, making->page_tree);
    put(making, "<< /Type /Catalog /Pages %u 0 R %s", making->page_tree, making->root->str);
    if (making->names->len)
        put(making, "/Names << %s>>", making->names->str);
    put(making, ">>");
    end_object(making, making->catalog);
}

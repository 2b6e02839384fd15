/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/found.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

void
found_free(Found *found)
{
    g_free(found->field);
    g_bytes_unref(found->contents);
    g_free(found->written);
    g_free(found);
}

/* ---- values ---- */

/* COUNT figures at *AT, which moves on; -1: there are none. */
static int
figures(const char **at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!g_ascii_isdigit(**at))
            return -1;
        value = 10 * value + (**at - '0');
    }
    return value;
}

/* ISO 32000-1, 7.9.4: "D:20140312101500+01'00'"; 0: it isn't a whole one. */
static gint64
date_value(const char *text)
{
    if (!g_str_has_prefix(text, "D:"))
        return 0;
    const char *at = text + 2;
    const int year = figures(&at, 4), month = figures(&at, 2), day = figures(&at, 2);
    const int hour = figures(&at, 2), minute = figures(&at, 2), second = figures(&at, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second < 0 || second > 60)
        return 0;
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute,
                    .tm_sec = second};
    int sign = *at == '+' ? 1 : *at == '-' ? -1 : 0, offset = 0;
    if (sign != 0) {
        at++;
        int hours = figures(&at, 2);
        at += *at == '\'';
        int minutes = figures(&at, 2);
        offset = MAX(hours, 0) * 3600 + MAX(minutes, 0) * 60;
    }
    return MAX((gint64)timegm(&tm) - (gint64)sign * offset, 0);
}

static FoundKind
kind_of(const Revision *revision, qpdf_oh value)
{
    static const struct {
        const char *name;
        FoundKind kind;
    } kinds[] = {{"/adbe.pkcs7.detached", FOUND_PKCS7},
                 {"/ETSI.CAdES.detached", FOUND_CADES},
                 {"/ETSI.RFC3161", FOUND_TIMESTAMP}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (revision_is_name(revision, value, "/SubFilter", kinds[i].name))
            return kinds[i].kind;
    }
    return FOUND_OTHER;
}

static void
take_range(const Revision *revision, qpdf_oh value, gint64 range[4])
{
    qpdf_data qpdf = revision->qpdf;
    qpdf_oh array = revision_get(revision, value, "/ByteRange");
    if (!qpdf_oh_is_array(qpdf, array) || qpdf_oh_get_array_n_items(qpdf, array) != 4)
        return;
    for (int i = 0; i < 4; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(qpdf, array, i);
        range[i] = qpdf_oh_is_integer(qpdf, item) ? qpdf_oh_get_int_value(qpdf, item) : -1;
    }
}

static GBytes *
contents_of(const Revision *revision, qpdf_oh value)
{
    qpdf_oh contents = revision_get(revision, value, "/Contents");
    if (!qpdf_oh_is_string(revision->qpdf, contents))
        return g_bytes_new(NULL, 0);
    size_t length = 0;
    const char *bytes = qpdf_oh_get_binary_string_value(revision->qpdf, contents, &length);
    return g_bytes_new(bytes, length);
}

/* ---- fields ---- */

static Found *
found_new(const Revision *revision, const Issue *issue, qpdf_oh field, qpdf_oh value)
{
    Found *found = g_new0(Found, 1);
    const char *issued = issue_field(issue, qpdf_oh_get_object_id(revision->qpdf, field));
    g_autofree char *date = revision_text(revision, value, "/M");
    found->issued = issued != NULL;
    found->field = issued ? g_strdup(issued) : revision_text(revision, field, "/T");
    found->kind = kind_of(revision, value);
    take_range(revision, value, found->range);
    found->contents = contents_of(revision, value);
    found->date = date_value(date);
    found->written = revision_deep(revision, field);
    return found;
}

GPtrArray *
found_in(const Revision *revision, const Issue *issue)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)found_free);
    qpdf_oh fields = revision_fields(revision);
    int count = qpdf_oh_is_array(revision->qpdf, fields)
                    ? qpdf_oh_get_array_n_items(revision->qpdf, fields)
                    : 0;
    for (int i = 0; i < count && all->len < RETURNED_MAX_SIGNATURES; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(revision->qpdf, fields, i);
        qpdf_oh value = revision_get(revision, field, "/V");
        if (revision_is_name(revision, field, "/FT", "/Sig") &&
            !qpdf_oh_is_null(revision->qpdf, value))
            g_ptr_array_add(all, found_new(revision, issue, field, value));
    }
    return all;
}

const Found *
found_of(const GPtrArray *all, const char *field)
{
    for (guint i = 0; i < all->len; i++) {
        const Found *found = all->pdata[i];
        if (strcmp(found->field, field) == 0)
            return found;
    }
    return NULL;
}

gboolean
found_shared(const GPtrArray *all, const Found *found)
{
    for (guint i = 0; i < all->len; i++) {
        const Found *other = all->pdata[i];
        if (other != found && g_bytes_equal(other->contents, found->contents))
            return TRUE;
    }
    return FALSE;
}

/* ---- what is covered ---- */

/* BYTES are CONTENTS in hexadecimal, between angle brackets. */
static gboolean
is_hexadecimal_of(const guint8 *bytes, gsize length, GBytes *contents)
{
    gsize count;
    const guint8 *value = g_bytes_get_data(contents, &count);
    if (count == 0 || length != 2 * count + 2 || bytes[0] != '<' || bytes[length - 1] != '>')
        return FALSE;
    for (gsize i = 0; i < count; i++) {
        int high = g_ascii_xdigit_value((char)bytes[1 + 2 * i]);
        int low = g_ascii_xdigit_value((char)bytes[2 + 2 * i]);
        if (high < 0 || low < 0 || 16 * high + low != value[i])
            return FALSE;
    }
    return TRUE;
}

gboolean
found_covers(const Found *found, const guint8 *bytes, gsize length, gsize issued)
{
    const gint64 *range = found->range;
    const gint64 size = (gint64)length;
    if (range[0] != 0 || range[1] < (gint64)issued || range[1] > size || range[2] <= range[1] ||
        range[2] > size || range[3] <= 0 || range[3] > size - range[2])
        return FALSE;
    return is_hexadecimal_of(bytes + range[1], (gsize)(range[2] - range[1]), found->contents);
}

gsize
found_end(const Found *found)
{
    return (gsize)(found->range[2] + found->range[3]);
}

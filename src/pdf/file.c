/* SPDX-License-Identifier: Apache-2.0
 *
 * Objects, object streams, cross-references.
 */
#include "pdf/file.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

/* Of an object stream: readers take each apart as a whole. */
enum { OBJECTS_MOST = 200 };
/* Of compression: files are as small as by the default, 6, which takes half as long again. */
enum { LEVEL = 5 };

/* Where an object is: so many bytes into the file, or the INDEXth of object stream PLACE. */
typedef struct {
    guint32 place; /* 0: not written */
    guint8 index;
    gboolean packed;
} Entry;

struct PdfFile {
    GByteArray *bytes;
    GArray *entries;  /* Entry, by number */
    GString *packed;  /* objects of the next object stream */
    GString *offsets; /* of it: numbers and places */
    guint stream;     /* its number */
    guint count;      /* in it */
    z_stream deflate;
    GByteArray *deflated;
};

PdfFile *
file_new(void)
{
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"; /* it is binary: 7.5.2 */
    PdfFile *file = g_new0(PdfFile, 1);

    file->bytes = g_byte_array_new();
    file->deflated = g_byte_array_new();
    file->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    file->packed = g_string_new(NULL);
    file->offsets = g_string_new(NULL);
    g_array_set_size(file->entries, 1); /* 0 is none */
    g_byte_array_append(file->bytes, (const guint8 *)header, sizeof header - 1);
    if (deflateInit(&file->deflate, LEVEL) != Z_OK)
        g_error("zlib: %s", file->deflate.msg);
    return file;
}

void
file_free(PdfFile *file)
{
    if (!file)
        return;
    if (file->bytes)
        g_byte_array_unref(file->bytes);
    g_byte_array_unref(file->deflated);
    g_array_unref(file->entries);
    g_string_free(file->packed, TRUE);
    g_string_free(file->offsets, TRUE);
    deflateEnd(&file->deflate);
    g_free(file);
}

guint
file_reserve(PdfFile *file, guint count)
{
    guint first = file->entries->len;

    g_array_set_size(file->entries, first + count);
    return first;
}

guint
file_last(const PdfFile *file)
{
    return file->entries->len - 1;
}

static void
note(PdfFile *file, guint number, Entry entry)
{
    g_array_index(file->entries, Entry, number) = entry;
}

/* ---- streams ---- */
static void
add_bytes(PdfFile *file, const void *data, gsize length)
{
    g_byte_array_append(file->bytes, data, (guint)length);
}

static void
deflate_all(PdfFile *file, const void *data, gsize length)
{
    z_stream *deflate_state = &file->deflate;

    deflateReset(deflate_state);
    g_byte_array_set_size(file->deflated, (guint)deflateBound(deflate_state, length));
    deflate_state->next_in = (Bytef *)data;
    deflate_state->avail_in = (uInt)length;
    deflate_state->next_out = file->deflated->data;
    deflate_state->avail_out = file->deflated->len;
    if (deflate(deflate_state, Z_FINISH) != Z_STREAM_END)
        g_error("zlib: %s", deflate_state->msg);
    g_byte_array_set_size(file->deflated, (guint)deflate_state->total_out);
}

void
file_stream(PdfFile *file, guint number, StreamForm form, const char *entries, const void *data,
            gsize length)
{
    g_autofree char *head = NULL;
    static const char end[] = "\nendstream\nendobj\n";

    if (form == STREAM_COMPRESSED) {
        deflate_all(file, data, length);
        data = file->deflated->data;
        length = file->deflated->len;
    }
    head =
        g_strdup_printf("%u 0 obj\n<< %s /Length %" G_GSIZE_FORMAT "%s >>\nstream\n", number,
                        entries, length, form == STREAM_COMPRESSED ? " /Filter /FlateDecode" : "");
    note(file, number, (Entry){.place = file->bytes->len});
    add_bytes(file, head, strlen(head));
    add_bytes(file, data, length);
    add_bytes(file, end, sizeof end - 1);
}

/* ---- object streams ---- */
static void
end_object_stream(PdfFile *file)
{
    g_autofree char *entries = g_strdup_printf("/Type /ObjStm /N %u /First %" G_GSIZE_FORMAT,
                                               file->count, file->offsets->len);

    g_string_append_len(file->offsets, file->packed->str, (gssize)file->packed->len);
    file_stream(file, file->stream, STREAM_COMPRESSED, entries, file->offsets->str,
                file->offsets->len);
    g_string_truncate(file->offsets, 0);
    g_string_truncate(file->packed, 0);
    file->count = 0;
}

void
file_object(PdfFile *file, guint number, GString *made)
{
    if (file->count == 0)
        file->stream = file_reserve(file, 1);
    g_string_append_printf(file->offsets, "%u %" G_GSIZE_FORMAT " ", number, file->packed->len);
    g_string_append_len(file->packed, made->str, (gssize)made->len);
    g_string_append_c(file->packed, '\n');
    g_string_truncate(made, 0);
    note(file, number, (Entry){file->stream, (guint8)file->count, TRUE});
    if (++file->count == OBJECTS_MOST)
        end_object_stream(file);
}

/* ---- the end ---- */
/* Type, place, index (7.5.8.3). */
static GByteArray *
cross_references(const PdfFile *file)
{
    GByteArray *table = g_byte_array_new();

    for (guint i = 0; i < file->entries->len; i++) {
        const Entry *entry = &g_array_index(file->entries, Entry, i);
        guint32 place = GUINT32_TO_BE(entry->place);
        guint8 kind = entry->packed ? 2 : entry->place ? 1 : 0;
        guint8 index = kind ? entry->index : 0xFF;
        g_byte_array_append(table, &kind, 1);
        g_byte_array_append(table, (const guint8 *)&place, sizeof place);
        g_byte_array_append(table, &index, 1);
    }
    return table;
}

GBytes *
file_end(PdfFile *file, guint root, guint info)
{
    g_autoptr(GByteArray) table = NULL;
    g_autofree char *id = NULL, *entries = NULL, *tail = NULL;
    guint number, start;

    if (file->count)
        end_object_stream(file);
    number = file_reserve(file, 1);
    start = file->bytes->len;
    note(file, number, (Entry){.place = start});
    id = g_compute_checksum_for_data(G_CHECKSUM_MD5, file->bytes->data, file->bytes->len);
    entries = g_strdup_printf("/Type /XRef /Size %u /W [1 4 1] /Root %u 0 R /Info %u 0 R "
                              "/ID [<%s> <%s>]",
                              file->entries->len, root, info, id, id);
    table = cross_references(file);
    file_stream(file, number, STREAM_COMPRESSED, entries, table->data, table->len);
    tail = g_strdup_printf("startxref\n%u\n%%%%EOF\n", start);
    add_bytes(file, tail, strlen(tail));
    return g_byte_array_free_to_bytes(g_steal_pointer(&file->bytes));
}

/* ---- values ---- */
void
append_number(GString *made, double value)
{
    char digits[24], *p = digits + sizeof digits;
    gint64 rounded = llround(value * 1000), left = ABS(rounded);
    guint places = 3;

    while (places && left % 10 == 0) {
        left /= 10;
        places--;
    }
    for (guint i = 0; left || (places && i <= places); i++) {
        if (places && i == places)
            *--p = '.';
        *--p = (char)('0' + left % 10);
        left /= 10;
    }
    if (p == digits + sizeof digits)
        *--p = '0';
    if (rounded < 0)
        *--p = '-';
    g_string_append_len(made, p, digits + sizeof digits - p);
}

void
append_numbers(GString *made, const double *values, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (i)
            g_string_append_c(made, ' ');
        append_number(made, values[i]);
    }
}

void
append_string(GString *made, const char *bytes)
{
    g_string_append_c(made, '(');
    for (const char *p = bytes; *p; p++) {
        if (strchr("()\\\r", *p))
            g_string_append_printf(made, "\\%03o", (guint)(guchar)*p);
        else
            g_string_append_c(made, *p);
    }
    g_string_append_c(made, ')');
}

/* What PDFDocEncoding has where ASCII has it (annex D). */
static gboolean
is_plain(const char *text)
{
    while (*text >= ' ' && *text <= '~')
        text++;
    return !*text;
}

void
append_text(GString *made, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    g_autofree gunichar2 *units = NULL;

    if (is_plain(text)) {
        append_string(made, text);
        return;
    }
    units = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
    g_string_append(made, "<FEFF");
    for (const gunichar2 *unit = units; unit && *unit; unit++)
        for (int shift = 12; shift >= 0; shift -= 4)
            g_string_append_c(made, hex[*unit >> shift & 0xF]);
    g_string_append_c(made, '>');
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.c - a number is eight bytes; a count or a length four, before what it counts; a choice or a
 * flag one, also the flag before what may be NULL.
 */
#include "sandbox/wire.h"

#include "base/text.h"
#include <string.h>

struct Wire {
    GByteArray *out; /* NULL: it is read */
    GBytes *in;      /* borrowed */
    const guint8 *next;
    gsize left;
    const char *fault; /* the first one */
};

Wire *
wire_writing(void)
{
    Wire *wire = g_new0(Wire, 1);
    wire->out = g_byte_array_sized_new(4096);
    return wire;
}

Wire *
wire_reading(GBytes *bytes)
{
    Wire *wire = g_new0(Wire, 1);
    wire->in = bytes;
    wire->next = g_bytes_get_data(bytes, &wire->left);
    return wire;
}

void
wire_free(Wire *wire)
{
    if (wire->out != NULL)
        g_byte_array_unref(wire->out);
    g_free(wire);
}

gboolean
wire_is_read(const Wire *wire)
{
    return wire->out == NULL;
}

GBytes *
wire_written(Wire *wire)
{
    g_return_val_if_fail(!wire_is_read(wire), NULL);
    return g_byte_array_free_to_bytes(g_steal_pointer(&wire->out));
}

const char *
wire_fault(const Wire *wire)
{
    return wire->fault == NULL && wire->left > 0 ? "its end" : wire->fault;
}

void
wire_insist(Wire *wire, gboolean holds, const char *what)
{
    if (!holds && wire->fault == NULL && wire_is_read(wire))
        wire->fault = what;
}

/* LENGTH bytes of VALUE go out, or what comes next goes into it: zeros when there is too little. */
static void
carry(Wire *wire, void *value, gsize length, const char *what)
{
    if (!wire_is_read(wire)) {
        g_byte_array_append(wire->out, value, (guint)length);
        return;
    }
    wire_insist(wire, length <= wire->left, what);
    if (wire->fault != NULL) {
        memset(value, 0, length);
        return;
    }
    memcpy(value, wire->next, length);
    wire->next += length;
    wire->left -= length;
}

guint
wire_choice(Wire *wire, guint value, guint count, const char *what)
{
    guint8 byte = (guint8)value;
    carry(wire, &byte, sizeof byte, what);
    wire_insist(wire, byte < count, what);
    return wire->fault == NULL ? byte : 0;
}

gboolean
wire_flag(Wire *wire, gboolean value, const char *what)
{
    return wire_choice(wire, value ? 1 : 0, 2, what) == 1;
}

guint64
wire_number(Wire *wire, guint64 value, guint64 max, const char *what)
{
    carry(wire, &value, sizeof value, what);
    wire_insist(wire, value <= max, what);
    return wire->fault == NULL ? value : 0;
}

/* Of what takes a byte or more each. */
static guint32
carry_count(Wire *wire, gsize count, gsize max, const char *what)
{
    guint32 number = (guint32)count;
    carry(wire, &number, sizeof number, what);
    wire_insist(wire, number <= max && number <= wire->left, what);
    return wire->fault == NULL ? number : 0;
}

/* ---- texts ---- */

static gboolean
is_unsafe(gunichar c)
{
    return (c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
wire_text_is_safe(const char *text, gsize length)
{
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        guchar first = (guchar)*at;
        if (first < 0x80) {
            if ((first < 0x20 && first != '\n' && first != '\t') || first == 0x7f)
                return FALSE;
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c >= (gunichar)-2 || is_unsafe(c))
            return FALSE;
        at = g_utf8_next_char(at);
    }
    return TRUE;
}

/* Most texts were cleaned where they were read; what was not (a header, a name in an archive) is
 * cleaned here, since the reader refuses the whole for one control character. */
static void
write_text(Wire *wire, const char *text)
{
    gsize length = strlen(text);
    g_autofree char *clean = wire_text_is_safe(text, length) ? NULL : text_clean(text, -1);
    if (clean != NULL)
        length = strlen(clean);
    carry_count(wire, length, 0, NULL);
    g_byte_array_append(wire->out, (const guint8 *)(clean != NULL ? clean : text), (guint)length);
}

static char *
read_text(Wire *wire, gsize max, const char *what)
{
    guint32 length = carry_count(wire, 0, max, what);
    const char *text = (const char *)wire->next;
    wire_insist(wire, wire->fault != NULL || wire_text_is_safe(text, length), what);
    if (wire->fault != NULL)
        return g_strdup("");
    wire->next += length;
    wire->left -= length;
    return g_strndup(text, length);
}

char *
wire_text(Wire *wire, char *text, gsize max, const char *what)
{
    if (wire_is_read(wire))
        return read_text(wire, max, what);
    write_text(wire, text);
    return text;
}

char *
wire_word(Wire *wire, char *text, gsize max, const char *what)
{
    char *word = wire_text(wire, text, max, what);
    wire_insist(wire, word[0] != '\0', what);
    return word;
}

char *
wire_maybe(Wire *wire, char *text, gsize max, const char *what)
{
    return wire_flag(wire, text != NULL, what) ? wire_text(wire, text, max, what) : NULL;
}

GBytes *
wire_blob(Wire *wire, GBytes *blob, gsize max, const char *what)
{
    gsize length = wire_is_read(wire) ? 0 : g_bytes_get_size(blob);
    length = carry_count(wire, length, max, what);
    if (wire_is_read(wire)) {
        blob = g_bytes_new_from_bytes(wire->in, g_bytes_get_size(wire->in) - wire->left, length);
        wire->next += length;
        wire->left -= length;
    } else {
        g_byte_array_append(wire->out, g_bytes_get_data(blob, NULL), (guint)length);
    }
    return blob;
}

/* ---- lists ---- */

void
wire_list(Wire *wire, GPtrArray *array, gsize max, WireRecord record, gpointer data,
          const char *what)
{
    guint32 count = carry_count(wire, array->len, max, what);
    for (guint i = 0; i < count && wire->fault == NULL; i++) {
        if (wire_is_read(wire))
            g_ptr_array_add(array, record(wire, NULL, data));
        else
            record(wire, g_ptr_array_index(array, i), data);
    }
}

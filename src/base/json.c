/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

typedef struct {
    char close; /* '}' or ']' */
    gboolean filled;
    gboolean keyed; /* a key was written, its value not yet */
} Frame;

struct Json {
    GString *text;
    GArray *frames; /* Frame, the innermost last */
    gboolean begun;
    JsonTake take; /* of the text, where it gets long; or NULL */
    gpointer data;
};

Json *
json_new(void)
{
    Json *json = g_new0(Json, 1);

    json->text = g_string_new(NULL);
    json->frames = g_array_new(FALSE, FALSE, sizeof(Frame));
    return json;
}

Json *
json_new_to(JsonTake take, gpointer data)
{
    Json *json = json_new();

    json->take = take;
    json->data = data;
    return json;
}

void
json_free(Json *json)
{
    if (!json)
        return;
    g_string_free(json->text, TRUE);
    g_array_free(json->frames, TRUE);
    g_free(json);
}

static Frame *
innermost(Json *json)
{
    guint depth = json->frames->len;

    return depth ? &g_array_index(json->frames, Frame, depth - 1) : NULL;
}

static void
hand_over(Json *json)
{
    json->take(json->data, json->text->str, json->text->len);
    g_string_truncate(json->text, 0);
}

static void
new_line(Json *json)
{
    enum { PIECE = 1 << 16 };
    static const char spaces[] = "                ";
    gsize indent = (gsize)2 * json->frames->len;

    if (json->take && json->text->len > PIECE)
        hand_over(json);
    g_string_append_c(json->text, '\n');
    for (; indent >= sizeof spaces; indent -= sizeof spaces - 1)
        g_string_append_len(json->text, spaces, sizeof spaces - 1);
    g_string_append_len(json->text, spaces, (gssize)indent);
}

/* Comma, newline and indentation before an entry of FRAME. */
static void
begin_entry(Json *json, Frame *frame)
{
    if (frame->filled)
        g_string_append_c(json->text, ',');
    frame->filled = TRUE;
    new_line(json);
}

static void
begin_value(Json *json)
{
    Frame *frame = innermost(json);

    if (!frame) {
        if (json->begun)
            g_error("json: a second document");
        json->begun = TRUE;
        return;
    }
    if (frame->close == ']') {
        begin_entry(json, frame);
        return;
    }
    if (!frame->keyed)
        g_error("json: a value without key in an object");
    frame->keyed = FALSE;
}

static void
open_frame(Json *json, char open, char close)
{
    Frame frame = {close, FALSE, FALSE};

    begin_value(json);
    g_string_append_c(json->text, open);
    g_array_append_val(json->frames, frame);
}

void
json_object(Json *json)
{
    open_frame(json, '{', '}');
}

void
json_array(Json *json)
{
    open_frame(json, '[', ']');
}

void
json_end(Json *json)
{
    const Frame *frame = innermost(json);

    if (!frame || frame->keyed)
        g_error("json: nothing to close here");
    Frame closed = *frame;
    g_array_set_size(json->frames, json->frames->len - 1);
    if (closed.filled)
        new_line(json);
    g_string_append_c(json->text, closed.close);
}

static gboolean
is_plain(char c)
{
    return (guchar)c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
append_valid(GString *out, const char *text)
{
    for (const char *c = text, *from = c; *from; from = c) {
        while (is_plain(*c))
            c++;
        g_string_append_len(out, from, c - from);
        if (!*c)
            break;
        if (*c == '"' || *c == '\\')
            g_string_append_printf(out, "\\%c", *c);
        else if (*c == '\n')
            g_string_append(out, "\\n");
        else if (*c == '\t')
            g_string_append(out, "\\t");
        else
            g_string_append_printf(out, "\\u%04x", (guint)*c);
        c++;
    }
}

static void
append_escaped(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    if (g_utf8_validate(text, -1, NULL)) {
        append_valid(out, text);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, -1);
        append_valid(out, valid);
    }
    g_string_append_c(out, '"');
}

void
json_key(Json *json, const char *key)
{
    Frame *frame = innermost(json);

    if (!frame || frame->close != '}' || frame->keyed)
        g_error("json: key %s has no place here", key);
    begin_entry(json, frame);
    append_escaped(json->text, key);
    g_string_append(json->text, ": ");
    frame->keyed = TRUE;
}

void
json_string(Json *json, const char *text)
{
    begin_value(json);
    if (text)
        append_escaped(json->text, text);
    else
        g_string_append(json->text, "null");
}

void
json_integer(Json *json, gint64 number)
{
    begin_value(json);
    g_string_append_printf(json->text, "%" G_GINT64_FORMAT, number);
}

void
json_boolean(Json *json, gboolean value)
{
    begin_value(json);
    g_string_append(json->text, value ? "true" : "false");
}

void
json_member(Json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

void
json_member_integer(Json *json, const char *key, gint64 value)
{
    json_key(json, key);
    json_integer(json, value);
}

static void
finish(Json *json)
{
    if (json->frames->len || !json->begun)
        g_error("json: unfinished document");
    g_string_append_c(json->text, '\n');
}

char *
json_finish(Json *json)
{
    finish(json);
    return g_strdup(json->text->str);
}

void
json_done(Json *json)
{
    finish(json);
    hand_over(json);
}

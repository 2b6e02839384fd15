/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/parts.h"

#include "base/text.h"
#include "mail/decode.h"
#include "mail/fields.h"
#include "mail/parse.h"
#include "mail/sniff.h"
#include <string.h>

#define FILENAME_MAX_CHARACTERS 120
#define TYPE_MAX_CHARACTERS     100

/* Of the walk, whatever GMime found: a second fence behind the scan of bounds. */
#define DEPTH_MAX (2 * MAIL_MAX_DEPTH)
#define PARTS_MAX (2 * MAIL_MAX_PARTS) /* with the texts around them */

/* Where a part stands; by value, as the walk goes down. */
typedef struct {
    MailMessage *message;
    guint forwarded; /* messages around it */
    guint depth;     /* entities around it, of any kind */
    guint *deepest;  /* of the messages whose sender was noted */
    gboolean ours;   /* one of the messages around it is ours */
} Place;

static void walk(Place place, GMimeObject *object, const char *path);
static void walk_message(Place place, GMimeMessage *mime, const char *path);
static void walk_root(Place place, GMimeMessage *mime, const char *path);

/* "2.1": the part NUMBER of what stands at PATH, "" for the message itself. */
static char *
child_path(const char *path, int number)
{
    return *path != '\0' ? g_strdup_printf("%s.%d", path, number) : g_strdup_printf("%d", number);
}

void
mail_part_free(MailPart *part)
{
    g_free(part->path);
    g_free(part->filename);
    g_free(part->type);
    g_free(part->content_id);
    g_bytes_unref(part->bytes);
    g_free(part->text);
    g_free(part);
}

/* Base name only, whatever separators the sender's system has; it is shown, never opened. */
static char *
display_filename(GMimeObject *object)
{
    const char *name = GMIME_IS_PART(object) ? g_mime_part_get_filename(GMIME_PART(object)) : NULL;
    if (name == NULL)
        return NULL;
    const char *base = name;
    for (const char *p = name; *p != '\0'; p++) {
        if ((*p == '/' || *p == '\\') && p[1] != '\0')
            base = p + 1;
    }
    return mail_fields_display(base, FILENAME_MAX_CHARACTERS);
}

static char *
declared_type(GMimeObject *object)
{
    GMimeContentType *content = g_mime_object_get_content_type(object);
    g_autofree char *type = content != NULL ? g_mime_content_type_get_mime_type(content) : NULL;
    g_autofree char *clean = mail_fields_display(type, TYPE_MAX_CHARACTERS);
    return clean != NULL ? g_ascii_strdown(clean, -1) : g_strdup("application/octet-stream");
}

/* What was written to MEMORY, without a copy. */
static GBytes *
take_bytes(GMimeStream *memory)
{
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(memory), FALSE);
    return g_byte_array_free_to_bytes(g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory)));
}

/* What a base64 part holds beside blanks. */
typedef struct {
    gsize symbols; /* its padding included */
    gsize strange; /* characters that are none */
} Base64;

static Base64
base64_count(GMimeStream *stream)
{
    Base64 count = {0, 0};
    char buffer[8192];
    g_mime_stream_reset(stream);
    for (gssize n; (n = g_mime_stream_read(stream, buffer, sizeof buffer)) > 0;) {
        for (gssize i = 0; i < n; i++) {
            char c = buffer[i];
            if (g_ascii_isalnum(c) || c == '+' || c == '/' || c == '=')
                count.symbols++;
            else if (!g_ascii_isspace(c))
                count.strange++;
        }
    }
    g_mime_stream_reset(stream);
    return count;
}

/* GMime drops the last bytes where a program left out the padding: it is put back. */
static void
decode_base64(GMimeStream *encoded, gsize symbols, GMimeStream *to)
{
    g_autoptr(GMimeStream) filtered = g_mime_stream_filter_new(to);
    g_autoptr(GMimeFilter) filter = g_mime_filter_basic_new(GMIME_CONTENT_ENCODING_BASE64, FALSE);
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered), filter);
    g_mime_stream_write_to_stream(encoded, filtered);
    if (symbols % 4 > 1)
        g_mime_stream_write(filtered, "==", 4 - symbols % 4);
    g_mime_stream_flush(filtered);
}

/* *BROKEN: it is base64 with a fault; GMime decodes that without a word, and what comes out may be
 * broken too. */
static GBytes *
decoded_content(GMimePart *part, gboolean *broken)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    *broken = FALSE;
    if (content == NULL)
        return g_bytes_new_static("", 0);
    g_autoptr(GMimeStream) memory = g_mime_stream_mem_new();
    if (g_mime_part_get_content_encoding(part) == GMIME_CONTENT_ENCODING_BASE64) {
        GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
        Base64 count = base64_count(stream);
        *broken = count.strange > 0 || count.symbols % 4 != 0;
        decode_base64(stream, count.symbols, memory);
    } else {
        g_mime_data_wrapper_write_to_stream(content, memory);
    }
    return take_bytes(memory);
}

static void
remark_part(Place place, FindingKind kind, const MailPart *part)
{
    g_autofree char *name = part->filename != NULL ? g_strdup(part->filename)
                                                   : g_strdup_printf("partie %s", part->path);
    g_ptr_array_add(place.message->remarks,
                    finding_new(kind, NULL, NULL, NULL, "name", name, NULL));
}

static gboolean
is_attachment(GMimeObject *object, const char *filename)
{
    const char *disposition = g_mime_object_get_disposition(object);
    return filename != NULL ||
           (disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0);
}

/* An encrypted message after some words in clear. */
static void
look_for_hidden(Place place, const MailPart *part, const char *whole)
{
    const char *armour = strstr(whole, "-----BEGIN PGP MESSAGE-----");
    if (armour != NULL && armour != whole)
        remark_part(place, FINDING_MAIL_ENCRYPTED, part);
}

static void
read_text(Place place, GMimeObject *object, MailPart *part)
{
    gboolean doubtful = FALSE;
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    g_autofree char *text = mail_decode_text(bytes, length, charset, &doubtful);
    gboolean plain = g_str_equal(part->type, "text/plain");
    gboolean html = g_str_equal(part->type, "text/html");
    if (doubtful)
        mail_remark(place.message->remarks, FINDING_MAIL_CHARSET, NULL, NULL);
    part->text = mail_decode_bound(html ? mail_decode_html(text) : g_strdup(text));
    if (plain)
        look_for_hidden(place, part, text);
    part->body = place.forwarded == 0 && (plain || html) && !is_attachment(object, part->filename);
}

static MailPart *
add_part(Place place, GMimeObject *object, const char *path, GBytes *bytes)
{
    MailPart *part = g_new0(MailPart, 1);
    part->path = g_strdup(path);
    part->filename = display_filename(object);
    part->type = declared_type(object);
    part->content_id = mail_fields_display(g_mime_object_get_content_id(object), 250);
    part->bytes = bytes;
    part->ours = place.ours;
    g_ptr_array_add(place.message->parts, part);
    return part;
}

/* A message that some program attached as a file: its bytes are a message all the same. */
static gboolean
is_attached_message(const MailPart *part)
{
    g_autofree char *name =
        part->filename != NULL ? g_ascii_strdown(part->filename, -1) : g_strdup("");
    return g_str_equal(part->type, "message/rfc822") ||
           (g_str_equal(part->type, "application/octet-stream") && g_str_has_suffix(name, ".eml"));
}

/* The parts of the message that PART is take its place. */
static void
walk_attached_message(Place place, MailPart *part)
{
    MailMessage *message = place.message;
    if (place.forwarded == MAIL_MAX_FORWARDED) {
        mail_remark(message->remarks, FINDING_MAIL_FORWARDED_DEEP, NULL, NULL);
        return;
    }
    gsize length = 0;
    g_autoptr(GBytes) held = g_bytes_ref(part->bytes);
    const guint8 *data = g_bytes_get_data(held, &length);
    g_autoptr(MailText) text = mail_text_prepare(data, length, message->remarks);
    g_autoptr(GMimeMessage) inner = mail_text_parse(text, message->remarks, &message->critical);
    if (inner == NULL)
        return;
    g_autofree char *path = g_strdup(part->path);
    g_ptr_array_set_size(message->parts, (int)message->parts->len - 1);
    walk_message(place, inner, path);
}

static void
walk_leaf(Place place, GMimePart *leaf, const char *path)
{
    GMimeObject *object = GMIME_OBJECT(leaf);
    gboolean broken;
    MailPart *part = add_part(place, object, path, decoded_content(leaf, &broken));
    if (broken)
        remark_part(place, FINDING_MAIL_BASE64, part);
    if (g_str_has_prefix(part->type, "text/"))
        read_text(place, object, part);
    else if (is_attached_message(part))
        walk_attached_message(place, part);
}

/* Beside a plain text, the HTML of the same alternative is its twin: not read twice. */
static void
drop_html_twins(GPtrArray *parts, guint first)
{
    gboolean plain = FALSE;
    for (guint i = first; i < parts->len; i++) {
        const MailPart *part = g_ptr_array_index(parts, i);
        plain = plain || (part->body && g_str_equal(part->type, "text/plain") &&
                          strspn(part->text, " \t\n") < strlen(part->text));
    }
    for (guint i = first; plain && i < parts->len; i++) {
        MailPart *part = g_ptr_array_index(parts, i);
        part->body = part->body && !g_str_equal(part->type, "text/html");
    }
}

/* TRUE, and said, when no further part is taken here. */
static gboolean
is_full(Place place)
{
    MailMessage *message = place.message;
    if (place.depth <= DEPTH_MAX && message->parts->len < PARTS_MAX)
        return FALSE;
    mail_remark(message->remarks, FINDING_MAIL_BOUNDS, NULL, "trop de parties imbriquées");
    message->critical = TRUE;
    return TRUE;
}

/* Text before the first or after the last boundary, which readers of mail ignore (RFC 2046, 5.1.1):
 * a part all the same, as one whose boundary was lost is there. */
static void
add_around(Place place, GMimeMultipart *multipart, const char *text, const char *path)
{
    if (text == NULL || text[strspn(text, " \t\r\n")] == '\0' || is_full(place))
        return;
    MailPart *part =
        add_part(place, GMIME_OBJECT(multipart), path, g_bytes_new(text, strlen(text)));
    g_free(part->type);
    part->type = g_strdup("text/plain");
    part->around = TRUE;
}

/* Some program wrote another message behind this one. */
static void
look_for_second(Place place, const char *epilogue)
{
    if (epilogue == NULL || !sniff_message(epilogue, strlen(epilogue)))
        return;
    place.message->critical = TRUE;
    mail_remark(place.message->remarks, FINDING_MAIL_AMBIGUOUS, NULL,
                "un second message se trouve à la suite de ses pièces");
}

static void
walk_multipart(Place place, GMimeMultipart *multipart, const char *path)
{
    GPtrArray *parts = place.message->parts;
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    guint first = parts->len;
    int count = g_mime_multipart_get_count(multipart);
    const char *prologue = g_mime_multipart_get_prologue(multipart);
    if (count > 0) {
        g_autofree char *before = child_path(path, 0);
        add_around(place, multipart, prologue, before);
    }
    for (int i = 0; i < count; i++) {
        g_autofree char *child = child_path(path, i + 1);
        walk(place, g_mime_multipart_get_part(multipart, i), child);
    }
    if (count == 0) { /* the text before a boundary that never comes is all there is */
        g_autofree char *only = child_path(path, 1);
        add_part(place, GMIME_OBJECT(multipart), only,
                 g_bytes_new(prologue, prologue != NULL ? strlen(prologue) : 0));
        if (!place.message->critical)
            mail_remark(place.message->remarks, FINDING_MAIL_NO_PART, NULL, NULL);
    }
    if (g_mime_content_type_is_type(type, "multipart", "alternative"))
        drop_html_twins(parts, first);
    const char *epilogue = g_mime_multipart_get_epilogue(multipart);
    g_autofree char *after = child_path(path, MAX(count, 1) + 1);
    add_around(place, multipart, epilogue, after);
    look_for_second(place, epilogue);
}

/* Too deep to be looked into: one part, so that its bytes are accounted for. */
static void
add_unopened(Place place, GMimeObject *object, const char *path)
{
    g_autoptr(GMimeStream) memory = g_mime_stream_mem_new();
    g_mime_object_write_content_to_stream(object, NULL, memory);
    add_part(place, object, path, take_bytes(memory));
    mail_remark(place.message->remarks, FINDING_MAIL_FORWARDED_DEEP, NULL, NULL);
}

static void
walk(Place place, GMimeObject *object, const char *path)
{
    place.depth++;
    if (is_full(place))
        return;
    if (GMIME_IS_MULTIPART(object)) {
        walk_multipart(place, GMIME_MULTIPART(object), path);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (inner != NULL && place.forwarded < MAIL_MAX_FORWARDED)
            walk_message(place, inner, path);
        else
            add_unopened(place, object, path);
    } else if (GMIME_IS_PART(object)) {
        walk_leaf(place, GMIME_PART(object), path);
    }
}

/* The sender of the innermost message is the one who first sent what is in it. */
static void
note_forwarded(Place place, GMimeMessage *mime)
{
    if (place.forwarded <= *place.deepest)
        return;
    g_autofree char *address = mail_fields_from(mime, NULL);
    if (address == NULL)
        return;
    *place.deepest = place.forwarded;
    g_free(place.message->forwarded_from);
    place.message->forwarded_from = g_steal_pointer(&address);
}

static void
walk_message(Place place, GMimeMessage *mime, const char *path)
{
    place.forwarded++;
    note_forwarded(place, mime);
    walk_root(place, mime, path);
}

static void
walk_root(Place place, GMimeMessage *mime, const char *path)
{
    GMimeObject *root = g_mime_message_get_mime_part(mime);
    if (root == NULL)
        return;
    place.ours = place.ours || mail_fields_ours(mime);
    g_autofree char *only = GMIME_IS_MULTIPART(root) ? g_strdup(path) : child_path(path, 1);
    walk(place, root, only);
}

void
mail_parts_read(MailMessage *message, GMimeMessage *mime)
{
    guint deepest = 0;
    walk_root((Place){.message = message, .deepest = &deepest}, mime, "");
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/bounds.h"

#include "mail/message.h"
#include <string.h>

/* A boundary is at most 70 characters by RFC 2046; this much is told apart, more is refused. */
#define BOUNDARY_MAX 256

/* One level that a Content-Type opened: a multipart's boundary, or "" for a message in a message.
 */
typedef struct {
    char boundary[BOUNDARY_MAX];
    gsize length;
    gboolean digest;
} Level;

typedef struct {
    const char *bytes;
    gsize length;
    Level levels[2 * MAIL_MAX_DEPTH];
    guint n_levels, multiparts, messages;
    guint parts;
    gboolean in_header;
    gboolean part_header;     /* this header follows a boundary */
    gboolean message_follows; /* this header announces a message: another header comes next */
    guint headers;            /* of this entity */
    gsize header_bytes;
    MailBounds found;
} Scan;

/* Fields that GMime parses as addresses. */
static const char *const address_fields[] = {"from",      "to",         "cc",           "bcc",
                                             "sender",    "reply-to",   "resent-from",  "resent-to",
                                             "resent-cc", "resent-bcc", "resent-sender"};

gsize
mail_line(const char *bytes, gsize length, gsize offset, gsize *next)
{
    const char *end = memchr(bytes + offset, '\n', length - offset);
    gsize stop = end != NULL ? (gsize)(end - bytes) : length;
    *next = end != NULL ? stop + 1 : length;
    if (stop > offset && bytes[stop - 1] == '\r')
        stop--;
    return stop - offset;
}

gsize
mail_preamble(const char *bytes, gsize length)
{
    gsize start = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (gsize i = start; i < length && memchr(" \t\r\n", bytes[i], 4) != NULL; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r')
            start = i + 1;
    }
    return start;
}

gsize
mail_field_name(const char *line, gsize length)
{
    gsize n = 0;
    while (n < length && line[n] > ' ' && line[n] < 127 && line[n] != ':')
        n++;
    gsize colon = n;
    while (colon < length && (line[colon] == ' ' || line[colon] == '\t'))
        colon++;
    return n > 0 && colon < length && line[colon] == ':' ? n : 0;
}

static gboolean
name_is(const char *field, gsize n, const char *name)
{
    return strlen(name) == n && g_ascii_strncasecmp(field, name, n) == 0;
}

static gboolean
is_address_field(const char *field, gsize n)
{
    for (guint i = 0; i < G_N_ELEMENTS(address_fields); i++) {
        if (name_is(field, n, address_fields[i]))
            return TRUE;
    }
    return FALSE;
}

/* Colons open groups, which GMime reads by recursion, so each counts, quoted or not: a comment
 * could hide a quote from us.  Commas separate addresses, but not within a quoted name. */
static gboolean
too_many_addresses(const char *value, gsize length)
{
    guint colons = 0, commas = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (value[i] == ':')
            colons++;
        else if (value[i] == '"')
            quoted = !quoted;
        else if (value[i] == '\\' && quoted)
            i++;
        else if (value[i] == ',' && !quoted)
            commas++;
    }
    return colons > MAIL_MAX_ADDRESSES || commas >= MAIL_MAX_ADDRESSES;
}

/* What follows WORD in VALUE from START on, where WORD begins a token; VALUE stands after a colon.
 */
static const char *
find_word(const char *value, gsize length, gsize start, const char *word)
{
    static const char separators[] = {':', ';', ' ', '\t', '\r', '\n', ')'};
    gsize n = strlen(word);
    for (gsize i = start; i + n <= length; i++) {
        if (memchr(separators, (value + i)[-1], sizeof separators) != NULL &&
            g_ascii_strncasecmp(value + i, word, n) == 0)
            return value + i + n;
    }
    return NULL;
}

/* The boundary at P, which follows "boundary": FALSE when it can't be told for sure. */
static gboolean
read_boundary(const char *p, const char *end, Level *level)
{
    while (p < end && g_ascii_isspace(*p))
        p++;
    if (p == end || *p != '=')
        return FALSE;
    for (p++; p < end && g_ascii_isspace(*p); p++)
        continue;
    gboolean quoted = p < end && *p == '"';
    level->length = 0;
    for (p += quoted ? 1 : 0; p < end; p++) {
        if (quoted ? *p == '"' : *p == ';' || g_ascii_isspace(*p))
            return level->length > 0;
        if (quoted && *p == '\\' && p + 1 < end)
            p++;
        if (level->length == BOUNDARY_MAX || (*p == '(' && !quoted)) /* a comment */
            return FALSE;
        level->boundary[level->length++] = *p;
    }
    return level->length > 0 && !quoted;
}

static void
exceed(Scan *scan, const char *detail)
{
    if (scan->found.exceeded == NULL)
        scan->found.exceeded = detail;
}

/* A level for a boundary, or for a message when BOUNDARY is NULL. */
static void
push(Scan *scan, const char *boundary, const char *end, gboolean digest)
{
    guint *count = boundary != NULL ? &scan->multiparts : &scan->messages;
    if (*count == MAIL_MAX_DEPTH) {
        exceed(scan, "plus de 20 niveaux imbriqués");
        return;
    }
    Level *level = &scan->levels[scan->n_levels];
    level->length = 0;
    level->digest = digest;
    if (boundary != NULL && !read_boundary(boundary, end, level)) {
        exceed(scan, "un séparateur de parties inhabituel");
        return;
    }
    (*count)++;
    scan->n_levels++;
}

/* A Content-Type counts wherever it stands, in a header or not, and so does each boundary in it: no
 * reader can see more levels than are counted here. */
static void
content_type(Scan *scan, const char *value, gsize length)
{
    const char *end = value + length;
    gboolean digest = find_word(value, length, 0, "multipart/digest") != NULL;
    if (find_word(value, length, 0, "message/") != NULL) {
        scan->message_follows = TRUE;
        push(scan, NULL, end, FALSE);
    }
    const char *at = value;
    while ((at = find_word(value, length, (gsize)(at - value), "boundary")) != NULL &&
           scan->found.exceeded == NULL) {
        const char *next = at;
        while (next < end && g_ascii_isspace(*next))
            next++;
        if (next < end && (*next == '=' || *next == '*'))
            push(scan, at, end, digest);
    }
}

/* One whole field, its folded lines included. */
static void
field(Scan *scan, const char *text, gsize length, gsize name)
{
    const char *value = memchr(text + name, ':', length - name);
    value++;
    gsize rest = length - (gsize)(value - text);
    if (is_address_field(text, name)) {
        if (length > MAIL_MAX_HEADER)
            exceed(scan, "un en-tête de plus de 64 Ko");
        else if (too_many_addresses(value, rest))
            exceed(scan, "plus de 1 000 adresses");
    } else if (name_is(text, name, "content-type")) {
        content_type(scan, value, rest);
    }
}

static void
count_header(Scan *scan, const char *text, gsize length)
{
    scan->headers++;
    scan->header_bytes += length;
    if (length > MAIL_MAX_HEADER)
        exceed(scan, "un en-tête de plus de 64 Ko");
    if (scan->headers > MAIL_MAX_HEADERS)
        exceed(scan, "plus de 1 000 en-têtes");
    if (scan->header_bytes > MAIL_MAX_HEADER_BYTES)
        exceed(scan, "plus de 1 Mo d’en-têtes");
    if (memchr(text, '\0', length) != NULL)
        scan->found.nul = TRUE;
}

static void
begin_header(Scan *scan, gboolean part)
{
    scan->in_header = TRUE;
    scan->part_header = part;
    scan->message_follows = FALSE;
    scan->headers = 0;
    scan->header_bytes = 0;
}

static void
pop_to(Scan *scan, guint n)
{
    while (scan->n_levels > n) {
        scan->n_levels--;
        if (scan->levels[scan->n_levels].length > 0)
            scan->multiparts--;
        else
            scan->messages--;
    }
}

/* A line that begins with "--": TRUE when it is the boundary of an open level. */
static gboolean
boundary_line(Scan *scan, const char *line, gsize length)
{
    for (guint i = scan->n_levels; i > 0; i--) {
        const Level *level = &scan->levels[i - 1];
        gsize at = 2 + level->length;
        if (level->length == 0 || length < at ||
            memcmp(line + 2, level->boundary, level->length) != 0)
            continue;
        gboolean last = length >= at + 2 && memcmp(line + at, "--", 2) == 0;
        for (at += last ? 2 : 0; at < length && (line[at] == ' ' || line[at] == '\t'); at++)
            continue;
        if (at < length)
            continue;
        pop_to(scan, last ? i - 1 : i);
        scan->in_header = FALSE;
        if (!last) {
            begin_header(scan, TRUE);
            if (++scan->parts > MAIL_MAX_PARTS)
                exceed(scan, "plus de 500 parties");
        }
        return TRUE;
    }
    return FALSE;
}

/* The empty line that ends a header: another one follows for a message within this one. */
static void
end_header(Scan *scan)
{
    gboolean digest = scan->n_levels > 0 && scan->levels[scan->n_levels - 1].digest;
    gboolean again = scan->message_follows || (digest && scan->part_header);
    scan->in_header = FALSE;
    if (again)
        begin_header(scan, FALSE);
}

/* Where the field that starts at OFFSET ends: after its folded lines. */
static gsize
field_end(const Scan *scan, gsize next)
{
    while (next < scan->length && (scan->bytes[next] == ' ' || scan->bytes[next] == '\t'))
        mail_line(scan->bytes, scan->length, next, &next);
    return next;
}

MailBounds
mail_bounds_check(const char *bytes, gsize length)
{
    Scan scan = {.bytes = bytes, .length = length};
    begin_header(&scan, FALSE);
    for (gsize offset = 0, next; offset < length && scan.found.exceeded == NULL; offset = next) {
        gsize n = mail_line(bytes, length, offset, &next);
        const char *line = bytes + offset;
        if (n >= 2 && line[0] == '-' && line[1] == '-' && boundary_line(&scan, line, n))
            continue;
        if (n == 0 && scan.in_header) {
            end_header(&scan);
            continue;
        }
        gsize name = mail_field_name(line, n);
        if (name > 0 || scan.in_header)
            next = field_end(&scan, next);
        if (name > 0)
            field(&scan, line, next - offset, name);
        if (scan.in_header)
            count_header(&scan, line, next - offset);
    }
    return scan.found;
}

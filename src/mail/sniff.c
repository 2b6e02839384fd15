/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/sniff.h"

#include "mail/bounds.h"
#include <string.h>

#define HEAD           (64u << 10)
#define DIRECTORY_MAX  (1u << 20) /* of a ZIP: 2,000 names of 500 bytes */
#define END_RECORD     22
#define END_RECORD_MAX (END_RECORD + 65535)

/* A mail has at least one of these in its header, or two of those that follow. */
static const char *const mail_fields[] = {"from",       "received",     "return-path",
                                          "message-id", "mime-version", "delivered-to"};
static const char *const other_fields[] = {"to", "subject", "date", "content-type"};

static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Members that make a ZIP one document instead of an archive of several. */
static const char *const document_members[] = {"mimetype", "content.xml", "[Content_Types].xml",
                                               "META-INF/manifest.xml"};
static const char *const document_folders[] = {"word/", "xl/", "ppt/"};

static gboolean
among(const char *word, gsize length, const char *const *names, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (strlen(names[i]) == length && g_ascii_strncasecmp(word, names[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_number(const char *word, guint least, guint most)
{
    gsize n = strspn(word, "0123456789");
    return word[n] == '\0' && n >= least && n <= most;
}

/* "Mon Jan  2 15:04:05 [zone] 2006" from WORDS on. */
static gboolean
is_asctime(char *const *words)
{
    guint count = g_strv_length((char **)words);
    if (count < 5 || !among(words[0], strlen(words[0]), weekdays, 7) ||
        !among(words[1], strlen(words[1]), months, 12) || !is_number(words[2], 1, 2) ||
        strspn(words[3], "0123456789:") != strlen(words[3]) || strchr(words[3], ':') == NULL)
        return FALSE;
    for (guint i = 4; i < MIN(count, 7); i++) {
        if (is_number(words[i], 4, 4))
            return TRUE;
    }
    return FALSE;
}

gboolean
sniff_postmark(const char *line, gsize length)
{
    if (length < 5 || memcmp(line, "From ", 5) != 0)
        return FALSE;
    g_autofree char *text = g_strndup(line + 5, MIN(length - 5, 250));
    g_strdelimit(text, "\t\r", ' ');
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        g_strv_builder_add(builder, word);
    g_auto(GStrv) words = g_strv_builder_end(builder);
    for (guint i = 0; words[i] != NULL; i++) {
        if (is_asctime(words + i))
            return TRUE;
    }
    return words[0] != NULL && g_str_equal(words[0], "-") && words[1] == NULL;
}

/* Like mail_line, but a lone CR ends a line as well (mail of old Macintoshes), and so does CR CR LF
 * (broken relays). */
static gsize
any_line(const char *head, gsize length, gsize offset, gsize *next)
{
    gsize n = mail_line(head, length, offset, next);
    const char *cr = memchr(head + offset, '\r', n);
    if (cr == NULL)
        return n;
    gsize text = (gsize)(cr - head), more = text;
    while (more < offset + n && head[more] == '\r')
        more++;
    if (more < offset + n)
        *next = text + 1;
    return text - offset;
}

gboolean
sniff_lone_cr(const char *head, gsize length)
{
    gsize next;
    gsize n = any_line(head, length, 0, &next);
    return next == n + 1 && head[n] == '\r';
}

/* The header of a mail, from its first line to the first empty one.  French typography ("Objet :")
 * is no first line of a header. */
static gboolean
is_mail(const char *head, gsize length)
{
    gsize offset = mail_preamble(head, length);
    gboolean first = TRUE;
    guint others = 0;
    for (gsize next; offset < length; offset = next, first = FALSE) {
        gsize n = any_line(head, length, offset, &next);
        const char *line = head + offset;
        if (n > 0 && !first && (*line == ' ' || *line == '\t'))
            continue;
        gsize name = mail_field_name(line, n);
        if (name == 0 || (first && line[name] != ':'))
            return FALSE;
        others += among(line, name, other_fields, G_N_ELEMENTS(other_fields)) ? 1 : 0;
        if (others > 1 || among(line, name, mail_fields, G_N_ELEMENTS(mail_fields)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_mbox(const char *head, gsize length)
{
    gsize skipped = mail_preamble(head, length);
    head += skipped;
    length -= skipped;
    if (length < 5 || memcmp(head, "From ", 5) != 0)
        return FALSE;
    gsize next, after;
    gsize n = any_line(head, length, 0, &next);
    gsize second = next < length ? any_line(head, length, next, &after) : 0;
    return sniff_postmark(head, n) || mail_field_name(head + next, second) > 0;
}

/* Stricter than of a file: a footer may begin with "To:", or with a line of some gateway. */
gboolean
sniff_message(const char *text, gsize length)
{
    static const char *const sender[] = {"from"};
    gboolean from = FALSE;
    guint known = 0;
    length = MIN(length, HEAD);
    gsize offset = mail_preamble(text, length), next;
    if (offset < length && sniff_postmark(text + offset, any_line(text, length, offset, &next)))
        return TRUE;
    for (gboolean first = TRUE; offset < length; offset = next, first = FALSE) {
        gsize n = any_line(text, length, offset, &next);
        const char *line = text + offset;
        if (n == 0)
            return from && known > 1 && mail_preamble(text + next, length - next) < length - next;
        if (!first && (*line == ' ' || *line == '\t'))
            continue;
        gsize name = mail_field_name(line, n);
        if (name == 0)
            return FALSE;
        from = from || among(line, name, sender, 1);
        known += among(line, name, mail_fields, G_N_ELEMENTS(mail_fields)) ||
                 among(line, name, other_fields, G_N_ELEMENTS(other_fields));
    }
    return FALSE;
}

static guint
little(const guint8 *p, guint bytes)
{
    guint value = 0;
    for (guint i = bytes; i > 0; i--)
        value = value << 8 | p[i - 1];
    return value;
}

static gboolean
is_document_member(const char *name, gsize length)
{
    static const char inner[] = "/content.xml";
    gsize n = sizeof inner - 1;
    for (guint i = 0; i < G_N_ELEMENTS(document_folders); i++) {
        if (length >= strlen(document_folders[i]) &&
            memcmp(name, document_folders[i], strlen(document_folders[i])) == 0)
            return TRUE;
    }
    return among(name, length, document_members, G_N_ELEMENTS(document_members)) ||
           (length > n && memcmp(name + length - n, inner, n) == 0);
}

/* The names in a ZIP's central directory: TRUE when none of them makes it a document. */
static gboolean
directory_is_archive(const guint8 *directory, gsize length)
{
    guint entries = 0;
    for (gsize at = 0; at + 46 <= length && memcmp(directory + at, "PK\1\2", 4) == 0; entries++) {
        gsize name = little(directory + at + 28, 2);
        gsize rest = little(directory + at + 30, 2) + little(directory + at + 32, 2);
        if (at + 46 + name > length || is_document_member((const char *)directory + at + 46, name))
            return FALSE;
        at += 46 + name + rest;
    }
    return entries > 0;
}

/* Where the end record stands in the last bytes TAIL; -1: nowhere. */
static gssize
find_end_record(const guint8 *tail, gsize length)
{
    for (gsize at = length < END_RECORD ? 0 : length - END_RECORD + 1; at > 0; at--) {
        const guint8 *record = tail + at - 1;
        if (memcmp(record, "PK\5\6", 4) == 0 &&
            at - 1 + END_RECORD + little(record + 20, 2) == length)
            return (gssize)(at - 1);
    }
    return -1;
}

/* A damaged ZIP counts as a form: it is then said to be unreadable, with its own name. */
static gboolean
is_archive(const Reader *reader, const guint8 *head, gsize length, gboolean *archive,
           GError **error)
{
    *archive = FALSE;
    if (length < 30 || memcmp(head, "PK\3\4", 4) != 0)
        return TRUE;
    gsize first = little(head + 26, 2);
    if (30 + first > length || is_document_member((const char *)head + 30, first))
        return TRUE;
    goffset start = MAX(reader->length - END_RECORD_MAX, 0);
    g_autofree guint8 *tail = g_malloc(END_RECORD_MAX);
    gssize n = reader_at(reader, start, tail, END_RECORD_MAX, error);
    if (n < 0)
        return FALSE;
    gssize end = find_end_record(tail, (gsize)n);
    if (end < 0)
        return TRUE;
    guint size = little(tail + end + 12, 4), offset = little(tail + end + 16, 4);
    if (size == G_MAXUINT32 || offset == G_MAXUINT32) { /* Zip64: no document of ours needs that */
        *archive = TRUE;
        return TRUE;
    }
    g_autofree guint8 *directory = g_malloc(DIRECTORY_MAX);
    n = reader_at(reader, offset, directory, MIN(size, DIRECTORY_MAX), error);
    *archive = n > 0 && directory_is_archive(directory, (gsize)n);
    return n >= 0;
}

gboolean
sniff(const Reader *reader, Sniffed *kind, GError **error)
{
    g_autofree guint8 *head = g_malloc(HEAD);
    gssize n = reader_at(reader, 0, head, HEAD, error);
    gboolean archive;
    if (n < 0 || !is_archive(reader, head, (gsize)n, &archive, error))
        return FALSE;
    const char *text = (const char *)head;
    *kind = archive                   ? SNIFFED_ARCHIVE
            : is_mbox(text, (gsize)n) ? SNIFFED_MBOX
            : is_mail(text, (gsize)n) ? SNIFFED_MAIL
                                      : SNIFFED_FORM;
    return TRUE;
}

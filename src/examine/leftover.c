/* SPDX-License-Identifier: Apache-2.0 */
#include "examine/leftover.h"

#include <string.h>

static const Leftover by_content[] = {
    [CONTENT_EMPTY] = {.fate = FATE_IGNORED},
    [CONTENT_ODS] = {FATE_BY_HAND, TRUE, FINDING_PART_UNKNOWN},
    [CONTENT_XLSX] = {FATE_BY_HAND, TRUE, FINDING_PART_UNKNOWN},
    [CONTENT_TNEF] = {FATE_BY_HAND, TRUE, FINDING_PART_TNEF},
    [CONTENT_XML] = {.fate = FATE_TEXT},
    [CONTENT_HTML] = {.fate = FATE_TEXT},
    [CONTENT_TEXT] = {.fate = FATE_TEXT},
    [CONTENT_OTHER] = {FATE_BY_HAND, TRUE, FINDING_PART_UNKNOWN},
};

/* Only what no content gives away is taken at the sender's word. */
static const struct {
    const char *type;
    Leftover leftover;
} by_type[] = {
    {"application/pkcs7-mime", {FATE_BY_HAND, TRUE, FINDING_PART_ENCRYPTED}},
    {"application/x-pkcs7-mime", {FATE_BY_HAND, TRUE, FINDING_PART_ENCRYPTED}},
    {"application/pgp-encrypted", {FATE_BY_HAND, TRUE, FINDING_PART_ENCRYPTED}},
    {"message/partial", {FATE_BY_HAND, TRUE, FINDING_PART_INCOMPLETE}},
    {"message/external-body", {FATE_BY_HAND, TRUE, FINDING_PART_INCOMPLETE}},
    {"application/pkcs7-signature", {.fate = FATE_IGNORED}},
    {"application/x-pkcs7-signature", {.fate = FATE_IGNORED}},
    {"application/pgp-signature", {.fate = FATE_IGNORED}},
    {"application/pgp-keys", {.fate = FATE_IGNORED}},
    {"text/vcard", {.fate = FATE_IGNORED}},
    {"text/x-vcard", {.fate = FATE_IGNORED}},
    {"text/directory", {.fate = FATE_IGNORED}},
};

static gboolean
begins(const guint8 *bytes, gsize length, const char *text)
{
    gsize n = strlen(text);
    return length >= n && memcmp(bytes, text, n) == 0;
}

/* "begin 644 fiche.odt", followed by a line. */
static gboolean
is_uuencode(const guint8 *line, gsize length, const guint8 *end)
{
    static const char word[] = "begin ";
    gsize n = sizeof word - 1, mode = 0;
    if (!begins(line, length, word))
        return FALSE;
    while (n + mode < length && line[n + mode] >= '0' && line[n + mode] <= '7')
        mode++;
    return (mode == 3 || mode == 4) && n + mode < length && line[n + mode] == ' ' &&
           line + length + 1 < end && line[length + 1] >= '!' && line[length + 1] <= '`';
}

/* How the base64 of a ZIP, an XML, an old Word file and a PDF begins; then nothing but base64. */
static gboolean
is_base64(const guint8 *line, gsize length)
{
    static const char *const starts[] = {"UEsDB", "PD94bWwg", "0M8R4KGx", "JVBERi0"};
    gboolean known = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        known = known || begins(line, length, starts[i]);
    for (gsize i = 0; known && i < length; i++)
        known = g_ascii_isalnum(line[i]) || memchr("+/=\r", line[i], 4) != NULL;
    return known && length >= 40;
}

static gboolean
is_name(guint8 c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* "<fiche-3.2 xmlns=…" or "<f:fiche-3.2 …": an XML form amid other words. */
static gboolean
holds_xml_form(const guint8 *text, gsize length)
{
    static const char name[] = "fiche-";
    const guint8 *end = text + length;
    for (const guint8 *at = text;
         at < end && (at = memmem(at, (gsize)(end - at), name, sizeof name - 1)) != NULL; at++) {
        const guint8 *before = at, *after = at;
        if (before > text && before[-1] == ':') {
            for (before--; before > text && at - before < 64 && is_name(before[-1]); before--)
                continue;
        }
        while (after < end && after - at < 64 && is_name(*after))
            after++;
        if (before > text && before[-1] == '<' && after < end && g_ascii_isspace(*after))
            return TRUE;
    }
    return FALSE;
}

gboolean
leftover_holds_file(const guint8 *text, gsize length)
{
    const guint8 *end = text + length;
    for (const guint8 *line = text, *next; line < end; line = next) {
        const guint8 *stop = memchr(line, '\n', (gsize)(end - line));
        gsize n = (gsize)((stop != NULL ? stop : end) - line);
        next = stop != NULL ? stop + 1 : end;
        if (is_uuencode(line, n, end) || is_base64(line, n) || begins(line, n, "=ybegin ") ||
            begins(line, n, "(This file must be converted with BinHex"))
            return TRUE;
    }
    return holds_xml_form(text, length);
}

Leftover
leftover_of(Content content, const MailPart *part, const guint8 *bytes, gsize length)
{
    static const Leftover encrypted = {FATE_BY_HAND, TRUE, FINDING_PART_ENCRYPTED};
    static const Leftover unknown = {FATE_BY_HAND, TRUE, FINDING_PART_UNKNOWN};
    static const Leftover ignored = {.fate = FATE_IGNORED};
    gboolean binary = content == CONTENT_OTHER;
    gboolean text = content == CONTENT_TEXT;
    if (begins(bytes, length, "-----BEGIN PGP MESSAGE-----"))
        return encrypted;
    if (text && begins(bytes, length, "BEGIN:VCARD"))
        return ignored;
    for (guint i = 0; (binary || text || content == CONTENT_EMPTY) && i < G_N_ELEMENTS(by_type);
         i++) {
        if (g_ascii_strcasecmp(part->type, by_type[i].type) == 0)
            return by_type[i].leftover;
    }
    /* A whole message as a file: a form may hide in it. */
    if (text && part->filename != NULL && g_str_has_suffix(part->filename, ".eml"))
        return unknown;
    return (guint)content < G_N_ELEMENTS(by_content) ? by_content[content] : unknown;
}

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

/* "begin 644 fiche.odt" at the start of a line, followed by a line. */
gboolean
leftover_is_uuencoded(const char *text)
{
    return g_regex_match_simple("^begin [0-7]{3,4} [^\\n]+\\n[!-`]", text,
                                G_REGEX_MULTILINE | G_REGEX_RAW, 0);
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

/* SPDX-License-Identifier: Apache-2.0 */
#include "form/form.h"

#include "form/namespaces.h"
#include "form/package.h"
#include "form/xml.h"
#include <string.h>

#define SNIFF_BYTES 1024

static const char *const LABELS[] = {
    [CONTENT_EMPTY] = "fichier vide",
    [CONTENT_ODT] = "texte OpenDocument (.odt)",
    [CONTENT_FODT] = "texte OpenDocument à plat (.fodt)",
    [CONTENT_XML] = "document XML",
    [CONTENT_ZIP] = "archive .zip",
    [CONTENT_DOCX] = "document Word (.docx)",
    [CONTENT_DOC] = "ancien document Microsoft Office (.doc, .xls ou .msg)",
    [CONTENT_RTF] = "document RTF",
    [CONTENT_PDF] = "document PDF",
    [CONTENT_SXW] = "document OpenOffice 1 (.sxw)",
    [CONTENT_ODS] = "classeur ou autre document OpenDocument",
    [CONTENT_XLSX] = "classeur ou présentation Microsoft Office",
    [CONTENT_PICTURE] = "image",
    [CONTENT_TNEF] = "pièce jointe Outlook (winmail.dat)",
    [CONTENT_HTML] = "page Web (HTML)",
    [CONTENT_TEXT] = "texte simple",
    [CONTENT_OTHER] = "fichier d'un format inconnu",
};

typedef struct {
    guint offset;
    const char *magic;
    guint length;
    Content content;
} Magic;

static const Magic MAGICS[] = {
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, CONTENT_DOC},
    {0, "{\\rtf", 5, CONTENT_RTF},
    {0, "%PDF-", 5, CONTENT_PDF},
    {0, "\x89PNG\r\n\x1a\n", 8, CONTENT_PICTURE},
    {0, "\xff\xd8\xff", 3, CONTENT_PICTURE},
    {0, "GIF87a", 6, CONTENT_PICTURE},
    {0, "GIF89a", 6, CONTENT_PICTURE},
    {0, "II*\0", 4, CONTENT_PICTURE},
    {0, "MM\0*", 4, CONTENT_PICTURE},
    {8, "WEBP", 4, CONTENT_PICTURE},
    {4, "ftypheic", 8, CONTENT_PICTURE},
    {4, "ftypheix", 8, CONTENT_PICTURE},
    {4, "ftyphevc", 8, CONTENT_PICTURE},
    {4, "ftypmif1", 8, CONTENT_PICTURE},
    {4, "ftypavif", 8, CONTENT_PICTURE},
    {0, "\x78\x9f\x3e\x22", 4, CONTENT_TNEF},
};

const char *
content_label(Content content)
{
    return LABELS[content];
}

static gboolean
matches(const Magic *magic, const guint8 *bytes, gsize length)
{
    return length >= magic->offset + magic->length &&
           memcmp(bytes + magic->offset, magic->magic, magic->length) == 0;
}

/* A bitmap: "BM" alone begins many a text, so its own length and the reserved zeros count too. */
static gboolean
is_bitmap(const guint8 *bytes, gsize length)
{
    static const guint8 zeros[4];
    return length >= 26 && memcmp(bytes, "BM", 2) == 0 && memcmp(bytes + 6, zeros, 4) == 0;
}

/* Some printers and mail gateways put a few bytes before a PDF; readers accept it within 1024. */
static gboolean
is_late_pdf(const guint8 *bytes, gsize length)
{
    const guint8 *at = memmem(bytes, MIN(length, SNIFF_BYTES), "%PDF-1.", 7);
    return at && (at == bytes || at[-1] == '\n' || at[-1] == '\r' || at[-1] == 0);
}

static gboolean
has_prefix_nocase(const guint8 *bytes, gsize length, const char *prefix)
{
    return length >= strlen(prefix) &&
           g_ascii_strncasecmp((const char *)bytes, prefix, strlen(prefix)) == 0;
}

static Content
recognise_markup(const guint8 *bytes, gsize length)
{
    g_auto(XmlRoot) root = {0};
    xml_root(bytes, length, &root);
    if (!root.name)
        return CONTENT_OTHER;
    if (g_ascii_strcasecmp(root.name, "html") == 0)
        return CONTENT_HTML;
    if (g_strcmp0(root.space, NS_OFFICE) != 0 || strcmp(root.name, "document") != 0)
        return CONTENT_XML;
    return !root.mimetype || package_mimetype(root.mimetype) == CONTENT_ODT ? CONTENT_FODT
                                                                            : CONTENT_ODS;
}

/* No zeros, few control characters: written by a person or for one, in whatever encoding. */
static gboolean
is_text(const guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < MIN(length, 4 * SNIFF_BYTES); i++)
        if (bytes[i] < 0x20 && !strchr("\t\n\r\f\v\x1b", bytes[i] ? bytes[i] : 1))
            return FALSE;
    return TRUE;
}

/* UTF-16, known by its mark or by an XML declaration. */
static gboolean
is_wide(const guint8 *bytes, gsize length)
{
    static const char *const starts[] = {"\xff\xfe", "\xfe\xff"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (length >= 2 && memcmp(bytes, starts[i], 2) == 0)
            return TRUE;
    return length >= 4 && (memcmp(bytes, "<\0?\0", 4) == 0 || memcmp(bytes, "\0<\0?", 4) == 0);
}

static Content
recognise_text(const guint8 *bytes, gsize length)
{
    gboolean wide = is_wide(bytes, length);
    const guint8 *start = bytes;
    gsize left = length;
    if (left >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
        start += 3, left -= 3;
    while (!wide && left > 0 && g_ascii_isspace(*start))
        start++, left--;
    if (has_prefix_nocase(start, left, "<html") || has_prefix_nocase(start, left, "<!doctype html"))
        return CONTENT_HTML;
    if (wide || (left > 0 && *start == '<')) {
        Content content = recognise_markup(start, left);
        if (content != CONTENT_OTHER)
            return content;
        if (has_prefix_nocase(start, left, "<?xml"))
            return CONTENT_XML;
    }
    if (is_late_pdf(bytes, length))
        return CONTENT_PDF;
    return wide || is_text(bytes, length) ? CONTENT_TEXT : CONTENT_OTHER;
}

Content
content_recognise(const guint8 *bytes, gsize length)
{
    if (length == 0)
        return CONTENT_EMPTY;
    for (guint i = 0; i < G_N_ELEMENTS(MAGICS); i++)
        if (matches(&MAGICS[i], bytes, length))
            return MAGICS[i].content;
    if (is_bitmap(bytes, length))
        return CONTENT_PICTURE;
    Content content = package_recognise(bytes, length);
    return content == CONTENT_OTHER ? recognise_text(bytes, length) : content;
}

/* Meant for us, though its root can't be read: an encoding that nobody knows, a blank line before
 * the declaration.  The sender is told, instead of being taken for no sender of a form. */
static gboolean
names_a_sheet(const guint8 *bytes, gsize length)
{
    gsize head = MIN(length, SNIFF_BYTES);
    return memmem(bytes, head, "<fiche-", 7) || memmem(bytes, head, ":fiche-", 7);
}

gboolean
content_is_form(Content content, const guint8 *bytes, gsize length)
{
    if (content == CONTENT_ODT || content == CONTENT_FODT)
        return TRUE;
    if (content != CONTENT_XML)
        return FALSE;
    g_auto(XmlRoot) root = {0};
    xml_root(bytes, length, &root);
    if (!root.name)
        return names_a_sheet(bytes, length);
    /* An envelope of the sender's own around a fiche was meant as a form too. */
    return g_str_has_prefix(root.name, "fiche-") ||
           (root.space && g_str_has_prefix(root.space, "urn:copil:"));
}

gboolean
content_is_refused_form(Content content)
{
    return content == CONTENT_DOCX || content == CONTENT_DOC || content == CONTENT_RTF ||
           content == CONTENT_PDF || content == CONTENT_SXW;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "form/xml.h"

#include "form/namespaces.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define SNIFF_BYTES (64u << 10)
/* Short texts are kept in their nodes: trees are changed by functions that know. */
#define PARSE_OPTIONS                                                                              \
    (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |               \
     XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT)

typedef xmlParserCtxt ParserContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParserContext, xmlFreeParserCtxt)

/* ---- bytes to UTF-8 ---- */

static GString *
from_utf16(const guint8 *bytes, gsize length, gboolean big)
{
    g_autofree gunichar2 *units = g_new(gunichar2, length / 2 + 1);
    for (gsize i = 0; i < length / 2; i++)
        units[i] = big ? (gunichar2)(bytes[2 * i] << 8 | bytes[2 * i + 1])
                       : (gunichar2)(bytes[2 * i + 1] << 8 | bytes[2 * i]);
    glong written = 0;
    g_autofree char *text = g_utf16_to_utf8(units, (glong)(length / 2), NULL, &written, NULL);
    return text ? g_string_new_len(text, written) : NULL;
}

/* What Windows puts between 0x80 and 0x9f are controls here, which are dropped unseen: a WHOLE text
 * that has one is of another encoding. */
static GString *
from_latin1(const guint8 *bytes, gsize length, gboolean whole)
{
    g_autoptr(GString) text = g_string_sized_new(length + length / 8);
    for (gsize i = 0; i < length; i++) {
        if (whole && bytes[i] >= 0x80 && bytes[i] < 0xa0)
            return NULL;
        g_string_append_unichar(text, bytes[i]);
    }
    return g_steal_pointer(&text);
}

/* The encoding that the XML declaration names, or NULL (transfer full). */
static char *
declared_encoding(const char *bytes, gsize length)
{
    gsize head = MIN(length, 200);
    if (head < 5 || memcmp(bytes, "<?xml", 5) != 0)
        return NULL;
    const char *end = g_strstr_len(bytes, (gssize)head, "?>");
    const char *at = g_strstr_len(bytes, end ? end - bytes : (gssize)head, "encoding");
    if (!at)
        return NULL;
    g_autofree char *rest = g_strndup(at + 8, MIN(60, (gsize)(bytes + head - at - 8)));
    gsize skipped = strspn(rest, " \t\r\n=\"'");
    return g_strndup(rest + skipped, strcspn(rest + skipped, " \t\r\n\"'?"));
}

/* Most of a document is ASCII, and is passed over by eight bytes. */
static gboolean
is_utf8(const guint8 *bytes, gsize length)
{
    const guint64 high = 0x8080808080808080;
    const char *p = (const char *)bytes, *end = p + length;
    if (memchr(bytes, 0, length))
        return FALSE;
    while (p < end) {
        guint64 eight = high;
        if (end - p >= 8)
            memcpy(&eight, p, sizeof eight);
        if ((eight & high) == 0) {
            p += 8;
        } else if ((guchar)*p < 0x80) {
            p++;
        } else {
            if (g_utf8_get_char_validated(p, end - p) >= (gunichar)-2)
                return FALSE;
            p = g_utf8_next_char(p);
        }
    }
    return TRUE;
}

/* As UTF-8 without byte order mark; NULL when the encoding is none of ours, or a lie.  A WHOLE text
 * is validated, the beginning of one may be cut inside a character. */
static GString *
to_utf8(const guint8 *bytes, gsize length, gboolean whole)
{
    gboolean little = length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
                                      (bytes[0] == '<' && bytes[1] == 0));
    gboolean big = length >= 2 &&
                   ((bytes[0] == 0xfe && bytes[1] == 0xff) || (bytes[0] == 0 && bytes[1] == '<'));
    if (little || big) {
        gsize mark = bytes[0] == '<' || bytes[1] == '<' ? 0 : 2;
        return from_utf16(bytes + mark, length - mark, big);
    }
    const gboolean marked = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    if (marked) { /* by an editor, whatever the declaration still says */
        bytes += 3;
        length -= 3;
    }
    g_autofree char *encoding = marked ? NULL : declared_encoding((const char *)bytes, length);
    if (encoding && g_ascii_strcasecmp(encoding, "ISO-8859-1") == 0)
        return from_latin1(bytes, length, whole);
    if (encoding && g_ascii_strcasecmp(encoding, "UTF-8") != 0 &&
        g_ascii_strcasecmp(encoding, "US-ASCII") != 0)
        return NULL;
    if (whole && !is_utf8(bytes, length))
        return NULL;
    return g_string_new_len((const char *)bytes, (gssize)length);
}

/* ---- parsing ---- */

static xmlParserInput *
load_nothing(const char *url, const char *id, xmlParserCtxt *context)
{
    (void)url, (void)id, (void)context;
    return NULL;
}

/* What a parser told on its way: its context's _private. */
typedef struct {
    gboolean doctype;
    int code; /* of the first fault: all others follow from it, and the last may be far behind */
    int line;
} Told;

static void
refuse_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    xmlParserCtxt *parser = context;
    ((Told *)parser->_private)->doctype = TRUE;
    xmlStopParser(parser);
}

static void
note_first(void *context, xmlError *error)
{
    Told *told = ((xmlParserCtxt *)context)->_private;
    if (told->code != XML_ERR_OK || error->level < XML_ERR_ERROR)
        return;
    told->code = error->code;
    told->line = error->line;
}

/* libxml2 prints some faults unless they have somewhere to go. */
static void
say_nothing(void *data, xmlError *error)
{
    (void)data, (void)error;
}

/* What libxml2 has no code for but the one of a text that never ends, it says of a text of 10 MB.
 */
static gboolean
is_bound(int code, gsize size)
{
    switch (code) {
    case XML_ERR_INTERNAL_ERROR: /* depth */
    case XML_ERR_NO_MEMORY:      /* length of a text */
    case XML_ERR_NAME_TOO_LONG:
        return TRUE;
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_COMMENT_NOT_FINISHED:
    case XML_ERR_PI_NOT_FINISHED:
    case XML_ERR_CDATA_NOT_FINISHED:
        return size > XML_MAX_TEXT_LENGTH;
    default:
        return FALSE;
    }
}

static void
init_once(void)
{
    static gsize done = 0;
    if (g_once_init_enter(&done)) {
        xmlInitParser();
        xmlSetExternalEntityLoader(load_nothing);
        g_once_init_leave(&done, 1);
    }
}

xmlDoc *
xml_parse(const guint8 *bytes, gsize length, XmlFault *fault, guint *line)
{
    init_once();
    *line = 0;
    *fault = XML_FAULT_TOO_BIG;
    if (length > XML_MAX_BYTES)
        return NULL;
    *fault = XML_FAULT_MALFORMED;
    if (length == 0)
        return NULL;
    *fault = XML_FAULT_ENCODING;
    GString *text = to_utf8(bytes, length, TRUE);
    if (!text)
        return NULL;
    g_autofree char *utf8 = text->str;
    gsize size = text->len;
    g_string_free(text, FALSE);

    Told told = {0};
    g_autoptr(ParserContext) parser = xmlNewParserCtxt();
    parser->_private = &told;
    parser->sax->internalSubset = refuse_doctype;
    parser->sax->serror = note_first;
    g_autoptr(xmlDoc) doc =
        xmlCtxtReadMemory(parser, utf8, (int)size, NULL, "UTF-8", PARSE_OPTIONS);
    *fault = told.doctype ? XML_FAULT_DOCTYPE : XML_FAULT_NONE;
    if (!told.doctype && (!doc || !parser->wellFormed || !parser->nsWellFormed)) {
        *fault = is_bound(told.code, size) ? XML_FAULT_BOUNDS : XML_FAULT_MALFORMED;
        *line = told.line > 0 ? (guint)told.line : 0;
    }
    return *fault == XML_FAULT_NONE ? g_steal_pointer(&doc) : NULL;
}

/* ---- the root alone ---- */

typedef struct {
    xmlParserCtxt *parser;
    XmlRoot *root;
} Sniffer;

static void
sniff_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)external, (void)system;
    Sniffer *sniffer = data;
    const char *colon = strchr((const char *)name, ':');
    sniffer->root->name = g_strdup(colon ? colon + 1 : (const char *)name);
    sniffer->root->space =
        colon && g_str_has_prefix((const char *)name, "office:") ? g_strdup(NS_OFFICE) : NULL;
    xmlStopParser(sniffer->parser);
}

static void
sniff_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
              int n_spaces, const xmlChar **spaces, int n_attributes, int n_defaulted,
              const xmlChar **attributes)
{
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaulted;
    Sniffer *sniffer = data;
    if (sniffer->root->name)
        return;
    sniffer->root->name = g_strdup((const char *)name);
    sniffer->root->space = g_strdup((const char *)uri);
    for (int i = 0; i < n_attributes; i++) {
        const xmlChar **attribute = attributes + (gsize)5 * i;
        if (g_strcmp0((const char *)attribute[0], "mimetype") == 0 &&
            g_strcmp0((const char *)attribute[2], NS_OFFICE) == 0)
            sniffer->root->mimetype =
                g_strndup((const char *)attribute[3], (gsize)(attribute[4] - attribute[3]));
    }
    xmlStopParser(sniffer->parser);
}

void
xml_root(const guint8 *bytes, gsize length, XmlRoot *root)
{
    init_once();
    *root = (XmlRoot){0};
    GString *text = to_utf8(bytes, MIN(length, SNIFF_BYTES), FALSE);
    if (!text)
        return;
    g_autofree char *utf8 = text->str;
    gsize size = text->len;
    g_string_free(text, FALSE);

    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = sniff_doctype,
        .startElementNs = sniff_element,
        .serror = say_nothing,
    };
    Sniffer sniffer = {.root = root};
    g_autoptr(ParserContext) parser = xmlCreatePushParserCtxt(&handler, &sniffer, NULL, 0, NULL);
    sniffer.parser = parser;
    xmlCtxtUseOptions(parser, PARSE_OPTIONS);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    /* As if it ended here: a DOCTYPE is told before its end was seen. */
    xmlParseChunk(parser, utf8, (int)size, 1);
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
}

void
xml_root_clear(XmlRoot *root)
{
    g_free(root->name);
    g_free(root->space);
    g_free(root->mimetype);
    *root = (XmlRoot){0};
}

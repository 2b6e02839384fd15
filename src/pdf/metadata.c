/* SPDX-License-Identifier: Apache-2.0
 *
 * What the file says of itself: Info and XMP, which say the same (ISO 19005-3, 6.6.3), language,
 * colours, how it is shown.
 */
#include "pdf/making.h"

#define LANGUAGE "fr-FR"
#define CREATOR  "copil " COPIL_VERSION
#define PRODUCER CREATOR

/* ---- XMP ---- */
/* PDF/UA's own schema isn't one of those that PDF/A knows (ISO 19005-3, 6.6.2.3). */
#define UA_SCHEMA                                                                                  \
    "<rdf:Description rdf:about=\"\""                                                              \
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""                              \
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""                                    \
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"                             \
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"                        \
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"               \
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"        \
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"                                             \
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"                          \
    "<pdfaProperty:name>part</pdfaProperty:name>\n"                                                \
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"                                   \
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"                                    \
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"                        \
    "</pdfaProperty:description>\n"                                                                \
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"                                                  \
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"                                                \
    "</rdf:Description>\n"

/* ELEMENT around TEXT, within what XMP wants around that: BEFORE and AFTER; nothing for NULL. */
static void
property(GString *xmp, const char *element, const char *before, const char *text, const char *after)
{
    g_autofree char *escaped = text ? g_markup_escape_text(text, -1) : NULL;

    if (escaped)
        g_string_append_printf(xmp, "<%s>%s%s%s</%s>\n", element, before, escaped, after, element);
}

static void
words_property(GString *xmp, const char *element, const char *text)
{
    property(xmp, element, "<rdf:Alt><rdf:li xml:lang=\"x-default\">", text, "</rdf:li></rdf:Alt>");
}

static GString *
make_xmp(const Making *making)
{
    const Document *document = making->document;
    g_autofree char *date = xmp_date(making);
    GString *xmp =
        g_string_new("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                     "<rdf:Description rdf:about=\"\""
                     " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                     " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                     " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                     " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                     " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");

    property(xmp, "pdfaid:part", "", "3", "");
    property(xmp, "pdfaid:conformance", "", "A", "");
    property(xmp, "pdfuaid:part", "", "1", "");
    property(xmp, "dc:format", "", "application/pdf", "");
    property(xmp, "dc:language", "<rdf:Bag><rdf:li>", LANGUAGE, "</rdf:li></rdf:Bag>");
    words_property(xmp, "dc:title", document->title);
    words_property(xmp, "dc:description", document->subject);
    property(xmp, "dc:creator", "<rdf:Seq><rdf:li>", document->author, "</rdf:li></rdf:Seq>");
    property(xmp, "pdf:Keywords", "", document->seal, "");
    property(xmp, "pdf:Producer", "", PRODUCER, "");
    property(xmp, "xmp:CreatorTool", "", CREATOR, "");
    property(xmp, "xmp:CreateDate", "", date, "");
    property(xmp, "xmp:ModifyDate", "", date, "");
    g_string_append(xmp, "</rdf:Description>\n" UA_SCHEMA "</rdf:RDF>\n</x:xmpmeta>\n"
                         "<?xpacket end=\"r\"?>\n");
    return xmp;
}

static void
set_xmp(const Making *making)
{
    GString *xmp = make_xmp(making);
    guint object = file_reserve(making->file, 1);

    file_stream(making->file, object, STREAM_PLAIN, "/Type /Metadata /Subtype /XML", xmp->str,
                xmp->len);
    g_string_free(xmp, TRUE);
    g_string_append_printf(making->root, "/Metadata %u 0 R ", object);
}

/* ---- Info ---- */
static void
set_info(const Making *making)
{
    const Document *document = making->document;
    g_autofree char *date = pdf_date(making);
    const struct {
        const char *key, *text;
    } WORDS[] = {{"/Title", document->title},   {"/Subject", document->subject},
                 {"/Author", document->author}, {"/Keywords", document->seal},
                 {"/Creator", CREATOR},         {"/Producer", PRODUCER},
                 {"/CreationDate", date},       {"/ModDate", date}};

    put(making, "<<");
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].text)
            put_text(making, WORDS[i].key, WORDS[i].text);
    put(making, " >>");
    end_object(making, making->info);
}

/* ---- colours ---- */
/* All colours are sRGB (ISO 19005-3, 6.2.3). */
static void
set_colours(const Making *making)
{
    g_autoptr(GByteArray) profile = srgb_profile();
    guint intent = file_reserve(making->file, 1), object = file_reserve(making->file, 1);

    file_stream(making->file, object, STREAM_COMPRESSED, "/N 3", profile->data, profile->len);
    put(making,
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        "/RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) "
        "/DestOutputProfile %u 0 R >>",
        object);
    end_object(making, intent);
    g_string_append_printf(making->root, "/OutputIntents [%u 0 R] ", intent);
}

void
make_metadata(Making *making)
{
    set_info(making);
    set_xmp(making);
    set_colours(making);
    g_string_append(making->root, "/Lang (" LANGUAGE ") /PageMode /UseOutlines "
                                  "/ViewerPreferences << /DisplayDocTitle true >> ");
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "blank/odt.h"

#include "base/text.h"

#define NARROW "\u202F"
#define WIDE   "\u00A0"

char *
odt_number(const BlankOrder *order)
{
    return g_strdup_printf("Fiche action n°" WIDE "%s", order->sheet->id);
}

char *
odt_mark(const BlankOrder *order)
{
    return g_strdup_printf("Fiche %s – %s – version %s", order->sheet->id, order->convention->id,
                           order->sheet->version);
}

char *
odt_length(guint tenths)
{
    return g_strdup_printf("%u.%umm", tenths / 10, tenths % 10);
}

void
odt_root(Markup *out, const char *element)
{
    static const char *const spaces[][2] = {
        {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
        {"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
        {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
        {"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
        {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
        {"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
        {"xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    };
    markup_start(out, element);
    for (guint i = 0; i < G_N_ELEMENTS(spaces); i++)
        markup_attribute(out, spaces[i][0], spaces[i][1]);
    markup_attribute(out, "office:version", "1.3");
}

static char *
replace(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);
    return g_strjoinv(to, parts);
}

char *
odt_unbroken(const char *text)
{
    return replace(text, " ", WIDE);
}

void
odt_text(Markup *out, const char *text)
{
    g_autofree char *french = text_french(text);
    g_autofree char *printed = replace(french, NARROW, WIDE);
    markup_text(out, printed);
}

void
odt_paragraph(Markup *out, const char *style, const char *text)
{
    markup_start(out, "text:p");
    markup_attribute(out, "text:style-name", style);
    if (text)
        odt_text(out, text);
    markup_end(out);
}

void
odt_heading(Markup *out, guint level, const char *text)
{
    g_autofree char *style = g_strdup_printf("Heading_20_%u", level);
    g_autofree char *outline = g_strdup_printf("%u", level);
    markup_start(out, "text:h");
    markup_attributes(out, "text:style-name", style, "text:outline-level", outline, NULL);
    odt_text(out, text);
    markup_end(out);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The form's styles: what its paragraphs are called and how they look, and the page with its
 * footer.
 */
#include "blank/odt.h"

#define INK    "#161616"
#define GREY   "#5a5a5a"
#define ACCENT "#000091"
#define FONT   "Arial"

/* A paragraph style; lengths in points, NULL: as its parent. */
typedef struct {
    const char *name, *display, *parent;
    const char *size, *line, *colour, *weight;
    const char *before, *after, *left;
    const char *align;
    const char *level; /* outline */
    gboolean keep;     /* with the next paragraph or table */
} Paragraph;

static const Paragraph PARAGRAPHS[] = {
    {.name = "Standard", .size = "9.5pt", .line = "12.5pt", .colour = INK},
    {.name = "Text_20_body", .display = "Text body", .parent = "Standard", .after = "3pt"},
    {.name = "Heading", .parent = "Standard", .weight = "bold", .keep = TRUE},
    {.name = "Heading_20_1",
     .display = "Heading 1",
     .parent = "Heading",
     .size = "16pt",
     .line = "20pt",
     .after = "3pt",
     .level = "1"},
    {.name = "Heading_20_2",
     .display = "Heading 2",
     .parent = "Heading",
     .size = "12pt",
     .line = "15pt",
     .before = "12pt",
     .after = "4pt",
     .level = "2"},
    {.name = "Heading_20_3",
     .display = "Heading 3",
     .parent = "Heading",
     .size = "10pt",
     .line = "13pt",
     .before = "10pt",
     .after = "2pt",
     .level = "3"},
    {.name = "Eyebrow",
     .parent = "Standard",
     .size = "8pt",
     .line = "11pt",
     .colour = GREY,
     .after = "6pt",
     .keep = TRUE},
    {.name = "Subtitle", .parent = "Standard", .colour = GREY, .after = "2pt"},
    {.name = "Attention", .parent = "Text_20_body", .weight = "bold"},
    {.name = "Help", .parent = "Standard", .size = "7.5pt", .line = "9.5pt", .colour = GREY},
    {.name = "Lead", .parent = "Help", .after = "3pt", .keep = TRUE},
    {.name = "Gap", .parent = "Standard", .size = "2pt", .line = "2pt"},
    {.name = "Choice", .parent = "Standard", .size = "8.5pt", .line = "11pt", .left = "3mm"},
    {.name = "Notice",
     .parent = "Standard",
     .size = "8pt",
     .line = "10.5pt",
     .colour = GREY,
     .after = "3pt"},
    {.name = "Footer", .parent = "Standard", .size = "8pt", .line = "11pt", .colour = GREY},
    {.name = "Table_20_Contents",
     .display = "Table Contents",
     .parent = "Standard",
     .line = "normal"},
    {.name = "Table_20_Heading",
     .display = "Table Heading",
     .parent = "Table_20_Contents",
     .size = "9pt",
     .line = "11.5pt"},
    {.name = "Column",
     .parent = "Table_20_Heading",
     .size = "8pt",
     .line = "10pt",
     .weight = "bold"},
    {.name = "Code", .parent = "Table_20_Contents", .size = "7pt", .line = "9pt", .colour = GREY},
    {.name = "Number", .parent = "Table_20_Contents", .align = "center"},
    {.name = "Printed", .parent = "Table_20_Contents", .size = "8pt", .line = "10.5pt"},
};

static void
text_properties(Markup *out, const char *size, const char *colour, const char *weight)
{
    if (!size && !colour && !weight)
        return;
    markup_start(out, "style:text-properties");
    markup_attribute(out, "fo:color", colour);
    markup_attribute(out, "fo:font-size", size);
    markup_attribute(out, "fo:font-weight", weight);
    markup_end(out);
}

static void
paragraph_style(Markup *out, const Paragraph *style)
{
    markup_start(out, "style:style");
    markup_attribute(out, "style:name", style->name);
    markup_attribute(out, "style:display-name", style->display);
    markup_attribute(out, "style:family", "paragraph");
    markup_attribute(out, "style:parent-style-name", style->parent);
    markup_attribute(out, "style:default-outline-level", style->level);
    markup_start(out, "style:paragraph-properties");
    markup_attribute(out, "fo:line-height", style->line);
    markup_attribute(out, "fo:margin-top", style->before);
    markup_attribute(out, "fo:margin-bottom", style->after);
    markup_attribute(out, "fo:margin-left", style->left);
    markup_attribute(out, "fo:text-align", style->align);
    markup_attribute(out, "fo:keep-with-next", style->keep ? "always" : NULL);
    markup_end(out);
    text_properties(out, style->size, style->colour, style->weight);
    markup_end(out);
}

static void
text_style(Markup *out, const char *name, const char *size, const char *colour)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "text", NULL);
    text_properties(out, size, colour, "bold");
    markup_end(out);
}

static void
default_style(Markup *out)
{
    markup_start(out, "style:default-style");
    markup_attribute(out, "style:family", "paragraph");
    markup_start(out, "style:paragraph-properties");
    markup_attributes(out, "fo:orphans", "2", "fo:widows", "2", "fo:hyphenation-ladder-count",
                      "no-limit", "style:writing-mode", "page", NULL);
    markup_end(out);
    markup_start(out, "style:text-properties");
    markup_attributes(out, "style:font-name", FONT, "fo:language", "fr", "fo:country", "FR", NULL);
    markup_end(out);
    markup_end(out);
}

static void
named_styles(Markup *out)
{
    markup_start(out, "office:styles");
    default_style(out);
    for (guint i = 0; i < G_N_ELEMENTS(PARAGRAPHS); i++)
        paragraph_style(out, &PARAGRAPHS[i]);
    text_style(out, "Number", "11pt", ACCENT);
    text_style(out, "Strong", NULL, INK);
    markup_end(out);
}

/* ---- the page ---- */

static void
page_layout(Markup *out)
{
    g_autofree char *margin = odt_length(ODT_MARGIN);
    markup_start(out, "style:page-layout");
    markup_attribute(out, "style:name", "Page");
    markup_start(out, "style:page-layout-properties");
    markup_attributes(out, "fo:page-width", "210mm", "fo:page-height", "297mm",
                      "style:print-orientation", "portrait", "fo:margin-top", "13mm",
                      "fo:margin-bottom", "9mm", "fo:margin-left", margin, "fo:margin-right",
                      margin, NULL);
    markup_end(out);
    markup_start(out, "style:footer-style");
    markup_start(out, "style:header-footer-properties");
    markup_attributes(out, "fo:min-height", "8mm", "fo:margin-top", "3mm", NULL);
    markup_end(out);
    markup_end(out);
    markup_end(out);
}

static void
footer_paragraph(Markup *out)
{
    g_autofree char *right = odt_length(ODT_WIDTH);
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", "Footer.line", "style:family", "paragraph",
                      "style:parent-style-name", "Footer", NULL);
    markup_start(out, "style:paragraph-properties");
    markup_start(out, "style:tab-stops");
    markup_start(out, "style:tab-stop");
    markup_attributes(out, "style:position", right, "style:type", "right", NULL);
    markup_end(out);
    markup_end(out);
    markup_end(out);
    markup_end(out);
}

/* The mark, then the page; the space before the tab keeps the version apart from what follows. */
static void
footer(Markup *out, const BlankOrder *order)
{
    g_autofree char *mark = odt_mark(order);
    markup_start(out, "style:footer");
    markup_start(out, "text:p");
    markup_attribute(out, "text:style-name", "Footer.line");
    markup_text(out, mark);
    markup_text(out, " ");
    markup_leaf(out, "text:tab", NULL);
    markup_text(out, "Page ");
    markup_start(out, "text:page-number");
    markup_attribute(out, "text:select-page", "current");
    markup_text(out, "1");
    markup_end(out);
    markup_text(out, " sur ");
    markup_leaf(out, "text:page-count", "1");
    markup_end(out);
    markup_end(out);
}

GBytes *
odt_styles(const BlankOrder *order)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    odt_root(out, "office:document-styles");
    markup_start(out, "office:font-face-decls");
    markup_start(out, "style:font-face");
    markup_attributes(out, "style:name", FONT, "svg:font-family", FONT, "style:font-family-generic",
                      "swiss", "style:font-pitch", "variable", NULL);
    markup_end(out);
    markup_end(out);
    named_styles(out);
    markup_start(out, "office:automatic-styles");
    footer_paragraph(out);
    page_layout(out);
    markup_end(out);
    markup_start(out, "office:master-styles");
    markup_start(out, "style:master-page");
    markup_attributes(out, "style:name", "Standard", "style:page-layout-name", "Page", NULL);
    footer(out, order);
    return markup_finish_bytes(out);
}

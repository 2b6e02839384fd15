/* SPDX-License-Identifier: Apache-2.0
 *
 * How a workbook looks.  Numbers and dates are written as the French write them by their formats,
 * which name the language: no locale of a reader's program counts.
 */
#include "export/ods.h"

#define FONT  "Arial"
#define INK   "#161616"
#define GREY  "#5a5a5a"
#define DARK  "#000091"
#define PAPER "#ffffff"
#define ALERT "#b60000"

/* ---- formats ---- */

static void
start_format(Markup *out, const char *element, const char *name)
{
    markup_start(out, element);
    markup_attributes(out, "style:name", name, "number:language", "fr", "number:country", "FR",
                      NULL);
}

static void
number(Markup *out, const char *least, const char *most)
{
    markup_start(out, "number:number");
    markup_attributes(out, "number:decimal-places", most, "number:min-decimal-places", least,
                      "number:min-integer-digits", "1", "number:grouping", "true", NULL);
    markup_end(out);
}

static void
long_part(Markup *out, const char *element, gboolean full)
{
    markup_start(out, element);
    markup_attribute(out, "number:style", full ? "long" : NULL);
    markup_end(out);
}

static void
day(Markup *out)
{
    long_part(out, "number:day", TRUE);
    markup_leaf(out, "number:text", "/");
    long_part(out, "number:month", TRUE);
    markup_leaf(out, "number:text", "/");
    long_part(out, "number:year", TRUE);
}

static void
formats(Markup *out)
{
    start_format(out, "number:text-style", "N.text");
    markup_leaf(out, "number:text-content", NULL);
    markup_end(out);
    start_format(out, "number:number-style", "N.integer");
    number(out, "0", "0");
    markup_end(out);
    start_format(out, "number:number-style", "N.decimal");
    number(out, "1", "4");
    markup_end(out);
    start_format(out, "number:percentage-style", "N.percent");
    number(out, "1", "1");
    markup_leaf(out, "number:text", "\u00A0%");
    markup_end(out);
    start_format(out, "number:currency-style", "N.amount");
    number(out, "2", "2");
    markup_leaf(out, "number:text", "\u00A0");
    markup_start(out, "number:currency-symbol");
    markup_attributes(out, "number:language", "fr", "number:country", "FR", NULL);
    markup_text(out, "€");
    markup_end(out);
    markup_end(out);
    start_format(out, "number:date-style", "N.date");
    day(out);
    markup_end(out);
    start_format(out, "number:date-style", "N.time");
    day(out);
    markup_leaf(out, "number:text", " ");
    long_part(out, "number:hours", TRUE);
    markup_leaf(out, "number:text", ":");
    long_part(out, "number:minutes", TRUE);
    markup_end(out);
}

/* ---- cells ---- */

typedef struct {
    const char *name, *format;
    const char *align, *colour, *background, *weight;
    gboolean wrapped;
} CellStyle;

static const CellStyle STYLES[] = {
    [LISTED_NOTHING] = {"Text", "N.text"},
    [LISTED_TEXT] = {"Text", "N.text"},
    [LISTED_SAID] = {"Text", "N.text"},
    [LISTED_MARK] = {"Mark", "N.text", .align = "end", .colour = GREY},
    [LISTED_INTEGER] = {"Integer", "N.integer", .align = "end"},
    [LISTED_DECIMAL] = {"Decimal", "N.decimal", .align = "end"},
    [LISTED_PERCENT] = {"Percent", "N.percent", .align = "end"},
    [LISTED_AMOUNT] = {"Amount", "N.amount", .align = "end"},
    [LISTED_DATE] = {"Date", "N.date", .align = "end"},
    [LISTED_TIME] = {"Time", "N.time", .align = "end"},
    {ODS_HEAD_STYLE, "N.text", .colour = PAPER, .background = DARK, .weight = "bold",
     .wrapped = TRUE},
    {ODS_PROSE_STYLE, "N.text", .wrapped = TRUE},
};

const char *
ods_cell_style(ListedKind kind)
{
    return STYLES[kind].name;
}

static void
cell_style(Markup *out, const CellStyle *style)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", style->name, "style:family", "table-cell",
                      "style:parent-style-name", "Default", "style:data-style-name", style->format,
                      NULL);
    markup_start(out, "style:table-cell-properties");
    markup_attribute(out, "fo:background-color", style->background);
    markup_attribute(out, "fo:wrap-option", style->wrapped ? "wrap" : NULL);
    markup_attributes(out, "style:vertical-align", "top", "fo:padding-left", "1mm",
                      "fo:padding-right", "1mm", NULL);
    markup_end(out);
    if (style->align) {
        markup_start(out, "style:paragraph-properties");
        markup_attribute(out, "fo:text-align", style->align);
        markup_end(out);
    }
    if (style->colour || style->weight) {
        markup_start(out, "style:text-properties");
        markup_attribute(out, "fo:color", style->colour);
        markup_attribute(out, "fo:font-weight", style->weight);
        markup_end(out);
    }
    markup_end(out);
}

/* ---- tables, columns, rows ---- */

static void
column_style(Markup *out, guint width)
{
    g_autofree char *name = g_strdup_printf("Width.%u", width);
    g_autofree char *length = g_strdup_printf("%umm", width);
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "table-column", NULL);
    markup_start(out, "style:table-column-properties");
    markup_attribute(out, "style:column-width", length);
    markup_end(out);
    markup_end(out);
}

static void
column_styles(Markup *out, const GPtrArray *listings)
{
    g_autoptr(GHashTable) widths = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < listings->len; i++) {
        const GPtrArray *columns = ((const Listing *)listings->pdata[i])->columns;
        for (guint k = 0; k < columns->len; k++) {
            guint width = ((const ListedColumn *)columns->pdata[k])->width;
            if (g_hash_table_add(widths, GUINT_TO_POINTER(width)))
                column_style(out, width);
        }
    }
}

/* HEIGHT NULL: as high as what stands in it. */
static void
row_style(Markup *out, const char *name, const char *height)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "table-row", NULL);
    markup_start(out, "style:table-row-properties");
    markup_attribute(out, "style:row-height", height);
    markup_attribute(out, "style:use-optimal-row-height", height ? "false" : "true");
    markup_end(out);
    markup_end(out);
}

static void
table_style(Markup *out, gboolean confidential)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", "Table", "style:family", "table", "style:master-page-name",
                      "Export", NULL);
    markup_start(out, "style:table-properties");
    markup_attribute(out, "table:tab-color", confidential ? ALERT : NULL);
    markup_attributes(out, "table:display", "true", NULL);
    markup_end(out);
    markup_end(out);
}

void
ods_content_styles(Markup *out, const GPtrArray *listings)
{
    const Listing *first = listings->pdata[0];
    formats(out);
    table_style(out, first->from->options->confidential);
    column_styles(out, listings);
    row_style(out, "Row", "4.8mm");
    row_style(out, "Row.free", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(STYLES); i++) {
        if (i != LISTED_NOTHING && i != LISTED_SAID)
            cell_style(out, &STYLES[i]);
    }
}

/* ---- the page ---- */

/* A3: as wide as a page, tables of fifteen columns are still large enough to be read. */
static void
page_layout(Markup *out)
{
    markup_start(out, "style:page-layout");
    markup_attribute(out, "style:name", "Landscape");
    markup_start(out, "style:page-layout-properties");
    markup_attributes(out, "fo:page-width", "420mm", "fo:page-height", "297mm",
                      "style:print-orientation", "landscape", "fo:margin", "10mm",
                      "style:scale-to-X", "1", NULL);
    markup_end(out);
    static const char *const ends[] = {"style:header-style", "style:footer-style"};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        markup_start(out, ends[i]);
        markup_start(out, "style:header-footer-properties");
        markup_attributes(out, "fo:min-height", "7mm",
                          i == 0 ? "fo:margin-bottom" : "fo:margin-top", "2mm", NULL);
        markup_end(out);
        markup_end(out);
    }
    markup_end(out);
}

static void
master_page(Markup *out, const Exported *from)
{
    markup_start(out, "style:master-page");
    markup_attributes(out, "style:name", "Export", "style:page-layout-name", "Landscape", NULL);
    markup_start(out, "style:header");
    markup_start(out, "text:p");
    markup_text(out, from->options->confidential ? "CONFIDENTIEL – " : "");
    markup_text(out, from->definition->convention->title);
    markup_end(out);
    markup_end(out);
    markup_start(out, "style:footer");
    markup_start(out, "text:p");
    markup_leaf(out, "text:sheet-name", "Feuille");
    markup_text(out, " – page ");
    markup_leaf(out, "text:page-number", "1");
    markup_text(out, " sur ");
    markup_leaf(out, "text:page-count", "1");
    markup_end(out);
    markup_end(out);
    markup_end(out);
}

GBytes *
ods_styles(const Exported *from)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    ods_root(out, "office:document-styles");
    markup_start(out, "office:styles");
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", "Default", "style:family", "table-cell", NULL);
    markup_start(out, "style:text-properties");
    markup_attributes(out, "fo:color", INK, "fo:font-family", FONT, "fo:font-size", "10pt",
                      "fo:language", "fr", "fo:country", "FR", NULL);
    markup_end(out);
    markup_end(out);
    markup_end(out);
    markup_start(out, "office:automatic-styles");
    page_layout(out);
    markup_end(out);
    markup_start(out, "office:master-styles");
    master_page(out, from);
    return markup_finish_bytes(out);
}

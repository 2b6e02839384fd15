/* SPDX-License-Identifier: Apache-2.0
 *
 * The automatic styles of a form's tables: widths, heights, rules, tints.
 */
#include "blank/odt.h"

#include <string.h>

/* Widths in tenths of a millimetre. */
#define CODE_MIN   150
#define CODE_MAX   450
#define CODE_ENDS  30 /* a code's column: this, and so much a character */
#define CODE_EACH  14
#define TITLE      360
#define LABEL      950
#define WIDE_LABEL 500
#define ITEM_LESS  100 /* a grid's label, for each column but the first */
#define ITEM_MIN   340

typedef struct {
    guint label, answer, answers;
} Widths;

/* Wide enough for the longest code of the sheet, which would break at its hyphen; but the answers
 * keep their room. */
static guint
code_width(const Sheet *sheet)
{
    gsize longest = 0;
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        gsize item = 0;
        for (guint k = 0; field->columns && k < field->list->items->len; k++)
            item = MAX(item, 1 + strlen(((Item *)g_ptr_array_index(field->list->items, k))->code));
        longest = MAX(longest, strlen(field->printed) + item);
    }
    return (guint)CLAMP(CODE_ENDS + CODE_EACH * longest, CODE_MIN, CODE_MAX);
}

/* The label cell of a grid gives way to its columns. */
static Widths
grid_widths(const Field *field, guint rest)
{
    guint columns = field->columns->len, less = ITEM_LESS * (columns - 1);
    guint label = LABEL > less + ITEM_MIN ? LABEL - less : ITEM_MIN;
    guint answer = (rest - label) / columns;
    return (Widths){rest - answer * columns, answer, columns};
}

static void
column_style(Markup *out, const char *table, const char *column, guint width)
{
    g_autofree char *name = g_strdup_printf("%s.%s", table, column);
    g_autofree char *length = odt_length(width);
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "table-column", NULL);
    markup_start(out, "style:table-column-properties");
    markup_attribute(out, "style:column-width", length);
    markup_end(out);
    markup_end(out);
}

static void
table_style(Markup *out, const char *name, guint code, Widths widths)
{
    g_autofree char *width = odt_length(ODT_WIDTH);
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "table", NULL);
    markup_start(out, "style:table-properties");
    markup_attributes(out, "style:width", width, "table:align", "margins", "table:border-model",
                      "collapsing", NULL);
    markup_end(out);
    markup_end(out);
    column_style(out, name, "code", code);
    column_style(out, name, "label", widths.label);
    if (widths.answers)
        column_style(out, name, "answer", widths.answer);
}

static void
row_style(Markup *out, const char *name, const char *height)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", name, "style:family", "table-row", NULL);
    markup_start(out, "style:table-row-properties");
    markup_attribute(out, "style:min-row-height", height);
    markup_attribute(out, "fo:keep-together", "always");
    markup_end(out);
    markup_end(out);
}

#define HAIR "0.5pt solid #8c8c8c"
#define RULE "0.5pt solid #cecece"

typedef struct {
    const char *name, *padding, *background;
    const char *sides, *ends; /* borders left and right, above and below */
    const char *align;
} CellStyle;

static const CellStyle CELLS[] = {
    {"Cell.head", "0.8mm", NULL, "none", "none", "bottom"},
    {"Cell.code", "1mm", "#f2f3f7", "none", RULE, "middle"},
    {"Cell.label", "1mm", "#f2f3f7", "none", RULE, "middle"},
    {"Cell.answer", "1mm", NULL, HAIR, HAIR, "middle"},
    {"Cell.text", "1mm", NULL, HAIR, HAIR, "top"},
    {"Cell.printed", "0.7mm", NULL, "none", RULE, "top"},
};

static void
cell_style(Markup *out, const CellStyle *cell)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", cell->name, "style:family", "table-cell", NULL);
    markup_start(out, "style:table-cell-properties");
    markup_attribute(out, "fo:background-color", cell->background);
    markup_attributes(out, "style:vertical-align", cell->align, "fo:padding-top", cell->padding,
                      "fo:padding-bottom", cell->padding, "fo:padding-left", "1.2mm",
                      "fo:padding-right", "1.2mm", "fo:border-left", cell->sides, "fo:border-right",
                      cell->sides, "fo:border-top", cell->ends, "fo:border-bottom", cell->ends,
                      NULL);
    markup_end(out);
    markup_end(out);
}

/* The titles of the printed parts: heads of their rows, which only a style right under that of
 * headings makes them for a screen reader. */
static void
title_style(Markup *out)
{
    markup_start(out, "style:style");
    markup_attributes(out, "style:name", "Printed.title", "style:family", "paragraph",
                      "style:parent-style-name", "Table_20_Heading", NULL);
    markup_start(out, "style:paragraph-properties");
    markup_attribute(out, "fo:line-height", "10.5pt");
    markup_end(out);
    markup_start(out, "style:text-properties");
    markup_attributes(out, "fo:font-size", "8pt", "fo:font-weight", "bold", NULL);
    markup_end(out);
    markup_end(out);
}

void
odt_table_styles(Markup *out, const BlankOrder *order)
{
    guint code = code_width(order->sheet), rest = ODT_WIDTH - code;
    table_style(out, "Answers", code, (Widths){LABEL, rest - LABEL, 1});
    table_style(out, "Texts", code, (Widths){WIDE_LABEL, rest - WIDE_LABEL, 1});
    table_style(out, "Printed", TITLE, (Widths){ODT_WIDTH - TITLE, 0, 0});
    for (guint i = 0; i < order->sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(order->sheet->fields, i);
        if (field->columns)
            table_style(out, field->name, code, grid_widths(field, rest));
    }
    title_style(out);
    row_style(out, "Row", "8mm");
    row_style(out, "Row.text", "20mm");
    row_style(out, "Row.head", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(CELLS); i++)
        cell_style(out, &CELLS[i]);
}

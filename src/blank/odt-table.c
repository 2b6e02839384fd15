/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables of a form.  A row is known by the code in its first cell; label cells are protected, the
 * answer cells stand right of them.
 */
#include "blank/odt.h"

#include <string.h>

#define NO_BREAK "\u00A0"
#define BOXES    "☐" NO_BREAK "oui" NO_BREAK NO_BREAK " ☐" NO_BREAK "non"
#define LISTED   8 /* choices that stand on lines of their own; more run on */

/* ---- tables, rows, cells ---- */

static void
start_table(Markup *out, const char *name, const char *style, guint answers)
{
    markup_start(out, "table:table");
    markup_attributes(out, "table:name", name, "table:style-name", style, NULL);
    static const char *const columns[] = {"code", "label"};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autofree char *column = g_strdup_printf("%s.%s", style, columns[i]);
        markup_start(out, "table:table-column");
        markup_attribute(out, "table:style-name", column);
        markup_end(out);
    }
    if (answers == 0)
        return;
    g_autofree char *column = g_strdup_printf("%s.answer", style);
    g_autofree char *count = g_strdup_printf("%u", answers);
    markup_start(out, "table:table-column");
    markup_attribute(out, "table:style-name", column);
    markup_attribute(out, "table:number-columns-repeated", answers > 1 ? count : NULL);
    markup_end(out);
}

static void
start_row(Markup *out, const char *style)
{
    markup_start(out, "table:table-row");
    markup_attribute(out, "table:style-name", style);
}

static void
start_cell(Markup *out, const char *style, gboolean protected)
{
    markup_start(out, "table:table-cell");
    markup_attributes(out, "table:style-name", style, "office:value-type", "string", NULL);
    markup_attribute(out, "table:protected", protected ? "true" : NULL);
}

/* A protected cell of one paragraph. */
static void
put_cell(Markup *out, const char *cell, const char *style, const char *text)
{
    start_cell(out, cell, TRUE);
    odt_paragraph(out, style, text);
    markup_end(out);
}

static void
start_head(Markup *out, const char *label)
{
    markup_start(out, "table:table-header-rows");
    start_row(out, "Row.head");
    put_cell(out, "Cell.head", "Column", "Code");
    put_cell(out, "Cell.head", "Column", label);
}

static void
end_head(Markup *out)
{
    markup_end(out);
    markup_end(out);
}

/* ---- answers ---- */

static const char *
filled_in(const BlankOrder *order, const Field *field)
{
    const Participant *participant = order->participant;
    if (field->role == ROLE_PERIOD)
        return order->period;
    if (!participant)
        return NULL;
    return field->role == ROLE_ORGANISATION ? participant->name
           : field->role == ROLE_IDENTIFIER ? participant->id
           : field->role == ROLE_TERRITORY  ? participant->territory->code
                                            : NULL;
}

/* The cell to write in, with a bookmark of the NAME that the reader falls back on. */
static void
put_answer(Markup *out, const char *cell, const char *style, const char *name, const char *text)
{
    start_cell(out, cell, FALSE);
    markup_start(out, "text:p");
    markup_attribute(out, "text:style-name", style);
    markup_start(out, "text:bookmark");
    markup_attribute(out, "text:name", name);
    markup_end(out);
    if (text)
        markup_text(out, text);
    markup_end(out);
    markup_end(out);
}

/* ---- questions ---- */

static void
put_choices(Markup *out, const BlankOrder *order, const Field *field)
{
    g_autoptr(GPtrArray) items = asked_items(order, field);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        g_autofree char *choice =
            g_strdup_printf("%s" NO_BREAK "–" NO_BREAK "%s", item->code, item->label);
        if (items->len <= LISTED)
            odt_paragraph(out, "Choice", choice);
        g_string_append_printf(all, "%s%s", i > 0 ? " ; " : "", choice);
    }
    if (items->len > LISTED)
        odt_paragraph(out, "Choice", all->str);
}

/* The help comes last: the reader takes what is typed behind it for the answer. */
static void
put_label(Markup *out, const BlankOrder *order, const Field *field)
{
    start_cell(out, "Cell.label", TRUE);
    odt_paragraph(out, "Table_20_Heading", field->label);
    if (field->type == TYPE_CHOICE)
        put_choices(out, order, field);
    if (field->help)
        odt_paragraph(out, "Help", field->help);
    markup_end(out);
}

static void
put_question(Markup *out, const BlankOrder *order, const Field *field)
{
    gboolean text = field->type == TYPE_LONGTEXT;
    const char *given = filled_in(order, field);
    g_autofree char *bookmark = g_strdup_printf("copil_%s", field->name);
    start_row(out, text ? "Row.text" : "Row");
    put_cell(out, "Cell.code", "Code", field->printed);
    put_label(out, order, field);
    put_answer(out, text ? "Cell.text" : "Cell.answer", "Table_20_Contents", bookmark,
               given                       ? given
               : field->type == TYPE_YESNO ? BOXES
                                           : NULL);
    markup_end(out);
}

void
odt_questions(Markup *out, const BlankOrder *order, const GPtrArray *fields, guint first, guint end)
{
    gboolean wide = TRUE;
    for (guint i = first; i < end; i++)
        wide = wide && ((const Field *)g_ptr_array_index(fields, i))->type == TYPE_LONGTEXT;
    const Field *from = g_ptr_array_index(fields, first);
    g_autofree char *name = g_strdup_printf("Questions_%s", from->code);
    start_table(out, name, wide ? "Texts" : "Answers", 1);
    if (end > first + 1) {
        start_head(out, "Question");
        put_cell(out, "Cell.head", "Column", "Réponse");
        end_head(out);
    }
    for (guint i = first; i < end; i++)
        put_question(out, order, g_ptr_array_index(fields, i));
    markup_end(out);
}

/* ---- grids ---- */

/* What is asked, and what is counted in each column, above the table: some programs leave its head
 * out.  One paragraph: LibreOffice keeps no more than three of them, with the headings, on the page
 * of the table. */
static void
put_lead(Markup *out, const Field *field)
{
    gboolean columns = FALSE;
    for (guint i = 0; i < field->columns->len; i++)
        columns = columns || ((const Column *)g_ptr_array_index(field->columns, i))->help;
    if (!columns && !field->help)
        return;
    markup_start(out, "text:p");
    markup_attribute(out, "text:style-name", "Lead");
    if (field->help)
        odt_text(out, field->help);
    for (guint i = 0; columns && i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        if (i > 0 || field->help)
            markup_leaf(out, "text:line-break", NULL);
        markup_start(out, "text:span");
        markup_attribute(out, "text:style-name", "Strong");
        odt_text(out, column->label);
        markup_end(out);
        if (column->help) {
            markup_text(out, NO_BREAK "– ");
            odt_text(out, column->help);
        }
    }
    markup_end(out);
}

static void
put_grid_head(Markup *out, const Field *field)
{
    start_head(out, field->list->label);
    for (guint i = 0; i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        put_cell(out, "Cell.head", "Column", column->label);
    }
    end_head(out);
}

void
odt_grid(Markup *out, const BlankOrder *order, const Field *field)
{
    g_autoptr(GPtrArray) items = asked_items(order, field);
    g_autofree char *name = g_strdup_printf("Questions_%s", field->code);
    put_lead(out, field);
    start_table(out, name, field->name, field->columns->len);
    put_grid_head(out, field);
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        g_autofree char *code = g_strdup_printf("%s.%s", field->printed, item->code);
        start_row(out, "Row");
        put_cell(out, "Cell.code", "Code", code);
        put_cell(out, "Cell.label", "Table_20_Heading", item->label);
        for (guint k = 0; k < field->columns->len; k++) {
            const Column *column = g_ptr_array_index(field->columns, k);
            g_autofree char *bookmark =
                g_strdup_printf("copil_%s_%s_%s", field->name, item->code, column->name);
            put_answer(out, "Cell.answer", "Number", bookmark, NULL);
        }
        markup_end(out);
    }
    markup_end(out);
}

/* ---- what the agreement prints ---- */

void
odt_printed(Markup *out, const Sheet *sheet)
{
    start_table(out, "Convention", "Printed", 0);
    for (guint i = 0; i < sheet->printed->len; i++) {
        const Printed *printed = g_ptr_array_index(sheet->printed, i);
        start_row(out, "Row.head");
        put_cell(out, "Cell.printed", "Printed.title", printed->title);
        put_cell(out, "Cell.printed", "Printed", printed->text);
        markup_end(out);
    }
    markup_end(out);
}

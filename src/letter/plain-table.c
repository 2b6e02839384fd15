/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/plain-table.h"

#include "letter/wrap.h"

enum { INDENT = 2, GAP = 2, HANG = 2, NARROWEST = 8 };

static guint
width_of(const char *text)
{
    return (guint)g_utf8_strlen(text, -1);
}

static guint
width_of_cell(const TableRow *row, guint column)
{
    if (row->kind == ROW_GROUP || column >= row->cells->len)
        return 0;
    const Prose *prose = row->cells->pdata[column];
    guint width = 0;
    for (guint i = 0; prose && i < prose->len; i++)
        width += width_of(((const Span *)prose->pdata[i])->text);
    return width;
}

/* Of each column, that of its widest cell. */
static void
measure(const Table *table, guint *widths)
{
    for (guint c = 0; c < table->columns->len; c++) {
        widths[c] = MAX(width_of(((const TableColumn *)table->columns->pdata[c])->head), 1);
        for (guint r = 0; r < table->rows->len; r++)
            widths[c] = MAX(widths[c], width_of_cell(table->rows->pdata[r], c));
    }
}

static guint
sum_of(const guint *widths, guint count, guint most)
{
    guint sum = 0;
    for (guint i = 0; i < count; i++)
        sum += MIN(widths[i], most);
    return sum;
}

/* The wide columns give way, to one width, until all fit. */
static void
fit(guint *widths, guint count)
{
    guint room = WRAP_WIDTH - INDENT - GAP * (count - 1), most = room;
    while (most > NARROWEST && sum_of(widths, count, most) > room)
        most--;
    for (guint i = 0; i < count; i++)
        widths[i] = MIN(widths[i], most);
}

/* Cells beside each other, TEXTS one a column. */
static void
put_line(GString *out, char *const *texts, const guint *widths, guint count)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    guint height = 1;
    for (guint c = 0; c < count; c++) {
        GStrv lines = wrap_lines(texts[c], widths[c], c == 0 ? HANG : 0);
        height = MAX(height, g_strv_length(lines));
        g_ptr_array_add(cells, lines);
    }
    for (guint l = 0; l < height; l++) {
        guint column = 0, at = INDENT;
        for (guint c = 0; c < count; c++) {
            GStrv lines = cells->pdata[c];
            const char *text = l < g_strv_length(lines) ? lines[l] : "";
            if (*text != '\0') {
                wrap_spaces(out, at - column);
                g_string_append(out, text);
                column = at + width_of(text);
            }
            at += widths[c] + GAP;
        }
        g_string_append_c(out, '\n');
    }
}

static void
put_row(GString *out, const TableRow *row, const guint *widths, guint count)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (guint c = 0; c < count; c++) {
        g_autofree char *text =
            c < row->cells->len ? prose_plain(row->cells->pdata[c]) : g_strdup("");
        g_strv_builder_add(builder, text);
    }
    g_auto(GStrv) texts = g_strv_builder_end(builder);
    if (row->kind == ROW_GROUP)
        wrap_paragraph(out, "  ", texts[0]);
    else
        put_line(out, texts, widths, count);
}

/* Columns without heads need no line for them. */
static void
put_heads(GString *out, const Table *table, const guint *widths, guint count)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_autoptr(GStrvBuilder) rules = g_strv_builder_new();
    gboolean named = FALSE;
    for (guint c = 0; c < count; c++) {
        const TableColumn *column = table->columns->pdata[c];
        g_autofree char *rule = g_strnfill(widths[c], '-');
        named = named || *column->head != '\0';
        g_strv_builder_add(builder, column->head);
        g_strv_builder_add(rules, rule);
    }
    g_auto(GStrv) heads = g_strv_builder_end(builder), lines = g_strv_builder_end(rules);
    if (!named)
        return;
    put_line(out, heads, widths, count);
    put_line(out, lines, widths, count);
}

void
plain_table(GString *out, const Table *table)
{
    guint count = table->columns->len;
    g_autofree guint *widths = g_new0(guint, count);
    measure(table, widths);
    fit(widths, count);
    put_heads(out, table, widths, count);
    for (guint r = 0; r < table->rows->len; r++)
        put_row(out, table->rows->pdata[r], widths, count);
}

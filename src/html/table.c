/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables: every cell knows its heads, by scope.
 */
#include "html/parts.h"

static guint
column_as(const TableColumn *column)
{
    return (column->number ? AS_NUMBER : 0) | (column->quiet ? AS_QUIET : 0);
}

/* Shares of the width, where they are said. */
static void
put_widths(Html *html, const Table *table)
{
    guint all = 0;

    for (guint i = 0; i < table->columns->len; i++)
        all += ((const TableColumn *)table->columns->pdata[i])->share;
    if (all == 0)
        return;
    markup_start(html->markup, "colgroup");
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        g_autofree char *width = g_strdup_printf("width:%u%%", 100 * column->share / all);
        markup_start(html->markup, "col");
        markup_attribute(html->markup, "style", width);
        markup_end(html->markup);
    }
    markup_end(html->markup);
}

static void
put_head(Html *html, const Table *table)
{
    markup_start(html->markup, "thead");
    markup_start(html->markup, "tr");
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        html_start(html, LOOK_COLUMN_HEAD, column_as(column));
        markup_attribute(html->markup, "scope", "col");
        html_text(html, column->head);
        html_end(html);
    }
    markup_end(html->markup);
    markup_end(html->markup);
}

static void
put_group(Html *html, const Table *table, const TableRow *row)
{
    g_autofree char *columns = g_strdup_printf("%u", table->columns->len);

    html_start(html, LOOK_GROUP_HEAD, 0);
    markup_attributes(html->markup, "colspan", columns, "scope", "rowgroup", NULL);
    html_prose(html, row->cells->len ? row->cells->pdata[0] : NULL);
    html_end(html);
}

/* In a mail nothing folds. */
static void
put_more(Html *html, const Table *table, const TableRow *row)
{
    g_autofree char *columns = g_strdup_printf("%u", table->columns->len);

    html_start(html, LOOK_CELL, AS_MORE);
    markup_attribute(html->markup, "colspan", columns);
    html_start(html, LOOK_FOLD, 0);
    if (row->open && !html->mail)
        markup_attribute(html->markup, "open", "");
    html_line(html, LOOK_FOLD_NAME, row->cells->pdata[0]);
    html_start(html, LOOK_LIST, 0);
    for (guint i = 1; i < row->cells->len; i++)
        html_line(html, LOOK_ITEM, row->cells->pdata[i]);
    html_end(html);
    html_end(html);
    html_end(html);
}

static void
put_cells(Html *html, const Table *table, const TableRow *row)
{
    const guint as = row->kind == ROW_TOTAL ? AS_TOTAL : 0;

    for (guint i = 0; i < table->columns->len; i++) {
        html_start(html, i ? LOOK_CELL : LOOK_ROW_HEAD, as | column_as(table->columns->pdata[i]));
        if (i == 0)
            markup_attribute(html->markup, "scope", "row");
        html_prose(html, i < row->cells->len ? row->cells->pdata[i] : NULL);
        html_end(html);
    }
}

/* A group is a body of its own. */
static void
put_rows(Html *html, const Table *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        if (i == 0 || row->kind == ROW_GROUP) {
            if (i)
                markup_end(html->markup);
            markup_start(html->markup, "tbody");
        }
        markup_start(html->markup, "tr");
        html_name(html, row->anchor);
        if (row->kind == ROW_GROUP)
            put_group(html, table, row);
        else if (row->kind == ROW_MORE)
            put_more(html, table, row);
        else
            put_cells(html, table, row);
        markup_end(html->markup);
    }
    if (table->rows->len)
        markup_end(html->markup);
}

static guint
table_as(const Table *table)
{
    guint numbers = 0;

    for (guint i = 0; i < table->columns->len; i++)
        numbers += ((const TableColumn *)table->columns->pdata[i])->number;
    return (table->written ? AS_WRITTEN : 0) | (numbers ? 0 : AS_WORDS);
}

/* By its caption, which then names it in words only. */
static void
start_folded(Html *html, const Table *table)
{
    g_autofree char *words = prose_plain(table->caption);

    html_start(html, LOOK_FOLD, 0);
    html_line(html, LOOK_FOLD_NAME, table->caption);
    html_start(html, LOOK_TABLE, table_as(table));
    markup_attribute(html->markup, "aria-label", words);
}

void
html_table(Html *html, const Table *table)
{
    const gboolean folded = table->folded && table->caption && !html->mail;

    if (folded) {
        start_folded(html, table);
    } else {
        html_start(html, LOOK_TABLE, table_as(table));
        html_line(html, LOOK_CAPTION, table->caption);
    }
    put_widths(html, table);
    put_head(html, table);
    put_rows(html, table);
    html_end(html);
    if (folded)
        html_end(html);
    for (guint i = 0; i < table->notes->len; i++)
        html_line(html, LOOK_NOTE, table->notes->pdata[i]);
}

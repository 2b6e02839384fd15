/* SPDX-License-Identifier: Apache-2.0 */
#include "form/namespaces.h"
#include "form/remark.h"
#include "form/walk.h"
#include <string.h>

#define BLANK_COPIES 64

static TableState *
open_table(const Walk *walk)
{
    return walk->tables->len ? g_ptr_array_index(walk->tables, walk->tables->len - 1) : NULL;
}

void
walk_table_free(gpointer data)
{
    TableState *table = data;
    g_array_unref(table->below);
    g_array_unref(table->coming);
    if (table->block) {
        g_ptr_array_unref(table->block->cells);
        g_free(table->block);
    }
    g_free(table);
}

gboolean
walk_enter_table(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    TableState *table = g_new0(TableState, 1);
    table->nested = walk_in_cell(walk);
    table->number = ++walk->n_tables;
    table->below = g_array_new(FALSE, TRUE, sizeof(guint));
    table->coming = g_array_new(FALSE, TRUE, sizeof(guint));
    g_ptr_array_add(walk->tables, table);
    return TRUE;
}

void
walk_leave_table(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    g_ptr_array_remove_index(walk->tables, walk->tables->len - 1);
}

gboolean
walk_enter_header(xmlNode *node, gpointer data)
{
    (void)node;
    TableState *table = open_table(data);
    if (table)
        table->header = TRUE;
    return TRUE;
}

void
walk_leave_header(xmlNode *node, gpointer data)
{
    (void)node;
    TableState *table = open_table(data);
    if (table)
        table->header = FALSE;
}

/* A row outside of a table, or within a row, is no row. */
gboolean
walk_enter_row(xmlNode *node, gpointer data)
{
    TableState *table = open_table(data);
    if (!table || table->block)
        return FALSE;
    table->row++;
    table->column = 0;
    table->block = g_new0(FlowBlock, 1);
    table->block->table = table->number;
    table->block->row = table->row;
    table->block->header = table->header;
    table->block->nested = table->nested;
    table->block->cells = g_ptr_array_new_with_free_func(textflow_cell_free);
    /* The same text in every copy: one of them is read, the others are counted. */
    table->row += xml_repeat(node, NS_TABLE, "number-rows-repeated") - 1;
    return TRUE;
}

/* What hides the next row: what hid this one, one row less, and what began in it. */
static void
count_down(TableState *table)
{
    if (table->below->len < table->coming->len)
        g_array_set_size(table->below, table->coming->len);
    for (guint i = 0; i < table->below->len; i++) {
        guint *rows = &g_array_index(table->below, guint, i);
        guint coming = i < table->coming->len ? g_array_index(table->coming, guint, i) : 0;
        *rows = MAX(*rows > 0 ? *rows - 1 : 0, coming);
    }
    g_array_set_size(table->coming, 0);
}

void
walk_leave_row(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    TableState *table = open_table(walk);
    count_down(table);
    if (table->nested)
        walk_scope(walk)->pending = walk_scope(walk)->text->len > 0;
    g_ptr_array_add(walk->flow->blocks, g_steal_pointer(&table->block));
}

gboolean
walk_enter_cell(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    if (!walk_in_cell(walk))
        return FALSE;
    g_ptr_array_add(walk->scopes, scope_new());
    return TRUE;
}

static Cover
cover_of(const TableState *table, const xmlNode *node)
{
    if (!xml_is(node, NS_TABLE, "covered-table-cell"))
        return COVER_NONE;
    gboolean from_above =
        table->column < table->below->len && g_array_index(table->below, guint, table->column) > 0;
    return from_above ? COVER_ROW : COVER_COLUMN;
}

/* CELL, at the open column, hides cells of the rows below. */
static void
mark_below(TableState *table, const FlowCell *cell)
{
    guint end = MIN(table->column + cell->columns, FLOW_MAX_ROW);
    if (cell->rows < 2)
        return;
    if (table->coming->len < end)
        g_array_set_size(table->coming, end);
    for (guint i = table->column; i < end; i++)
        g_array_index(table->coming, guint, i) = cell->rows - 1;
}

/* The text of a table inside a cell belongs to that cell too: cells by tabs, rows by newlines. */
static void
put_outside(Walk *walk, const TableState *table, const FlowCell *cell)
{
    Scope *outside = walk_scope(walk);
    gboolean first = table->block->cells->len == 0;
    outside->cell->marks |= MARK_NESTED;
    if (!*cell->text)
        return;
    outside->pending = first && outside->text->len > 0;
    walk_put(walk, first || outside->text->len == 0 ? "" : "\t", 1);
    walk_put(walk, cell->text, 1);
}

static FlowCell *
cell_copy(const FlowCell *cell)
{
    FlowCell *copy = g_new0(FlowCell, 1);
    *copy = *cell;
    copy->text = g_strdup(cell->text);
    copy->bookmark = NULL;
    copy->inlays = g_ptr_array_new();
    return copy;
}

/* Blank copies, as spreadsheets write by the thousand, are kept in small number. */
static void
add_cell(Walk *walk, TableState *table, FlowCell *cell, guint repeat)
{
    gsize length = strlen(cell->text);
    guint copies = length > 0 ? repeat : MIN(repeat, BLANK_COPIES);
    g_ptr_array_add(table->block->cells, cell);
    for (guint i = 1; i < copies; i++) {
        if (length > walk->budget || table->block->cells->len >= FLOW_MAX_ROW ||
            ++walk->n_cells > FLOW_MAX_CELLS) {
            walk->too_long = TRUE;
            return;
        }
        walk->budget -= length;
        g_ptr_array_add(table->block->cells, cell_copy(cell));
    }
}

void
walk_leave_cell(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    TableState *table = open_table(walk);
    FlowCell *cell = scope_take(walk_scope(walk));
    cell->node = node;
    walk_drop_captures(walk, walk_scope(walk));
    g_ptr_array_remove_index(walk->scopes, walk->scopes->len - 1);
    cell->columns = xml_repeat(node, NS_TABLE, "number-columns-spanned");
    cell->rows = xml_repeat(node, NS_TABLE, "number-rows-spanned");
    cell->cover = cover_of(table, node);
    if (walk_is_placeholder(cell->text)) {
        g_autofree char *where = walk_where(walk);
        remark(walk->remarks, FINDING_READ_PLACEHOLDER, NULL, cell->text, where);
        *cell->text = '\0';
    }
    mark_below(table, cell);
    if (table->nested)
        put_outside(walk, table, cell);
    guint repeat = xml_repeat(node, NS_TABLE, "number-columns-repeated");
    if (++walk->n_cells > FLOW_MAX_CELLS || table->block->cells->len >= FLOW_MAX_ROW)
        walk->too_long = TRUE;
    add_cell(walk, table, cell, repeat);
    table->column += repeat;
}

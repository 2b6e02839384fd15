/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables: rows as strips of one line each, so that a row taller than a page goes on to the next.
 */
#include <string.h>

#include "base/text.h"
#include "layout/grid.h"

#define BELOW_CAPTION 3.0
#define ROW_PADDING   2.0
#define WRITTEN_ROW   28.0
#define RULE_STRONG   0.75
#define RULE_HAIR     0.4
#define WHOLE_BELOW   400.0 /* a table that is less high would rather not be cut */

enum { ZEBRA_FROM = 11, UNBROKEN_LINES = 6, ROWS_TOGETHER = 3 };

/* Characters of a table's name where it goes on. */
enum { NAME_MOST = 80 };

/* ---- head ---- */
static void
head_cells(const Grid *grid, Strip *strip, GPtrArray **cells, double height)
{
    double leading = text_style(STYLE_HEAD)->leading;

    for (guint i = 0; i < grid->columns; i++) {
        const TableColumn *c = grid->table->columns->pdata[i];
        double y = height - 4 - leading * cells[i]->len;
        for (guint k = 0; k < cells[i]->len; k++) {
            const Line *line = cells[i]->pdata[k];
            double x = grid->x[i] + (c->number ? grid->w[i] - line->width : 0);
            strip_line(strip, line, x, y + leading * k);
        }
    }
    strip_box(strip, grid->left, 0, grid->width, RULE_STRONG, COLOUR_TEXT);
    strip_box(strip, grid->left, height - RULE_HAIR, grid->width, RULE_HAIR, COLOUR_TEXT);
}

static double
head_lines(const Grid *grid, guint row, GPtrArray **cells)
{
    guint most = 1;

    for (guint i = 0; i < grid->columns; i++) {
        const TableColumn *c = grid->table->columns->pdata[i];
        g_autoptr(GPtrArray) prose = prose_new(c->head);
        cells[i] = flow_lines(grid->flow, prose, STYLE_HEAD, grid->w[i],
                              flow_node(grid->flow, ROLE_HEAD_CELL, row));
        most = MAX(most, cells[i]->len);
    }
    return most * text_style(STYLE_HEAD)->leading + 8;
}

/* What CAPTION is called: "Tableau 3", its strong words, or all of it. */
static char *
caption_name(const Prose *caption)
{
    const Span *first = caption->len ? caption->pdata[0] : NULL;
    g_autofree char *words =
        first && first->style == SPAN_STRONG ? g_strdup(first->text) : prose_plain(caption);
    gsize length = strlen(words);

    while (length && strchr(". ", words[length - 1]))
        words[--length] = '\0';
    return text_shorten(words, NAME_MOST);
}

/* On the next page "Tableau 3 (suite)" stands above the head. */
static void
head_again(Grid *grid, const Strip *head)
{
    const Prose *caption = grid->table->caption;
    double y = caption ? text_style(STYLE_CAPTION)->leading + BELOW_CAPTION : 0;
    Strip *strip = strip_new(0, y + head->height);

    for (guint i = 0; i < head->items->len; i++) {
        Ink item = g_array_index(head->items, Ink, i);
        item.y += y;
        item.baseline += y;
        g_array_append_val(strip->items, item);
    }
    if (caption) {
        g_autofree char *name = caption_name(caption);
        g_autoptr(GPtrArray) prose = prose_add(prose_new(NULL), SPAN_STRONG, name);
        g_autoptr(GPtrArray) lines =
            flow_lines(grid->flow, prose_add(prose, SPAN_PLAIN, " (suite)"), STYLE_CAPTION, 0, 0);
        strip_line(strip, lines->pdata[0], grid->left, 0);
    }
    g_ptr_array_add(grid->flow->again, strip);
    grid->again = strip;
}

static void
flow_head(Grid *grid)
{
    GPtrArray *cells[COLUMNS_MAX];
    guint head = flow_node(grid->flow, ROLE_TABLE_HEAD, grid->node);
    guint row = flow_node(grid->flow, ROLE_TABLE_ROW, head);
    double height = head_lines(grid, row, cells);
    Strip *strip = flow_strip(grid->flow, 0, height);

    head_cells(grid, strip, cells, height);
    for (guint i = 0; i < grid->columns; i++)
        g_ptr_array_unref(cells[i]);
    strip->keep = TRUE;
    strip->wide = grid->left < TEXT_LEFT;
    head_again(grid, strip);
}

/* ---- rows ---- */
typedef struct {
    GPtrArray *cells[COLUMNS_MAX]; /* GPtrArray of Line, or NULL */
    double right[COLUMNS_MAX];     /* what numbers leave free at the right of their column */
    guint lines;
} RowLines;

/* Numbers stand with their marks below each other. */
static double
free_at_right(const Grid *grid, const TableRow *row, guint column, const GPtrArray *lines)
{
    const TableColumn *c = grid->table->columns->pdata[column];
    double right;

    if (!c->number || row_spans(row) || lines->len > 1 ||
        !right_of_mark(grid, row->cells->pdata[column], cell_style(grid->table, row, column),
                       &right))
        return 0;
    right = grid->right[column] - right;
    return MAX(0, MIN(right, grid->w[column] - ((const Line *)lines->pdata[0])->width));
}

/* The words of a row that spans all columns, one cell below the other; the spans are borrowed
 * (transfer container). */
static Prose *
spanning_words(const TableRow *row)
{
    static char line_feed[] = "\n";
    static Span between = {.text = line_feed};
    Prose *words = g_ptr_array_new();

    for (guint i = 0; i < row->cells->len; i++) {
        if (i)
            g_ptr_array_add(words, &between);
        g_ptr_array_extend(words, row->cells->pdata[i], NULL, NULL);
    }
    return words;
}

static void
set_spanning(const Grid *grid, const TableRow *row, guint node, RowLines *set)
{
    const gboolean group = row->kind == ROW_GROUP;
    guint cell = flow_node(grid->flow, group ? ROLE_ROW_CELL : ROLE_CELL, node);
    g_autoptr(GPtrArray) words = spanning_words(row);

    g_array_index(grid->flow->nodes, PageNode, cell).span = grid->columns;
    set->cells[0] =
        flow_lines(grid->flow, words, group ? STYLE_HEAD : STYLE_NOTE, grid->width, cell);
    set->lines = MAX(set->lines, set->cells[0]->len);
}

static void
set_row(const Grid *grid, const TableRow *row, RowLines *set)
{
    guint node = flow_node(grid->flow, ROLE_TABLE_ROW, grid->body);

    *set = (RowLines){.lines = 1};
    if (row_spans(row))
        set_spanning(grid, row, node, set);
    for (guint i = 0; !row_spans(row) && i < MIN(grid->columns, row->cells->len); i++) {
        guint cell = flow_node(grid->flow, i ? ROLE_CELL : ROLE_ROW_CELL, node);
        set->cells[i] = flow_lines(grid->flow, row->cells->pdata[i],
                                   cell_style(grid->table, row, i), grid->w[i], cell);
        set->lines = MAX(set->lines, set->cells[i]->len);
        set->right[i] = free_at_right(grid, row, i, set->cells[i]);
    }
}

/* Line K of every cell of the row. */
static void
row_line(const Grid *grid, const RowLines *set, guint k, Strip *strip, double y)
{
    for (guint i = 0; i < grid->columns; i++) {
        const TableColumn *c = grid->table->columns->pdata[i];
        if (!set->cells[i] || k >= set->cells[i]->len)
            continue;
        const Line *line = set->cells[i]->pdata[k];
        double x = grid->x[i] + (c->number ? grid->w[i] - set->right[i] - line->width : 0);
        strip_line(strip, line, x, y);
    }
}

/* A row of few lines stays whole; of a taller one the first and the last two lines do. */
static gboolean
row_keeps(guint k, guint lines)
{
    if (k + 1 >= lines)
        return FALSE;
    return lines <= UNBROKEN_LINES || k == 0 || k == lines - 2;
}

/* Room for handwriting, with a rule to write on; the table's own ends the last row. */
static void
written_row(const Grid *grid, Strip *strip, double height, gboolean last)
{
    strip->height = MAX(strip->height, height);
    if (!last)
        strip_box(strip, grid->left, strip->height - RULE_HAIR, grid->width, RULE_HAIR,
                  COLOUR_RULE);
}

static void
flow_row(Grid *grid, const TableRow *row, gboolean shaded)
{
    double leading = text_style(STYLE_CELL)->leading;
    gboolean group = row->kind == ROW_GROUP;
    const GPtrArray *rows = grid->table->rows;
    RowLines set;

    flow_place(grid->flow, row->anchor, row->cells->len ? row->cells->pdata[0] : NULL);
    set_row(grid, row, &set);
    for (guint k = 0; k < set.lines; k++) {
        double above = k ? 0 : ROW_PADDING + (group ? 4 : 0);
        double height = above + leading + (k + 1 == set.lines ? ROW_PADDING : 0);
        Strip *strip = flow_strip(grid->flow, 0, height);
        if (shaded)
            strip_box(strip, grid->left, 0, grid->width, strip->height, COLOUR_ZEBRA);
        if (grid->table->written && k + 1 == set.lines)
            written_row(grid, strip, WRITTEN_ROW - leading * k, row == rows->pdata[rows->len - 1]);
        row_line(grid, &set, k, strip, above);
        strip->keep = group || row_keeps(k, set.lines);
        strip->again = grid->again;
        strip->wide = grid->left < TEXT_LEFT;
    }
    for (guint i = 0; i < grid->columns; i++)
        g_clear_pointer(&set.cells[i], g_ptr_array_unref);
}

static void
flow_rows(Grid *grid)
{
    const GPtrArray *rows = grid->table->rows;
    Strip *last;

    grid->body = flow_node(grid->flow, ROLE_TABLE_BODY, grid->node);
    for (guint i = 0, plain = 0; i < rows->len; i++) {
        const TableRow *row = rows->pdata[i];
        if (row->kind == ROW_MORE)
            flow_keep(grid->flow);
        else
            plain = row->kind == ROW_GROUP ? 0 : plain + 1;
        flow_row(grid, row, grid->zebra && row->kind == ROW_PLAIN && plain % 2 == 0);
        /* On no page of a table are there fewer rows. */
        if (i + 1 < ROWS_TOGETHER || i + ROWS_TOGETHER >= rows->len)
            flow_keep(grid->flow);
    }
    last = grid->flow->strips->pdata[grid->flow->strips->len - 1];
    last->height += 2;
    strip_box(last, grid->left, last->height - RULE_STRONG, grid->width, RULE_STRONG, COLOUR_TEXT);
}

/* Long columns of numbers, or long lists: not tables of words in groups. */
static gboolean
wants_zebra(const Table *table)
{
    gboolean numbers = FALSE, groups = FALSE;

    for (guint i = 0; i < table->columns->len; i++)
        numbers |= ((const TableColumn *)table->columns->pdata[i])->number;
    for (guint i = 0; i < table->rows->len; i++)
        groups |= ((const TableRow *)table->rows->pdata[i])->kind == ROW_GROUP;
    return table->rows->len >= ZEBRA_FROM && !table->written && (numbers || !groups);
}

static void
keep_whole(Flow *flow, guint first)
{
    double height = 0;

    for (guint i = first; i < flow->strips->len; i++)
        height += ((const Strip *)flow->strips->pdata[i])->height;
    for (guint i = first; height < WHOLE_BELOW && i + 1 < flow->strips->len; i++)
        ((Strip *)flow->strips->pdata[i])->whole = TRUE;
}

void
flow_table(Flow *flow, const Table *table)
{
    Grid grid = {.flow = flow, .table = table};
    guint first = flow->strips->len;

    g_return_if_fail(table->columns->len > 0 && table->columns->len <= COLUMNS_MAX);
    grid.columns = table->columns->len;
    grid.zebra = wants_zebra(table);
    grid.node = flow_node(flow, ROLE_TABLE, 0);
    set_columns(&grid);
    if (table->caption) {
        flow_prose(flow, table->caption, STYLE_CAPTION, grid.left, grid.width, 20.25,
                   flow_node(flow, ROLE_CAPTION, grid.node));
        flow_keep(flow);
        flow_strip(flow, 0, BELOW_CAPTION)->keep = TRUE;
    } else {
        flow_strip(flow, 10, 0)->keep = TRUE;
    }
    flow_head(&grid);
    if (table->rows->len)
        flow_rows(&grid);
    for (guint i = 0; i < table->notes->len; i++) {
        flow_keep(flow);
        flow_prose(flow, table->notes->pdata[i], STYLE_NOTE, grid.left, grid.width, i ? 0 : 3,
                   flow_node(flow, ROLE_NOTE, 0));
    }
    keep_whole(flow, first);
    flow_strip(flow, 0, GRID);
}

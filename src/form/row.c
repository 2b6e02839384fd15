/* SPDX-License-Identifier: Apache-2.0 */
#include "form/row.h"

#include "form/remark.h"
#include <string.h>

void
row_clear(Row *row)
{
    g_clear_pointer(&row->own, g_ptr_array_unref);
    g_clear_pointer(&row->where, g_free);
}

Row
row_of(const FlowBlock *block)
{
    Row row = {.block = block, .own = g_ptr_array_new(), .where = textflow_where(block)};
    for (guint i = 0; i < block->cells->len; i++) {
        FlowCell *cell = g_ptr_array_index(block->cells, i);
        if (cell->cover != COVER_COLUMN)
            g_ptr_array_add(row.own, cell);
    }
    return row;
}

Row
row_part(const Row *row, guint from, guint to)
{
    Row part = {.block = row->block, .own = g_ptr_array_new(), .where = g_strdup(row->where)};
    for (guint i = from; i < to; i++)
        g_ptr_array_add(part.own, g_ptr_array_index(row->own, i));
    return part;
}

/* QUESTION is a row of a grid: an answer for each column. */
static gboolean
row_is_of_grid(const Question *question)
{
    return question->item && question->field && question->field->columns;
}

const FlowCell *
row_cell(const Row *row, guint i)
{
    return i < row->own->len ? g_ptr_array_index(row->own, i) : NULL;
}

gboolean
row_has_letters(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

guint
row_count_filled(const Row *row)
{
    guint filled = 0;
    for (guint i = 0; i < row->own->len; i++)
        filled += collect_is_blank(row_cell(row, i)->text) ? 0 : 1;
    return filled;
}

char *
row_line(const Row *row)
{
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < row->own->len && line->len < 300; i++)
        g_string_append_printf(line, "%s%s", i ? " | " : "", row_cell(row, i)->text);
    return g_string_free(line, FALSE);
}

gboolean
row_has_figures(const Row *row, guint to)
{
    for (guint i = 0; i < to; i++)
        if (g_ascii_isdigit(*row_cell(row, i)->text))
            return TRUE;
    return FALSE;
}

/* ---- doubts about the answer cells ---- */

void
row_remark_marks(Reader *reader, const Question *question, const Row *row, const FlowCell *cell)
{
    GPtrArray *remarks = reader->form->remarks;
    if (cell->marks & MARK_FRAME)
        remark(remarks, FINDING_READ_FRAME, question->key, cell->text, row->where);
    if (cell->marks & MARK_NESTED)
        remark(remarks, FINDING_READ_NESTED, question->key, cell->text, row->where);
    if (cell->marks & MARK_IMAGE)
        remark(remarks, FINDING_READ_IMAGE, question->key, NULL, row->where);
    if (cell->marks & MARK_LIST)
        remark(remarks, FINDING_READ_LIST, question->key, NULL, row->where);
    if (cell->rows > 1)
        remark(remarks, FINDING_READ_ROWS_MERGED, question->key, cell->text, row->where);
}

/* ---- grids: the place of a cell is its column ---- */

/* Texts of the own cells, FROM one on (transfer full). */
static GPtrArray *
row_texts(const Row *row, guint from)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = from; i < row->own->len; i++)
        g_ptr_array_add(texts, g_strdup(row_cell(row, i)->text));
    return texts;
}

/* The nodes of the own cells from FROM on; of a row that ends before them, that of the last
 * (transfer full). */
static GPtrArray *
row_nodes(const Row *row, guint from)
{
    GPtrArray *nodes = g_ptr_array_new();
    for (guint i = MIN(from, row->own->len - 1); i < row->own->len; i++)
        g_ptr_array_add(nodes, row_cell(row, i)->node);
    return nodes;
}

static void
drop_blank_tail(GPtrArray *texts, guint wanted)
{
    while (texts->len > wanted && collect_is_blank(g_ptr_array_index(texts, texts->len - 1)))
        g_ptr_array_remove_index(texts, texts->len - 1);
}

/* Texts in the columns' places.  Merged or missing cells would shift the others: then it is said,
 * and nothing is read (transfer full). */
static GPtrArray *
grid_texts(Reader *reader, const Question *question, const Row *row, guint from)
{
    guint wanted = question->field->columns->len;
    g_autoptr(GPtrArray) texts = row_texts(row, from);
    drop_blank_tail(texts, wanted);
    if (texts->len == wanted || collect_all_blank(texts))
        return g_steal_pointer(&texts);
    /* "néant" once, over the whole row, is an answer to all of it. */
    gboolean one_word = texts->len == 1 && row_has_letters(g_ptr_array_index(texts, 0));
    if (one_word)
        return g_steal_pointer(&texts);
    remark_count(reader->form->remarks, FINDING_READ_CELL_COUNT, question->key,
                 g_ptr_array_index(texts, 0), row->where, texts->len, wanted);
    g_ptr_array_set_size(texts, 0);
    g_ptr_array_add(texts, g_strdup(""));
    return g_steal_pointer(&texts);
}

/* ---- answers ---- */

/* A grid's numbers in front of code and label: the row was turned round. */
static gboolean
has_answers_before(const Row *row, const Question *question, guint from)
{
    for (guint i = 0; row_is_of_grid(question) && i < from; i++)
        if (g_ascii_isdigit(*row_cell(row, i)->text))
            return TRUE;
    return FALSE;
}

/* The answer cells of QUESTION, from own cell FROM to the end of the row. */
void
row_take_cells(Reader *reader, const Question *question, const char *label, const Row *row,
               guint from)
{
    guint seen = 0, hidden = 0;
    for (guint i = from; i < row->own->len; i++) {
        const FlowCell *cell = row_cell(row, i);
        *(cell->cover == COVER_NONE ? &seen : &hidden) += 1;
        row_remark_marks(reader, question, row, cell);
        collect_used(cell);
    }
    if (hidden > 0)
        remark(reader->form->remarks, FINDING_READ_ROW_COVERED, question->key, NULL, row->where);
    else if (seen == 0 && has_answers_before(row, question, from))
        remark_count(reader->form->remarks, FINDING_READ_CELL_COUNT, question->key, NULL,
                     row->where, 0, question->field->columns->len);
    else if (seen == 0)
        remark(reader->form->remarks, FINDING_READ_NO_CELL, question->key, NULL, row->where);
    GPtrArray *texts =
        row_is_of_grid(question) ? grid_texts(reader, question, row, from) : row_texts(row, from);
    if (texts->len == 0)
        g_ptr_array_add(texts, g_strdup(""));
    collect_answer(reader, question, label, texts, row_nodes(row, from), row->where);
}

/* Label and answer in one cell: told apart by the sheet's label, a line end or a colon, or not
 * read. */
static void
take_merged(Reader *reader, const Question *question, const Row *row, const FlowCell *cell)
{
    const char *text = cell->text + question_label_prefix(question, cell->text);
    if (text == cell->text) {
        const char *mark = strpbrk(text, "\n:");
        text = mark ? mark + 1 : "";
    }
    text += strspn(text, " :\n\t");
    collect_used(cell);
    remark(reader->form->remarks,
           collect_is_blank(text) ? FINDING_READ_NO_CELL : FINDING_READ_LABEL_MERGED, question->key,
           text, row->where);
    collect_one(reader, question, NULL, text, cell->node, row->where);
}

/* The one cell behind the code may be the answer of a narrow table, or label and answer merged,
 * when it spans two columns, begins with the label, or the other rows have one more. */
static gboolean
is_merged(const Question *question, const Row *row, guint code, guint width)
{
    const FlowCell *only = row_cell(row, code + 1);
    if (row->own->len != code + 2 || only->cover != COVER_NONE)
        return FALSE;
    if (question->item && only->columns > 2)
        return FALSE;
    return only->columns > 1 || width > code + 2 || question_label_prefix(question, only->text) > 0;
}

/* The answers stand behind code and label, or between the two. */
static void
take_labelled(Reader *reader, const Question *question, const Row *row, guint code, guint label)
{
    const char *text = row_cell(row, label)->text;
    if (row_is_of_grid(question) && label == code + 1 && label_is_number(question, text)) {
        remark_count(reader->form->remarks, FINDING_READ_CELL_COUNT, question->key, text,
                     row->where, row->own->len - label, question->field->columns->len);
        collect_one(reader, question, NULL, "", row_cell(row, label)->node, row->where);
        return;
    }
    g_autofree char *answer = label > code ? label_answer(question, row, label) : NULL;
    if (!answer)
        label_check(reader, question, row, label);
    if (answer) {
        remark(reader->form->remarks, FINDING_READ_LABEL_MERGED, question->key, answer, row->where);
        collect_one(reader, question, text, answer, row_cell(row, label)->node, row->where);
        return;
    }
    if (label > code + 1)
        g_ptr_array_remove_index(row->own, label);
    row_take_cells(reader, question, text, row, (label == code + 1 ? label : code) + 1);
}

/* Numbers beside the code of a whole grid, a total most likely, answer none of its rows. */
static void
remark_total(Reader *reader, const Question *question, const Row *row, guint code)
{
    g_autofree char *line = row_line(row);
    for (guint i = code + 1; i < row->own->len; i++)
        if (g_ascii_isdigit(*row_cell(row, i)->text)) {
            remark(reader->form->remarks, FINDING_READ_BESIDE, question->key, line, row->where);
            return;
        }
}

/* The row of QUESTION, whose code or word stands in own cell CODE; WIDTH: cells of its widest
 * sister. */
void
row_read_coded(Reader *reader, const Question *question, const Row *row, guint code, guint width)
{
    int label = label_find(question, row, code);
    /* The title of a grid carries its code too; there a cell is rather the exception. */
    gboolean title = question->field && question->field->columns && !question->item;
    if (title && !strchr(question->key, '.'))
        remark_total(reader, question, row, code);
    if (title && (label > (int)code ? (guint)label : code) + 1 >= row->own->len)
        return;
    if (!title && label < 0 && is_merged(question, row, code, width)) {
        take_merged(reader, question, row, row_cell(row, code + 1));
        return;
    }
    if (label < 0)
        row_take_cells(reader, question, NULL, row, code + 1);
    else
        take_labelled(reader, question, row, code, (guint)label);
}

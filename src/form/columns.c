/* SPDX-License-Identifier: Apache-2.0
 *
 * The head of a grid: the titles of its columns.
 */
#include "base/text.h"
#include "form/remark.h"
#include "form/row.h"
#include <string.h>

/* TITLE is the label of column I, alone or with its help behind it. */
static gboolean
is_title_of(const Field *field, guint i, const char *title)
{
    const Column *column = g_ptr_array_index(field->columns, i);
    if (!column->label)
        return FALSE;
    g_autofree char *helped = g_strconcat(column->label, " ", column->help, NULL);
    g_autofree char *label = text_fold(column->label);
    g_autofree char *both = text_fold(helped);
    g_autofree char *first = g_strndup(title, strcspn(title, "\n"));
    g_autofree char *line = text_fold(first);
    g_autofree char *whole = text_fold(title);
    return strcmp(line, label) == 0 || strcmp(whole, both) == 0;
}

static gboolean
is_other_title(const Field *field, const char *title)
{
    for (guint i = 0; i < field->columns->len; i++)
        if (is_title_of(field, i, title))
            return TRUE;
    return FALSE;
}

gboolean
columns_is_head(const Reader *reader, const Row *row)
{
    const GPtrArray *fields = reader->sheet ? reader->sheet->fields : NULL;
    for (guint i = 0; fields && i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);
        guint titles = 0;
        for (guint k = 0; field->columns && k < row->own->len; k++)
            titles += is_other_title(field, row_cell(row, k)->text) ? 1 : 0;
        if (field->columns && titles >= field->columns->len)
            return TRUE;
    }
    return FALSE;
}

void
columns_check(Reader *reader, const Row *head, const Row *row, const Question *question)
{
    const Field *field = question->item ? question->field : NULL;
    if (!field || !field->columns || head->own->len != row->own->len ||
        head->own->len < field->columns->len)
        return;
    guint first = head->own->len - field->columns->len;
    /* A column more or less is said otherwise. */
    if (first < 1 || first > 2 || (first == 1 && row_has_letters(row_cell(row, 1)->text)))
        return;
    for (guint i = 0; i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        const char *title = row_cell(head, first + i)->text;
        g_autofree char *line = g_strndup(title, strcspn(title, "\n"));
        if (!column->label || collect_is_blank(title) || is_title_of(field, i, title))
            continue;
        if (is_other_title(field, title)) {
            remark(reader->form->remarks, FINDING_READ_COLUMN_MOVED, question->key, line,
                   row->where);
            return;
        }
        remark_two(reader->form->remarks, FINDING_READ_COLUMN_TITLE, question->key, line,
                   column->label, row->where);
    }
}

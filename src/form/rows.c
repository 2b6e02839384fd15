/* SPDX-License-Identifier: Apache-2.0
 *
 * The answers of a table, row by row.  A row is known by a code in one of its cells, else by a
 * label, never by its number or by the table's name or head.
 */
#include "form/row.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

/* ---- codes ---- */

/* Own cell with a printed code, and its question; FALSE when there is none. */
static gboolean
find_code(const Reader *reader, const Row *row, guint *at, Question *question)
{
    for (guint i = 0; i < row->own->len; i++) {
        const char *text = row_cell(row, i)->text;
        g_autofree char *code = question_code(reader, text);
        gsize length;
        if (!code && i + 1 < row->own->len) {
            g_autofree char *word = question_bracketed(text, &length);
            code = word ? question_code(reader, word) : NULL;
        }
        if (!code)
            continue;
        *at = i;
        *question = question_of_code(reader, code);
        return TRUE;
    }
    return FALSE;
}

/* ---- rows without a printed code ---- */

/* "code | label | answer" with a code of an unknown convention. */
static gboolean
looks_coded(const Row *row)
{
    return row->own->len >= 3 && question_is_word(row_cell(row, 0)->text) &&
           row_has_letters(row_cell(row, 1)->text);
}

static gboolean
is_head(const Row *row)
{
    static const char *const words[] = {
        "code",     "codes",     "n°",      "numero",   "rubrique", "rubriques",     "libelle",
        "question", "questions", "reponse", "reponses", "intitule", "votre reponse", NULL};
    guint known = 0;
    if (row->block->header)
        return TRUE;
    for (guint i = 0; i < row->own->len; i++) {
        g_autofree char *folded =
            strlen(row_cell(row, i)->text) < 40 ? text_fold(row_cell(row, i)->text) : g_strdup("?");
        if (!*folded)
            continue;
        if (!g_strv_contains(words, folded))
            return FALSE;
        known++;
    }
    return known > 0;
}

/* "label | answer | label | answer": each label of the sheet, with the cells up to the next one. */
static gboolean
read_labelled(Reader *reader, const Row *row)
{
    gboolean found = FALSE;
    for (guint i = 0; i < row->own->len; i++) {
        g_auto(Question) question = {0};
        const char *label = row_cell(row, i)->text;
        if (!question_by_label(reader, label, &question))
            continue;
        found = TRUE;
        if (question.item) {
            row_take_cells(reader, &question, label, row, i + 1);
            if (row_count_filled(row) > 1)
                remark(reader->form->remarks, FINDING_READ_BY_ORDER, question.key, NULL,
                       row->where);
            return TRUE;
        }
        const FlowCell *answer = row_cell(row, i + 1);
        if (!answer) {
            remark(reader->form->remarks, FINDING_READ_NO_CELL, question.key, NULL, row->where);
            collect_one(reader, &question, label, "", row->where);
            return TRUE;
        }
        row_remark_marks(reader, &question, row, answer);
        collect_used(answer);
        collect_one(reader, &question, label, answer->text, row->where);
        i++;
    }
    return found;
}

/* A label that nobody knows names its own question. */
static void
read_unknown_label(Reader *reader, const Row *row)
{
    const char *text = row_cell(row, 0)->text;
    gsize length = strlen(text);
    g_autofree char *word = question_bracketed(text, &length);
    g_autofree char *label = g_strndup(text, length);
    g_autofree char *squeezed = text_squeeze(label);
    gsize end = strlen(squeezed);
    while (end > 0 && strchr(" :", squeezed[end - 1]))
        squeezed[--end] = '\0';
    if (!*squeezed || row->own->len < 2)
        return;
    g_auto(Question) question = question_of_word(reader, word ? word : squeezed);
    row_take_cells(reader, &question, squeezed, row, 1);
}

static gboolean
is_nested(const Row *row)
{
    for (guint i = 0; i < row->own->len; i++)
        if (row_cell(row, i)->marks & MARK_NESTED)
            return TRUE;
    return FALSE;
}

/* The cell that a bookmark of the blank form still marks, when code and label are gone. */
static gboolean
read_bookmarked(Reader *reader, const Row *row)
{
    for (guint i = 0; i < row->own->len; i++) {
        const char *name = row_cell(row, i)->bookmark;
        if (!name || !reader->sheet)
            continue;
        g_autofree char *plain = g_strdup(g_str_has_prefix(name, "copil_") ? name + 6 : name);
        g_auto(Question) question = question_of_word(reader, plain);
        if (!question.code)
            continue;
        row_take_cells(reader, &question, NULL, row, i);
        return TRUE;
    }
    return FALSE;
}

static void
read_uncoded(Reader *reader, const Row *row, gboolean coded_table)
{
    gboolean lone = row->own->len == 1;
    if (lone && !is_nested(row)) {
        lines_read_cell(reader, row->block, row_cell(row, 0));
        return;
    }
    if (is_head(row) || read_labelled(reader, row))
        return;
    if (reader->coded && !coded_table)
        return;
    if (read_bookmarked(reader, row))
        return;
    gboolean only_title = row_count_filled(row) == 0 ||
                          (row_count_filled(row) == 1 && !collect_is_blank(row_cell(row, 0)->text));
    if ((coded_table || reader->sheet) && !only_title && !is_nested(row)) {
        g_autoptr(GPtrArray) texts = row_texts(row, 0);
        g_autoptr(GString) line = g_string_new(NULL);
        for (guint i = 0; i < texts->len && line->len < 300; i++)
            g_string_append_printf(line, "%s%s", i ? " | " : "",
                                   (const char *)g_ptr_array_index(texts, i));
        remark(reader->form->remarks, FINDING_READ_ROW_WITHOUT_CODE, NULL, line->str, row->where);
    }
    if (!coded_table && !row->block->nested && !is_nested(row))
        read_unknown_label(reader, row);
}

/* ---- tables ---- */

typedef struct {
    guint first_coded; /* index of the first row with a printed code, or G_MAXUINT */
    gboolean worded;   /* most rows have a single word for a code */
    guint width;       /* cells of the widest coded row */
    gboolean moved;    /* said already that columns have been moved */
} TableKind;

static TableKind
kind_of(const Reader *reader, guint first, guint last)
{
    TableKind kind = {.first_coded = G_MAXUINT};
    guint words = 0, others = 0;
    for (guint i = first; i <= last; i++) {
        g_auto(Row) row = row_of(g_ptr_array_index(reader->flow->blocks, i));
        g_auto(Question) question = {0};
        guint at;
        gboolean coded = find_code(reader, &row, &at, &question);
        if (coded && kind.first_coded == G_MAXUINT)
            kind.first_coded = i;
        if (row_count_filled(&row) == 0 || is_head(&row))
            continue;
        *(looks_coded(&row) ? &words : &others) += 1;
        if (coded || looks_coded(&row))
            kind.width = MAX(kind.width, row.own->len);
    }
    kind.worded = words > others;
    return kind;
}

static gboolean
is_column(const Field *field, guint i, const char *folded)
{
    const Column *column = g_ptr_array_index(field->columns, i);
    g_autofree char *label = column->label ? text_fold(column->label) : NULL;
    return label && strcmp(label, folded) == 0;
}

/* The columns of a grid are told by their order; a head that says another order says that somebody
 * has moved them. */
static void
check_columns(Reader *reader, const Row *row, const Row *head, const Question *question,
              TableKind *kind)
{
    const Field *field = question->item ? question->field : NULL;
    if (kind->moved || !field || !field->columns || head->block == row->block ||
        head->own->len != row->own->len || head->own->len < field->columns->len)
        return;
    guint first = head->own->len - field->columns->len;
    for (guint i = 0; i < field->columns->len; i++) {
        const char *text = row_cell(head, first + i)->text;
        g_autofree char *folded = text_fold(text);
        gboolean other = FALSE;
        for (guint k = 0; k < field->columns->len && *folded; k++)
            other = other || is_column(field, k, folded);
        if (!other || is_column(field, i, folded))
            continue;
        remark(reader->form->remarks, FINDING_READ_COLUMN_MOVED, question->key, text, row->where);
        kind->moved = TRUE;
        return;
    }
}

static void
read_row(Reader *reader, const Row *row, const Row *head, TableKind *kind, guint i)
{
    g_auto(Question) question = {0};
    guint at = 0;
    if (find_code(reader, row, &at, &question)) {
        check_columns(reader, row, head, &question, kind);
        row_read_coded(reader, &question, row, at, kind->width);
        return;
    }
    gboolean known = reader->labels && g_hash_table_size(reader->labels) > 0;
    if (kind->first_coded == G_MAXUINT && kind->worded && !known && row->own->len > 1 &&
        question_is_word(row_cell(row, 0)->text)) {
        if (is_head(row))
            return;
        question = question_of_word(reader, row_cell(row, 0)->text);
        row_read_coded(reader, &question, row, 0, kind->width);
        return;
    }
    /* Above the first code stand titles and the table's head. */
    if (kind->first_coded != G_MAXUINT && i < kind->first_coded)
        return;
    read_uncoded(reader, row, kind->first_coded != G_MAXUINT);
}

/* A head repeated further down, as some writers do at each page. */
static gboolean
repeats(const Row *row, const Row *head)
{
    if (row->own->len != head->own->len || row->block == head->block)
        return FALSE;
    for (guint i = 0; i < row->own->len; i++)
        if (strcmp(row_cell(row, i)->text, row_cell(head, i)->text) != 0)
            return FALSE;
    return TRUE;
}

void
rows_read(Reader *reader, guint first, guint last)
{
    TableKind kind = kind_of(reader, first, last);
    g_auto(Row) head = row_of(g_ptr_array_index(reader->flow->blocks, first));
    for (guint i = first; i <= last; i++) {
        g_auto(Row) row = row_of(g_ptr_array_index(reader->flow->blocks, i));
        if (row.own->len > 0 && !(kind.first_coded > first && repeats(&row, &head)))
            read_row(reader, &row, &head, &kind, i);
    }
}

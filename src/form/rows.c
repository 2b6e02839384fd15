/* SPDX-License-Identifier: Apache-2.0
 *
 * The answers of a table, row by row.  A row is known by a code in one of its cells, else by a
 * label, never by its number or by the table's name or head.
 */
#include "form/row.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

typedef struct {
    guint first_coded;       /* index of the first row with a printed code, or G_MAXUINT */
    gboolean grid;           /* that row is one of a grid */
    gboolean worded;         /* most rows have a single word for a code */
    guint width;             /* cells of the widest coded row */
    const FlowBlock *titles; /* of the columns, above the rows that are read; or NULL */
    gboolean checked;        /* the titles have been */
    gboolean known;          /* some row was understood */
} TableKind;

/* ---- the titles of columns ---- */

/* A row that may be the head of those below it. */
static void
note_titles(TableKind *kind, const Row *row)
{
    if (row_count_filled(row) < 3 || row_has_figures(row, row->own->len))
        return;
    kind->titles = row->block;
    kind->checked = FALSE;
}

static void
check_titles(Reader *reader, TableKind *kind, const Row *row, const Question *question)
{
    if (!kind->titles || kind->checked || !question->item)
        return;
    g_auto(Row) head = row_of(kind->titles);
    kind->checked = TRUE;
    columns_check(reader, &head, row, question);
}

/* ---- rows without a printed code ---- */

/* "code | label | answer" with a code of an unknown convention. */
static gboolean
looks_coded(const Row *row)
{
    return row->own->len >= 3 && question_is_word(row_cell(row, 0)->text) &&
           row_has_letters(row_cell(row, 1)->text);
}

/* "label | answer | label | answer": each label of the sheet, with the cells up to the next one. */
static gboolean
read_labelled(Reader *reader, const Row *row, TableKind *kind)
{
    gboolean found = FALSE;
    for (guint i = 0; i < row->own->len; i++) {
        g_auto(Question) question = {0};
        const char *label = row_cell(row, i)->text;
        if (!question_by_label(reader, label, &question))
            continue;
        found = TRUE;
        if (question.item) {
            check_titles(reader, kind, row, &question);
            row_take_cells(reader, &question, label, row, i + 1);
            if (row_count_filled(row) > 1)
                remark(reader->form->remarks, FINDING_READ_BY_ORDER, question.key, NULL,
                       row->where);
            return TRUE;
        }
        const FlowCell *answer = row_cell(row, i + 1);
        /* "academie | Académie | Paris": the name of the field stands before its label. */
        if (answer && row_cell(row, i + 2) && question_is_label(&question, answer->text))
            answer = row_cell(row, ++i + 1);
        if (!answer) {
            remark(reader->form->remarks, FINDING_READ_NO_CELL, question.key, NULL, row->where);
            collect_one(reader, &question, label, "", row_cell(row, i)->node, row->where);
            return TRUE;
        }
        row_remark_marks(reader, &question, row, answer);
        collect_used(answer);
        collect_one(reader, &question, label, answer->text, answer->node, row->where);
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
read_uncoded(Reader *reader, const Row *row, TableKind *kind)
{
    gboolean coded_table = kind->first_coded != G_MAXUINT;
    gboolean lone = row->own->len == 1;
    if (lone && !is_nested(row)) {
        lines_read_cell(reader, row->block, row_cell(row, 0));
        return;
    }
    if (row_is_head(row)) {
        note_titles(kind, row);
        return;
    }
    if (read_labelled(reader, row, kind) || read_bookmarked(reader, row)) {
        kind->known = TRUE;
        return;
    }
    note_titles(kind, row);
    if ((reader->coded && !coded_table) || row_is_quoted(reader, row) ||
        columns_is_head(reader, row))
        return;
    const char *title = row_cell(row, 0)->text;
    gboolean only_title =
        row_count_filled(row) == 0 ||
        (row_count_filled(row) == 1 && !collect_is_blank(title) && !own_words_lack(reader, title));
    if ((coded_table || reader->sheet) && !only_title && !is_nested(row)) {
        g_autofree char *line = row_line(row);
        remark(reader->form->remarks, FINDING_READ_ROW_WITHOUT_CODE, NULL, line, row->where);
    }
    if (!coded_table && !row->block->nested && !is_nested(row))
        read_unknown_label(reader, row);
}

/* Above the first code stand titles and the table's head; but a row of answers there has only lost
 * its code. */
static void
read_above(Reader *reader, const Row *row, TableKind *kind)
{
    /* The head of a grid may have words that are labels elsewhere. */
    gboolean figures = row_has_figures(row, row->own->len);
    gboolean answers = figures || !kind->grid;
    if (!row_is_head(row) && answers && read_labelled(reader, row, kind))
        return;
    note_titles(kind, row);
    if (row_is_head(row) || !figures || row_count_filled(row) < 2)
        return;
    g_autofree char *line = row_line(row);
    remark(reader->form->remarks, FINDING_READ_ROW_WITHOUT_CODE, NULL, line, row->where);
}

/* ---- tables ---- */

static TableKind
kind_of(const Reader *reader, guint first, guint last)
{
    TableKind kind = {.first_coded = G_MAXUINT};
    guint words = 0, others = 0;
    for (guint i = first; i <= last; i++) {
        g_auto(Row) row = row_of(g_ptr_array_index(reader->flow->blocks, i));
        g_auto(Question) question = {0};
        const char *beside;
        guint at;
        gboolean coded = row_find_code(reader, &row, &at, &question, &beside);
        if (coded && kind.first_coded == G_MAXUINT) {
            kind.first_coded = i;
            kind.grid = question.item != NULL;
        }
        if (row_count_filled(&row) == 0 || row_is_head(&row))
            continue;
        *(looks_coded(&row) ? &words : &others) += 1;
        if (coded || looks_coded(&row))
            kind.width = MAX(kind.width, row.own->len);
    }
    kind.worded = words > others;
    return kind;
}

/* What stands beside the code in its cell is the label, or it is not read. */
static void
read_coded(Reader *reader, const Question *question, const Row *row, guint at, const char *beside,
           guint width)
{
    const FlowCell *next = row_cell(row, at + 1);
    gboolean label =
        beside && (question_is_label(question, beside) ||
                   (row_has_letters(beside) && next && !question_is_label(question, next->text)));
    if (label) {
        row_take_cells(reader, question, beside, row, at + 1);
        return;
    }
    gboolean before = at > 1 && next && row_has_figures(row, at - 1);
    g_autofree char *line = before ? row_line(row) : NULL;
    if (beside || line)
        remark(reader->form->remarks, FINDING_READ_BESIDE, question->key, beside ? beside : line,
               row->where);
    row_read_coded(reader, question, row, at, width);
}

static void read_row(Reader *reader, const Row *row, TableKind *kind, guint i);

/* "code | label | answer | code | label | answer": each by itself. */
static void
read_parts(Reader *reader, const Row *row, TableKind *kind, guint i, guint next)
{
    g_auto(Row) first = row_part(row, 0, next);
    g_auto(Row) rest = row_part(row, next, row->own->len);
    guint width = kind->width;
    kind->width = 0;
    read_row(reader, &first, kind, i);
    read_row(reader, &rest, kind, i);
    kind->width = width;
}

static void
read_row(Reader *reader, const Row *row, TableKind *kind, guint i)
{
    g_auto(Question) question = {0};
    const char *beside;
    guint at = 0;
    if (row_find_code(reader, row, &at, &question, &beside)) {
        guint next = row_next_code(reader, row, at);
        if (next > 0) {
            read_parts(reader, row, kind, i, next);
            return;
        }
        if (question.item)
            check_titles(reader, kind, row, &question);
        else
            note_titles(kind, row);
        read_coded(reader, &question, row, at, beside, kind->width);
        return;
    }
    gboolean known = reader->sheet && g_hash_table_size(reader->sheet->labels) > 0;
    if (kind->first_coded == G_MAXUINT && kind->worded && !known && row->own->len > 1 &&
        question_is_word(row_cell(row, 0)->text)) {
        if (row_is_head(row))
            return;
        question = question_of_word(reader, row_cell(row, 0)->text);
        row_read_coded(reader, &question, row, 0, kind->width);
        return;
    }
    if (kind->first_coded != G_MAXUINT && i < kind->first_coded)
        read_above(reader, row, kind);
    else
        read_uncoded(reader, row, kind);
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

/* A table of the sender's own between those of the form: said once. */
static void
remark_unread(Reader *reader, guint first, guint last)
{
    for (guint i = first; i <= last; i++) {
        g_auto(Row) row = row_of(g_ptr_array_index(reader->flow->blocks, i));
        if (row.block->nested || is_nested(&row) || row_count_filled(&row) < 2 ||
            !row_has_figures(&row, row.own->len) || row_is_quoted(reader, &row))
            continue;
        g_autofree char *line = row_line(&row);
        remark(reader->form->remarks, FINDING_READ_TABLE_UNREAD, NULL, line, row.where);
        return;
    }
}

void
rows_read(Reader *reader, guint first, guint last)
{
    TableKind kind = kind_of(reader, first, last);
    g_auto(Row) head = row_of(g_ptr_array_index(reader->flow->blocks, first));
    for (guint i = first; i <= last; i++) {
        g_auto(Row) row = row_of(g_ptr_array_index(reader->flow->blocks, i));
        if (row.own->len > 0 && !(kind.first_coded > first && repeats(&row, &head)))
            read_row(reader, &row, &kind, i);
    }
    if (reader->coded && kind.first_coded == G_MAXUINT && !kind.known)
        remark_unread(reader, first, last);
}

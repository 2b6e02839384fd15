/* SPDX-License-Identifier: Apache-2.0
 *
 * row.h - one row of a table, and the answer in its cells.  Private to rows.c and its helpers
 * (row.c, code.c, printed.c, label.c, columns.c).
 */
#pragma once

#include "form/reader.h"

/* A row being understood. */
typedef struct {
    const FlowBlock *block;
    GPtrArray *own; /* FlowCell, borrowed: all but those merged with the one before them */
    char *where;
} Row;

Row row_of(const FlowBlock *block);
/* The own cells FROM up to TO as a row. */
Row row_part(const Row *row, guint from, guint to);
void row_clear(Row *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Row, row_clear)

/* The I-th own cell, or NULL. */
const FlowCell *row_cell(const Row *row, guint i);
/* Own cells that hold something. */
guint row_count_filled(const Row *row);
gboolean row_has_letters(const char *text);
/* Own cells up to TO that begin with a figure. */
gboolean row_has_figures(const Row *row, guint to);
/* "a | b | c", for a finding (transfer full). */
char *row_line(const Row *row);

/* What is doubtful in an answer's cell: frames, pictures, rows merged. */
void row_remark_marks(Reader *reader, const Question *question, const Row *row,
                      const FlowCell *cell);
/* The answer cells of QUESTION, from own cell FROM to the end of the row. */
void row_take_cells(Reader *reader, const Question *question, const char *label, const Row *row,
                    guint from);
/* The row of QUESTION, whose code or word stands in own cell CODE; WIDTH: cells of its widest
 * sister. */
void row_read_coded(Reader *reader, const Question *question, const Row *row, guint code,
                    guint width);

/* ---- code.c ---- */
/* Own cell with a printed code, and its question; *BESIDE is what else stands in it, or NULL. FALSE
 * when there is none. */
gboolean row_find_code(const Reader *reader, const Row *row, guint *at, Question *question,
                       const char **beside);
/* The next own cell with a code, behind that in AT and a cell at least, and before another; 0:
 * none.
 */
guint row_next_code(const Reader *reader, const Row *row, guint at);

/* ---- printed.c ---- */
/* The head of a table, "Code | Question | Réponse". */
gboolean row_is_head(const Row *row);
/* What the blank forms quote of the agreement: "title | text". */
gboolean row_is_quoted(const Reader *reader, const Row *row);

/* ---- label.c ---- */
/* Index among the own cells of the label of QUESTION, whose code stands in own cell CODE; -1: it
 * has none. */
int label_find(const Question *question, const Row *row, guint code);
/* A number stands where the label should. */
gboolean label_is_number(const Question *question, const char *text);
/* "Courriel : lp@exemple.fr" in the label's cell, the answer cells left blank (transfer full); or
 * NULL. */
char *label_answer(const Question *question, const Row *row, guint label);
/* What is written in own cell LABEL that is neither the label nor read. */
void label_check(Reader *reader, const Question *question, const Row *row, guint label);

/* ---- columns.c ---- */
/* The titles of all columns of some grid of the sheet stand in ROW. */
gboolean columns_is_head(const Reader *reader, const Row *row);
/* The columns of a grid are told by their order: where HEAD, the row of their titles, says
 * otherwise, that is said, once for the row of QUESTION. */
void columns_check(Reader *reader, const Row *head, const Row *row, const Question *question);

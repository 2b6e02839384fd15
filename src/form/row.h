/* SPDX-License-Identifier: Apache-2.0
 *
 * row.h - one row of a table, and the answer in its cells.  Private to rows.c.
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
void row_clear(Row *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Row, row_clear)

/* The I-th own cell, or NULL. */
const FlowCell *row_cell(const Row *row, guint i);
/* Own cells that hold something. */
guint row_count_filled(const Row *row);
gboolean row_has_letters(const char *text);
/* Texts of the own cells, FROM one on (transfer full). */
GPtrArray *row_texts(const Row *row, guint from);

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

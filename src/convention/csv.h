/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.h - reading a table that a spreadsheet saved as CSV: ';' between cells, "…" around some,
 * LF or CRLF, BOM tolerated.  Inside this room only.
 */
#pragma once

#include "convention/mistakes.h"

typedef struct {
    guint line;         /* on which the row starts, from 1 */
    guint first, count; /* of its cells */
} CsvRow;

typedef struct {
    char *text;       /* in which the cells stand */
    GPtrArray *cells; /* char *, of all rows; never NULL */
    GArray *rows;     /* CsvRow: those that hold something */
} CsvTable;

/* NULL and mistakes when the file is not UTF-8 text or a quote stays open (transfer full). */
CsvTable *csv_read(GBytes *bytes, const char *file, GPtrArray *mistakes);
void csv_free(CsvTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvTable, csv_free)

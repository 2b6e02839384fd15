/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.h - reading a table that a spreadsheet saved as CSV: ';' between cells, "…" around some,
 * LF or CRLF, BOM tolerated.  Inside this room only.
 */
#pragma once

#include "convention/mistakes.h"

typedef struct {
    guint line;   /* on which the row starts, from 1 */
    char **cells; /* never NULL */
} CsvRow;

/* The rows that hold something, as GPtrArray of CsvRow; NULL and mistakes when the file is not
 * UTF-8 text or a quote stays open (transfer full). */
GPtrArray *csv_read(GBytes *bytes, const char *file, GPtrArray *mistakes);

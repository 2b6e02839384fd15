/* SPDX-License-Identifier: Apache-2.0
 *
 * contribution.h - what each standing form gives to an indicator.  Inside the room figures only.
 */
#pragma once

#include "figures/column.h"

/* One form's share in one cell.  Numbers are scaled by NUMBER_SCALE. */
typedef struct {
    const Standing *form;
    const CodeList *list; /* of the grid that was read; NULL: none */
    const char *item;     /* of that list, or of the choice that was read; NULL: none */
    const char *part;     /* code of the list of parts, interned; or NULL */
    gint64 numerator, denominator;
    gboolean of, over; /* which of both were given */
    const char *text;  /* of texts and dates, else NULL; belongs to the columns */
} Contribution;

/* The column of GRID that counts a part of COLUMN, or NULL. */
const Column *column_of_part(const Field *grid, const Column *column);
/* The position of its item in the list of parts; G_MAXUINT: its scope has none. */
guint figure_part(const Convention *convention, const Figure *figure);

/* Contributions to INDICATOR in a breakdown (NULL: the whole): GArray of Contribution, by
 * form.  PARTS: the convention's, or NULL. */
GArray *contributions_read(const Columns *columns, const CodeList *parts,
                           const Indicator *indicator, const Breakdown *breakdown);

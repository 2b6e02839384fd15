/* SPDX-License-Identifier: Apache-2.0
 *
 * contribution.h - what each standing form gives to an indicator.  Inside the room figures only.
 */
#pragma once

#include "figures/figures.h"

/* A form that stands.  What sources name too is shared with them (GRefString). */
typedef struct {
    gint64 rank, received;
    char *id, *organisation, *original; /* GRefString */
    const Sheet *sheet;                 /* NULL: the convention has it no more */
    char *kind, *territory, *period, *event;
    GHashTable *choices; /* const Field * of a choice → code of its answer, interned */
} Standing;

/* One form's share in one cell.  Numbers are scaled by NUMBER_SCALE. */
typedef struct {
    const Standing *form;
    const CodeList *list; /* of the grid or choice that was read; NULL: none */
    const char *item;     /* of that list, interned; NULL: none */
    const char *part;     /* code of the list of parts, or NULL */
    gint64 numerator, denominator;
    const char *text; /* of texts and dates, else NULL; belongs to the columns read */
} Contribution;

/* The column of GRID that counts a part of COLUMN, or NULL. */
const Column *column_of_part(const Field *grid, const Column *column);
/* The breakdown that FIGURE is of; NULL: the whole. */
const Breakdown *figure_breakdown(const Figure *figure);
/* One of OPERANDS (or NULL) counts people. */
gboolean operands_people(const GPtrArray *operands);
/* The position of its item in the list of parts; G_MAXUINT: its scope has none. */
guint figure_part(const Convention *convention, const Figure *figure);

/* A + B; beyond the 64 bits that a scaled number has it stays at their bound: a thousand forms of
 * twelve figures must not come out small, or negative. */
gint64 contribution_add(gint64 a, gint64 b);

/* All that stands, by sheet id: GHashTable of GPtrArray of Standing, ordered by organisation,
 * period, id.  An event that several organisations declared stands once, as joint.h says. */
GHashTable *standing_read(Register *reg, const Convention *convention, GError **error);

/* Columns read so far for one indicator, at first none; contributions borrow from it. */
GHashTable *columns_new(void);
/* Contributions to INDICATOR in a breakdown (NULL: the whole): GArray of Contribution, in the order
 * of the forms.  PARTS: the convention's, or NULL. */
GArray *contributions_read(Register *reg, GHashTable *standing, GHashTable *columns,
                           const CodeList *parts, const Indicator *indicator,
                           const Breakdown *breakdown, GError **error);

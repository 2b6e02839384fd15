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
    char *kind, *territory, *period, *event;
} Standing;

/* One form's share in one cell.  Numbers are scaled by NUMBER_SCALE. */
typedef struct {
    const Standing *form;
    const char *item;  /* of the grid, or value of a choice; interned; NULL: none */
    const char *genre; /* "F", "G", or NULL */
    gint64 numerator, denominator;
    const char *text; /* of texts and dates, else NULL; belongs to the columns read */
} Contribution;

/* A + B; beyond the 64 bits that a scaled number has it stays at their bound: a thousand forms of
 * twelve figures must not come out small, or negative. */
gint64 contribution_add(gint64 a, gint64 b);

/* All that stands, by sheet id: GHashTable of GPtrArray of Standing, ordered by organisation,
 * period, id.  An event that several organisations declared stands once. */
GHashTable *standing_read(Register *reg, const Convention *convention, GError **error);

/* Columns read so far for one indicator, at first none; contributions borrow from it. */
GHashTable *columns_new(void);
/* Contributions to INDICATOR in a breakdown (NULL: the whole): GArray of Contribution, in the order
 * of the forms. */
GArray *contributions_read(Register *reg, GHashTable *standing, GHashTable *columns,
                           const Indicator *indicator, const Breakdown *breakdown, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * contribution.h - what each standing form gives to an indicator.  Inside the room figures only.
 */
#pragma once

#include "figures/figures.h"

/* A form that stands. */
typedef struct {
    gint64 rank, received;
    char *id, *organisation, *kind, *territory, *period, *event, *original;
} Standing;

/* One form's share in one cell.  Numbers are scaled by NUMBER_SCALE. */
typedef struct {
    const Standing *form;
    const char *item;  /* of the grid, or value of a choice; interned; NULL: none */
    const char *genre; /* "F", "G", or NULL */
    gint64 numerator, denominator;
    char *text; /* of texts and dates, else NULL */
} Contribution;

/* All that stands, by sheet id: GHashTable of GPtrArray of Standing, ordered by organisation,
 * period, id.  An event that several organisations declared stands once. */
GHashTable *standing_read(Register *reg, const Convention *convention, GError **error);

/* Contributions to INDICATOR in a breakdown (NULL: the whole): GArray of Contribution, in the order
 * of the forms. */
GArray *contributions_read(Register *reg, GHashTable *standing, const Indicator *indicator,
                           const Breakdown *breakdown, GError **error);

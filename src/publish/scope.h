/* SPDX-License-Identifier: Apache-2.0
 *
 * scope.h - the part of the whole that an edition is about: one item of a list, as pairs in the
 * manner of Figure.scope; none: the whole.
 */
#pragma once

#include "figures/figures.h"

/* "academie=CRETEIL diplome=GI"; of none "" (transfer full). */
char *scope_text(char *const *pairs);
/* The pairs of such a text (transfer full). */
char **scope_pairs(const char *text);

/* TRUE when every one of PAIRS is one of FIGURE's. */
gboolean scope_within(char *const *pairs, const Figure *figure);
/* TRUE when ORGANISATION (identifier) belongs to it: by its territory and kind; other lists don't
 * tell organisations apart. */
gboolean scope_admits(char *const *pairs, const Definition *definition, const char *organisation);
/* TRUE when PAIRS tell organisations apart. */
gboolean scope_of_organisations(char *const *pairs, const Convention *convention);

/* Leave of FIGURES those within PAIRS; of dates and texts, which no list breaks down, the whole
 * with the answers of the organisations that belong. */
void figures_narrow(GPtrArray *figures, char *const *pairs, const Definition *definition);
/* Of FIGURES within PAIRS, take away what single organisations gave to counts of people: whether it
 * may be shown is known of the whole alone (figures_hide).  Nothing of the whole. */
void figures_withhold(GPtrArray *figures, char *const *pairs);

/* SPDX-License-Identifier: Apache-2.0
 *
 * publish.h - figures as they may leave the house: small counts of people are not shown.
 */
#pragma once

#include "figures/figures.h"

/* What QUERY asks for, as figures_compute gives it; unless CONFIDENTIAL, what must not be shown is
 * masked: such a figure has no value, numerator or denominator, and sources have no value where a
 * small one would follow, nor where it is a text that the clerk did not pass (transfer full; NULL
 * with ERROR). */
GPtrArray *publish_figures(Register *reg, const Definition *definition, const FigureQuery *query,
                           gboolean confidential, GError **error);

/* The same, indicator by indicator, each handed to TAKE: for all that have their sources, which are
 * never held at once. */
typedef void (*PublishTake)(gpointer data, const GPtrArray *figures);
gboolean publish_each(Register *reg, const Definition *definition, const FigureQuery *query,
                      gboolean confidential, PublishTake take, gpointer data, GError **error);

/* The first half of it: set masked in those of FIGURES (all of one state, uncut) that must not be
 * shown, with regard to what editions showed.  Values stay. */
gboolean publish_mark(Register *reg, const Definition *definition, GPtrArray *figures,
                      GError **error);
/* Take from the sources of FIGURES the texts of forms that are not PASSED (a set of submission ids;
 * NULL: none is): what people wrote leaves the house when the clerk has read it. */
void publish_passed(const GPtrArray *figures, GHashTable *passed);

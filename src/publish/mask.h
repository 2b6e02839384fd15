/* SPDX-License-Identifier: Apache-2.0
 *
 * mask.h - small counts of people are not shown.  Inside the room publish only.
 */
#pragma once

#include "figures/figures.h"

/* Set masked in those of FIGURES (all of one register state, of every period and scope) that must
 * not be shown, so that no masked count can be derived from the others, nor from what ISSUED
 * editions showed (GPtrArray of GPtrArray of Figure, as editions_figures gives them; or NULL).
 * Values stay: figures_hide takes them away. */
void figures_mask(const GPtrArray *figures, const GPtrArray *issued, const Convention *convention);
/* The indicators of people that count something of which FIGURES (all of one state, masked) have a
 * small answer or a masked count, or of which another such one counts something: a set of
 * const Indicator * (transfer container). */
GHashTable *figures_delicate(const GPtrArray *figures);
/* Take from masked FIGURES what they must not show, and from sources of what is DELICATE their
 * values. */
void figures_hide(const GPtrArray *figures, GHashTable *delicate);

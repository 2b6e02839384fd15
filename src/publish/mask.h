/* SPDX-License-Identifier: Apache-2.0
 *
 * mask.h - small counts of people are not shown.  Inside the room publish only.
 */
#pragma once

#include "figures/figures.h"

/* Figures, and by which convention they were computed. */
typedef struct {
    const Convention *convention;
    GPtrArray *figures; /* Figure */
    const char *stood;  /* of what an edition showed: its number; "0": of today; else as Figure */
} Body;

/* Set masked in those of TODAY (all of one register state, of every period and scope) that must not
 * be shown, so that no masked count can be derived from the others and from what editions showed:
 * ISSUED, GPtrArray of Body.  TOGETHER, GPtrArray of Body likewise: of the forms that stood
 * together in some of all these, what they gave.  Values stay: figures_hide takes them away. */
void figures_mask(const Body *today, const GPtrArray *issued, const GPtrArray *together);
/* The indicators of people that count something of which FIGURES (all of one state, masked) have a
 * small answer or a masked count, or of which another such one counts something: a set of
 * const Indicator * (transfer container). */
GHashTable *figures_delicate(const GPtrArray *figures);
/* Take from masked FIGURES what they must not show, and from sources of what is DELICATE their
 * values. */
void figures_hide(const GPtrArray *figures, GHashTable *delicate);

/* SPDX-License-Identifier: Apache-2.0
 *
 * mask.h - small counts of people are not shown.  Inside the room figures only.
 */
#pragma once

#include "figures/figures.h"

/* Mask in place the figures that count people from 1 to BELOW - 1, and, within each table (one
 * indicator, period and breakdown), further cells until no single masked one is left whose value
 * would follow from the total.  Sources lose their values wherever one of them is small. */
void figures_mask(GPtrArray *figures, guint below);

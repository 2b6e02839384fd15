/* SPDX-License-Identifier: Apache-2.0
 *
 * expected.h - how many organisations a figure is asked of.  Inside the room figures only.
 */
#pragma once

#include "figures/periods.h"

/* The participants of each period, counted by kind and territory. */
typedef struct Expected Expected;

/* Borrows both. */
Expected *expected_new(const Definition *definition, const Periods *periods);
void expected_free(Expected *expected);
/* N: the participants of the period (a position in Periods), of the kinds that fill the numerator,
 * within the scope. */
guint expected_count(const Expected *expected, const Indicator *indicator, guint period,
                     char **scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expected, expected_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-sums.h - which published counts add up to which.  Inside the room publish only.
 */
#pragma once

#include "publish/mask-state.h"
#include "publish/mask.h"

/* The counts of all these figures, which are as figures_mask has them, with
 *   - within each: a whole and its items along each list and crossing, a year and its halves, the
 *     term and its years, what is counted together and apart, a share's part and whole;
 *   - at the same place counted over other forms, by another indicator or in an edition of then:
 *     what differs, which is a count too when it is small;
 *   - in each state that was published what its forms gave, those that stood together being one:
 *     of three editions that would tell a small number may follow though it does of no two.
 * Figures are borrowed (transfer full). */
Counts *counts_gather(const Body *today, const GPtrArray *issued, const GPtrArray *together);

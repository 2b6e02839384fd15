/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-protect.h - which figures to mask so that no masked count follows from those shown.  Inside
 * the room publish only.
 */
#pragma once

#include "publish/mask-counts.h"

/* Set masked in today's figures that publish a small count, and in as many more as it takes. */
void counts_protect(const Counts *counts);

/* SPDX-License-Identifier: Apache-2.0
 *
 * debtors.h - who has to be reminded of what.
 */
#pragma once

#include "figures/figures.h"

typedef struct {
    const Participant *who;
    GPtrArray *owed; /* Expectation, borrowed, in their order */
} Debtor;

/* The participants who owe something on TODAY (julian), in the order of the list: GPtrArray of
 * Debtor (transfer full), over borrowed EXPECTATIONS. */
GPtrArray *debtors_of(const Definition *definition, const GPtrArray *expectations, guint32 today);

/* SPDX-License-Identifier: Apache-2.0
 *
 * periods.h - the periods of a register's figures, in order.  Inside the room figures only.
 */
#pragma once

#include "figures/figures.h"

#define PERIOD_NONE G_MAXUINT

typedef struct {
    GPtrArray *names; /* interned: halves before their year, years oldest first, the term last */
    GArray *years;    /* guint: which of NAMES is the year of each */
    GPtrArray *definitions; /* const Definition *, borrowed: in force when each begins; of the term
                               the newest */
} Periods;

/* Every period that a form names, whatever became of it, and the years of halves; or those of which
 * EDITION has figures, unless it is 0.  ASKED: one more, or NULL. */
Periods *periods_read(Register *reg, const Definition *definition, gint64 edition,
                      const char *asked, GError **error);
void periods_free(Periods *periods);
/* The position of NAME; PERIOD_NONE when there is none. */
guint periods_find(const Periods *periods, const char *name);
const char *periods_name(const Periods *periods, guint position);
const Definition *periods_definition(const Periods *periods, guint position);
gboolean period_is_half(const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Periods, periods_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-counts.h - the counts of people that figures publish, and the sums that link them.  Inside
 * the room publish only.
 *
 * A count is told by what is counted (operands), period, scope and number: two indicators, or an
 * edition of then and the figures of today, that have the same number there have the same count.
 * Zero is no count: it is never masked, so it is always known.
 */
#pragma once

#include "figures/figures.h"

typedef struct Count Count;
struct Count {
    gint64 number, least; /* true, and what anybody knows that it is at least; scaled */
    guint rank;           /* order of coming up */
    gboolean known;       /* an issued edition showed it, or what follows from such */
    gboolean sensitive;   /* small: nobody may narrow it down */
    gboolean assumed;     /* maybe somebody knows it: what moves it protects only where nothing else
                             does */
    GPtrArray *figures;   /* Figure of today that publish it, borrowed; none: only sums know it */
    Count *same;          /* equals it by a sum, and has all that is said here; NULL: none */
    GPtrArray *equals;    /* Count that have this one as the same, at any distance */
};

/* TOTAL is Σ PARTS, of numbers that are not zero. */
typedef struct {
    Count *total;
    GPtrArray *parts; /* Count, borrowed; MISSING too */
    Count *missing;   /* what the published parts lack to the total; NULL: nothing */
} Sum;

typedef struct {
    GPtrArray *counts;   /* Count */
    GPtrArray *sums;     /* Sum */
    GHashTable *by_name; /* Count by operands, period, scope and number */
    gint64 below;        /* numbers under it are small; scaled */
} Counts;

/* None yet; those under BELOW are small (transfer full). */
Counts *counts_new(guint below);
void counts_free(Counts *counts);
/* The count that has what is said of COUNT. */
Count *count_root(Count *count);
/* The count of that NAME, new or not (transfer none); anybody knows that it is at least LEAST. */
Count *counts_name(Counts *counts, const char *name, gint64 number, gint64 least);
/* Add TOTAL = Σ PARTS (Count), with what is missing to it as a part of its own, SENSITIVE if small.
 * Nothing when the parts exceed the total. */
void counts_add_sum(Counts *counts, Count *total, const GPtrArray *parts, gboolean sensitive);
/* Add Σ PARTS: nobody publishes it, but who knows the forms that gave them may know it. */
void counts_add_closed(Counts *counts, const GPtrArray *parts);
/* Add PART ≤ TOTAL: by how much is nobody's secret, and nobody knows when they are equal. */
void counts_add_bound(Counts *counts, Count *total, Count *part);
/* What follows from known counts is known. */
void counts_derive(Counts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Counts, counts_free)

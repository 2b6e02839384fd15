/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-family.h - counts that sums link with each other, and how they can move together.  Inside
 * the room publish only.
 *
 * A move is by how much each count of a family differs in another table that has the same sums, the
 * same known counts, and no count less than anybody knows that it is at least.
 */
#pragma once

#include "publish/mask-counts.h"
#include "publish/mask-lp.h"

typedef struct {
    Count *count;    /* that stands for others, and isn't known */
    double up, down; /* persons: how far it was seen to move */
    double cost;     /* of moving it by one, above zero */
    double move;     /* of the last solution */
    gboolean tried;  /* nothing moves it farther */
} Mover;

typedef struct {
    GArray *movers;        /* Mover */
    GPtrArray *sums;       /* Sum, borrowed */
    GHashTable *positions; /* Count → index of its mover */
    Program *program;      /* number 2i: mover i goes up, 2i + 1: down; NULL: not made yet */
    double *values;        /* of the program */
    gboolean failed;       /* the library did: nothing can be said of the family */
} Family;

#define MOVE_NOTHING  1e-6 /* persons: what a solution may be off */
#define MOVE_FARTHEST 1e6  /* persons: farther nothing need move */

/* By how many persons COUNT may be less than it is, not more than MOVE_FARTHEST. */
double count_depth(const Count *count);

/* The families of COUNTS, in order: GPtrArray of Family (transfer full). */
GPtrArray *families_new(const Counts *counts);
Mover *family_mover(const Family *family, guint i);
/* The cheapest move in which mover I goes by MOVE (up when above zero), into the movers; FALSE:
 * there is none, or the family failed. */
gboolean family_move(Family *family, guint i, double move);
/* How far mover I can go towards MOVE at all; 0 when it can't, or when the family failed. */
double family_reach(Family *family, guint i, double move);

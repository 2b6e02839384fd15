/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-state.h - the figures of one state of the register, table by table: those of today, those of
 * an edition, or those of forms that stood together, which nobody shows.  Inside the room publish
 * only.
 */
#pragma once

#include "publish/mask-counts.h"
#include "publish/mask.h"

/* A count as one figure shows it. */
typedef struct {
    const Figure *figure;
    Count *count;
    char **scope;         /* pairs, ordered by list; with the choice that its indicator asks for */
    char *place;          /* period and scope in one word */
    const char *operands; /* what is counted, as one word; interned */
} Shown;

/* One side of an indicator, at all periods and scopes; or of several that count the same of the
 * forms that answer one choice (only): they are the items of what they count together. */
typedef struct {
    const Indicator *indicator; /* as a definition has it; of several it is one */
    guint side;                 /* 0: value or numerator; 1: denominator */
    GPtrArray *shown;           /* Shown; zeros left out */
    GHashTable *by_place;       /* Shown */
} Table;

typedef enum { STATE_TODAY, STATE_ISSUED, STATE_TOGETHER } StateKind;
typedef struct {
    const char *stood; /* of its Body */
    StateKind kind;
    GPtrArray *tables;    /* Table */
    GHashTable *by_place; /* operands and place → Shown; of several the first */
} State;

/* (transfer full) */
State *state_new(Counts *counts, const Body *body, StateKind kind);
void state_free(State *state);

/* Period and scope in one word; SCOPE ordered by list (transfer full). */
char *place_word(const char *period, char *const *scope);
/* The table of SIDE in which INDICATOR, or one with its id, belongs; NULL: there is none. */
Table *state_find_table(const State *state, const Indicator *indicator, guint side);
const Shown *state_find(const State *state, const char *operands, const char *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-lp.h - linear programs: minimise the cost of numbers that satisfy equations, within bounds.
 * The only place that knows the library (lp_solve).  Inside the room publish only.
 */
#pragma once

#include <glib.h>

typedef struct Program Program;
typedef enum {
    PROGRAM_SOLVED,
    PROGRAM_IMPOSSIBLE, /* no numbers satisfy it */
    PROGRAM_FAILED,     /* the library gave up: nothing is known */
} ProgramResult;

/* COUNT numbers from 0 up, without cost and equation (transfer full). */
Program *program_new(guint count);
void program_free(Program *program);
/* Add the equation Σ FACTORS[i] × number NUMBERS[i] = 0, of LENGTH terms, no number twice. */
gboolean program_equate(Program *program, guint length, const guint *numbers,
                        const double *factors);
/* Call between the last equation and the first solution. */
void program_equated(Program *program);
/* HIGH may be G_MAXDOUBLE: no bound. */
void program_bound(Program *program, guint number, double low, double high);
void program_price(Program *program, guint number, double cost);
/* The cheapest numbers into VALUES (COUNT of them) when it is solved. */
ProgramResult program_solve(Program *program, double *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Program, program_free)

/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-lp.h"

#include <lpsolve/lp_lib.h>

#define STEPS_MOST 1000000 /* of the simplex; a program of figures takes hundreds */

struct Program {
    lprec *lp;
    guint count;
};

/* By steps, not by the clock: a slow machine comes to the same masks. */
static int __WINAPI
is_lost(lprec *lp, void *data)
{
    (void)data;
    return get_total_iter(lp) > STEPS_MOST;
}

Program *
program_new(guint count)
{
    Program *program = g_new0(Program, 1);
    program->count = count;
    program->lp = make_lp(0, (int)count);
    if (!program->lp)
        g_error("no memory for a linear program of %u numbers", count);
    set_verbose(program->lp, NEUTRAL);
    set_scaling(program->lp, SCALE_NONE); /* all factors are 1 or -1 */
    put_abortfunc(program->lp, is_lost, NULL);
    set_add_rowmode(program->lp, TRUE);
    return program;
}

void
program_free(Program *program)
{
    delete_lp(program->lp);
    g_free(program);
}

gboolean
program_equate(Program *program, guint length, const guint *numbers, const double *factors)
{
    g_autofree int *columns = g_new(int, length);
    for (guint i = 0; i < length; i++)
        columns[i] = (int)numbers[i] + 1;
    return add_constraintex(program->lp, (int)length, (REAL *)factors, columns, EQ, 0);
}

void
program_equated(Program *program)
{
    set_add_rowmode(program->lp, FALSE);
}

void
program_bound(Program *program, guint number, double low, double high)
{
    set_bounds(program->lp, (int)number + 1, low,
               high < G_MAXDOUBLE ? high : get_infinite(program->lp));
}

void
program_price(Program *program, guint number, double cost)
{
    set_obj(program->lp, (int)number + 1, cost);
}

ProgramResult
program_solve(Program *program, double *values)
{
    int result = solve(program->lp);
    if (result == INFEASIBLE) {
        default_basis(program->lp); /* the one it ended with leads nowhere */
        return PROGRAM_IMPOSSIBLE;
    }
    return result == OPTIMAL && get_variables(program->lp, values) ? PROGRAM_SOLVED
                                                                   : PROGRAM_FAILED;
}

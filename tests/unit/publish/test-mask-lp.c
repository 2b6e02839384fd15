/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-lp.h"

/* x0 = x1 + x2. */
static Program *
sum_of_two(void)
{
    const guint numbers[] = {0, 1, 2};
    const double factors[] = {1, -1, -1};
    Program *program = program_new(3);
    g_assert_true(program_equate(program, 3, numbers, factors));
    program_equated(program);
    return program;
}

/* 5 in all: of the cheaper as much as its bound admits, the rest of the other. */
static void
test_cheapest(void)
{
    g_autoptr(Program) program = sum_of_two();
    double values[3];
    program_bound(program, 0, 5, 5);
    program_bound(program, 1, 0, 3);
    program_price(program, 1, 1);
    program_price(program, 2, 2);
    g_assert_cmpint(program_solve(program, values), ==, PROGRAM_SOLVED);
    g_assert_cmpfloat_with_epsilon(values[0], 5, 1e-9);
    g_assert_cmpfloat_with_epsilon(values[1], 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(values[2], 2, 1e-9);
    program_price(program, 2, 0.5); /* and again with what was changed */
    g_assert_cmpint(program_solve(program, values), ==, PROGRAM_SOLVED);
    g_assert_cmpfloat_with_epsilon(values[1], 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(values[2], 5, 1e-9);
}

/* What is impossible says so, and spoils nothing that comes after. */
static void
test_impossible(void)
{
    g_autoptr(Program) program = sum_of_two();
    double values[3];
    program_bound(program, 0, 5, 5);
    program_bound(program, 1, 0, 3);
    program_bound(program, 2, 0, 1);
    g_assert_cmpint(program_solve(program, values), ==, PROGRAM_IMPOSSIBLE);
    program_bound(program, 2, 0, G_MAXDOUBLE);
    program_price(program, 2, 1);
    g_assert_cmpint(program_solve(program, values), ==, PROGRAM_SOLVED);
    g_assert_cmpfloat_with_epsilon(values[2], 2, 1e-9);
}

/* Without bound there's no cheapest: a failure, never a number. */
static void
test_endless(void)
{
    g_autoptr(Program) program = sum_of_two();
    double values[3];
    program_price(program, 0, -1);
    g_assert_cmpint(program_solve(program, values), ==, PROGRAM_FAILED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/mask-lp/cheapest", test_cheapest);
    g_test_add_func("/mask-lp/impossible", test_impossible);
    g_test_add_func("/mask-lp/endless", test_endless);
    return g_test_run();
}

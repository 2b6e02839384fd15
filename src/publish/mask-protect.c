/* SPDX-License-Identifier: Apache-2.0
 *
 * mask-protect.c - complementary suppression by linear programming.
 *
 * Who reads the figures knows the counts shown, the sums, and that a masked count is one at least.
 * All tables that agree with that are as good as the true one to him.  So a masked count is
 * protected by another such table in which it differs enough: a move of masked counts, zero along
 * every sum.  For each count in turn the cheapest move is sought in which it goes up, then one in
 * which it goes down, as far as it must; what moves with it is masked too.  A move stays possible
 * as more is masked, so the moves found are the proof of the result.  A move that is made longer,
 * or turned round, proves other counts as well, which then need none of their own.
 *
 * This is the heuristic of J. P. Kelly, B. L. Golden and A. A. Assad, "Cell suppression: disclosure
 * protection for sensitive tabular data", Networks 22 (1992) 397-417, and of D. A. Robertson, "Cell
 * suppression at Statistics Canada", Annual Research Conference of the US Bureau of the Census
 * (1993), with sums of any shape.  The attacker's bounds and the exact problem, which is NP-hard,
 * are those of M. Fischetti and J. J. Salazar-González, "Models and algorithms for optimizing cell
 * suppression in tabular data with linear constraints", Journal of the American Statistical
 * Association 95 (2000) 916-928.  J. Castro, "Recent advances in optimization techniques for
 * statistical tabular data protection", European Journal of Operational Research 216 (2012)
 * 257-269, surveys both.
 */
#include "publish/mask-protect.h"

#include "publish/mask-family.h"
#include <math.h>

/* ---- what is masked, and what that costs ---- */

/* Count I of those that equal COUNT, itself the first; NULL: no more. */
static const Count *
count_equal(const Count *count, guint i)
{
    return i == 0 ? count : i <= count->equals->len ? count->equals->pdata[i - 1] : NULL;
}

static gboolean
figures_masked(const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++) {
        if (!((const Figure *)figures->pdata[i])->masked)
            return FALSE;
    }
    return TRUE;
}

static void
count_mask(const Count *count)
{
    const Count *equal;
    for (guint i = 0; (equal = count_equal(count, i)); i++) {
        for (guint j = 0; j < equal->figures->len; j++)
            ((Figure *)equal->figures->pdata[j])->masked = TRUE;
    }
}

/* No figure of today shows it. */
static gboolean
count_masked(const Count *count)
{
    const Count *equal;
    for (guint i = 0; (equal = count_equal(count, i)); i++) {
        if (!figures_masked(equal->figures))
            return FALSE;
    }
    return TRUE;
}

/* A figure of today publishes it. */
static gboolean
count_published(const Count *count)
{
    const Count *equal;
    for (guint i = 0; (equal = count_equal(count, i)); i++) {
        if (equal->figures->len)
            return TRUE;
    }
    return FALSE;
}

/* TRUE when COUNT is shown at one place and masked at another, which it must not be. */
static gboolean
count_torn(const Count *count)
{
    const Count *equal;
    gboolean masked = FALSE;
    for (guint i = 0; (equal = count_equal(count, i)); i++)
        masked |= equal->figures->len && figures_masked(equal->figures);
    return masked && !count->known && !count_masked(count);
}

/* What a reader loses with FIGURE: more with the whole than with an item, with what the agreement
 * asks for, and with a larger count. */
static double
figure_worth(const Figure *figure, gint64 number)
{
    guint lists = g_strv_length(figure->scope) / 2;
    guint size = g_bit_storage((gulong)(number / NUMBER_SCALE));
    return (lists == 0 ? 16 : lists == 1 ? 4 : 1) * (figure->indicator->retained ? 2 : 1) * size;
}

#define COST_NOTHING 0.001 /* of a count that nobody publishes */
#define COST_ASSUMED                                                                               \
    1e5 /* of one that should stay: more than of all that may have to move instead */

/* Of moving COUNT by one; different for each, so that of two moves one is the cheaper. */
static double
count_cost(const Count *count)
{
    const Count *equal;
    double cost = count->assumed ? COST_ASSUMED : COST_NOTHING;
    for (guint i = 0; (equal = count_equal(count, i)); i++) {
        for (guint j = 0; j < equal->figures->len; j++) {
            const Figure *figure = equal->figures->pdata[j];
            if (!figure->masked)
                cost += figure_worth(figure, count->number);
        }
    }
    return cost * (1 + 1e-7 * count->rank);
}

/* ---- what a masked count needs ---- */

typedef struct {
    double up, down; /* persons: to go each way */
    double either;   /* or so far, both ways together */
} Need;

/* A small count may be anything from one up to what isn't small; of another, and of a small one of
 * which editions gave too much away for that, it is enough that it is not known exactly. */
static Need
count_need(const Count *count, gint64 below)
{
    Need need = {0, 0, 0};
    if (!count_masked(count))
        return need;
    if (count->sensitive) {
        need.up = (double)(below - count->number) / NUMBER_SCALE;
        need.down = (double)MAX(count->number - NUMBER_SCALE, 0) / NUMBER_SCALE;
    }
    if (count->sensitive || count_published(count))
        need.either = 1;
    return need;
}

/* ---- moves ---- */

/* How much longer the last move of FAMILY can be made (SIGN 1), or turned round (-1). */
static double
move_longest(const Family *family, int sign)
{
    double longest = MOVE_FARTHEST;
    for (guint i = 0; i < family->movers->len; i++) {
        const Mover *mover = family_mover(family, i);
        double depth = count_depth(mover->count);
        if (mover->move * sign < -MOVE_NOTHING)
            longest = MIN(longest, depth / fabs(mover->move));
    }
    return longest;
}

/* Mask what moved, and note how far each can be seen to go. */
static void
move_take(Family *family)
{
    double along = move_longest(family, 1), back = move_longest(family, -1);
    for (guint i = 0; i < family->movers->len; i++) {
        Mover *mover = family_mover(family, i);
        double move = fabs(mover->move);
        if (move <= MOVE_NOTHING)
            continue;
        count_mask(mover->count);
        mover->up = MAX(mover->up, move * (mover->move > 0 ? along : back));
        mover->down = MAX(mover->down, move * (mover->move > 0 ? back : along));
    }
}

/* Let mover I go by MOVE, or as far towards it as it can at all. */
static void
mover_move(Family *family, guint i, double move)
{
    for (guint j = 0; j < family->movers->len; j++) {
        Mover *mover = family_mover(family, j);
        mover->cost = count_cost(mover->count);
    }
    if (family_move(family, i, move)) {
        move_take(family);
        return;
    }
    double reach = family_reach(family, i, move);
    if (fabs(reach) > MOVE_NOTHING && family_move(family, i, reach))
        move_take(family);
}

/* TRUE when mover I lacked something, which it has now as far as it can be had. */
static gboolean
mover_protect(Family *family, guint i, gint64 below)
{
    Mover *mover = family_mover(family, i);
    Need need = count_need(mover->count, below);
    if (mover->tried ||
        (mover->up >= need.up - MOVE_NOTHING && mover->down >= need.down - MOVE_NOTHING &&
         mover->up + mover->down >= need.either - MOVE_NOTHING))
        return FALSE;
    mover->tried = TRUE;
    if (mover->up < need.up - MOVE_NOTHING)
        mover_move(family, i, need.up);
    if (mover->down < need.down - MOVE_NOTHING)
        mover_move(family, i, -need.down);
    if (mover->up + mover->down < need.either - MOVE_NOTHING)
        mover_move(family, i, need.either);
    if (mover->up + mover->down < need.either - MOVE_NOTHING)
        mover_move(family, i, -need.either);
    return TRUE;
}

/* Of what can't be computed nothing is shown. */
static void
family_mask(const Family *family)
{
    for (guint i = 0; i < family->movers->len; i++)
        count_mask(family_mover(family, i)->count);
}

static gboolean
family_protect(Family *family, gint64 below)
{
    gboolean more = FALSE;
    for (guint i = 0; i < family->movers->len && !family->failed; i++)
        more |= mover_protect(family, i, below);
    if (more && family->failed)
        family_mask(family);
    return more;
}

/* TRUE when something more is masked. */
static gboolean
counts_mend(const Counts *counts)
{
    gboolean more = FALSE;
    for (guint i = 0; i < counts->counts->len; i++) {
        const Count *count = counts->counts->pdata[i];
        if (count->same || !count_torn(count))
            continue;
        count_mask(count);
        more = TRUE;
    }
    return more;
}

void
counts_protect(const Counts *counts)
{
    for (guint i = 0; i < counts->counts->len; i++) {
        const Count *count = counts->counts->pdata[i];
        if (count->sensitive)
            count_mask(count);
    }
    g_autoptr(GPtrArray) families = families_new(counts);
    for (gboolean again = TRUE; again;) {
        again = counts_mend(counts);
        for (guint i = 0; i < families->len; i++)
            again |= family_protect(families->pdata[i], counts->below);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-family.h"

#include <math.h>

static void
family_free(gpointer data)
{
    Family *family = data;
    g_array_unref(family->movers);
    g_ptr_array_unref(family->sums);
    g_clear_pointer(&family->program, program_free);
    g_hash_table_unref(family->positions);
    g_free(family->values);
    g_free(family);
}

static guint
kin_root(guint *kin, guint rank)
{
    while (kin[rank] != rank)
        rank = kin[rank] = kin[kin[rank]];
    return rank;
}

static int
compare_ranks(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

/* SUM in the counts that stand for others, without what is missing: sums that are alike have the
 * same (transfer full). */
static char *
sum_word(const Sum *sum)
{
    g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(guint));
    GString *word = g_string_new(NULL);
    for (guint i = 0; i < sum->parts->len; i++) {
        if (sum->parts->pdata[i] != sum->missing)
            g_array_append_val(ranks, count_root(sum->parts->pdata[i])->rank);
    }
    g_array_sort(ranks, compare_ranks);
    g_string_printf(word, "%u", count_root(sum->total)->rank);
    for (guint i = 0; i < ranks->len; i++)
        g_string_append_printf(word, " %u", g_array_index(ranks, guint, i));
    return g_string_free(word, FALSE);
}

/* Each sum once (transfer container). */
static GPtrArray *
sums_distinct(const Counts *counts)
{
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *sums = g_ptr_array_new();
    for (guint i = 0; i < counts->sums->len; i++) {
        if (g_hash_table_add(words, sum_word(counts->sums->pdata[i])))
            g_ptr_array_add(sums, counts->sums->pdata[i]);
    }
    return sums;
}

/* Term I of SUM, the total last, or NULL: it is known. */
static Count *
sum_term(const Sum *sum, guint i)
{
    Count *count = count_root(i < sum->parts->len ? sum->parts->pdata[i] : sum->total);
    return count->known ? NULL : count;
}

static void
kin_join(const Sum *sum, guint *kin)
{
    const Count *first = NULL;
    for (guint i = 0; i <= sum->parts->len; i++) {
        const Count *count = sum_term(sum, i);
        if (count && first)
            kin[kin_root(kin, count->rank)] = kin_root(kin, first->rank);
        else if (count)
            first = count;
    }
}

static Family *
family_of_kin(GPtrArray *families, GHashTable *by_kin, guint kin)
{
    Family *family = g_hash_table_lookup(by_kin, GUINT_TO_POINTER(kin));
    if (!family) {
        family = g_new0(Family, 1);
        family->movers = g_array_new(FALSE, TRUE, sizeof(Mover));
        family->sums = g_ptr_array_new();
        family->positions = g_hash_table_new(NULL, NULL);
        g_hash_table_insert(by_kin, GUINT_TO_POINTER(kin), family);
        g_ptr_array_add(families, family);
    }
    return family;
}

static void
family_join(Family *family, Sum *sum, gboolean *joined)
{
    g_ptr_array_add(family->sums, sum);
    for (guint i = 0; i <= sum->parts->len; i++) {
        Count *count = sum_term(sum, i);
        if (!count || joined[count->rank])
            continue;
        joined[count->rank] = TRUE;
        g_hash_table_insert(family->positions, count, GUINT_TO_POINTER(family->movers->len));
        g_array_append_val(family->movers, (Mover){.count = count});
    }
}

static const Count *
sum_any(const Sum *sum)
{
    const Count *any = NULL;
    for (guint i = 0; i <= sum->parts->len && !any; i++)
        any = sum_term(sum, i);
    return any;
}

GPtrArray *
families_new(const Counts *counts)
{
    guint total = counts->counts->len;
    g_autofree guint *kin = g_new(guint, total);
    g_autofree gboolean *joined = g_new0(gboolean, total);
    g_autoptr(GHashTable) by_kin = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) sums = sums_distinct(counts);
    GPtrArray *families = g_ptr_array_new_with_free_func(family_free);
    for (guint i = 0; i < total; i++)
        kin[i] = i;
    for (guint i = 0; i < sums->len; i++)
        kin_join(sums->pdata[i], kin);
    for (guint i = 0; i < sums->len; i++) {
        const Count *any = sum_any(sums->pdata[i]);
        if (any)
            family_join(family_of_kin(families, by_kin, kin_root(kin, any->rank)), sums->pdata[i],
                        joined);
    }
    return families;
}

Mover *
family_mover(const Family *family, guint i)
{
    return &g_array_index(family->movers, Mover, i);
}

static guint
family_position(const Family *family, const Count *count)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(family->positions, count));
}

/* ---- programs ---- */

typedef struct {
    guint *numbers;
    double *factors;
    guint length;
} Equation;

static void
equation_add(Equation *equation, guint number, double factor)
{
    for (guint i = 0; i < equation->length; i++) {
        if (equation->numbers[i] == number) {
            equation->factors[i] += factor;
            return;
        }
    }
    equation->numbers[equation->length] = number;
    equation->factors[equation->length++] = factor;
}

static void
family_equate(Family *family, const Sum *sum)
{
    guint most = 2 * (sum->parts->len + 1);
    g_autofree guint *numbers = g_new(guint, most);
    g_autofree double *factors = g_new(double, most);
    Equation equation = {numbers, factors, 0};
    for (guint i = 0; i <= sum->parts->len; i++) {
        Count *count = sum_term(sum, i);
        if (!count)
            continue;
        guint position = family_position(family, count);
        double factor = i < sum->parts->len ? 1 : -1;
        equation_add(&equation, 2 * position, factor);
        equation_add(&equation, 2 * position + 1, -factor);
    }
    family->failed |= !program_equate(family->program, equation.length, numbers, factors);
}

double
count_depth(const Count *count)
{
    return MIN((double)(count->number - count->least) / NUMBER_SCALE, MOVE_FARTHEST);
}

static void
family_program(Family *family)
{
    family->program = program_new(2 * family->movers->len);
    family->values = g_new0(double, 2 * (gsize)family->movers->len);
    for (guint i = 0; i < family->sums->len; i++)
        family_equate(family, family->sums->pdata[i]);
    program_equated(family->program);
    for (guint i = 0; i < family->movers->len; i++)
        program_bound(family->program, 2 * i + 1, 0, count_depth(family_mover(family, i)->count));
}

/* With mover I going towards MOVE, by LEAST at least and not the other way. */
static ProgramResult
family_solve(Family *family, guint i, double move, double least)
{
    guint up = 2 * i, down = up + 1;
    double most = fabs(move);
    program_bound(family->program, up, move > 0 ? least : 0, move > 0 ? most : 0);
    program_bound(family->program, down, move < 0 ? least : 0, move < 0 ? most : 0);
    ProgramResult result = program_solve(family->program, family->values);
    program_bound(family->program, up, 0, G_MAXDOUBLE);
    program_bound(family->program, down, 0, count_depth(family_mover(family, i)->count));
    family->failed |= result == PROGRAM_FAILED;
    return result;
}

/* A solution is believed when it is one. */
static gboolean
move_holds(const Family *family)
{
    for (guint i = 0; i < family->movers->len; i++) {
        const Mover *mover = family_mover(family, i);
        if (mover->move < -count_depth(mover->count) - MOVE_NOTHING)
            return FALSE;
    }
    for (guint i = 0; i < family->sums->len; i++) {
        const Sum *sum = family->sums->pdata[i];
        double rest = 0;
        for (guint j = 0; j <= sum->parts->len; j++) {
            const Count *count = sum_term(sum, j);
            if (count)
                rest += family_mover(family, family_position(family, count))->move *
                        (j < sum->parts->len ? 1 : -1);
        }
        if (fabs(rest) > MOVE_NOTHING)
            return FALSE;
    }
    return TRUE;
}

gboolean
family_move(Family *family, guint i, double move)
{
    if (!family->program)
        family_program(family);
    if (family->failed || move < -count_depth(family_mover(family, i)->count))
        return FALSE;
    for (guint j = 0; j < 2 * family->movers->len; j++)
        program_price(family->program, j, family_mover(family, j / 2)->cost);
    if (family_solve(family, i, move, fabs(move)) != PROGRAM_SOLVED)
        return FALSE;
    const double *value = family->values;
    for (guint j = 0; j < family->movers->len; j++, value += 2)
        family_mover(family, j)->move = value[0] - value[1];
    family->failed |= !move_holds(family);
    return !family->failed;
}

double
family_reach(Family *family, guint i, double move)
{
    guint number = 2 * i + (move < 0);
    if (!family->program)
        family_program(family);
    if (family->failed)
        return 0;
    if (move < 0)
        move = MAX(move, -count_depth(family_mover(family, i)->count));
    for (guint j = 0; j < 2 * family->movers->len; j++)
        program_price(family->program, j, j == number ? -1 : 0);
    if (family_solve(family, i, move, 0) != PROGRAM_SOLVED)
        return 0;
    return family->values[number] * (move < 0 ? -1 : 1);
}

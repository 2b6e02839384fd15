/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-counts.h"

#include "publish/mask-state.h"
#include "publish/mask-sums.h"

static void
count_free(gpointer data)
{
    Count *count = data;
    g_ptr_array_unref(count->figures);
    g_ptr_array_unref(count->equals);
    g_free(count);
}

static void
sum_free(gpointer data)
{
    Sum *sum = data;
    g_ptr_array_unref(sum->parts);
    g_free(sum);
}

Count *
count_root(Count *count)
{
    while (count->same)
        count = count->same;
    return count;
}

static Count *
counts_add(Counts *counts, gint64 number, gint64 least, gboolean sensitive)
{
    Count *count = g_new0(Count, 1);
    count->number = number;
    count->least = MIN(number, least);
    count->rank = counts->counts->len;
    count->sensitive = sensitive && number > 0 && number < counts->below;
    count->figures = g_ptr_array_new();
    count->equals = g_ptr_array_new();
    g_ptr_array_add(counts->counts, count);
    return count;
}

Count *
counts_name(Counts *counts, const char *name, gint64 number, gint64 least)
{
    Count *count = g_hash_table_lookup(counts->by_name, name);
    if (!count) {
        count = counts_add(counts, number, least, TRUE);
        g_hash_table_insert(counts->by_name, g_strdup(name), count);
    }
    return count;
}

static void
count_unite(Count *a, Count *b)
{
    Count *first = count_root(a), *second = count_root(b);
    if (first == second)
        return;
    if (first->rank > second->rank) {
        Count *swap = first;
        first = second;
        second = swap;
    }
    first->known |= second->known;
    first->sensitive |= second->sensitive;
    first->least = MAX(first->least, second->least);
    g_ptr_array_add(first->equals, second);
    for (guint i = 0; i < second->equals->len; i++)
        g_ptr_array_add(first->equals, second->equals->pdata[i]);
    second->same = first;
}

static Sum *
counts_new_sum(Counts *counts, Count *total, const GPtrArray *parts)
{
    Sum *sum = g_new0(Sum, 1);
    sum->total = total;
    sum->parts = g_ptr_array_new();
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(sum->parts, parts->pdata[i]);
    g_ptr_array_add(counts->sums, sum);
    return sum;
}

static void
sum_miss(Sum *sum, Count *missing)
{
    g_ptr_array_add(sum->parts, missing);
    sum->missing = missing;
}

void
counts_add_sum(Counts *counts, Count *total, const GPtrArray *parts, gboolean sensitive)
{
    __int128 missing = total->number;
    for (guint i = 0; i < parts->len; i++)
        missing -= ((const Count *)parts->pdata[i])->number;
    if (missing < 0)
        return;
    if (!missing && parts->len == 1) {
        count_unite(total, parts->pdata[0]);
        return;
    }
    Sum *sum = counts_new_sum(counts, total, parts);
    if (missing)
        sum_miss(sum, counts_add(counts, (gint64)missing, 0, sensitive));
}

void
counts_add_closed(Counts *counts, const GPtrArray *parts)
{
    gint64 number = 0;
    for (guint i = 0; i < parts->len; i++)
        number = number_add(number, ((const Count *)parts->pdata[i])->number);
    Count *total = counts_add(counts, number, 0, FALSE);
    total->assumed = TRUE;
    counts_new_sum(counts, total, parts);
}

void
counts_add_bound(Counts *counts, Count *total, Count *part)
{
    if (part->number > total->number)
        return;
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    g_ptr_array_add(parts, part);
    sum_miss(counts_new_sum(counts, total, parts),
             counts_add(counts, total->number - part->number, 0, FALSE));
}

/* What a sum of known numbers leaves open follows. */
static gboolean
sum_derive(const Sum *sum)
{
    Count *open = count_root(sum->total)->known ? NULL : count_root(sum->total);
    guint unknown = open != NULL;
    for (guint i = 0; i < sum->parts->len; i++) {
        Count *part = count_root(sum->parts->pdata[i]);
        if (part->known)
            continue;
        open = part;
        unknown++;
    }
    if (unknown != 1)
        return FALSE;
    open->known = TRUE;
    return TRUE;
}

void
counts_derive(Counts *counts)
{
    for (gboolean again = TRUE; again;) {
        again = FALSE;
        for (guint i = 0; i < counts->sums->len; i++)
            again |= sum_derive(counts->sums->pdata[i]);
    }
}

Counts *
counts_new(guint below)
{
    Counts *counts = g_new0(Counts, 1);
    counts->below = (gint64)below * NUMBER_SCALE;
    counts->counts = g_ptr_array_new_with_free_func(count_free);
    counts->sums = g_ptr_array_new_with_free_func(sum_free);
    counts->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return counts;
}

void
counts_free(Counts *counts)
{
    g_hash_table_unref(counts->by_name);
    g_ptr_array_unref(counts->sums);
    g_ptr_array_unref(counts->counts);
    g_free(counts);
}

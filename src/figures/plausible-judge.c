/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible-judge.c - the two rules of plausible.h, over numbers in memory.
 */
#include "figures/plausible-parts.h"

static const Sent *
sent_of(const Answers *answers, const Given *given)
{
    return &g_array_index(answers->forms, Sent, given->form);
}

static Given *
given_at(const Answers *answers, guint at)
{
    return &g_array_index(answers->answers, Given, at);
}

/* ---- its own earlier answers ---- */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return (x > y) - (x < y);
}

/* Twice the median: what lies between two numbers is whole. */
static gint64
twice_median(GArray *numbers)
{
    const gint64 *sorted = (const gint64 *)(const void *)numbers->data;
    g_array_sort(numbers, compare_numbers);
    return sorted[(numbers->len - 1) / 2] + sorted[numbers->len / 2];
}

/* Against what answers from FIRST on gave before it; NUMBERS: room for them. */
static void
judge_history(const Answers *answers, guint first, guint at, GArray *numbers, Doubt doubt,
              gpointer data)
{
    const Plausible *rule = answers->rule;
    Given *given = given_at(answers, at);
    const Sent *earlier = NULL;
    g_array_set_size(numbers, 0);
    for (guint i = first; i < at; i++) {
        const Given *before = given_at(answers, i);
        if (before->form == given->form || before->item != given->item)
            continue;
        g_array_append_val(numbers, before->number);
        earlier = earlier ? earlier : sent_of(answers, before);
    }
    if (numbers->len < rule->own_least)
        return;
    const gint64 median = twice_median(numbers), value = 2 * given->number;
    const __int128 scale = NUMBER_SCALE, factor = rule->own_factor;
    const gboolean above = value * scale > median * factor, below = value * factor < median * scale;
    if ((above || below) && ABS(value - median) >= 2 * rule->at_least)
        doubt(answers, given, above ? UNUSUAL_ABOVE_OWN : UNUSUAL_BELOW_OWN, median, numbers->len,
              earlier, data);
}

void
judge_own(const Answers *answers, Doubt doubt, gpointer data)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    guint first = 0;
    for (guint i = 0; i < answers->answers->len; i++) {
        const Sent *sent = sent_of(answers, given_at(answers, i));
        const Sent *oldest = sent_of(answers, given_at(answers, first));
        if (sent->organisation != oldest->organisation || sent->parsed.half != oldest->parsed.half)
            first = i;
        if (sent->asked)
            judge_history(answers, first, i, numbers, doubt, data);
    }
}

/* ---- its peers ---- */

typedef struct {
    gint64 number;
    Given *given;
} Peer;

static int
compare_peers(gconstpointer a, gconstpointer b)
{
    return compare_numbers(&((const Peer *)a)->number, &((const Peer *)b)->number);
}

/* The NTH smallest of PEERS, from 1, without the one at WITHOUT, from 0. */
static gint64
other_number(const GArray *peers, guint without, guint nth)
{
    return g_array_index(peers, Peer, nth - 1 < without ? nth - 1 : nth).number;
}

typedef struct {
    gint64 lower, upper; /* both twice as much */
} Fourths;

/* Of the others.  Depth of a fourth: (floor((n + 1) / 2) + 1) / 2. */
static Fourths
fourths_of(const GArray *peers, guint without)
{
    const guint count = peers->len - 1, depth = (count + 1) / 2 + 1; /* twice */
    const guint near = depth / 2, far = (depth + 1) / 2;
    return (Fourths){other_number(peers, without, near) + other_number(peers, without, far),
                     other_number(peers, without, count + 1 - near) +
                         other_number(peers, without, count + 1 - far)};
}

static gboolean
is_beyond(const Plausible *rule, const GArray *peers, guint at)
{
    const Fourths fourths = fourths_of(peers, at);
    const gint64 above = 2 * g_array_index(peers, Peer, at).number - fourths.upper;
    return above >= 2 * rule->at_least &&
           above * (__int128)NUMBER_SCALE >
               rule->peer_fence * (__int128)(fourths.upper - fourths.lower);
}

/* From the greatest down: below one that is not beyond the fence none is. */
static void
judge_group(const Answers *answers, GArray *peers, Doubt doubt, gpointer data)
{
    const guint others = peers->len - 1;
    if (others < answers->rule->peer_least)
        return;
    qsort(peers->data, peers->len, sizeof(Peer), compare_peers);
    for (guint at = peers->len; at-- > 0 && is_beyond(answers->rule, peers, at);) {
        Given *given = g_array_index(peers, Peer, at).given;
        if (!given->doubted && sent_of(answers, given)->asked)
            doubt(answers, given, UNUSUAL_ABOVE_PEERS, 0, others, NULL, data);
    }
}

static void
group_free(gpointer group)
{
    if (group)
        g_array_unref(group);
}

/* Those that answer for one cohort and item, together: GPtrArray of GArray of Peer; NULL where
 * nobody is asked about. */
static GPtrArray *
groups_of(const Answers *answers)
{
    const guint items = answers->items->len;
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_ptr_array_set_size(groups, (gint)(answers->cohorts * items));
    for (guint i = 0; i < answers->answers->len; i++) {
        const Given *given = given_at(answers, i);
        const Sent *sent = sent_of(answers, given);
        gpointer *group = &groups->pdata[sent->cohort * items + given->item];
        if (sent->asked && !*group)
            *group = g_array_new(FALSE, FALSE, sizeof(Peer));
    }
    return groups;
}

void
judge_peers(const Answers *answers, Doubt doubt, gpointer data)
{
    const guint items = answers->items->len;
    g_autoptr(GPtrArray) groups = groups_of(answers);
    for (guint i = 0; i < answers->answers->len; i++) {
        Given *given = given_at(answers, i);
        GArray *group = groups->pdata[sent_of(answers, given)->cohort * items + given->item];
        const Peer peer = {given->number, given};
        if (group)
            g_array_append_val(group, peer);
    }
    for (guint i = 0; i < groups->len; i++) {
        if (groups->pdata[i])
            judge_group(answers, groups->pdata[i], doubt, data);
    }
}

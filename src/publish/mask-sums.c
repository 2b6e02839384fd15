/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-sums.h"

#include <string.h>

/* ---- a whole and its items, a year and its halves ---- */

/* A sum being gathered: what stands at one place, and what of one kind falls below it. */
typedef struct {
    const Shown *total;
    GPtrArray *parts; /* Count */
    gboolean other;   /* what is counted below has another name: maybe it only resembles */
} Draft;

typedef struct {
    const State *state;
    const Table *table;
    GPtrArray *drafts;   /* Draft, in the order of coming up */
    GHashTable *by_name; /* Draft */
    const Shown *part;   /* of the moment */
} Climb;

static void
draft_free(gpointer data)
{
    Draft *draft = data;
    g_ptr_array_unref(draft->parts);
    g_free(draft);
}

/* Its lists and whether it is of a half, a year or the term: parts of one sum have them alike. */
static char *
shown_kind(const Shown *shown)
{
    const char *period = shown->figure->period;
    GString *kind = g_string_new(strstr(period, "-S") ? "half"
                                 : period[0] == 't'   ? PERIOD_TERM
                                                      : "year");
    for (char **pair = shown->scope; *pair; pair += 2)
        g_string_append_printf(kind, "|%s", *pair);
    return g_string_free(kind, FALSE);
}

static void
climb_arrive(Climb *climb, const Shown *total)
{
    g_autofree char *kind = shown_kind(climb->part);
    g_autofree char *name = g_strconcat(total->place, "<", kind, NULL);
    Draft *draft = g_hash_table_lookup(climb->by_name, name);
    if (!draft) {
        draft = g_new0(Draft, 1);
        draft->total = total;
        draft->parts = g_ptr_array_new();
        g_hash_table_insert(climb->by_name, g_steal_pointer(&name), draft);
        g_ptr_array_add(climb->drafts, draft);
    }
    draft->other |= climb->part->operands != total->operands;
    if (!g_ptr_array_find(draft->parts, climb->part->count, NULL))
        g_ptr_array_add(draft->parts, climb->part->count);
}

/* What is published at PERIOD and SCOPE of what the part counts. */
static const Shown *
climb_look(const Climb *climb, const char *period, char *const *scope)
{
    g_autofree char *place = place_word(period, scope);
    const Shown *own = g_hash_table_lookup(climb->table->by_place, place);
    return own ? own : state_find(climb->state, climb->part->operands, place);
}

static void climb_from(Climb *climb, const char *period, char *const *scope);

static void
climb_to(Climb *climb, const char *period, char *const *scope)
{
    const Shown *total = climb_look(climb, period, scope);
    if (total)
        climb_arrive(climb, total);
    else
        climb_from(climb, period, scope); /* nobody published it: what is above it */
}

/* Values of the latest form don't add up to a longer period. */
static gboolean
periods_add_up(const Indicator *indicator)
{
    return indicator->aggregation != AGGREGATE_LATEST;
}

/* To all that lies one step above: without one of its lists, or over the longer period. */
static void
climb_from(Climb *climb, const char *period, char *const *scope)
{
    guint length = g_strv_length((char **)scope);
    for (guint i = 0; i < length; i += 2) {
        g_autofree const char **rest = g_new0(const char *, length - 1);
        memcpy(rest, scope, i * sizeof *rest);
        memcpy(rest + i, scope + i + 2, (length - i - 2) * sizeof *rest);
        climb_to(climb, period, (char *const *)rest);
    }
    if (strcmp(period, PERIOD_TERM) == 0 || !periods_add_up(climb->table->indicator))
        return;
    const char *half = strstr(period, "-S");
    g_autofree char *longer =
        half ? g_strndup(period, (gsize)(half - period)) : g_strdup(PERIOD_TERM);
    climb_to(climb, longer, scope);
}

static __int128
parts_number(const GPtrArray *parts)
{
    __int128 number = 0;
    for (guint i = 0; i < parts->len; i++)
        number += ((const Count *)parts->pdata[i])->number;
    return number;
}

static void
table_link(const State *state, const Table *table, Counts *counts)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(draft_free);
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Climb climb = {.state = state, .table = table, .drafts = drafts, .by_name = by_name};
    for (guint i = 0; i < table->shown->len; i++) {
        climb.part = table->shown->pdata[i];
        climb_from(&climb, climb.part->figure->period, climb.part->scope);
    }
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *draft = drafts->pdata[i];
        if (!draft->other || parts_number(draft->parts) == draft->total->count->number)
            counts_add_sum(counts, draft->total->count, draft->parts, TRUE);
        else if (draft->parts->len > 1)
            counts_add_closed(counts, draft->parts);
    }
}

/* ---- what is counted together and apart ---- */

/* What WHOLE ("a+b+c") counts besides PART ("b"): "a+c"; NULL when PART is not within it, or all of
 * it (transfer full). */
static char *
operands_besides(const char *whole, const char *part)
{
    g_auto(GStrv) all = g_strsplit(whole, "+", -1), some = g_strsplit(part, "+", -1);
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (char **word = all; *word; word++) {
        if (!g_strv_contains((const char *const *)some, *word))
            g_ptr_array_add(rest, *word);
    }
    if (!rest->len || rest->len + g_strv_length(some) != g_strv_length(all))
        return NULL;
    g_ptr_array_add(rest, NULL);
    return g_strjoinv("+", (char **)rest->pdata);
}

static void
shown_take_apart(const State *state, const Shown *shown, Counts *counts)
{
    for (guint i = 0; i < state->tables->len; i++) {
        const Table *table = state->tables->pdata[i];
        const Shown *part = g_hash_table_lookup(table->by_place, shown->place);
        g_autofree char *besides = part ? operands_besides(shown->operands, part->operands) : NULL;
        if (!besides)
            continue;
        const Shown *other = state_find(state, besides, shown->place);
        g_autoptr(GPtrArray) parts = g_ptr_array_new();
        g_ptr_array_add(parts, part->count);
        if (other)
            g_ptr_array_add(parts, other->count);
        counts_add_sum(counts, shown->count, parts, TRUE);
    }
}

/* ---- a share's part and whole ---- */

/* Of a percentage nobody doubts that the numerator is within the denominator. */
static void
shown_bound(const State *state, const Table *table, const Shown *whole, Counts *counts)
{
    if (table->indicator->aggregation != AGGREGATE_RATIO ||
        g_strcmp0(table->indicator->unit, "%") != 0)
        return;
    const Table *numerators = state_find_table(state, table->indicator, 0);
    const Shown *part = numerators ? g_hash_table_lookup(numerators->by_place, whole->place) : NULL;
    if (part)
        counts_add_bound(counts, whole->count, part->count);
}

static void
state_link(const State *state, Counts *counts)
{
    for (guint i = 0; i < state->tables->len; i++) {
        const Table *table = state->tables->pdata[i];
        table_link(state, table, counts);
        for (guint j = 0; j < table->shown->len; j++) {
            const Shown *shown = table->shown->pdata[j];
            if (strchr(shown->operands, '+'))
                shown_take_apart(state, shown, counts);
            if (table->side)
                shown_bound(state, table, shown, counts);
        }
    }
}

/* ---- over other forms ---- */

/* OTHERS: Count of the same place. */
static void
count_differ(Counts *counts, Count *count, GPtrArray *others)
{
    if (g_ptr_array_find(others, count, NULL))
        return;
    for (guint i = 0; i < others->len; i++) {
        Count *other = others->pdata[i];
        Count *more = count->number > other->number ? count : other;
        Count *less = more == count ? other : count;
        if (more->number - less->number >= counts->below)
            continue;
        g_autoptr(GPtrArray) part = g_ptr_array_new();
        g_ptr_array_add(part, less);
        counts_add_sum(counts, more, part, TRUE);
    }
    g_ptr_array_add(others, count);
}

/* The same answers of the same forms are one count, whatever the period they are counted in. */
static void
shown_unite(const Table *table, const Shown *shown, GHashTable *by_forms, Counts *counts)
{
    guint64 forms = table->side ? shown->figure->over_forms : shown->figure->of_forms;
    if (!forms)
        return;
    g_autofree char *scope = place_word("", shown->scope);
    char *name = g_strdup_printf("%s@%s#%" G_GINT64_MODIFIER "x", shown->operands, scope, forms);
    Count *known = g_hash_table_lookup(by_forms, name);
    if (!known) {
        g_hash_table_insert(by_forms, name, shown->count);
        return;
    }
    g_free(name);
    if (known->number != shown->count->number)
        return;
    g_autoptr(GPtrArray) part = g_ptr_array_new();
    g_ptr_array_add(part, shown->count);
    counts_add_sum(counts, known, part, TRUE);
}

static void
table_compare(const Table *table, GHashTable *by_place, GHashTable *by_forms, Counts *counts)
{
    for (guint i = 0; i < table->shown->len; i++) {
        const Shown *shown = table->shown->pdata[i];
        char *name = g_strconcat(shown->operands, "@", shown->place, NULL);
        GPtrArray *others = g_hash_table_lookup(by_place, name);
        if (others)
            g_free(name);
        else
            g_hash_table_insert(by_place, name, others = g_ptr_array_new());
        count_differ(counts, shown->count, others);
        shown_unite(table, shown, by_forms, counts);
    }
}

static void
states_compare(const GPtrArray *states, Counts *counts)
{
    g_autoptr(GHashTable) by_place =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < states->len; i++) {
        const State *state = states->pdata[i];
        for (guint j = 0; j < state->tables->len; j++)
            table_compare(state->tables->pdata[j], by_place, by_forms, counts);
    }
}

/* ---- of which forms ---- */

/* SHOWN as the sum of what stands at its place in PARTS (Table), unless it was counted otherwise.
 */
static void
shown_compose(const Shown *shown, const GPtrArray *parts, Counts *counts)
{
    g_autoptr(GPtrArray) given = g_ptr_array_new();
    for (guint i = 0; i < parts->len; i++) {
        const Table *table = parts->pdata[i];
        const Shown *part = g_hash_table_lookup(table->by_place, shown->place);
        if (part && part->operands == shown->operands)
            g_ptr_array_add(given, part->count);
    }
    if (parts_number(given) == shown->count->number)
        counts_add_sum(counts, shown->count, given, FALSE);
}

static gboolean
stood_in(const State *forms, const State *state)
{
    g_auto(GStrv) words = g_strsplit(forms->stood, " ", -1);
    return g_strv_contains((const char *const *)words, state->stood);
}

static void
state_compose(const State *state, const GPtrArray *together, Counts *counts)
{
    for (guint i = 0; i < state->tables->len; i++) {
        const Table *table = state->tables->pdata[i];
        g_autoptr(GPtrArray) parts = g_ptr_array_new();
        for (guint j = 0; j < together->len; j++) {
            const State *forms = together->pdata[j];
            Table *part = state_find_table(forms, table->indicator, table->side);
            if (part && stood_in(forms, state))
                g_ptr_array_add(parts, part);
        }
        for (guint j = 0; j < table->shown->len; j++)
            shown_compose(table->shown->pdata[j], parts, counts);
    }
}

static GPtrArray *
states_new(Counts *counts, const GPtrArray *bodies, StateKind kind)
{
    GPtrArray *states = g_ptr_array_new_with_free_func((GDestroyNotify)state_free);
    for (guint i = 0; i < bodies->len; i++)
        g_ptr_array_add(states, state_new(counts, bodies->pdata[i], kind));
    return states;
}

Counts *
counts_gather(const Body *today, const GPtrArray *issued, const GPtrArray *together)
{
    Counts *counts = counts_new(today->convention->mask_below);
    State *now = state_new(counts, today, STATE_TODAY);
    g_autoptr(GPtrArray) states = states_new(counts, issued, STATE_ISSUED);
    g_ptr_array_insert(states, 0, now);
    g_autoptr(GPtrArray) parts = states_new(counts, together, STATE_TOGETHER);
    for (guint i = 0; i < states->len; i++)
        state_link(states->pdata[i], counts);
    for (guint i = 0; i < parts->len; i++)
        state_link(parts->pdata[i], counts);
    states_compare(states, counts);
    for (guint i = 0; i < states->len; i++)
        state_compose(states->pdata[i], parts, counts);
    counts_derive(counts);
    return counts;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask-state.h"

#include <string.h>

/* ---- what is counted ---- */

/* What SIDE of FIGURE counts people of: its number, and into OPERANDS (if not NULL) what was
 * counted; NULL: nothing. */
static const char *
figure_people(const Figure *figure, guint side, const GPtrArray **operands)
{
    const Indicator *indicator = figure->indicator;
    const Breakdown *breakdown = figure_breakdown(figure);
    const GPtrArray *of = breakdown ? breakdown->numerator : indicator->numerator;
    const GPtrArray *over = breakdown ? breakdown->denominator : indicator->denominator;
    const GPtrArray *counted = side ? over : of;
    if (operands)
        *operands = counted;
    if (!operands_people(counted))
        return NULL;
    switch (indicator->aggregation) {
    case AGGREGATE_SUM:
    case AGGREGATE_LATEST:
        return side ? NULL : figure->value;
    case AGGREGATE_RATIO:
    case AGGREGATE_MEAN:
    case AGGREGATE_BESIDE:
        return side ? figure->denominator : figure->numerator;
    default: /* numbers of forms, dates, items */
        return NULL;
    }
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All are columns that count a part of another. */
static gboolean
operands_are_parts(const GPtrArray *operands)
{
    for (guint i = 0; i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        if (!operand->column || !operand->column->part_of)
            return FALSE;
    }
    return TRUE;
}

/* "3.2:stages.effectif", several joined by '+'; of columns that are parts what they are part of:
 * their scope says the rest. */
static const char *
operands_word(const GPtrArray *operands, const char *prefix)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    gboolean parts = operands && operands_are_parts(operands);
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Column *column = parts ? operand->column->part_of : operand->column;
        g_ptr_array_add(words,
                        g_strconcat(prefix, operand->field->sheet->id, ":", operand->field->name,
                                    ".", column ? column->name : "", NULL));
    }
    g_ptr_array_sort(words, compare_words);
    g_ptr_array_add(words, NULL);
    g_autofree char *word = g_strjoinv("+", (char **)words->pdata);
    return g_intern_string(word);
}

/* ---- where ---- */

typedef struct {
    const char *list, *item;
} Pair;

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Pair *)a)->list, ((const Pair *)b)->list);
}

static void
add_pair(GArray *pairs, const char *list, const char *item)
{
    for (guint i = 0; i < pairs->len; i++) {
        if (strcmp(g_array_index(pairs, Pair, i).list, list) == 0)
            return;
    }
    g_array_append_val(pairs, ((Pair){list, item}));
}

/* Counted where ONLY was answered is counted in that item of its list, as a breakdown by it has it;
 * a breakdown asks another question when there are two of the list. */
static const char *
only_list(const Field *only)
{
    const char *list = only->list->id;
    return sheet_choice(only->sheet, list) == only ? list : only->name;
}

/* The pairs of FIGURE's scope ordered by list; of OPERANDS that are parts, with theirs; of an
 * indicator that asks for one choice, with that. */
static char **
scope_ordered(const Figure *figure, const GPtrArray *operands, const Convention *convention)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    const Indicator *indicator = figure->indicator;
    for (char **pair = figure->scope; *pair; pair += 2)
        g_array_append_val(pairs, ((Pair){pair[0], pair[1]}));
    if (indicator->only)
        add_pair(pairs, only_list(indicator->only), indicator->only_item->code);
    if (operands_are_parts(operands) && convention->parts)
        g_array_append_val(pairs,
                           ((Pair){convention->parts->id,
                                   ((const Item *)convention->parts->items->pdata[0])->code}));
    g_array_sort(pairs, compare_pairs);
    char **scope = g_new0(char *, 2 * (gsize)pairs->len + 1);
    for (gsize i = 0; i < pairs->len; i++) {
        scope[2 * i] = g_strdup(g_array_index(pairs, Pair, i).list);
        scope[2 * i + 1] = g_strdup(g_array_index(pairs, Pair, i).item);
    }
    return scope;
}

char *
place_word(const char *period, char *const *scope)
{
    g_autofree char *words = g_strjoinv("|", (char **)scope);
    return g_strconcat(period, "|", words, NULL);
}

const Shown *
state_find(const State *state, const char *operands, const char *place)
{
    g_autofree char *name = g_strconcat(operands, "@", place, NULL);
    return g_hash_table_lookup(state->by_place, name);
}

/* ---- tables ---- */

static void
shown_free(gpointer data)
{
    Shown *shown = data;
    g_strfreev(shown->scope);
    g_free(shown->place);
    g_free(shown);
}

static void
table_free(gpointer data)
{
    Table *table = data;
    g_hash_table_unref(table->by_place);
    g_ptr_array_unref(table->shown);
    g_free(table);
}

/* Both count the same, each of the forms that answer one question in its way. */
static gboolean
indicators_filter(const Indicator *a, const Indicator *b)
{
    return a->only && b->only && a->aggregation == b->aggregation &&
           strcmp(a->only->name, b->only->name) == 0 &&
           operands_word(a->numerator, "") == operands_word(b->numerator, "") &&
           operands_word(a->denominator, "") == operands_word(b->denominator, "");
}

Table *
state_find_table(const State *state, const Indicator *indicator, guint side)
{
    for (guint i = state->tables->len; i-- > 0;) {
        Table *table = state->tables->pdata[i];
        if (table->side == side && (strcmp(table->indicator->id, indicator->id) == 0 ||
                                    indicators_filter(table->indicator, indicator)))
            return table;
    }
    return NULL;
}

static Table *
state_table(State *state, const Indicator *indicator, guint side)
{
    Table *table = state_find_table(state, indicator, side);
    if (table)
        return table;
    table = g_new0(Table, 1);
    table->indicator = indicator;
    table->side = side;
    table->shown = g_ptr_array_new_with_free_func(shown_free);
    table->by_place = g_hash_table_new(g_str_hash, g_str_equal);
    g_ptr_array_add(state->tables, table);
    return table;
}

/* A mean's numerator is a sum of products: no other indicator has it. */
static const char *
counted_word(const Figure *figure, guint side, const GPtrArray *operands)
{
    gboolean product = figure->indicator->aggregation == AGGREGATE_MEAN && side == 0;
    return operands_word(operands, product ? figure->indicator->id : "");
}

/* What is masked is not zero, and who knows the method knows that: so one at least. */
static Count *
state_count(const State *state, Counts *counts, const char *name, gint64 number)
{
    gboolean told = state->kind != STATE_TOGETHER;
    g_autofree char *exact =
        g_strdup_printf("%s=%" G_GINT64_FORMAT "#%s", name, number, told ? "" : state->stood);
    return counts_name(counts, exact, number, told ? NUMBER_SCALE : 0);
}

/* Zero is not small, and is no secret: a rate of none of 20 is shown as 0 %, one of none of 3 is
 * masked for the sake of the 3. */
static void
state_add(State *state, Counts *counts, Figure *figure, guint side, const Convention *convention)
{
    const GPtrArray *operands;
    gint64 number;
    const char *text = figure_people(figure, side, &operands);
    if (!text || !number_parse_sum(text, &number) || !number)
        return;
    Shown *shown = g_new0(Shown, 1);
    shown->figure = figure;
    shown->operands = counted_word(figure, side, operands);
    shown->scope = scope_ordered(figure, operands, convention);
    shown->place = place_word(figure->period, shown->scope);
    char *name = g_strconcat(shown->operands, "@", shown->place, NULL);
    shown->count = state_count(state, counts, name, number);
    if (state->kind == STATE_TODAY)
        g_ptr_array_add(shown->count->figures, figure);
    else if (state->kind == STATE_ISSUED)
        shown->count->known |= !figure->masked;
    Table *table = state_table(state, figure->indicator, side);
    g_ptr_array_add(table->shown, shown);
    g_hash_table_insert(table->by_place, shown->place, shown);
    if (g_hash_table_contains(state->by_place, name))
        g_free(name);
    else
        g_hash_table_insert(state->by_place, name, shown);
}

State *
state_new(Counts *counts, const Body *body, StateKind kind)
{
    State *state = g_new0(State, 1);
    state->stood = body->stood;
    state->kind = kind;
    state->tables = g_ptr_array_new_with_free_func(table_free);
    state->by_place = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < body->figures->len; i++) {
        for (guint side = 0; side < 2; side++)
            state_add(state, counts, body->figures->pdata[i], side, body->convention);
    }
    return state;
}

void
state_free(State *state)
{
    g_hash_table_unref(state->by_place);
    g_ptr_array_unref(state->tables);
    g_free(state);
}

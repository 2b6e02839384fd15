/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/cells.h"

#include <string.h>

/* A place on the way from the whole to a scope: what it and those before it have in their lists
 * is settled.  The last of them holds the cells of the scope. */
typedef struct {
    const char *value;   /* as the forms keep it; of the whole NULL */
    GPtrArray *branches; /* Node, by the value in the next list */
    Cell **cells;        /* by period, or NULL */
} Node;

typedef struct {
    const Gathering *how;
    guint periods; /* how many */
    Node *whole;
    GPtrArray *cells;        /* Cell */
    const Standing **latest; /* by period; of one organisation; NULL: no such indicator */
} Gatherer;

static void
node_free(gpointer data)
{
    Node *node = data;
    g_ptr_array_unref(node->branches);
    g_free(node->cells);
    g_free(node);
}

static Node *
node_new(const char *value, guint periods)
{
    Node *node = g_new0(Node, 1);
    node->value = value;
    node->branches = g_ptr_array_new_with_free_func(node_free);
    node->cells = g_new0(Cell *, periods);
    return node;
}

/* Lists are short. */
static Node *
node_branch(Node *node, const char *value, guint periods)
{
    for (guint i = 0; i < node->branches->len; i++) {
        Node *branch = node->branches->pdata[i];
        if (branch->value == value)
            return branch;
    }
    Node *branch = node_new(value, periods);
    g_ptr_array_add(node->branches, branch);
    return branch;
}

/* Where a contribution falls in one list: by its own item, else by what its form chose; NULL:
 * nowhere. */
static const char *
scope_value(const Gathering *how, const char *list, const Contribution *given)
{
    const Convention *convention = how->convention;
    if (convention->parts && strcmp(list, convention->parts->id) == 0)
        return given->part;
    if (strcmp(list, "kind") == 0)
        return given->form->kind;
    if (convention->territory && strcmp(list, convention->territory->id) == 0)
        return given->form->territory;
    if (given->list && strcmp(list, given->list->id) == 0)
        return given->item;
    const Field *choice = sheet_choice(given->form->sheet, list);
    return choice ? forms_choice(how->forms, given->form, choice) : NULL;
}

/* The place of the scope that a contribution falls in; NULL: it falls in none. */
static Node *
scope_find(const Gatherer *gatherer, const Contribution *given)
{
    const Breakdown *breakdown = gatherer->how->breakdown;
    Node *node = gatherer->whole;
    for (char **list = breakdown ? breakdown->by : NULL; node && list && *list; list++) {
        const char *value = scope_value(gatherer->how, *list, given);
        node = value ? node_branch(node, value, gatherer->periods) : NULL;
    }
    return node;
}

/* The pairs of that scope (transfer full). */
static char **
scope_pairs(const Gathering *how, const Contribution *given)
{
    GStrvBuilder *builder = g_strv_builder_new();
    for (char **list = how->breakdown ? how->breakdown->by : NULL; list && *list; list++) {
        g_strv_builder_add(builder, *list);
        g_strv_builder_add(builder, scope_value(how, *list, given));
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return pairs;
}

/* TRUE when what FORM gave counts in PERIOD, its own or a longer one. */
static gboolean
is_counted(const Gatherer *gatherer, guint period, const Standing *form)
{
    const Indicator *const *indicators = gatherer->how->indicators;
    const Indicator *wanted = indicators[period], *own = indicators[form->period];
    return wanted && own && wanted->aggregation == own->aggregation &&
           (wanted->aggregation != AGGREGATE_LATEST || gatherer->latest[period] == form);
}

static void
gather_into(Gatherer *gatherer, Node *node, guint period, const Contribution *given)
{
    if (!is_counted(gatherer, period, given->form))
        return;
    Cell *cell = node->cells[period];
    if (!cell) {
        g_auto(GStrv) pairs = scope_pairs(gatherer->how, given);
        cell = cell_new(gatherer->how, period, pairs);
        node->cells[period] = cell;
        g_ptr_array_add(gatherer->cells, cell);
    }
    cell_take(cell, given);
}

/* The periods in which a form counts: its own, the year of its half, and the term. */
typedef struct {
    guint list[3], count;
} Counts;

static Counts
counts_in(const Periods *periods, guint own)
{
    Counts counts = {{own}, 1};
    if (own == PERIOD_NONE)
        return (Counts){{0}, 0};
    guint year = g_array_index(periods->years, guint, own);
    if (year != own)
        counts.list[counts.count++] = year;
    counts.list[counts.count++] = periods->names->len - 1;
    return counts;
}

/* The event last held, else the last period; of two, either. */
static gboolean
is_more_recent(const Standing *form, const Standing *than)
{
    int order = than ? g_strcmp0(form->event, than->event) : 1;
    if (!order)
        order = (form->period > than->period) - (form->period < than->period);
    return order > 0 || (!order && strcmp(form->id, than->id) > 0);
}

/* The latest form of the organisation whose contributions begin at I, for each period. */
static void
find_latest(Gatherer *gatherer, const GArray *contributions, guint i)
{
    const char *who = g_array_index(contributions, Contribution, i).form->organisation;
    memset(gatherer->latest, 0, gatherer->periods * sizeof *gatherer->latest);
    for (; i < contributions->len; i++) {
        const Standing *form = g_array_index(contributions, Contribution, i).form;
        if (form->organisation != who)
            break;
        Counts counts = counts_in(gatherer->how->periods, form->period);
        for (guint k = 0; k < counts.count; k++) {
            const Standing **latest = &gatherer->latest[counts.list[k]];
            if (is_more_recent(form, *latest))
                *latest = form;
        }
    }
}

static void
gather_all(Gatherer *gatherer, const GArray *contributions)
{
    const char *who = NULL;
    for (guint i = 0; i < contributions->len; i++) {
        const Contribution *given = &g_array_index(contributions, Contribution, i);
        if (gatherer->latest && given->form->organisation != who)
            find_latest(gatherer, contributions, i);
        who = given->form->organisation;
        Counts counts = counts_in(gatherer->how->periods, given->form->period);
        Node *node = counts.count ? scope_find(gatherer, given) : NULL;
        for (guint k = 0; node && k < counts.count; k++)
            gather_into(gatherer, node, counts.list[k], given);
    }
}

GPtrArray *
cells_gather(const Gathering *how, const GArray *contributions)
{
    guint periods = how->periods->names->len;
    Gatherer gatherer = {.how = how,
                         .periods = periods,
                         .whole = node_new(NULL, periods),
                         .cells = g_ptr_array_new_with_free_func((GDestroyNotify)cell_free)};
    for (guint i = 0; i < periods && !gatherer.latest; i++) {
        if (how->indicators[i] && how->indicators[i]->aggregation == AGGREGATE_LATEST)
            gatherer.latest = g_new0(const Standing *, periods);
    }
    gather_all(&gatherer, contributions);
    node_free(gatherer.whole);
    g_free(gatherer.latest);
    return gatherer.cells;
}

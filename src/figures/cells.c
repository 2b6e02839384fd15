/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/cells.h"

#include <string.h>

/* A place on the way from the whole to a scope: what it and those before it have in their lists
 * is settled.  The last of them holds the cells of the scope. */
typedef struct {
    const char *value;   /* as the forms keep it; of the whole NULL */
    GPtrArray *branches; /* Node, by the value in the next list */
    Cell **cells;        /* by slot, or NULL */
    Share share;         /* of the form whose contributions are coming */
} Node;

/* How the value of one list of the breakdown is found. */
typedef struct {
    enum { BY_PART, BY_KIND, BY_TERRITORY, BY_ITEM_OR_CHOICE } way;
    const char *list;
    const Sheet *sheet;  /* of the last form that was asked for its choice */
    const Field *choice; /* of that sheet; or NULL */
} Axis;

/* The periods in which a form counts: its own, the year of its half, and the term. */
typedef struct {
    guint list[SHARE_CELLS], count;
} Counts;

typedef struct {
    const Gathering *how;
    guint periods;  /* how many */
    guint slots;    /* a period of forms that stood together: how many */
    GArray *axes;   /* Axis, of each list of the breakdown */
    Counts *counts; /* of the forms of each period */
    Node *whole;
    GPtrArray *cells;        /* Cell */
    const Standing **latest; /* by slot; of one organisation */
} Gatherer;

/* All contributions came. */
static void
node_free(gpointer data)
{
    Node *node = data;
    share_settle(&node->share);
    g_ptr_array_unref(node->branches);
    g_free(node->cells);
    g_free(node);
}

static Node *
node_new(const char *value, guint slots)
{
    Node *node = g_new0(Node, 1);
    node->value = value;
    node->branches = g_ptr_array_new_with_free_func(node_free);
    node->cells = g_new0(Cell *, slots);
    return node;
}

/* Lists are short. */
static Node *
node_branch(Node *node, const char *value, guint slots)
{
    for (guint i = 0; i < node->branches->len; i++) {
        Node *branch = node->branches->pdata[i];
        if (branch->value == value)
            return branch;
    }
    Node *branch = node_new(value, slots);
    g_ptr_array_add(node->branches, branch);
    return branch;
}

static GArray *
axes_new(const Gathering *how)
{
    const Convention *convention = how->convention;
    const CodeList *parts = convention->parts, *territory = convention->territory;
    GArray *axes = g_array_new(FALSE, FALSE, sizeof(Axis));
    for (char **list = how->breakdown ? how->breakdown->by : NULL; list && *list; list++) {
        const Axis axis = {.way = parts && strcmp(*list, parts->id) == 0 ? BY_PART
                                  : strcmp(*list, "kind") == 0           ? BY_KIND
                                  : territory && strcmp(*list, territory->id) == 0
                                      ? BY_TERRITORY
                                      : BY_ITEM_OR_CHOICE,
                           .list = *list};
        g_array_append_val(axes, axis);
    }
    return axes;
}

/* Where a contribution falls in one list: by its own item, else by what its form chose; NULL:
 * nowhere. */
static const char *
scope_value(const Forms *forms, Axis *axis, const Contribution *given)
{
    const Standing *form = given->form;
    if (axis->way == BY_PART)
        return given->part;
    if (axis->way == BY_KIND)
        return form->kind;
    if (axis->way == BY_TERRITORY)
        return form->territory;
    if (given->list && strcmp(axis->list, given->list->id) == 0)
        return given->item;
    if (axis->sheet != form->sheet) {
        axis->sheet = form->sheet;
        axis->choice = sheet_choice(form->sheet, axis->list);
    }
    return axis->choice ? forms_choice(forms, form, axis->choice) : NULL;
}

/* The place of the scope that a contribution falls in; NULL: it falls in none. */
static Node *
scope_find(const Gatherer *gatherer, const Contribution *given)
{
    Node *node = gatherer->whole;
    for (guint i = 0; node && i < gatherer->axes->len; i++) {
        const char *value =
            scope_value(gatherer->how->forms, &g_array_index(gatherer->axes, Axis, i), given);
        node = value ? node_branch(node, value, gatherer->slots) : NULL;
    }
    return node;
}

/* The pairs of that scope (transfer full). */
static char **
scope_pairs(const Gatherer *gatherer, const Contribution *given)
{
    GStrvBuilder *builder = g_strv_builder_new();
    for (guint i = 0; i < gatherer->axes->len; i++) {
        Axis *axis = &g_array_index(gatherer->axes, Axis, i);
        g_strv_builder_add(builder, axis->list);
        g_strv_builder_add(builder, scope_value(gatherer->how->forms, axis, given));
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return pairs;
}

static guint
slot_of(const Gatherer *gatherer, const Standing *form, guint period)
{
    return form->stood * gatherer->periods + period;
}

/* TRUE when what FORM gave counts in PERIOD, its own or a longer one. */
static gboolean
is_counted(const Gatherer *gatherer, guint period, const Standing *form)
{
    const Indicator *const *indicators = gatherer->how->indicators;
    const Indicator *wanted = indicators[period], *own = indicators[form->period];
    return wanted && own && wanted->aggregation == own->aggregation &&
           (wanted->aggregation != AGGREGATE_LATEST ||
            gatherer->latest[slot_of(gatherer, form, period)] == form);
}

/* Of the forms of each period. */
static Counts *
counts_new(const Periods *periods)
{
    guint length = periods->names->len;
    Counts *all = g_new0(Counts, length);
    for (guint own = 0; own < length; own++) {
        guint year = g_array_index(periods->years, guint, own);
        Counts *counts = &all[own];
        counts->list[counts->count++] = own;
        if (year != own)
            counts->list[counts->count++] = year;
        counts->list[counts->count++] = length - 1;
    }
    return all;
}

static const Counts *
counts_of(const Gatherer *gatherer, const Standing *form)
{
    static const Counts none = {{0}, 0};
    return form->period == PERIOD_NONE ? &none : &gatherer->counts[form->period];
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

/* The cell of NODE for PERIOD and what stood with the form of GIVEN, the first that falls there. */
static Cell *
node_cell(Gatherer *gatherer, Node *node, guint period, const Contribution *given)
{
    Cell **cell = &node->cells[slot_of(gatherer, given->form, period)];
    if (!*cell) {
        g_auto(GStrv) pairs = scope_pairs(gatherer, given);
        *cell = cell_new(gatherer->how, period, pairs);
        (*cell)->stood = gatherer->how->forms->stood->pdata[given->form->stood];
        g_ptr_array_add(gatherer->cells, *cell);
    }
    return *cell;
}

/* GIVEN is the first contribution of its form to NODE. */
static void
node_begin(Gatherer *gatherer, Node *node, const Contribution *given)
{
    const Counts *counts = counts_of(gatherer, given->form);
    Share *share = &node->share;
    share_settle(share);
    share->form = given->form;
    for (guint k = 0; k < counts->count; k++) {
        if (is_counted(gatherer, counts->list[k], given->form))
            share->cells[share->count++] = node_cell(gatherer, node, counts->list[k], given);
    }
}

/* The latest form of the organisation whose contributions begin at I, for each period. */
static void
find_latest(Gatherer *gatherer, const GArray *contributions, guint i)
{
    const char *who = g_array_index(contributions, Contribution, i).form->organisation;
    memset(gatherer->latest, 0, gatherer->slots * sizeof *gatherer->latest);
    for (; i < contributions->len; i++) {
        const Standing *form = g_array_index(contributions, Contribution, i).form;
        if (form->organisation != who)
            break;
        const Counts *counts = counts_of(gatherer, form);
        for (guint k = 0; k < counts->count; k++) {
            const Standing **latest = &gatherer->latest[slot_of(gatherer, form, counts->list[k])];
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
        Node *node = given->form->period == PERIOD_NONE ? NULL : scope_find(gatherer, given);
        if (!node)
            continue;
        if (node->share.form != given->form)
            node_begin(gatherer, node, given);
        share_take(&node->share, given);
    }
}

GPtrArray *
cells_gather(const Gathering *how, const GArray *contributions)
{
    guint periods = how->periods->names->len, slots = periods * how->forms->stood->len;
    Gatherer gatherer = {.how = how,
                         .periods = periods,
                         .axes = axes_new(how),
                         .counts = counts_new(how->periods),
                         .slots = slots,
                         .whole = node_new(NULL, slots),
                         .cells = g_ptr_array_new_with_free_func((GDestroyNotify)cell_free)};
    for (guint i = 0; i < periods && !gatherer.latest; i++) {
        if (how->indicators[i] && how->indicators[i]->aggregation == AGGREGATE_LATEST)
            gatherer.latest = g_new0(const Standing *, slots);
    }
    gather_all(&gatherer, contributions);
    node_free(gatherer.whole);
    g_array_unref(gatherer.axes);
    g_free(gatherer.counts);
    g_free(gatherer.latest);
    return gatherer.cells;
}

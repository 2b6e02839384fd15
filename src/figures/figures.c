/* SPDX-License-Identifier: Apache-2.0
 *
 * figures.c - every indicator, in order: read contributions, gather cells.
 */
#include "figures/figures.h"

#include "figures/cells.h"
#include "figures/expected.h"
#include "figures/linked.h"
#include "figures/version.h"
#include "register/sql.h"
#include <string.h>

struct FigureMaker {
    const Definition *definition;
    FigureQuery query;
    Periods *periods;
    Forms *forms;
    Expected *expected;
    Columns *columns;
    GPtrArray *ids; /* of indicators */
    guint at;
};

/* One indicator. */
typedef struct {
    const FigureMaker *maker;
    GPtrArray *figures;
} Work;

/* ---- order ---- */

static int
list_position(const Convention *convention, const char *list, const char *code)
{
    const CodeList *codes = convention_list(convention, list);
    for (guint i = 0; codes && i < codes->items->len; i++) {
        if (strcmp(((const Item *)codes->items->pdata[i])->code, code) == 0)
            return (int)i;
    }
    for (guint i = 0; !codes && i < convention->kinds->len; i++) {
        if (strcmp(((const Kind *)convention->kinds->pdata[i])->id, code) == 0)
            return (int)i;
    }
    return G_MAXINT;
}

static int
compare_cells(gconstpointer a, gconstpointer b, gpointer convention)
{
    const Cell *left = *(Cell *const *)a, *right = *(Cell *const *)b;
    int order = (left->period > right->period) - (left->period < right->period);
    for (char **l = left->scope, **r = right->scope; !order && *l && *r; l += 2, r += 2) {
        int x = list_position(convention, l[0], l[1]), y = list_position(convention, r[0], r[1]);
        order = x != y ? (x > y) - (x < y) : strcmp(l[1], r[1]);
    }
    return order ? order : g_strcmp0(left->stood, right->stood);
}

/* ---- one indicator ---- */

static gboolean
cells_have_period(const GPtrArray *cells, guint period)
{
    for (guint i = 0; i < cells->len; i++) {
        if (((const Cell *)cells->pdata[i])->period == period)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_per_half(const Indicator *indicator)
{
    const Field *field = indicator->numerator && indicator->numerator->len
                             ? ((const Operand *)indicator->numerator->pdata[0])->field
                             : NULL;
    return (field ? field->sheet : indicator->sheet)->per == PER_HALF;
}

/* The whole is said for each period even when nobody answered; halves only of sheets per half. */
static void
whole_add_empty(const Gathering *how, GPtrArray *cells)
{
    char *whole[] = {NULL};
    for (guint i = 0; i < how->periods->names->len; i++) {
        const Indicator *indicator = how->indicators[i];
        if (indicator &&
            (is_per_half(indicator) || !period_is_half(periods_name(how->periods, i))) &&
            !cells_have_period(cells, i))
            g_ptr_array_add(cells, cell_new(how, i, whole));
    }
}

static void
work_emit(const Work *work, GPtrArray *cells)
{
    const FigureMaker *maker = work->maker;
    for (guint i = 0; i < cells->len; i++) {
        Cell *cell = cells->pdata[i];
        Figure *figure = cell_figure(cell, maker->periods);
        figure->expected =
            expected_count(maker->expected, cell->indicator, cell->period, cell->scope);
        g_ptr_array_add(work->figures, figure);
    }
}

static void
work_cells(const Work *work, const Indicator *const *indicators, const Breakdown *breakdown,
           const GArray *given)
{
    const FigureMaker *maker = work->maker;
    const Gathering how = {.convention = maker->definition->convention,
                           .forms = maker->forms,
                           .periods = maker->periods,
                           .indicators = indicators,
                           .breakdown = breakdown,
                           .query = &maker->query};
    g_autoptr(GPtrArray) cells = cells_gather(&how, given);
    if (!breakdown && maker->query.edition != EDITION_EVERY)
        whole_add_empty(&how, cells);
    g_ptr_array_sort_with_data(cells, compare_cells, maker->definition->convention);
    work_emit(work, cells);
}

/* BREAKDOWN: NULL: the whole. */
static void
work_breakdown(const Work *work, const GArray *versions, const Breakdown *breakdown)
{
    const Periods *periods = work->maker->periods;
    g_autofree const Indicator **indicators = g_new0(const Indicator *, periods->names->len);
    g_autoptr(GArray) given = versions_shares(versions, breakdown, work->maker->columns);
    versions_place(versions, breakdown, periods, indicators);
    work_cells(work, indicators, breakdown, given);
}

static void
work_indicator(const Work *work, const char *id)
{
    const FigureMaker *maker = work->maker;
    g_autoptr(GArray) versions = versions_read(maker->definition, id, maker->columns);
    g_autoptr(GPtrArray) breakdowns = versions_breakdowns(versions);
    work_breakdown(work, versions, NULL);
    for (guint i = 0; i < breakdowns->len; i++)
        work_breakdown(work, versions, breakdowns->pdata[i]);
}

static gboolean
is_asked(const FigureQuery *query, const Figure *figure)
{
    return (!query->indicator || strcmp(query->indicator, figure->indicator->id) == 0) &&
           (!query->period || strcmp(query->period, figure->period) == 0) &&
           (!query->scope || g_strv_equal(query->scope, (const char *const *)figure->scope));
}

void
figures_cut(GPtrArray *figures, const FigureQuery *query)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    for (guint i = 0; i < figures->len; i++) {
        if (is_asked(query, figures->pdata[i]))
            g_ptr_array_add(kept, g_steal_pointer(&figures->pdata[i]));
    }
    g_ptr_array_set_size(figures, 0);
    g_ptr_array_extend_and_steal(figures, g_steal_pointer(&kept));
}

/* ---- indicator by indicator ---- */

static GHashTable *
indicators_of_people(const Definition *definition)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (; definition; definition = definition->before) {
        const GPtrArray *sheets = definition->convention->sheets;
        for (guint i = 0; i < sheets->len; i++) {
            const GPtrArray *indicators = ((const Sheet *)sheets->pdata[i])->indicators;
            for (guint j = 0; j < indicators->len; j++) {
                const Indicator *indicator = indicators->pdata[j];
                if (indicator_people(indicator))
                    g_hash_table_add(ids, indicator->id);
            }
        }
    }
    return ids;
}

/* The ids of what is asked for, and linked with it; NULL: all there is (transfer container). */
static GHashTable *
indicators_needed(const Definition *definition, const FigureQuery *query)
{
    if (query->edition == EDITION_EVERY)
        return indicators_of_people(definition);
    if (!query->indicator)
        return NULL;
    if (query->uncut)
        return indicators_linked(definition, query->indicator);
    GHashTable *alone = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(alone, (gpointer)query->indicator);
    return alone;
}

/* The indicators of SHEET that no later definition has. */
static void
ids_of_sheet(const Definition *newest, const Sheet *sheet, GHashTable *needed, GPtrArray *ids)
{
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (definition_indicator(newest, indicator->id, NULL) == indicator &&
            (!needed || g_hash_table_contains(needed, indicator->id)))
            g_ptr_array_add(ids, indicator->id);
    }
}

/* NEEDED: ids of indicators; NULL: all are. */
static GPtrArray *
ids_new(const Definition *definition, GHashTable *needed)
{
    GPtrArray *ids = g_ptr_array_new();
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    for (guint i = 0; i < sheets->len; i++) {
        const char *id = ((const Sheet *)sheets->pdata[i])->id;
        for (const Definition *each = definition; each; each = each->before) {
            const Sheet *sheet = convention_sheet(each->convention, id);
            if (sheet && sheet->adopted)
                ids_of_sheet(definition, sheet, needed, ids);
        }
    }
    return ids;
}

static gboolean
read_originals(const FigureMaker *maker, Register *reg, GError **error)
{
    const FigureQuery *query = &maker->query;
    return !(query->sources || query->sources_of) ||
           forms_read_originals(maker->forms, reg, maker->periods,
                                query->sources ? query->period : query->sources_of, error);
}

FigureMaker *
figure_maker_new(Register *reg, const Definition *definition, const FigureQuery *query,
                 GError **error)
{
    g_autoptr(FigureMaker) maker = g_new0(FigureMaker, 1);
    GHashTable *needed = indicators_needed(definition, query);
    GHashTable *sheets = needed ? indicators_sheets(definition, needed) : NULL;
    maker->definition = definition;
    maker->query = *query;
    maker->ids = ids_new(definition, needed);
    maker->periods = periods_read(reg, definition, query->edition, query->period, error);
    if (maker->periods)
        maker->forms = forms_read(reg, definition, maker->periods, query->edition, sheets, error);
    if (maker->forms && read_originals(maker, reg, error))
        maker->columns = columns_read(reg, definition, maker->forms, error);
    if (maker->columns)
        maker->expected = expected_new(definition, maker->periods);
    g_clear_pointer(&needed, g_hash_table_unref);
    g_clear_pointer(&sheets, g_hash_table_unref);
    return maker->expected ? g_steal_pointer(&maker) : NULL;
}

void
figure_maker_free(FigureMaker *maker)
{
    if (!maker)
        return;
    columns_free(maker->columns);
    g_clear_pointer(&maker->ids, g_ptr_array_unref);
    expected_free(maker->expected);
    forms_free(maker->forms);
    periods_free(maker->periods);
    g_free(maker);
}

static GPtrArray *
figures_at(const FigureMaker *maker, guint at)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    const Work work = {maker, figures};
    work_indicator(&work, maker->ids->pdata[at]);
    if (!maker->query.uncut)
        figures_cut(figures, &maker->query);
    return g_steal_pointer(&figures);
}

GPtrArray *
figure_maker_next(FigureMaker *maker)
{
    return maker->at < maker->ids->len ? figures_at(maker, maker->at++) : NULL;
}

/* ---- all of them, on two processors ---- */

typedef struct {
    const FigureMaker *maker;
    guint next;        /* which indicator nobody took yet; atomic */
    GPtrArray **found; /* of each indicator */
} Shared;

static gpointer
compute_some(gpointer data)
{
    Shared *shared = data;
    for (guint i; (i = (guint)g_atomic_int_add(&shared->next, 1)) < shared->maker->ids->len;)
        shared->found[i] = figures_at(shared->maker, i);
    return NULL;
}

/* What the maker read doesn't change any more.  The second thread is gone on return: whoever forks
 * later has one.  Where it can't be had the first does all. */
static GPtrArray *
compute_all(const FigureMaker *maker)
{
    g_autofree GPtrArray **found = g_new0(GPtrArray *, maker->ids->len);
    Shared shared = {.maker = maker, .found = found};
    GPtrArray *figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    GThread *second =
        maker->ids->len > 1 ? g_thread_try_new("figures", compute_some, &shared, NULL) : NULL;
    compute_some(&shared);
    if (second)
        g_thread_join(second);
    for (guint i = 0; i < maker->ids->len; i++)
        g_ptr_array_extend_and_steal(figures, found[i]);
    return figures;
}

static GPtrArray *
compute(Register *reg, const Definition *definition, const FigureQuery *query, GError **error)
{
    g_autoptr(FigureMaker) maker = figure_maker_new(reg, definition, query, error);
    return maker ? compute_all(maker) : NULL;
}

/* One state of the register, whatever a batch commits meanwhile. */
GPtrArray *
figures_compute(Register *reg, const Definition *definition, const FigureQuery *query,
                GError **error)
{
    if (!sql_do(reg, error, "SAVEPOINT figures", ""))
        return NULL;
    GPtrArray *figures = compute(reg, definition, query, error);
    sql_do(reg, NULL, "RELEASE figures", "");
    return figures;
}

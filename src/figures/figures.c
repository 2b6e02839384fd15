/* SPDX-License-Identifier: Apache-2.0
 *
 * figures.c - every indicator, in order: read contributions, gather cells, mask.
 */
#include "figures/figures.h"

#include "figures/cells.h"
#include "figures/edition.h"
#include "figures/mask.h"
#include "register/sql.h"
#include <string.h>

typedef struct {
    Register *reg;
    const Definition *definition;
    const FigureQuery *query;
    GHashTable *standing;
    GHashTable *columns; /* of the indicator of the moment */
    GPtrArray *periods;  /* char *: years and halves with a submission, oldest first */
    GPtrArray *figures;
} Work;

/* ---- periods ---- */

static int
compare_periods(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Text order of canonical periods puts a year before its halves: wanted is halves first. */
static char *
period_rank(const char *period)
{
    if (strcmp(period, "term") == 0)
        return g_strdup("~");
    return strstr(period, "-S") ? g_strdup(period) : g_strconcat(period, "-S9", NULL);
}

static void
periods_add(GPtrArray *periods, const char *text)
{
    for (guint i = 0; i < periods->len; i++) {
        if (strcmp(periods->pdata[i], text) == 0)
            return;
    }
    g_ptr_array_add(periods, g_strdup(text));
}

/* Every period that a form names, whatever became of the form, and the years of the halves. */
static GPtrArray *
periods_read(Register *reg, Calendar calendar, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error, "SELECT DISTINCT period FROM submission WHERE period IS NOT NULL", "");
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Period period;
        if (!period_parse(sql_peek(statement, 0), calendar, &period))
            continue;
        g_autofree char *year = period_text(period_year(period));
        periods_add(periods, sql_peek(statement, 0));
        periods_add(periods, year);
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_ptr_array_sort(periods, compare_periods);
    return g_steal_pointer(&periods);
}

char *
figures_latest_year(Register *reg, const Definition *definition, GError **error)
{
    g_autoptr(GPtrArray) periods = periods_read(reg, definition->convention->calendar, error);
    char *latest = NULL;
    for (guint i = 0; periods && i < periods->len; i++) {
        if (!strstr(periods->pdata[i], "-S"))
            latest = periods->pdata[i];
    }
    return g_strdup(latest);
}

/* ---- expected ---- */

static gboolean
scope_holds(const Convention *convention, const Figure *figure, const Participant *participant)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        if (strcmp(pair[0], "kind") == 0 && strcmp(pair[1], participant->kind->id) != 0)
            return FALSE;
        if (strcmp(pair[0], convention->territory->id) == 0 &&
            (!participant->territory || strcmp(pair[1], participant->territory->code) != 0))
            return FALSE;
    }
    return TRUE;
}

static gboolean
participant_gives(const Participant *participant, const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        if (field_filled_by(operand->field, participant->kind->id))
            return TRUE;
    }
    return FALSE;
}

/* N: the participants of the period, of the kinds that fill the numerator, within the scope. */
static guint
count_expected(const Work *work, const Figure *figure)
{
    const Convention *convention = work->definition->convention;
    const Indicator *indicator = figure->indicator;
    Period period;
    gboolean bounded = period_parse(figure->period, convention->calendar, &period);
    guint expected = 0;
    for (guint i = 0; i < work->definition->participants->list->len; i++) {
        const Participant *participant = work->definition->participants->list->pdata[i];
        gboolean gives = participant_gives(participant, indicator->numerator) ||
                         (indicator->aggregation == AGGREGATE_BESIDE &&
                          participant_gives(participant, indicator->denominator)) ||
                         (indicator->aggregation == AGGREGATE_COUNT &&
                          sheet_filled_by(indicator->sheet, participant->kind->id));
        if (gives && (!bounded || participant_during(participant, period)) &&
            scope_holds(convention, figure, participant))
            expected++;
    }
    return expected;
}

/* ---- order ---- */

static int
list_position(const Work *work, const char *list, const char *code)
{
    const Convention *convention = work->definition->convention;
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
compare_figures(gconstpointer a, gconstpointer b, gpointer data)
{
    const Figure *left = *(Figure *const *)a, *right = *(Figure *const *)b;
    g_autofree char *early = period_rank(left->period);
    g_autofree char *late = period_rank(right->period);
    int order = strcmp(early, late);
    for (char **l = left->scope, **r = right->scope; !order && *l && *r; l += 2, r += 2) {
        int x = list_position(data, l[0], l[1]), y = list_position(data, r[0], r[1]);
        order = x != y ? (x > y) - (x < y) : strcmp(l[1], r[1]);
    }
    return order;
}

/* ---- one indicator ---- */

static void
work_emit(Work *work, const Cell *cell, const Indicator *indicator, GPtrArray *into)
{
    Figure *figure = cell_figure(cell, indicator);
    figure->expected = count_expected(work, figure);
    figure->small_answers = cell_has_small(cell, work->definition->convention->mask_below);
    g_ptr_array_add(into, figure);
}

static gboolean
cells_have_period(const GPtrArray *cells, const char *period)
{
    for (guint i = 0; i < cells->len; i++) {
        if (strcmp(((const Cell *)cells->pdata[i])->period, period) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The whole is said for each period even when nobody answered; halves only of sheets per half. */
static void
whole_add_empty(const Work *work, const Indicator *indicator, GPtrArray *cells)
{
    char *no_scope[] = {NULL};
    const Field *field = indicator->numerator && indicator->numerator->len
                             ? ((const Operand *)indicator->numerator->pdata[0])->field
                             : NULL;
    gboolean halves = (field ? field->sheet : indicator->sheet)->per == PER_HALF;
    for (guint i = 0; i <= work->periods->len; i++) {
        const char *period = i < work->periods->len ? work->periods->pdata[i] : "term";
        if ((halves || !strstr(period, "-S")) && !cells_have_period(cells, period))
            g_ptr_array_add(cells, cell_new(period, no_scope));
    }
}

static gboolean
work_breakdown(Work *work, const Indicator *indicator, const Breakdown *breakdown, GError **error)
{
    g_autoptr(GArray) given =
        contributions_read(work->reg, work->standing, work->columns,
                           work->definition->convention->parts, indicator, breakdown, error);
    if (!given)
        return FALSE;
    g_autoptr(GPtrArray) cells = cells_gather(work->definition->convention, breakdown, given);
    if (indicator->aggregation == AGGREGATE_LATEST)
        cells_keep_latest(work->definition->convention, given, cells);
    if (!breakdown)
        whole_add_empty(work, indicator, cells);
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    for (guint i = 0; i < cells->len; i++)
        work_emit(work, cells->pdata[i], indicator, figures);
    g_ptr_array_sort_with_data(figures, compare_figures, work);
    g_ptr_array_extend_and_steal(work->figures, g_steal_pointer(&figures));
    return TRUE;
}

static gboolean
work_indicator(Work *work, const Indicator *indicator, GError **error)
{
    if (work->query->indicator && strcmp(work->query->indicator, indicator->id) != 0)
        return TRUE;
    g_autoptr(GHashTable) columns = columns_new();
    work->columns = columns;
    if (!indicator->never_added && !work_breakdown(work, indicator, NULL, error))
        return FALSE;
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        if (!work_breakdown(work, indicator, indicator->breakdowns->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

/* With regard to what the editions before showed. */
static gboolean
work_mask(const Work *work, GError **error)
{
    const Convention *convention = work->definition->convention;
    g_autoptr(GPtrArray) issued = editions_figures(work->reg, convention, error);
    gint64 before = work->query->edition ? work->query->edition - 1 : G_MAXINT;
    if (issued && issued->len > before)
        g_ptr_array_set_size(issued, (gint)before);
    if (issued)
        figures_mask(work->figures, issued, convention);
    return issued != NULL;
}

static void
keep_asked(const FigureQuery *query, GPtrArray *figures)
{
    for (guint i = figures->len; i-- > 0;) {
        const Figure *figure = figures->pdata[i];
        if ((query->period && strcmp(query->period, figure->period) != 0) ||
            (query->scope && !g_strv_equal(query->scope, (const char *const *)figure->scope)))
            g_ptr_array_remove_index(figures, i);
    }
}

GPtrArray *
figures_compute(Register *reg, const Definition *definition, const FigureQuery *query,
                GError **error)
{
    const Convention *convention = definition->convention;
    g_autoptr(GHashTable) standing = standing_read(reg, convention, error);
    g_autoptr(GPtrArray) periods = standing ? periods_read(reg, convention->calendar, error) : NULL;
    if (!periods)
        return NULL;
    Period asked;
    if (query->period && period_parse(query->period, convention->calendar, &asked))
        periods_add(periods, query->period);
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    Work work = {.reg = reg,
                 .definition = definition,
                 .query = query,
                 .standing = standing,
                 .periods = periods,
                 .figures = figures};
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        for (guint j = 0; sheet->adopted && j < sheet->indicators->len; j++) {
            if (!work_indicator(&work, sheet->indicators->pdata[j], error))
                return NULL;
        }
    }
    /* Masked as a whole, then cut to what was asked: a cell that protects another must not show
     * because the other was not asked for. */
    if (!query->confidential && !work_mask(&work, error))
        return NULL;
    if (!query->confidential && !query->marked)
        figures_hide(figures, convention);
    keep_asked(query, figures);
    return g_steal_pointer(&figures);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c - what a cell comes to: one function a way of aggregating, all on integers.
 */
#include "figures/cells.h"

#include <string.h>

static gboolean
sources_wanted(const Gathering *how, guint period, char **scope)
{
    const FigureQuery *query = how->query;
    const char *name = periods_name(how->periods, period);
    if (query->sources_of && strcmp(query->sources_of, name) == 0 &&
        (!*scope || how->indicators[period]->never_added))
        return TRUE;
    return query->sources && (!query->period || strcmp(query->period, name) == 0) &&
           (!query->scope || g_strv_equal(query->scope, (const char *const *)scope)) &&
           (!query->indicator || strcmp(query->indicator, how->indicators[period]->id) == 0);
}

Cell *
cell_new(const Gathering *how, guint period, char **scope)
{
    Cell *cell = g_new0(Cell, 1);
    cell->indicator = how->indicators[period];
    cell->forms = how->forms;
    cell->period = period;
    cell->scope = g_strdupv(scope);
    cell->small = (gint64)how->convention->mask_below * NUMBER_SCALE;
    if (cell->indicator->aggregation == AGGREGATE_DISTINCT)
        cell->items = g_hash_table_new(NULL, NULL);
    if (sources_wanted(how, period, scope))
        cell->sources = sources_new();
    return cell;
}

void
cell_free(Cell *cell)
{
    g_strfreev(cell->scope);
    g_clear_pointer(&cell->items, g_hash_table_unref);
    g_clear_pointer(&cell->sources, g_ptr_array_unref);
    g_free(cell);
}

/* ---- adding up ---- */

/* The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): one-to-one, and every bit of the
 * result depends on all of X. */
static guint64
mix(guint64 x)
{
    x += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* What a form and its number weigh in a fingerprint: the sum, modulo 2^64, over forms. */
static guint64
fingerprint(const Standing *form, gint64 number)
{
    return mix(mix(form->number) + (guint64)number);
}

static gint64
together(const Cell *cell, gboolean begun, gint64 sum, gint64 number)
{
    if (cell->indicator->aggregation == AGGREGATE_MAX)
        return begun ? MAX(sum, number) : number;
    return number_add(sum, number);
}

static gboolean
is_small(const Cell *cell, gint64 number)
{
    return number > 0 && number < cell->small;
}

/* What isn't a number, which each cell sees for itself. */
static void
cell_note(Cell *cell, const Contribution *given)
{
    const char *target = cell->indicator->target_date, *text = given->text;
    if (cell->items && given->item && given->numerator > 0)
        g_hash_table_add(cell->items, (gpointer)given->item);
    if (!text)
        return;
    if (g_strcmp0(text, cell->last) > 0)
        cell->last = text;
    cell->within += target && strcmp(text, target) <= 0;
}

static void
share_take_text(Share *share, const char *text)
{
    if (share->texts)
        g_string_append_c(share->texts, '\n');
    else
        share->texts = g_string_new(NULL);
    g_string_append(share->texts, text);
}

void
share_take(Share *share, const Contribution *given)
{
    if (share->count == 0)
        return;
    const Cell *cell = share->cells[0];
    share->answers++;
    share->small_answers |= is_small(cell, given->numerator) || is_small(cell, given->denominator);
    if (given->of)
        share->numerator = together(cell, share->of, share->numerator, given->numerator);
    if (given->over)
        share->denominator = together(cell, share->over, share->denominator, given->denominator);
    share->of |= given->of;
    share->over |= given->over;
    for (guint i = 0; (cell->items || given->text) && i < share->count; i++)
        cell_note(share->cells[i], given);
    if (given->text)
        share_take_text(share, given->text);
}

static void
cell_add(Cell *cell, const Share *share, guint64 of_form, guint64 over_form)
{
    if (share->of)
        cell->numerator = together(cell, cell->of, cell->numerator, share->numerator);
    if (share->over)
        cell->denominator = together(cell, cell->over, cell->denominator, share->denominator);
    cell->of |= share->of;
    cell->over |= share->over;
    cell->of_forms += of_form;
    cell->over_forms += over_form;
    cell->answers += share->answers;
    cell->small_answers |= share->small_answers;
    cell->respondents += share->form->organisation != cell->who;
    cell->who = share->form->organisation;
    if (cell->sources)
        g_ptr_array_add(cell->sources, source_new(cell->indicator, cell->forms, share));
}

void
share_settle(Share *share)
{
    guint64 of_form = share->of ? fingerprint(share->form, share->numerator) : 0;
    guint64 over_form = share->over ? fingerprint(share->form, share->denominator) : 0;
    for (guint i = 0; i < share->count; i++)
        cell_add(share->cells[i], share, of_form, over_form);
    if (share->texts)
        g_string_free(share->texts, TRUE);
    *share = (Share){0};
}

/* ---- values ---- */

/* FACTOR × numerator / denominator with one decimal, half up; NULL when it can't be divided. */
static char *
quotient(const Cell *cell, int factor)
{
    if (cell->denominator <= 0)
        return NULL;
    __int128 tenths = (__int128)cell->numerator * factor * 10;
    __int128 rounded = (2 * tenths + cell->denominator) / (2 * (__int128)cell->denominator);
    return number_text((gint64)(rounded * (NUMBER_SCALE / 10)));
}

static void
value_number(const Cell *cell, Figure *figure)
{
    figure->value = number_text(cell->numerator);
}

static void
value_parts(const Cell *cell, Figure *figure)
{
    figure->numerator = number_text(cell->numerator);
    figure->denominator = number_text(cell->denominator);
}

/* Of a side that nobody gave there is no number. */
static void
value_beside(const Cell *cell, Figure *figure)
{
    if (cell->of)
        figure->numerator = number_text(cell->numerator);
    if (cell->over)
        figure->denominator = number_text(cell->denominator);
}

static void
value_ratio(const Cell *cell, Figure *figure)
{
    figure->value = quotient(cell, 100);
    value_parts(cell, figure);
}

static void
value_mean(const Cell *cell, Figure *figure)
{
    figure->value = quotient(cell, 1);
    value_parts(cell, figure);
}

/* Items above zero in some form: the same diploma declared by two academies is one. */
static void
value_distinct(const Cell *cell, Figure *figure)
{
    figure->value = g_strdup_printf("%u", g_hash_table_size(cell->items));
}

/* The last date given: what was to be done everywhere is done on that day.  Numerator: dates within
 * the target; denominator: dates given. */
static void
value_dates(const Cell *cell, Figure *figure)
{
    figure->value = g_strdup(cell->last);
    if (figure->indicator->target_date) {
        figure->numerator = g_strdup_printf("%u", cell->within);
        figure->denominator = g_strdup_printf("%u", cell->answers);
    }
}

static void
value_texts(const Cell *cell, Figure *figure)
{
    (void)cell;
    (void)figure;
}

typedef void (*ValueOf)(const Cell *cell, Figure *figure);

static const ValueOf values[] = {
    [AGGREGATE_SUM] = value_number,          [AGGREGATE_RATIO] = value_ratio,
    [AGGREGATE_MEAN] = value_mean,           [AGGREGATE_COUNT] = value_number,
    [AGGREGATE_DISTINCT] = value_distinct,   [AGGREGATE_SHARE] = value_ratio,
    [AGGREGATE_DISTRIBUTION] = value_number, [AGGREGATE_LATEST] = value_number,
    [AGGREGATE_MAX] = value_number,          [AGGREGATE_DATES] = value_dates,
    [AGGREGATE_TEXTS] = value_texts,         [AGGREGATE_BESIDE] = value_beside,
};

Figure *
cell_figure(Cell *cell, const Periods *periods)
{
    Figure *figure = g_new0(Figure, 1);
    figure->indicator = cell->indicator;
    figure->period = g_strdup(periods_name(periods, cell->period));
    figure->scope = g_strdupv(cell->scope);
    figure->stood = g_intern_string(cell->stood);
    figure->respondents = cell->respondents;
    figure->of_forms = cell->of_forms;
    figure->over_forms = cell->over_forms;
    figure->small_answers = cell->small_answers;
    figure->sources = g_steal_pointer(&cell->sources);
    if (figure->sources)
        sources_sort(figure->sources);
    if (cell->answers > 0)
        values[cell->indicator->aggregation](cell, figure);
    return figure;
}

void
figure_free(Figure *figure)
{
    if (!figure)
        return;
    g_free(figure->period);
    g_strfreev(figure->scope);
    g_free(figure->value);
    g_free(figure->numerator);
    g_free(figure->denominator);
    g_clear_pointer(&figure->sources, g_ptr_array_unref);
    g_free(figure);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c - what a cell comes to: one function a way of aggregating, all on integers.
 */
#include "figures/cells.h"

#include <string.h>

typedef struct {
    gint64 numerator, denominator;
} Sums;

static Sums
cell_sums(const Cell *cell)
{
    Sums sums = {0, 0};
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Contribution *given = cell->contributions->pdata[i];
        sums.numerator = contribution_add(sums.numerator, given->numerator);
        sums.denominator = contribution_add(sums.denominator, given->denominator);
    }
    return sums;
}

/* FACTOR × numerator / denominator with one decimal, half up; NULL when it can't be divided. */
static char *
quotient(Sums sums, int factor)
{
    if (sums.denominator <= 0)
        return NULL;
    __int128 tenths = (__int128)sums.numerator * factor * 10;
    __int128 rounded = (2 * tenths + sums.denominator) / (2 * (__int128)sums.denominator);
    return number_text((gint64)(rounded * (NUMBER_SCALE / 10)));
}

static void
value_sum(const Cell *cell, Sums sums, Figure *figure)
{
    (void)cell;
    figure->value = number_text(sums.numerator);
}

static void
value_ratio(const Cell *cell, Sums sums, Figure *figure)
{
    (void)cell;
    figure->value = quotient(sums, 100);
    figure->numerator = number_text(sums.numerator);
    figure->denominator = number_text(sums.denominator);
}

static void
value_mean(const Cell *cell, Sums sums, Figure *figure)
{
    (void)cell;
    figure->value = quotient(sums, 1);
    figure->numerator = number_text(sums.numerator);
    figure->denominator = number_text(sums.denominator);
}

static void
value_beside(const Cell *cell, Sums sums, Figure *figure)
{
    (void)cell;
    figure->numerator = number_text(sums.numerator);
    figure->denominator = number_text(sums.denominator);
}

/* Items above zero in some form: the same diploma declared by two academies is one. */
static void
value_distinct(const Cell *cell, Sums sums, Figure *figure)
{
    (void)sums;
    g_autoptr(GHashTable) items = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Contribution *given = cell->contributions->pdata[i];
        if (given->numerator > 0 && given->item)
            g_hash_table_add(items, (gpointer)given->item);
    }
    figure->value = g_strdup_printf("%u", g_hash_table_size(items));
}

/* The last date given: what was to be done everywhere is done on that day.  Numerator: dates within
 * the target; denominator: dates given. */
static void
value_dates(const Cell *cell, Sums sums, Figure *figure)
{
    (void)sums;
    const char *last = NULL;
    guint within = 0;
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Contribution *given = cell->contributions->pdata[i];
        if (g_strcmp0(given->text, last) > 0)
            last = given->text;
        if (figure->indicator->target_date &&
            g_strcmp0(given->text, figure->indicator->target_date) <= 0)
            within++;
    }
    figure->value = g_strdup(last);
    if (figure->indicator->target_date) {
        figure->numerator = g_strdup_printf("%u", within);
        figure->denominator = g_strdup_printf("%u", cell->contributions->len);
    }
}

static void
value_texts(const Cell *cell, Sums sums, Figure *figure)
{
    (void)cell;
    (void)sums;
    (void)figure;
}

typedef void (*ValueOf)(const Cell *cell, Sums sums, Figure *figure);

static const ValueOf values[] = {
    [AGGREGATE_SUM] = value_sum,           [AGGREGATE_RATIO] = value_ratio,
    [AGGREGATE_MEAN] = value_mean,         [AGGREGATE_COUNT] = value_sum,
    [AGGREGATE_DISTINCT] = value_distinct, [AGGREGATE_SHARE] = value_ratio,
    [AGGREGATE_DISTRIBUTION] = value_sum,  [AGGREGATE_LATEST] = value_sum,
    [AGGREGATE_DATES] = value_dates,       [AGGREGATE_TEXTS] = value_texts,
    [AGGREGATE_BESIDE] = value_beside,
};

/* What one form gave in all. */
typedef struct {
    Sums sums;
    GString *texts; /* NULL: none; one a paragraph, in the order of the operands */
} Given;

static void
given_free(gpointer data)
{
    Given *given = data;
    if (given->texts)
        g_string_free(given->texts, TRUE);
    g_free(given);
}

static void
given_add(Given *given, const Contribution *contribution)
{
    given->sums.numerator = contribution_add(given->sums.numerator, contribution->numerator);
    given->sums.denominator = contribution_add(given->sums.denominator, contribution->denominator);
    if (!contribution->text)
        return;
    if (given->texts)
        g_string_append_c(given->texts, '\n');
    else
        given->texts = g_string_new(NULL);
    g_string_append(given->texts, contribution->text);
}

static char *
source_value(const Indicator *indicator, const Given *given)
{
    if (given->texts)
        return g_strdup(given->texts->str);
    Sums sums = given->sums;
    g_autofree char *numerator = number_text(sums.numerator);
    if (indicator->aggregation != AGGREGATE_RATIO && indicator->aggregation != AGGREGATE_MEAN &&
        indicator->aggregation != AGGREGATE_SHARE)
        return number_text(sums.numerator +
                           sums.denominator * (indicator->aggregation == AGGREGATE_BESIDE));
    g_autofree char *denominator = number_text(sums.denominator);
    return g_strdup_printf("%s/%s", numerator, denominator);
}

static void
source_free(gpointer data)
{
    FigureSource *source = data;
    g_ref_string_release(source->submission);
    g_ref_string_release(source->organisation);
    g_free(source->value);
    g_ref_string_release(source->original);
    g_free(source);
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
    const FigureSource *left = *(FigureSource *const *)a, *right = *(FigureSource *const *)b;
    int order = strcmp(left->organisation, right->organisation);
    return order ? order : strcmp(left->submission, right->submission);
}

/* One source a form: contributions of a form may stand apart (two operands), so they are gathered
 * by form first. */
static GPtrArray *
cell_sources(const Cell *cell, const Indicator *indicator)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(source_free);
    g_autoptr(GHashTable) forms = g_hash_table_new_full(NULL, NULL, NULL, given_free);
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Contribution *contribution = cell->contributions->pdata[i];
        Given *given = g_hash_table_lookup(forms, contribution->form);
        if (!given)
            g_hash_table_insert(forms, (gpointer)contribution->form, given = g_new0(Given, 1));
        given_add(given, contribution);
    }
    for (guint i = 0; i < cell->contributions->len; i++) {
        const Standing *form = ((const Contribution *)cell->contributions->pdata[i])->form;
        const Given *given = g_hash_table_lookup(forms, form);
        if (!given)
            continue;
        FigureSource *source = g_new0(FigureSource, 1);
        source->submission = g_ref_string_acquire(form->id);
        source->organisation = g_ref_string_acquire(form->organisation);
        source->value = source_value(indicator, given);
        source->original = g_ref_string_acquire(form->original);
        g_ptr_array_add(sources, source);
        g_hash_table_remove(forms, form);
    }
    g_ptr_array_sort(sources, compare_sources);
    return sources;
}

Figure *
cell_figure(const Cell *cell, const Indicator *indicator)
{
    Figure *figure = g_new0(Figure, 1);
    figure->indicator = indicator;
    figure->period = g_strdup(cell->period);
    figure->scope = g_strdupv(cell->scope);
    figure->sources = cell_sources(cell, indicator);
    g_autoptr(GHashTable) organisations = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < figure->sources->len; i++)
        g_hash_table_add(organisations, ((FigureSource *)figure->sources->pdata[i])->organisation);
    figure->respondents = g_hash_table_size(organisations);
    if (cell->contributions->len > 0)
        values[indicator->aggregation](cell, cell_sums(cell), figure);
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

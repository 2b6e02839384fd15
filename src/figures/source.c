/* SPDX-License-Identifier: Apache-2.0
 *
 * source.c - the forms behind a figure.
 */
#include "figures/cells.h"

#include <string.h>

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

GPtrArray *
sources_new(void)
{
    return g_ptr_array_new_with_free_func(source_free);
}

static char *
source_value(const Indicator *indicator, const Share *share)
{
    if (share->texts)
        return g_strdup(share->texts->str);
    if (indicator->aggregation != AGGREGATE_RATIO && indicator->aggregation != AGGREGATE_MEAN &&
        indicator->aggregation != AGGREGATE_SHARE)
        return number_text(number_add(share->numerator, share->denominator));
    g_autofree char *numerator = number_text(share->numerator);
    g_autofree char *denominator = number_text(share->denominator);
    return g_strconcat(numerator, "/", denominator, NULL);
}

FigureSource *
source_new(const Indicator *indicator, const Forms *forms, const Share *share)
{
    FigureSource *source = g_new0(FigureSource, 1);
    source->submission = g_ref_string_acquire(share->form->id);
    source->organisation = g_ref_string_acquire(share->form->organisation);
    source->value = source_value(indicator, share);
    char *original = forms_original(forms, share->form);
    source->original = original ? g_ref_string_acquire(original) : g_ref_string_new("");
    source->message = share->form->message;
    source->period = periods_name(forms->periods, share->form->period);
    return source;
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
    const FigureSource *left = *(FigureSource *const *)a, *right = *(FigureSource *const *)b;
    int order = left->organisation == right->organisation
                    ? 0
                    : strcmp(left->organisation, right->organisation);
    return order ? order : strcmp(left->submission, right->submission);
}

/* As they come they mostly are. */
void
sources_sort(GPtrArray *sources)
{
    guint i = 1;
    while (i < sources->len && compare_sources(&sources->pdata[i - 1], &sources->pdata[i]) <= 0)
        i++;
    if (i < sources->len)
        g_ptr_array_sort(sources, compare_sources);
}

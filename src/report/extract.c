/* SPDX-License-Identifier: Apache-2.0
 *
 * A report of a part of the whole: what it is made from, as if that part were all there is.  So no
 * part of the report knows of it, but for what it has to say.
 */
#include "report/parts.h"

#include "base/text.h"
#include "publish/scope.h"
#include <string.h>

/* ---- figures ---- */

static gboolean
has_pair(char *const *pairs, char *const *pair)
{
    for (; *pairs; pairs += 2)
        if (strcmp(pairs[0], pair[0]) == 0 && strcmp(pairs[1], pair[1]) == 0)
            return TRUE;
    return FALSE;
}

/* The same figure without the pairs of SCOPE in its own. */
static Figure *
narrowed(const Figure *figure, char *const *scope)
{
    Figure *own;
    char **rest;

    if (!figure)
        return NULL;
    own = g_new(Figure, 1);
    *own = *figure;
    rest = own->scope = g_new0(char *, g_strv_length(figure->scope) + 1);
    for (char **pair = figure->scope; *pair; pair += 2) {
        if (has_pair(scope, pair))
            continue;
        *rest++ = pair[0];
        *rest++ = pair[1];
    }
    return own;
}

static void
narrowed_free(gpointer data)
{
    Figure *own = data;

    if (own)
        g_free(own->scope);
    g_free(own);
}

static GPtrArray *
narrow_figures(const GPtrArray *figures, char *const *scope)
{
    GPtrArray *own = g_ptr_array_new_with_free_func(narrowed_free);

    for (guint i = 0; figures && i < figures->len; i++)
        g_ptr_array_add(own, narrowed(figures->pdata[i], scope));
    return own;
}

/* ---- what changed ---- */

static void
change_free(gpointer data)
{
    Change *change = data;

    narrowed_free((Figure *)change->then);
    narrowed_free((Figure *)change->now);
    g_free(change);
}

static Comparison *
narrow_comparison(const Comparison *since, char *const *scope)
{
    Comparison *own;

    if (!since)
        return NULL;
    own = g_new(Comparison, 1);
    *own = *since;
    own->then = since->then ? narrow_figures(since->then, scope) : NULL;
    own->changes = g_ptr_array_new_with_free_func(change_free);
    for (guint i = 0; since->changes && i < since->changes->len; i++) {
        Change *change = g_new(Change, 1);
        *change = *(const Change *)since->changes->pdata[i];
        change->then = narrowed(change->then, scope);
        change->now = narrowed(change->now, scope);
        g_ptr_array_add(own->changes, change);
    }
    return own;
}

static void
comparison_release(Comparison *own)
{
    if (!own)
        return;
    g_clear_pointer(&own->then, g_ptr_array_unref);
    g_ptr_array_unref(own->changes);
    g_free(own);
}

/* ---- organisations ---- */

/* The elements of ALL whose organisation, as WHO tells it, belongs to the part. */
static GPtrArray *
narrow_array(const ReportInput *input, const GPtrArray *all, const char *(*who)(gconstpointer))
{
    GPtrArray *own;

    if (!all)
        return NULL;
    own = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        if (scope_admits(input->scope, input->definition, who(all->pdata[i])))
            g_ptr_array_add(own, all->pdata[i]);
    return own;
}

static const char *
who_owes(gconstpointer expectation)
{
    return ((const Expectation *)expectation)->participant->id;
}

static const char *
who_sent(gconstpointer submission)
{
    return ((const Submission *)submission)->organisation;
}

static const char *
who_left(gconstpointer left)
{
    return ((const LeftOut *)left)->organisation;
}

static const char *
who_doubted(gconstpointer unusual)
{
    return ((const Unusual *)unusual)->organisation;
}

ReportInput *
extract_new(const ReportInput *input)
{
    ReportInput *own = g_new(ReportInput, 1);

    *own = *input;
    own->figures = narrow_figures(input->figures, input->scope);
    own->since = narrow_comparison(input->since, input->scope);
    own->expectations = narrow_array(input, input->expectations, who_owes);
    own->submissions = narrow_array(input, input->submissions, who_sent);
    own->left_out = narrow_array(input, input->left_out, who_left);
    own->unusual = narrow_array(input, input->unusual, who_doubted);
    return own;
}

void
extract_free(ReportInput *extract)
{
    const GPtrArray *arrays[] = {extract->figures, extract->expectations, extract->submissions,
                                 extract->left_out, extract->unusual};

    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        if (arrays[i])
            g_ptr_array_unref((GPtrArray *)arrays[i]);
    comparison_release((Comparison *)extract->since);
    g_free(extract);
}

/* ---- words ---- */

char *
extract_words(const ReportInput *input)
{
    const Convention *convention = definition_during(input->definition, input->period)->convention;
    GString *words = g_string_new(NULL);

    for (char *const *pair = input->scope; pair && *pair; pair += 2) {
        const CodeList *list = convention_list(convention, pair[0]);
        const Item *item = list ? list_item(list, pair[1]) : NULL;
        const Kind *kind = list ? NULL : convention_kind(convention, pair[1]);
        const char *label = item ? item->label : kind ? kind->plural : pair[1];
        g_autofree char *lower = uncapitalised(list ? list->label : "organismes");
        g_string_append_printf(words, "%s%s : %s", words->len ? ", " : "", lower, label);
    }
    return g_string_free(words, words->len == 0);
}

gboolean
report_covers(const Report *report, const Indicator *indicator)
{
    gboolean all = TRUE;

    if (!report->scope)
        return TRUE;
    if (indicator->aggregation == AGGREGATE_DATES || indicator->aggregation == AGGREGATE_TEXTS)
        return scope_of_organisations(report->in->scope, report->convention);
    for (char *const *pair = report->in->scope; *pair && all; pair += 2) {
        g_autoptr(GPtrArray) breakdowns = indicator_breakdowns(indicator);
        gboolean found = FALSE;
        for (guint i = 0; i < breakdowns->len && !found; i++)
            found = g_strv_contains(breakdowns->pdata[i], pair[0]);
        all = found;
    }
    return all;
}

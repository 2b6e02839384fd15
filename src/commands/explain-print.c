/* SPDX-License-Identifier: Apache-2.0
 *
 * explain-print.c - a figure and where it comes from, for people.
 */
#include "base/i18n.h"
#include "commands/explain.h"
#include "commands/finding-print.h"
#include <stdio.h>
#include <string.h>

/* ---- the figure ---- */

/* What is typed for the scope, and what it means: "academie=CRETEIL (Créteil)". */
static void
add_scope(GString *line, const Convention *convention, const Figure *figure)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        const CodeList *list = convention_list(convention, pair[0]);
        const Item *item = list ? list_item(list, pair[1]) : NULL;
        const Kind *kind = list ? NULL : convention_kind(convention, pair[1]);
        const char *label = item ? item->label : kind ? kind->label : NULL;
        g_string_append_printf(line, ", %s=%s", pair[0], pair[1]);
        if (label)
            g_string_append_printf(line, " (%s)", label);
    }
}

/* "20 janvier 2014 (2 dates sur 3 dans le délai)" */
static void
add_date(GString *line, const Figure *figure)
{
    guint32 day = date_parse(figure->value);
    g_autofree char *date = day ? date_label(day) : g_strdup(figure->value);
    g_string_append(line, date);
    if (!figure->numerator || !figure->denominator)
        return;
    g_string_append(line, " (");
    g_string_append_printf(line,
                           ngettext("%s date of %s in time", "%s dates of %s in time",
                                    (gulong)g_ascii_strtoull(figure->numerator, NULL, 10)),
                           figure->numerator, figure->denominator);
    g_string_append(line, ")");
}

/* "72,5 % (29 / 40)" */
static void
add_number(GString *line, const Figure *figure)
{
    g_autofree char *value = value_words(figure->indicator, figure->value);
    g_string_append(line, value);
    if (!figure->numerator || !figure->denominator)
        return;
    g_autofree char *numerator = number_words(figure->numerator, 0);
    g_autofree char *denominator = number_words(figure->denominator, 0);
    g_string_append_printf(line, " (%s / %s)", numerator, denominator);
}

static gboolean
is_beside(const Figure *figure)
{
    return figure->indicator->aggregation == AGGREGATE_BESIDE && !figure->masked &&
           (figure->numerator || figure->denominator);
}

/* Of two numbers side by side nothing, for they have lines of their own; of texts nothing. */
static void
add_value(GString *line, const Figure *figure)
{
    if (is_beside(figure) ||
        (!figure->masked && !figure->value && figure->sources && figure->sources->len))
        return;
    g_string_append(line, _(": "));
    if (figure->masked)
        g_string_append(line, _("masked (small counts of people)"));
    else if (!figure->value)
        g_string_append(line, _("not provided"));
    else if (figure->indicator->aggregation == AGGREGATE_DATES)
        add_date(line, figure);
    else
        add_number(line, figure);
}

/* Each of two numbers behind what it counts. */
static void
print_beside(const Figure *figure)
{
    const GPtrArray *sides[] = {figure->indicator->numerator, figure->indicator->denominator};
    const char *values[] = {figure->numerator, figure->denominator};
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *what = operands_words(sides[i]);
        g_autofree char *number =
            values[i] ? number_words(values[i], 0) : g_strdup(_("not provided"));
        g_autofree char *line = g_strconcat(what, _(": "), number, NULL);
        printf("    ");
        print_wrapped(line, 6);
    }
}

/* What a target is called beside FIGURE; NULL: it has none. */
static const char *
target_over(const Convention *convention, const Figure *figure)
{
    const Indicator *indicator = figure->indicator;
    Period period;
    if (*figure->scope)
        return NULL;
    if (indicator->target_date)
        return _("target");
    if (!indicator->target_over_period)
        return convention->end ? _("target over the whole term") : _("target of the convention");
    if (!period_parse(figure->period, convention->calendar, &period))
        return NULL;
    if (indicator->sheet->per == PER_HALF)
        return period.half ? _("target") : _("target of each half-year");
    return period.half ? NULL : _("target");
}

static void
print_target(const Convention *convention, const Figure *figure)
{
    const char *over = target_over(convention, figure);
    g_autofree char *target = over ? target_range(figure->indicator) : NULL;
    if (target)
        printf("  %s%s%s\n", over, _(": "), target);
}

static void
print_head(const Definition *definition, const Trace *trace)
{
    const Figure *figure = trace->figure;
    const Indicator *indicator = figure->indicator;
    g_autofree char *unit = unit_words(indicator);
    g_autofree char *label =
        g_strconcat(indicator->label, strcmp(unit, " (%)") == 0 ? "" : unit, NULL);
    gboolean term = strcmp(figure->period, PERIOD_TERM) == 0;
    g_autoptr(GString) line = g_string_new(term ? _("the whole term") : figure->period);
    printf("%s  ", indicator->id);
    print_wrapped(label, (int)strlen(indicator->id) + 2);
    add_scope(line, definition->convention, figure);
    add_value(line, figure);
    printf("  ");
    print_wrapped(line->str, 4);
    if (is_beside(figure))
        print_beside(figure);
    printf("  ");
    printf(ngettext("%u respondent out of %u", "%u respondents out of %u", figure->respondents),
           figure->respondents, figure->expected);
    printf("\n  ");
    print_wrapped(trace->formula, 2);
    print_target(definition->convention, figure);
}

/* ---- what is behind it ---- */

static void
print_source(const ExplainColumns *columns, const Trace *trace, const TracedSource *traced)
{
    const FigureSource *source = traced->source;
    explain_source(columns, trace, traced);
    for (guint i = 0; i < traced->typed->len; i++) {
        const TypedAnswer *answer = traced->typed->pdata[i];
        g_autofree char *line = g_strdup_printf("%s (%s)%s«\u00a0%s\u00a0»", answer->field,
                                                answer->label, _(": "), answer->typed);
        printf("      ");
        print_wrapped(line, 8);
    }
    if (trace->figure->indicator->aggregation == AGGREGATE_TEXTS) {
        printf("      ");
        print_wrapped(source->value ? source->value
                                    : _("(a text that was not passed: --confidential shows it)"),
                      6);
    }
}

static void
print_left_out(const ExplainColumns *columns, const LeftOut *left)
{
    explain_left_out(columns, left);
    g_autofree char *detail = left->claimed
                                  ? g_strdup_printf("%s (identifiant tapé\u202f: «\u00a0%s\u00a0»)",
                                                    left->detail, left->claimed)
                                  : g_strdup(left->detail);
    printf("      ");
    print_wrapped(detail, 6);
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
    const TracedSource *left = *(TracedSource *const *)a, *right = *(TracedSource *const *)b;
    int order = strcmp(left->source->organisation, right->source->organisation);
    if (!order)
        order = strcmp(left->source->period, right->source->period);
    if (!order)
        order = (left->received > right->received) - (left->received < right->received);
    return order ? order : strcmp(left->source->submission, right->source->submission);
}

static void
print_sources(const ExplainColumns *columns, const Trace *trace)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    const gboolean texts = trace->figure->indicator->aggregation == AGGREGATE_TEXTS;
    gboolean hidden = FALSE;
    for (guint i = 0; i < trace->sources->len; i++)
        g_ptr_array_add(sources, trace->sources->pdata[i]);
    g_ptr_array_sort(sources, compare_sources);
    if (sources->len) {
        printf("  %s\n", _("counted:"));
        explain_heads(columns);
    }
    for (guint i = 0; i < sources->len; i++) {
        const TracedSource *traced = sources->pdata[i];
        hidden |= !traced->source->value && !texts;
        print_source(columns, trace, traced);
    }
    if (hidden)
        printf("    %s\n", _("s: not shown, for small counts of people could be told from it"));
}

/* Forms of whose kind it isn't asked, a line a kind. */
static void
print_not_asked(const GPtrArray *left_out)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    for (guint i = 0; i < left_out->len; i++) {
        const LeftOut *left = left_out->pdata[i];
        guint count = 0;
        if (left->reason != LEFT_NOT_ASKED ||
            g_ptr_array_find_with_equal_func(told, left->detail, g_str_equal, NULL))
            continue;
        g_ptr_array_add(told, left->detail);
        for (guint k = i; k < left_out->len; k++)
            count += g_str_equal(((const LeftOut *)left_out->pdata[k])->detail, left->detail);
        g_autofree char *forms = g_strdup_printf(ngettext("%u form", "%u forms", count), count);
        g_autofree char *line = g_strconcat(forms, _(": "), left->detail, NULL);
        printf("    ");
        print_wrapped(line, 6);
    }
}

static void
print_trace(const Definition *definition, const Trace *trace)
{
    const ExplainColumns columns = explain_columns(definition, trace);
    gboolean headed = trace->sources->len > 0;
    print_head(definition, trace);
    print_sources(&columns, trace);
    if (trace->left_out->len)
        printf("  %s\n", _("left out:"));
    for (guint i = 0; i < trace->left_out->len; i++) {
        const LeftOut *left = trace->left_out->pdata[i];
        if (left->reason == LEFT_NOT_ASKED)
            continue;
        if (!headed)
            explain_heads(&columns);
        headed = TRUE;
        print_left_out(&columns, left);
    }
    print_not_asked(trace->left_out);
}

void
explain_print(const Definition *definition, const GPtrArray *traces)
{
    for (guint i = 0; i < traces->len; i++) {
        if (i)
            putchar('\n');
        print_trace(definition, traces->pdata[i]);
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * explain-print.c - a figure and where it comes from, for people.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands/explain.h"
#include "commands/finding-print.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    TERMINAL = 100, /* columns that a line may take there */
    SHORTEST = 12,  /* of a name */
    HASH = 12,
    DAY = 10,
    SUBMISSION = 16,
};

/* ---- cells ---- */

/* How wide each column is. */
typedef struct {
    guint id, name, period, value; /* period 0: all are of the figure's */
} Widths;

static void
widen(guint *width, const char *text)
{
    *width = MAX(*width, text ? (guint)g_utf8_strlen(text, -1) : 1);
}

static const char *
name_of(const Definition *definition, const char *organisation)
{
    const Participant *who =
        organisation ? participants_find(definition->participants, organisation) : NULL;
    return who ? who->name : "";
}

/* What a source shows as its value, on its own line. */
static const char *
value_shown(const Figure *figure, const FigureSource *source)
{
    if (figure->indicator->aggregation == AGGREGATE_TEXTS)
        return "";
    return source->value ? source->value : "s";
}

static Widths
widths_of(const Definition *definition, const Trace *trace)
{
    Widths widths = {1, 1, 0, 0};
    gboolean other = FALSE;
    for (guint i = 0; i < trace->sources->len; i++) {
        const TracedSource *traced = trace->sources->pdata[i];
        widen(&widths.id, traced->source->organisation);
        widen(&widths.name, name_of(definition, traced->source->organisation));
        widen(&widths.period, traced->period);
        widen(&widths.value, value_shown(trace->figure, traced->source));
        other |= g_strcmp0(traced->period, trace->figure->period) != 0;
    }
    for (guint i = 0; i < trace->left_out->len; i++) {
        const LeftOut *left = trace->left_out->pdata[i];
        widen(&widths.id, left->organisation);
        widen(&widths.name, name_of(definition, left->organisation));
        widen(&widths.period, left->period);
        other |= g_strcmp0(left->period, trace->figure->period) != 0;
    }
    if (!other)
        widths.period = 0;
    int taken = 4 + (int)widths.id + 2 + (widths.period ? 2 + (int)widths.period : 0) + 2 + DAY +
                2 + (int)widths.value + 2 + SUBMISSION + 2 + HASH;
    if (isatty(STDOUT_FILENO))
        widths.name = MIN(widths.name, (guint)MAX(SHORTEST, TERMINAL - taken - 2));
    return widths;
}

/* TEXT and the spaces that make it WIDTH wide; "…" where it is longer. */
static void
add_cell(GString *line, const char *text, guint width)
{
    g_autofree char *shown = text_shorten(text, width);
    g_string_append_printf(line, "%s%*s  ", shown, (int)width - (int)g_utf8_strlen(shown, -1), "");
}

/* A form behind a figure, or one left out; SUBMISSION NULL: there is none. */
static void
print_row(const Definition *definition, const Widths *widths, const char *organisation,
          const char *period, gint64 received, const char *value, const char *submission,
          const char *original)
{
    g_autofree char *day = received ? date_text(clock_day(received)) : g_strdup("");
    g_autofree char *hash = g_strndup(original ? original : "", HASH);
    g_autoptr(GString) line = g_string_new("    ");
    add_cell(line, organisation ? organisation : "?", widths->id);
    add_cell(line, name_of(definition, organisation), widths->name);
    if (widths->period)
        add_cell(line, period ? period : "?", widths->period);
    add_cell(line, day, DAY);
    add_cell(line, value, widths->value);
    add_cell(line, submission ? submission : "", SUBMISSION);
    g_string_append(line, hash);
    puts(g_strchomp(line->str));
}

/* ---- the figure ---- */

/* What is typed for the scope, and what it means: "academie=CRETEIL (Créteil)". */
static void
print_scope(const Convention *convention, const Figure *figure)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        const CodeList *list = convention_list(convention, pair[0]);
        const Item *item = list ? list_item(list, pair[1]) : NULL;
        const Kind *kind = list ? NULL : convention_kind(convention, pair[1]);
        const char *label = item ? item->label : kind ? kind->label : NULL;
        printf(", %s=%s", pair[0], pair[1]);
        if (label)
            printf(" (%s)", label);
    }
}

/* ": 72,5 % (29 / 40)"; of two numbers side by side just these, of texts nothing. */
static void
print_value(const Figure *figure)
{
    g_autofree char *value = figure->value ? value_words(figure->indicator, figure->value) : NULL;
    g_autofree char *parts = NULL;
    if (figure->numerator && figure->denominator) {
        g_autofree char *numerator = number_words(figure->numerator, 0);
        g_autofree char *denominator = number_words(figure->denominator, 0);
        parts = g_strdup_printf("%s / %s", numerator, denominator);
    }
    if (figure->masked)
        printf("%s%s", _(": "), _("masked (small counts of people)"));
    else if (value && parts)
        printf("%s%s (%s)", _(": "), value, parts);
    else if (value || parts)
        printf("%s%s", _(": "), value ? value : parts);
    else if (!figure->sources || figure->sources->len == 0)
        printf("%s%s", _(": "), _("not provided"));
}

static void
print_head(const Definition *definition, const Trace *trace)
{
    const Figure *figure = trace->figure;
    const Indicator *indicator = figure->indicator;
    g_autofree char *unit = unit_words(indicator);
    g_autofree char *label =
        g_strconcat(indicator->label, strcmp(unit, " (%)") == 0 ? "" : unit, NULL);
    g_autofree char *target = target_range(indicator);
    printf("%s  ", indicator->id);
    print_wrapped(label, (int)strlen(indicator->id) + 2);
    printf("  %s", figure->period);
    print_scope(definition->convention, figure);
    print_value(figure);
    printf("\n  ");
    printf(ngettext("%u respondent out of %u", "%u respondents out of %u", figure->respondents),
           figure->respondents, figure->expected);
    printf("\n  ");
    print_wrapped(trace->formula, 2);
    if (target)
        printf("  %s%s%s\n", _("target"), _(": "), target);
}

/* ---- what is behind it ---- */

static void
print_source(const Definition *definition, const TracedSource *traced, const Figure *figure,
             const Widths *widths)
{
    const FigureSource *source = traced->source;
    print_row(definition, widths, source->organisation, traced->period, traced->received,
              value_shown(figure, source), source->submission, source->original);
    for (guint i = 0; i < traced->typed->len; i++) {
        const TypedAnswer *answer = traced->typed->pdata[i];
        g_autofree char *line = g_strdup_printf("%s (%s)%s«\u00a0%s\u00a0»", answer->field,
                                                answer->label, _(": "), answer->typed);
        printf("      ");
        print_wrapped(line, 8);
    }
    if (figure->indicator->aggregation == AGGREGATE_TEXTS && source->value) {
        printf("      ");
        print_wrapped(source->value, 6);
    }
}

static void
print_left_out(const Definition *definition, const LeftOut *left, const Widths *widths)
{
    print_row(definition, widths, left->organisation, left->period, left->received, "",
              left->submission, left->original);
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
        order = g_strcmp0(left->period, right->period);
    if (!order)
        order = (left->received > right->received) - (left->received < right->received);
    return order ? order : strcmp(left->source->submission, right->source->submission);
}

static void
print_sources(const Definition *definition, const Trace *trace, const Widths *widths)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    gboolean hidden = FALSE;
    for (guint i = 0; i < trace->sources->len; i++)
        g_ptr_array_add(sources, trace->sources->pdata[i]);
    g_ptr_array_sort(sources, compare_sources);
    if (sources->len)
        printf("  %s\n", _("counted:"));
    for (guint i = 0; i < sources->len; i++) {
        const TracedSource *traced = sources->pdata[i];
        hidden |= traced->source->value == NULL;
        print_source(definition, traced, trace->figure, widths);
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
        printf("    ");
        printf(ngettext("%u form", "%u forms", count), count);
        printf("%s%s\n", _(": "), left->detail);
    }
}

static void
print_trace(const Definition *definition, const Trace *trace)
{
    const Widths widths = widths_of(definition, trace);
    print_head(definition, trace);
    print_sources(definition, trace, &widths);
    if (trace->left_out->len)
        printf("  %s\n", _("left out:"));
    for (guint i = 0; i < trace->left_out->len; i++) {
        const LeftOut *left = trace->left_out->pdata[i];
        if (left->reason != LEFT_NOT_ASKED)
            print_left_out(definition, left, &widths);
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

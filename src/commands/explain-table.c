/* SPDX-License-Identifier: Apache-2.0
 *
 * explain-table.c - the columns in which forms are told: as wide as what stands in them; on a
 * terminal no wider than it.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands/explain.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    TERMINAL = 100, /* columns that a line may take there */
    INDENT = 4,
    SHORTEST = 12,   /* of a name, before hashes are shortened */
    LONGEST_ID = 20, /* on a terminal */
    DAY = 11,        /* with its head */
    SUBMISSION = 16,
    HASH = 12,
    HASH_SHORT = 8,
    BETWEEN = 2,
};

/* ---- words ---- */

/* "2014-06-18" as the reader writes dates (transfer full). */
static char *
explain_day(guint32 day)
{
    g_autofree char *iso = date_text(day);
    int year = 0, month = 0, of_month = 0;
    sscanf(iso, "%d-%d-%d", &year, &month, &of_month);
    /* Year, month and day in the reader's order: "18/06/2014" in French. */
    return g_strdup_printf(_("%1$04d-%2$02d-%3$02d"), year, month, of_month);
}

static char *
days_words(const char *dates)
{
    g_auto(GStrv) days = g_strsplit(dates, "\n", -1);
    for (char **day = days; *day; day++) {
        char *shown = explain_day(date_parse(*day));
        g_free(*day);
        *day = shown;
    }
    return g_strjoinv(", ", days);
}

/* "20 / 24", "1 234,50", "20/01/2014"; a text stands on lines of its own (transfer full). */
static char *
value_shown(const Indicator *indicator, const char *value)
{
    if (indicator->aggregation == AGGREGATE_TEXTS)
        return g_strdup("");
    if (!value)
        return g_strdup("s");
    if (indicator->aggregation == AGGREGATE_DATES)
        return days_words(value);
    g_auto(GStrv) sides = g_strsplit(value, "/", 2);
    if (!sides[0] || !sides[1])
        return value_words(indicator, value);
    g_autofree char *numerator = number_words(sides[0], 0);
    g_autofree char *denominator = number_words(sides[1], 0);
    return g_strdup_printf("%s / %s", numerator, denominator);
}

static const char *
name_of(const Definition *definition, const char *organisation)
{
    const Participant *who =
        organisation ? participants_find(definition->participants, organisation) : NULL;
    return who ? who->name : "";
}

/* ---- widths ---- */

static void
widen(guint *width, const char *text)
{
    *width = MAX(*width, text ? (guint)g_utf8_strlen(text, -1) : 1);
}

/* What a line takes without a name. */
static guint
taken(const ExplainColumns *columns)
{
    return INDENT + columns->id + 2 * BETWEEN + (columns->period ? columns->period + BETWEEN : 0) +
           DAY + BETWEEN + (columns->value ? columns->value + BETWEEN : 0) + SUBMISSION + BETWEEN +
           columns->hash;
}

static void
fit_terminal(ExplainColumns *columns)
{
    columns->id = MIN(columns->id, LONGEST_ID);
    if (taken(columns) + MIN(columns->name, SHORTEST) > TERMINAL)
        columns->hash = HASH_SHORT;
    guint rest = taken(columns) < TERMINAL ? TERMINAL - taken(columns) : 1;
    columns->name = MIN(columns->name, rest);
}

static void
widen_all(ExplainColumns *columns, const char *organisation, const char *period)
{
    widen(&columns->id, organisation);
    widen(&columns->name, name_of(columns->definition, organisation));
    widen(&columns->period, period);
}

ExplainColumns
explain_columns(const Definition *definition, const Trace *trace)
{
    const Figure *figure = trace->figure;
    ExplainColumns columns = {.definition = definition, .hash = HASH};
    gboolean other = FALSE;
    widen(&columns.id, _("organisation"));
    widen(&columns.name, _("name"));
    widen(&columns.period, _("period"));
    for (guint i = 0; i < trace->sources->len; i++) {
        const TracedSource *traced = trace->sources->pdata[i];
        g_autofree char *value = value_shown(figure->indicator, traced->source->value);
        widen_all(&columns, traced->source->organisation, traced->source->period);
        widen(&columns.value, value);
        other |= g_strcmp0(traced->source->period, figure->period) != 0;
    }
    for (guint i = 0; i < trace->left_out->len; i++) {
        const LeftOut *left = trace->left_out->pdata[i];
        if (left->reason == LEFT_NOT_ASKED)
            continue;
        widen_all(&columns, left->organisation, left->period);
        other |= g_strcmp0(left->period, figure->period) != 0;
    }
    if (columns.value)
        widen(&columns.value, _("value"));
    if (!other)
        columns.period = 0;
    if (isatty(STDOUT_FILENO))
        fit_terminal(&columns);
    return columns;
}

/* ---- lines ---- */

/* TEXT and the spaces that make it WIDTH wide; "…" where it is longer. */
static void
add_cell(GString *line, const char *text, guint width)
{
    g_autofree char *shown = width ? text_shorten(text, width) : g_strdup("");
    g_string_append(line, shown);
    for (guint i = (guint)g_utf8_strlen(shown, -1); width && i < width + BETWEEN; i++)
        g_string_append_c(line, ' ');
}

static void
print_cells(const ExplainColumns *columns, const char *const cells[7])
{
    const guint widths[] = {columns->id, columns->name,  columns->period,
                            DAY,         columns->value, SUBMISSION};
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%*s", INDENT, "");
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
        add_cell(line, cells[i], widths[i]);
    g_string_append_len(line, cells[6], (gssize)MIN(strlen(cells[6]), columns->hash));
    puts(g_strchomp(line->str));
}

void
explain_heads(const ExplainColumns *columns)
{
    print_cells(columns,
                (const char *const[]){_("organisation"), _("name"), _("period"), _("received on"),
                                      _("value"), _("submission"), _("original")});
}

void
explain_source(const ExplainColumns *columns, const Trace *trace, const TracedSource *traced)
{
    const FigureSource *source = traced->source;
    g_autofree char *day = explain_day(clock_day(traced->received));
    g_autofree char *value = value_shown(trace->figure->indicator, source->value);
    print_cells(columns, (const char *const[]){source->organisation,
                                               name_of(columns->definition, source->organisation),
                                               source->period, day, value, source->submission,
                                               source->original});
}

void
explain_left_out(const ExplainColumns *columns, const LeftOut *left)
{
    g_autofree char *day = left->received ? explain_day(clock_day(left->received)) : g_strdup("");
    print_cells(columns, (const char *const[]){left->organisation ? left->organisation : "?",
                                               name_of(columns->definition, left->organisation),
                                               left->period ? left->period : "?", day, "",
                                               left->submission ? left->submission : "",
                                               left->original ? left->original : ""});
}

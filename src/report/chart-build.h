/* SPDX-License-Identifier: Apache-2.0
 *
 * chart-build.h - charts made from figures.  Inside this room only.
 *
 * A chart shows what stands in tables, in the same words: no other figure, no other rounding.
 */
#pragma once

#include "report/parts.h"

typedef struct {
    Report *report;
    Chart *chart;
    guint given, masked, missing; /* cells */
    gboolean below_zero;          /* a value that no length stands for */
    double least, most;           /* of the values */
} ChartBuild;

/* SUBTITLE, taken over, and SAID: see Chart. */
void build_begin(ChartBuild *build, Report *report, ChartKind kind, Prose *subtitle,
                 const char *said);
/* Adds a cell of FIGURE to ROW. */
void build_figure(ChartBuild *build, ChartRow *row, const Indicator *indicator,
                  const Figure *figure);
/* What stands behind the last cell; FALSE: nothing, for FIGURE has no value. */
gboolean build_before(ChartRow *row, const Indicator *indicator, const Figure *figure);
/* Adds the chart to the report, with its number and TITLE, when LEAST cells have values that are
 * seen faster than read; else forgets it. */
gboolean build_end(ChartBuild *build, guint least, const char *title);

/* Of what is shown, × NUMBER_SCALE. */
gboolean figure_number(const Indicator *indicator, const Figure *figure, gint64 *number);

/* ", de 27,2 % (Paris) à 66,4 % (Créteil)": the extremes of FIGURES with the names of where they
 * stand; ", 5 partout"; NULL when one of them is not shown, for it might be one, or when there are
 * fewer than two (transfer full).  NAMES: as many, or NULL. */
char *range_words(const Indicator *indicator, const GPtrArray *figures, const GPtrArray *names);
/* "Par académie et par diplôme, année scolaire 2013-2014 (élèves). 14 répondants sur 18."
 * (transfer full). */
Prose *chart_subtitle(const Report *report, const Indicator *indicator, const char *by);

/* SPDX-License-Identifier: Apache-2.0
 *
 * period.h - school and civil calendars: years, half-years, the term.
 *
 * Canonical texts (DOMAIN): "2013-2014", "2013-2014-S1" (school: 1 Sep to 31 Jan), "-S2" (1 Feb to
 * 31 Aug); "2013", "2013-S1" (civil: to 30 June), "2013-S2".  "term" is the whole convention.
 */
#pragma once

#include <glib.h>

typedef enum { CALENDAR_SCHOOL, CALENDAR_CIVIL } Calendar;

typedef struct {
    Calendar calendar;
    int year; /* the first calendar year: 2013 for 2013-2014 */
    int half; /* 0: the whole year; 1 or 2 */
} Period;

/* TRUE and *PERIOD when TEXT is canonical in CALENDAR ("term" is not a Period). */
gboolean period_parse(const char *text, Calendar calendar, Period *period);
#define PERIOD_TERM "term"
/* PERIOD, a canonical text, is WIDE or lies in it: a half in its year, all in the term; WIDE NULL:
 * in whatever there is. */
gboolean period_within(const char *period, const char *wide);
/* The canonical text (transfer full). */
char *period_text(Period period);
/* For people: "année scolaire 2013-2014", "1er semestre 2013-2014", "année 2013" (transfer full).
 */
char *period_label(Period period);
/* First and last day, as GDate julian days comparable as numbers. */
guint32 period_first_day(Period period);
guint32 period_last_day(Period period);
/* The year or half-year that holds the day of a canonical date "2014-03-12". */
Period period_of_day(guint32 julian, Calendar calendar, gboolean half);
/* The year of a half; a year is its own year. */
Period period_year(Period period);

/* Canonical ISO dates: 0 when TEXT is not one; the text is (transfer full). */
guint32 date_parse(const char *iso);
char *date_text(guint32 julian);
/* "12 mars 2014", "1er mars 2014" (transfer full). */
char *date_label(guint32 julian);

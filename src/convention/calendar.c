/* SPDX-License-Identifier: Apache-2.0
 *
 * When forms are due, and which periods there are.
 */
#include "convention/convention.h"

#define LAST_YEAR 9998

static guint32
julian(int day, int month, int year)
{
    int days = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)MIN(day, days), (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

/* The first DAY of MONTH after the day AFTER. */
static guint32
next_day(int day, int month, guint32 after)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, after);
    int year = g_date_get_year(&date);
    guint32 found = julian(day, month, year);
    return found > after ? found : julian(day, month, year + 1);
}

guint32
sheet_due_day(const Sheet *sheet, Period period, guint32 event_day)
{
    if (sheet->per == PER_EVENT)
        return event_day + SHEET_EVENT_DAYS;
    if (sheet->due_month != 0)
        return next_day(sheet->due_day, sheet->due_month, period_last_day(period));

    /* First halves: one month after their end.  All else: a month and a half, which the school
     * year brings forward to the days before its summer. */
    gboolean school = period.calendar == CALENDAR_SCHOOL;
    if (period.half == 1)
        return school ? julian(31, 2, period.year + 1) : julian(31, 7, period.year);
    return school ? julian(15, 7, period.year + 1) : julian(15, 2, period.year + 1);
}

gboolean
convention_in_term(const Convention *convention, Period period)
{
    if (period_last_day(period) < date_parse(convention->start))
        return FALSE;
    return convention->end == NULL || period_first_day(period) <= date_parse(convention->end);
}

static Period
next_period(Period period)
{
    if (period.half == 1)
        period.half = 2;
    else {
        period.half = period.half == 2 ? 1 : 0;
        period.year++;
    }
    return period;
}

Period
sheet_first_period(const Convention *convention, const Sheet *sheet)
{
    guint32 adopted = sheet->adopted != NULL ? date_parse(sheet->adopted) : 0;
    guint32 start = MAX(date_parse(convention->start), adopted);
    return period_of_day(start, convention->calendar, sheet->per == PER_HALF);
}

GArray *
sheet_periods(const Convention *convention, const Sheet *sheet, guint32 until)
{
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(Period));
    Period period = sheet_first_period(convention, sheet);
    while (period.year <= LAST_YEAR && period_first_day(period) < until &&
           convention_in_term(convention, period)) {
        g_array_append_val(periods, period);
        period = next_period(period);
    }
    return periods;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/period.h"

#include <string.h>

static const char *const months[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};

/* First month of the halves 1 and 2. */
static const struct {
    int month, years_later;
} half_starts[2][2] = {
    [CALENDAR_SCHOOL] = {{9, 0}, {2, 1}},
    [CALENDAR_CIVIL] = {{1, 0}, {7, 0}},
};

/* COUNT figures at TEXT, nothing else, as a number; -1 when they are not all there. */
static int
figures(const char *text, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

gboolean
period_parse(const char *text, Calendar calendar, Period *period)
{
    int year = text ? figures(text, 4) : -1;
    int half = 0;

    if (year < 1000 || year > 9998)
        return FALSE;
    const char *rest = text + 4;
    if (calendar == CALENDAR_SCHOOL) {
        if (*rest != '-' || figures(rest + 1, 4) != year + 1)
            return FALSE;
        rest += 5;
    }
    if (strcmp(rest, "-S1") == 0)
        half = 1;
    else if (strcmp(rest, "-S2") == 0)
        half = 2;
    else if (*rest != '\0')
        return FALSE;
    *period = (Period){calendar, year, half};
    return TRUE;
}

gboolean
period_within(const char *period, const char *wide)
{
    gsize length = wide ? strlen(wide) : 0;

    return !wide || strcmp(wide, PERIOD_TERM) == 0 ||
           (strncmp(period, wide, length) == 0 &&
            (period[length] == '\0' || g_str_has_prefix(period + length, "-S")));
}

static char *
year_text(Period period)
{
    if (period.calendar == CALENDAR_SCHOOL)
        return g_strdup_printf("%04d-%04d", period.year, period.year + 1);
    return g_strdup_printf("%04d", period.year);
}

char *
period_text(Period period)
{
    g_autofree char *year = year_text(period);

    if (period.half == 0)
        return g_steal_pointer(&year);
    return g_strdup_printf("%s-S%d", year, period.half);
}

char *
period_label(Period period)
{
    g_autofree char *year = year_text(period);

    if (period.half)
        return g_strconcat(period.half == 1 ? "1er" : "2e", " semestre ", year, NULL);
    return g_strconcat(period.calendar == CALENDAR_SCHOOL ? "année scolaire " : "année ", year,
                       NULL);
}

static guint32
day_of(int year, int month, int day)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

/* First day of HALF (1, 2, or 3: the first of the following year). */
static guint32
half_start(Period year, int half)
{
    int first = year.year + (half == 3);
    int index = half == 2 ? 1 : 0;

    return day_of(first + half_starts[year.calendar][index].years_later,
                  half_starts[year.calendar][index].month, 1);
}

guint32
period_first_day(Period period)
{
    return half_start(period, period.half == 2 ? 2 : 1);
}

guint32
period_last_day(Period period)
{
    return half_start(period, period.half == 1 ? 2 : 3) - 1;
}

Period
period_of_day(guint32 julian, Calendar calendar, gboolean half)
{
    GDate date;
    Period period = {calendar, 0, 0};

    g_return_val_if_fail(g_date_valid_julian(julian), period);
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    period.year = g_date_get_year(&date);
    if (julian < period_first_day(period))
        period.year--;
    if (half)
        period.half = julian < half_start(period, 2) ? 1 : 2;
    return period;
}

Period
period_year(Period period)
{
    period.half = 0;
    return period;
}

guint32
date_parse(const char *iso)
{
    if (!iso || strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-')
        return 0;
    int year = figures(iso, 4), month = figures(iso + 5, 2), day = figures(iso + 8, 2);
    if (year < 1000 || month < 1 || day < 1 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return 0;
    return day_of(year, month, day);
}

char *
date_text(guint32 julian)
{
    GDate date;

    g_return_val_if_fail(g_date_valid_julian(julian), NULL);
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
                           g_date_get_day(&date));
}

char *
date_label(guint32 julian)
{
    GDate date;

    g_return_val_if_fail(g_date_valid_julian(julian), NULL);
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    return g_strdup_printf("%d%s %s %d", g_date_get_day(&date),
                           g_date_get_day(&date) == 1 ? "er" : "",
                           months[g_date_get_month(&date) - 1], g_date_get_year(&date));
}

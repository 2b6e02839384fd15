/* SPDX-License-Identifier: Apache-2.0
 *
 * Due days and periods.
 */
#include "support.h"

static void
check_due(const Sheet *sheet, const char *text, Calendar calendar, const char *expected)
{
    Period period;
    g_assert_true(period_parse(text, calendar, &period));
    g_autofree char *due = date_text(sheet_due_day(sheet, period, 0));
    g_assert_cmpstr(due, ==, expected);
}

static void
test_due(void)
{
    const Sheet year = {.per = PER_YEAR}, half = {.per = PER_HALF};
    check_due(&year, "2013-2014", CALENDAR_SCHOOL, "2014-07-15");
    check_due(&half, "2013-2014-S1", CALENDAR_SCHOOL, "2014-02-28");
    check_due(&half, "2015-2016-S1", CALENDAR_SCHOOL, "2016-02-29"); /* leap year */
    check_due(&half, "2013-2014-S2", CALENDAR_SCHOOL, "2014-07-15");
    check_due(&year, "2013", CALENDAR_CIVIL, "2014-02-15");
    check_due(&half, "2013-S1", CALENDAR_CIVIL, "2013-07-31");
    check_due(&half, "2013-S2", CALENDAR_CIVIL, "2014-02-15");
}

static void
test_due_of_the_sheet(void)
{
    const Sheet march = {.per = PER_YEAR, .due_day = 31, .due_month = 3};
    check_due(&march, "2013-2014", CALENDAR_SCHOOL, "2015-03-31");
    check_due(&march, "2013", CALENDAR_CIVIL, "2014-03-31");
    const Sheet autumn = {.per = PER_YEAR, .due_day = 15, .due_month = 10};
    check_due(&autumn, "2013-2014", CALENDAR_SCHOOL, "2014-10-15");
    /* Its own last day is not after the period: a year later. */
    const Sheet last_day = {.per = PER_YEAR, .due_day = 31, .due_month = 8};
    check_due(&last_day, "2013-2014", CALENDAR_SCHOOL, "2015-08-31");
    const Sheet next_day = {.per = PER_YEAR, .due_day = 1, .due_month = 9};
    check_due(&next_day, "2013-2014", CALENDAR_SCHOOL, "2014-09-01");
}

static void
test_due_of_events(void)
{
    const Sheet event = {.per = PER_EVENT};
    Period period;
    g_assert_true(period_parse("2013-2014", CALENDAR_SCHOOL, &period));
    g_autofree char *due = date_text(sheet_due_day(&event, period, date_parse("2014-03-12")));
    g_assert_cmpstr(due, ==, "2014-04-11");
}

/* The periods of a sheet as one text (transfer full). */
static char *
periods_text(const Convention *convention, const Sheet *sheet, const char *until)
{
    g_autoptr(GArray) periods = sheet_periods(convention, sheet, date_parse(until));
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < periods->len; i++) {
        g_autofree char *one = period_text(g_array_index(periods, Period, i));
        g_string_append_printf(text, "%s%s", i == 0 ? "" : " ", one);
    }
    return g_string_free(text, FALSE);
}

static void
check_periods(const Convention *convention, Periodicity per, const char *until,
              const char *expected)
{
    const Sheet sheet = {.per = per};
    g_autofree char *text = periods_text(convention, &sheet, until);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_periods(void)
{
    const Convention school = {
        .calendar = CALENDAR_SCHOOL, .start = (char *)"2013-09-01", .end = (char *)"2015-08-31"};
    check_periods(&school, PER_YEAR, "2030-01-01", "2013-2014 2014-2015");
    check_periods(&school, PER_EVENT, "2030-01-01", "2013-2014 2014-2015");
    check_periods(&school, PER_HALF, "2030-01-01",
                  "2013-2014-S1 2013-2014-S2 2014-2015-S1 2014-2015-S2");
    /* A period is there from the day after its first. */
    check_periods(&school, PER_HALF, "2014-02-01", "2013-2014-S1");
    check_periods(&school, PER_HALF, "2014-02-02", "2013-2014-S1 2013-2014-S2");
    check_periods(&school, PER_YEAR, "2013-09-01", "");

    const Convention open = {.calendar = CALENDAR_CIVIL, .start = (char *)"2012-11-30"};
    check_periods(&open, PER_YEAR, "2014-06-01", "2012 2013 2014");
    check_periods(&open, PER_HALF, "2013-07-01", "2012-S2 2013-S1");
}

/* A sheet is asked for from the period on in which it was adopted. */
static void
test_adopted(void)
{
    const Convention open = {.calendar = CALENDAR_CIVIL, .start = (char *)"2012-11-30"};
    static const struct {
        const char *adopted, *periods;
    } rows[] = {
        {"2012-01-01", "2012-S2 2013-S1 2013-S2"}, /* before the term */
        {"2012-12-31", "2012-S2 2013-S1 2013-S2"},
        {"2013-01-01", "2013-S1 2013-S2"},
        {"2013-06-30", "2013-S1 2013-S2"},
        {"2013-07-01", "2013-S2"},
        {"2014-01-01", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Sheet sheet = {.per = PER_HALF, .adopted = (char *)rows[i].adopted};
        g_autofree char *text = periods_text(&open, &sheet, "2013-12-31");
        g_assert_cmpstr(text, ==, rows[i].periods);
    }
}

static void
test_endless(void)
{
    const Convention open = {.calendar = CALENDAR_CIVIL, .start = (char *)"2012-11-30"};
    const Sheet sheet = {.per = PER_HALF};
    g_autoptr(GArray) periods = sheet_periods(&open, &sheet, G_MAXUINT32);
    g_assert_cmpuint(periods->len, <, 20000);
}

static void
check_in_term(const Convention *convention, const char *text, gboolean expected)
{
    Period period;
    g_assert_true(period_parse(text, convention->calendar, &period));
    g_assert_cmpint(convention_in_term(convention, period), ==, expected);
}

static void
test_in_term(void)
{
    const Convention school = {
        .calendar = CALENDAR_SCHOOL, .start = (char *)"2014-02-01", .end = (char *)"2015-02-01"};
    check_in_term(&school, "2013-2014-S1", FALSE); /* ends on 31 January 2014 */
    check_in_term(&school, "2013-2014", TRUE);
    check_in_term(&school, "2013-2014-S2", TRUE);
    check_in_term(&school, "2014-2015-S2", TRUE); /* begins on the last day */
    check_in_term(&school, "2015-2016-S1", FALSE);
    const Convention open = {.calendar = CALENDAR_CIVIL, .start = (char *)"2012-11-30"};
    check_in_term(&open, "2012-S1", FALSE);
    check_in_term(&open, "2099", TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/convention/calendar/due", test_due);
    g_test_add_func("/convention/calendar/due-of-the-sheet", test_due_of_the_sheet);
    g_test_add_func("/convention/calendar/due-of-events", test_due_of_events);
    g_test_add_func("/convention/calendar/periods", test_periods);
    g_test_add_func("/convention/calendar/adopted", test_adopted);
    g_test_add_func("/convention/calendar/endless", test_endless);
    g_test_add_func("/convention/calendar/in-term", test_in_term);
    return g_test_run();
}

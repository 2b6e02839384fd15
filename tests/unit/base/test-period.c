/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/period.h"

static void
test_parse(void)
{
    static const struct {
        const char *text;
        Calendar calendar;
        int year, half; /* year 0: refused */
    } cases[] = {
        {"2013-2014", CALENDAR_SCHOOL, 2013, 0},
        {"2013-2014-S1", CALENDAR_SCHOOL, 2013, 1},
        {"2013-2014-S2", CALENDAR_SCHOOL, 2013, 2},
        {"1999-2000", CALENDAR_SCHOOL, 1999, 0},
        {"2013", CALENDAR_CIVIL, 2013, 0},
        {"2013-S1", CALENDAR_CIVIL, 2013, 1},
        {"2013", CALENDAR_SCHOOL, 0, 0},
        {"2013-2014", CALENDAR_CIVIL, 0, 0},
        {"2013-2015", CALENDAR_SCHOOL, 0, 0},
        {"2014-2013", CALENDAR_SCHOOL, 0, 0},
        {"2013-2014-S3", CALENDAR_SCHOOL, 0, 0},
        {"2013-2014-S1 ", CALENDAR_SCHOOL, 0, 0},
        {"2013-2014-s1", CALENDAR_SCHOOL, 0, 0},
        {"2013-201", CALENDAR_SCHOOL, 0, 0},
        {"9999", CALENDAR_CIVIL, 0, 0},
        {"9998", CALENDAR_CIVIL, 9998, 0},
        {"0999", CALENDAR_CIVIL, 0, 0},
        {"1000", CALENDAR_CIVIL, 1000, 0},
        {"term", CALENDAR_SCHOOL, 0, 0},
        {"", CALENDAR_SCHOOL, 0, 0},
        {NULL, CALENDAR_SCHOOL, 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Period period = {0};
        gboolean read = period_parse(cases[i].text, cases[i].calendar, &period);
        g_assert_cmpint(read, ==, cases[i].year != 0);
        g_assert_cmpint(period.year, ==, cases[i].year);
        g_assert_cmpint(period.half, ==, cases[i].half);
        if (read) {
            g_autofree char *text = period_text(period);
            g_assert_cmpstr(text, ==, cases[i].text);
        }
    }
}

static void
test_labels(void)
{
    static const struct {
        Period period;
        const char *label;
    } cases[] = {
        {{CALENDAR_SCHOOL, 2013, 0}, "année scolaire 2013-2014"},
        {{CALENDAR_SCHOOL, 2013, 1}, "1er semestre 2013-2014"},
        {{CALENDAR_SCHOOL, 2013, 2}, "2e semestre 2013-2014"},
        {{CALENDAR_CIVIL, 2013, 0}, "année 2013"},
        {{CALENDAR_CIVIL, 2013, 2}, "2e semestre 2013"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *label = period_label(cases[i].period);
        g_assert_cmpstr(label, ==, cases[i].label);
    }
}

/* First and last day of each, and to which period they belong: both sides of every border. */
static void
test_borders(void)
{
    static const struct {
        const char *text;
        Calendar calendar;
        const char *first, *last;
    } cases[] = {
        {"2013-2014", CALENDAR_SCHOOL, "2013-09-01", "2014-08-31"},
        {"2013-2014-S1", CALENDAR_SCHOOL, "2013-09-01", "2014-01-31"},
        {"2013-2014-S2", CALENDAR_SCHOOL, "2014-02-01", "2014-08-31"},
        {"2014-2015-S1", CALENDAR_SCHOOL, "2014-09-01", "2015-01-31"},
        {"2011-2012-S2", CALENDAR_SCHOOL, "2012-02-01", "2012-08-31"}, /* leap */
        {"2012", CALENDAR_CIVIL, "2012-01-01", "2012-12-31"},
        {"2012-S1", CALENDAR_CIVIL, "2012-01-01", "2012-06-30"},
        {"2012-S2", CALENDAR_CIVIL, "2012-07-01", "2012-12-31"},
        {"2013-S1", CALENDAR_CIVIL, "2013-01-01", "2013-06-30"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Period period = {0};
        g_assert_true(period_parse(cases[i].text, cases[i].calendar, &period));
        guint32 first = period_first_day(period), last = period_last_day(period);
        g_autofree char *first_text = date_text(first), *last_text = date_text(last);
        g_autofree char *of_first =
            period_text(period_of_day(first, cases[i].calendar, period.half != 0));
        g_autofree char *of_last =
            period_text(period_of_day(last, cases[i].calendar, period.half != 0));
        g_autofree char *before =
            period_text(period_of_day(first - 1, cases[i].calendar, period.half != 0));
        g_autofree char *after =
            period_text(period_of_day(last + 1, cases[i].calendar, period.half != 0));
        g_assert_cmpstr(first_text, ==, cases[i].first);
        g_assert_cmpstr(last_text, ==, cases[i].last);
        g_assert_cmpstr(of_first, ==, cases[i].text);
        g_assert_cmpstr(of_last, ==, cases[i].text);
        g_assert_cmpstr(before, !=, cases[i].text);
        g_assert_cmpstr(after, !=, cases[i].text);
        g_assert_cmpint(period_year(period).half, ==, 0);
    }
}

static void
test_of_day(void)
{
    static const struct {
        const char *day;
        const char *school, *school_half, *civil, *civil_half;
    } cases[] = {
        {"2014-01-31", "2013-2014", "2013-2014-S1", "2014", "2014-S1"},
        {"2014-02-01", "2013-2014", "2013-2014-S2", "2014", "2014-S1"},
        {"2012-02-29", "2011-2012", "2011-2012-S2", "2012", "2012-S1"},
        {"2014-06-30", "2013-2014", "2013-2014-S2", "2014", "2014-S1"},
        {"2014-07-01", "2013-2014", "2013-2014-S2", "2014", "2014-S2"},
        {"2014-08-31", "2013-2014", "2013-2014-S2", "2014", "2014-S2"},
        {"2014-09-01", "2014-2015", "2014-2015-S1", "2014", "2014-S2"},
        {"2014-12-31", "2014-2015", "2014-2015-S1", "2014", "2014-S2"},
        {"2015-01-01", "2014-2015", "2014-2015-S1", "2015", "2015-S1"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint32 day = date_parse(cases[i].day);
        g_autofree char *school = period_text(period_of_day(day, CALENDAR_SCHOOL, FALSE));
        g_autofree char *school_half = period_text(period_of_day(day, CALENDAR_SCHOOL, TRUE));
        g_autofree char *civil = period_text(period_of_day(day, CALENDAR_CIVIL, FALSE));
        g_autofree char *civil_half = period_text(period_of_day(day, CALENDAR_CIVIL, TRUE));
        g_assert_cmpstr(school, ==, cases[i].school);
        g_assert_cmpstr(school_half, ==, cases[i].school_half);
        g_assert_cmpstr(civil, ==, cases[i].civil);
        g_assert_cmpstr(civil_half, ==, cases[i].civil_half);
    }
}

static void
test_dates(void)
{
    static const char *const wrong[] = {"2014-02-29", "2014-13-01",  "2014-00-01", "2014-01-00",
                                        "2014-04-31", "2014-1-1",    "0999-12-31", "2014-01-011",
                                        "2014/01/01", " 2014-01-01", "",           "12/03/2014"};
    static const struct {
        const char *iso, *label;
    } right[] = {
        {"2012-02-29", "29 février 2012"},  {"2000-02-29", "29 février 2000"},
        {"2014-03-01", "1er mars 2014"},    {"2014-12-31", "31 décembre 2014"},
        {"1000-01-01", "1er janvier 1000"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_cmpuint(date_parse(wrong[i]), ==, 0);
    g_assert_cmpuint(date_parse(NULL), ==, 0);
    g_assert_cmpuint(date_parse("1900-02-29"), ==, 0); /* 1900 was no leap year */
    for (gsize i = 0; i < G_N_ELEMENTS(right); i++) {
        guint32 day = date_parse(right[i].iso);
        g_assert_cmpuint(day, >, 0);
        g_autofree char *text = date_text(day), *label = date_label(day);
        g_assert_cmpstr(text, ==, right[i].iso);
        g_assert_cmpstr(label, ==, right[i].label);
    }
    g_assert_cmpuint(date_parse("2014-03-01") - date_parse("2014-02-28"), ==, 1);
    g_assert_cmpuint(date_parse("2012-03-01") - date_parse("2012-02-28"), ==, 2);
}

static void
test_within(void)
{
    static const struct {
        const char *period, *wide;
        gboolean within;
    } cases[] = {
        {"2013-2014", "2013-2014", TRUE},
        {"2013-2014-S1", "2013-2014", TRUE},
        {"2013-2014-S2", "2013-2014-S2", TRUE},
        {"2013-2014", "2013-2014-S1", FALSE},
        {"2013-2014-S1", "2013-2014-S2", FALSE},
        {"2012-2013", "2013-2014", FALSE},
        {"2013", "2013", TRUE},
        {"2013-S2", "2013", TRUE},
        {"2013-2014", "2013", FALSE},
        {"2013-2014", "term", TRUE},
        {"2013-S1", "term", TRUE},
        {"term", "term", TRUE},
        {"term", "2013-2014", FALSE},
        {"2013-2014", NULL, TRUE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_true(period_within(cases[i].period, cases[i].wide) == cases[i].within);
}

/* Winter, summer, and the days of 23 and 25 hours between them. */
static void
test_day_end(void)
{
    static const struct {
        const char *day;
        gint64 end; /* date -d "DAY + 1 day" +%s, in Paris */
    } cases[] = {
        {"2014-01-31", 1391209200}, {"2014-06-30", 1404165600}, {"2014-03-29", 1396134000},
        {"2014-03-30", 1396216800}, {"2014-10-26", 1414364400}, {"2013-12-31", 1388530800},
    };

    clock_init();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint32 day = date_parse(cases[i].day);
        g_assert_cmpint(clock_day_end(day), ==, cases[i].end);
        g_assert_cmpuint(clock_day(cases[i].end - 1), ==, day);
        g_assert_cmpuint(clock_day(cases[i].end), ==, day + 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/period/parse", test_parse);
    g_test_add_func("/period/labels", test_labels);
    g_test_add_func("/period/borders", test_borders);
    g_test_add_func("/period/of-day", test_of_day);
    g_test_add_func("/period/dates", test_dates);
    g_test_add_func("/period/within", test_within);
    g_test_add_func("/clock/day-end", test_day_end);
    return g_test_run();
}

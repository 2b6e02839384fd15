/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <time.h>

void
clock_init(void)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    tzset();
}

gint64
clock_now(void)
{
    const char *given = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;
    if (given &&
        g_ascii_string_to_signed(given, 10, 0, G_GINT64_CONSTANT(253402300799), &seconds, NULL))
        return seconds;
    return g_get_real_time() / G_USEC_PER_SEC;
}

guint32
clock_day(gint64 seconds)
{
    time_t time = (time_t)seconds;
    struct tm local;
    if (!localtime_r(&time, &local))
        return 0;
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)local.tm_mday, (GDateMonth)(local.tm_mon + 1),
                   (GDateYear)(local.tm_year + 1900));
    return g_date_get_julian(&day);
}

gint64
clock_day_end(guint32 day)
{
    GDate next;
    struct tm midnight;
    g_return_val_if_fail(g_date_valid_julian(day), 0);
    g_date_clear(&next, 1);
    g_date_set_julian(&next, day + 1);
    g_date_to_struct_tm(&next, &midnight);
    return mktime(&midnight);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * clock.h - the one place that asks what time it is.
 *
 * SOURCE_DATE_EPOCH stands for the clock.  Days are those of Paris, wherever the program runs:
 * clock_init sets TZ, which also spares libzip a look at the zone file for each entry.
 */
#pragma once

#include <glib.h>

void clock_init(void);
/* Seconds since 1970. */
gint64 clock_now(void);
/* The day of a time, as date_label and date_text take it. */
guint32 clock_day(gint64 seconds);
/* The time at which a day is over. */
gint64 clock_day_end(guint32 day);

/* SPDX-License-Identifier: Apache-2.0
 *
 * date.h - dates of mail headers, RFC 5322 (inside this room only).
 */
#pragma once

#include <glib.h>

/* Seconds since 1970, UTC, of a date-time with its numeric or obsolete zone: "Tue, 1 Jul 2014
 * 10:02:03 +0200 (CEST)".  0 when TEXT is not exactly that, or before 1970. */
gint64 mail_date_parse(const char *text);

/* The date of a Received field: what follows its last semicolon outside comments; 0: none. */
gint64 mail_date_received(const char *value);

/* "Tue, 01 Jul 2014 08:02:03 +0000" (transfer full). */
char *mail_date_format(gint64 seconds);

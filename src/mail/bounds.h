/* SPDX-License-Identifier: Apache-2.0
 *
 * bounds.h - a look at a raw message before GMime gets it (inside this room only).
 *
 * GMime 3.2 recurses over nested groups of addresses and multiparts, and keeps every header: what
 * is beyond the bounds of message.h never reaches it.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *exceeded; /* French, for {detail} of FINDING_MAIL_BOUNDS, static; NULL: within */
    gboolean nul;         /* a NUL in a header: readers stop there, or not */
} MailBounds;

/* BYTES with LF or CRLF line ends.  One pass, memory bounded by the bounds. */
MailBounds mail_bounds_check(const char *bytes, gsize length);

/* One line of BYTES from OFFSET: its length without the line end, and where the next one starts. */
gsize mail_line(const char *bytes, gsize length, gsize offset, gsize *next);

/* Length of what programs that save mail write before the header: a byte order mark, blank lines.
 */
gsize mail_preamble(const char *bytes, gsize length);

/* Length of the field name when LINE is "Name:" of printable ASCII (blanks before the colon are
 * tolerated, as old software writes them), else 0. */
gsize mail_field_name(const char *line, gsize length);

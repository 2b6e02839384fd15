/* SPDX-License-Identifier: Apache-2.0
 *
 * wrap.h - plain text in lines (inside this room only).
 */
#pragma once

#include <glib.h>

/* Append PREFIX and TEXT to OUT in lines of at most 72 characters, the lines after the first
 * indented as far as PREFIX is long; never broken at a no-break space.  Text of senders is cleaned
 * to one paragraph first. */
void wrap_paragraph(GString *out, const char *prefix, const char *text);

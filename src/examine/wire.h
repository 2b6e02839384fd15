/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.h - what the two sides of the wire agree upon: bounds of texts and what they may hold.
 *
 * Private to the room.  The writer keeps to it, the reader insists on it.
 */
#pragma once

#include <glib.h>

/* Bytes of one text. */
#define WIRE_MAX_WORD    256u        /* identifiers, codes, keys, hashes */
#define WIRE_MAX_LINE    (16u << 10) /* names, labels, subjects, paths */
#define WIRE_MAX_TEXT    (1u << 20)  /* what people typed */
#define WIRE_MAX_XML     (8u << 20)
#define WIRE_MAX_CELLS   2000                            /* texts of one answer */
#define WIRE_MAX_REPLY   (32u << 20)                     /* a whole examination, serialised */
#define WIRE_MAX_LINE_NO 100000000u                      /* line of an XML submission */
#define WIRE_MAX_TIME    G_GINT64_CONSTANT(253402300799) /* the last second of the year 9999 */

/* TRUE for UTF-8 that is safe in JSON, XML and on a screen: no control but newline and tab, no
 * bidirectional override. */
gboolean wire_text_is_safe(const char *text);

/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.h - what a text of an examination may have on its way from child to parent.
 *
 * Private to the room; how it is written and read: sandbox/wire.h.
 */
#pragma once

#include "sandbox/wire.h"

/* Bytes of one text. */
#define WIRE_MAX_WORD    256u        /* identifiers, codes, keys, hashes */
#define WIRE_MAX_LINE    (16u << 10) /* names, labels, subjects, paths */
#define WIRE_MAX_TEXT    (1u << 20)  /* what people typed */
#define WIRE_MAX_XML     (8u << 20)
#define WIRE_MAX_CELLS   2000                            /* texts of one answer */
#define WIRE_MAX_REPLY   (32u << 20)                     /* a whole examination */
#define WIRE_MAX_LINE_NO 100000000u                      /* line of an XML submission */
#define WIRE_MAX_TIME    G_GINT64_CONSTANT(253402300799) /* the last second of the year 9999 */

/* A WireRecord: one Finding. */
gpointer wire_finding(Wire *wire, gpointer record, gpointer data);

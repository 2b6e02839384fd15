/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.h - records as flat bytes between parent and child: described once, written and read by it.
 *
 * A record is described field by field by a function that goes both ways.  Writing, a call appends
 * the value that it is given and returns it; reading, it doesn't look at that value and returns the
 * one that comes next in the bytes:
 *
 *     part->size = wire_number(wire, part->size, MAIL_MAX_BYTES, "size of a part");
 *
 * What is read comes from a child that may have been taken over.  Nothing is read beyond the end; a
 * number, a count, a length is within its bound, and a count or a length within what is left,
 * before anything is made of it; a choice is one of those that there are, a flag 0 or 1, a text
 * safe; nothing may follow.  The first fault is kept under its WHAT, which is static; from there
 * on all is read as 0, FALSE, "" or NULL and every list has ended, so that a description needs no
 * exits.  Whoever reads asks wire_fault at the end and believes nothing if there is one.
 *
 * Each record has one form: what is read without fault is written as the same bytes again.  Numbers
 * are in the machine's own order, since both sides are one program.  Bounds are the reader's: what
 * is written is not held to them, only texts are cleaned where they must be.
 */
#pragma once

#include <glib.h>

typedef struct Wire Wire;

Wire *wire_writing(void);
Wire *wire_reading(GBytes *bytes);
void wire_free(Wire *wire);
gboolean wire_is_read(const Wire *wire);
/* What was written; nothing more can be (transfer full). */
GBytes *wire_written(Wire *wire);
/* What is wrong, NULL: nothing, and all of it was read (static). */
const char *wire_fault(const Wire *wire);
/* A fault, unless HOLDS: for what fields say of each other.  Looked at in reading only. */
void wire_insist(Wire *wire, gboolean holds, const char *what);

gboolean wire_flag(Wire *wire, gboolean value, const char *what);
/* Less than COUNT, which is 256 at most. */
guint wire_choice(Wire *wire, guint value, guint count, const char *what);
/* MAX at most. */
guint64 wire_number(Wire *wire, guint64 value, guint64 max, const char *what);

/* MAX bytes at most.  Read: transfer full. */
char *wire_text(Wire *wire, char *text, gsize max, const char *what);
/* As wire_text, never empty. */
char *wire_word(Wire *wire, char *text, gsize max, const char *what);
/* As wire_text, or NULL. */
char *wire_maybe(Wire *wire, char *text, gsize max, const char *what);

/* MAX bytes at most, whatever they are.  Read: they share the memory of what is read (transfer
 * full).
 */
GBytes *wire_blob(Wire *wire, GBytes *blob, gsize max, const char *what);

/* Describes RECORD, an element of a list, and returns it; reading, RECORD is NULL and one is made
 * (transfer full).  DATA is the list's. */
typedef gpointer (*WireRecord)(Wire *wire, gpointer record, gpointer data);
/* ARRAY, of MAX elements at most; reading, they are added to it, and it owns them. */
void wire_list(Wire *wire, GPtrArray *array, gsize max, WireRecord record, gpointer data,
               const char *what);

/* TRUE for UTF-8 that is safe in JSON, XML and on a screen: no control but newline and tab, no
 * bidirectional override. */
gboolean wire_text_is_safe(const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wire, wire_free)

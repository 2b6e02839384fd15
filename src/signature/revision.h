/* SPDX-License-Identifier: Apache-2.0
 *
 * revision.h - a PDF from its first byte to the end of one of its increments, read strictly.
 *
 * Private to the room.  What libqpdf could only read by guessing (a damaged table of references, a
 * wrong length…) is not read: other programs would guess otherwise, and show something else.
 * Objects are handed out as libqpdf has them: they live as long as the revision.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

typedef struct {
    qpdf_data qpdf;
    gsize end;
    int objects;      /* numbers of objects are below it */
    gboolean doubted; /* something had to be guessed */
} Revision;

/* The first END of BYTES (borrowed for the revision's life); NULL: not a PDF, encrypted, or one
 * that programs would read differently. */
Revision *revision_open(const guint8 *bytes, gsize end);
void revision_free(Revision *revision);
/* Nothing had to be guessed until now. */
gboolean revision_is_sound(Revision *revision);

qpdf_oh revision_catalog(const Revision *revision);
/* The form's dictionary, and its fields; null objects where there are none. */
qpdf_oh revision_form(const Revision *revision);
qpdf_oh revision_fields(const Revision *revision);

/* The value of KEY of a dictionary; the null object of anything else. */
qpdf_oh revision_get(const Revision *revision, qpdf_oh dictionary, const char *key);
/* "/Sig": TRUE when KEY has that name. */
gboolean revision_is_name(const Revision *revision, qpdf_oh dictionary, const char *key,
                          const char *name);
/* A name of the file as it is told: clean UTF-8, one line, 200 characters at most (transfer full).
 */
char *revision_line(const char *name);
/* The text of KEY as such a line; "" when it isn't one (transfer full). */
char *revision_text(const Revision *revision, qpdf_oh dictionary, const char *key);
/* Object NUMBER, which is no stream, holds the same in both. */
gboolean revision_same_object(const Revision *a, const Revision *b, int number);
/* What object NUMBER holds: its values, references by their numbers; of a stream the hash of its
 * bytes too (transfer full). */
char *revision_written(const Revision *revision, int number);
/* What OBJECT holds and what it leads to, all that is shown of it: but not its page or parent, and
 * not more than a signature's appearance needs; what is beyond that is left out (transfer full). */
char *revision_deep(const Revision *revision, qpdf_oh object);
/* The keys in which two dictionaries differ: GPtrArray of char *, "/Key" (transfer full). */
GPtrArray *revision_differing(const Revision *a, qpdf_oh x, const Revision *b, qpdf_oh y);

/* The ends of all revisions after ISSUED that the bytes show, ascending, LENGTH last; none when
 * nothing but blanks follows: GArray of gsize (transfer full).  NULL: the file doesn't end as a PDF
 * does, has too many blanks behind its end, or more than RETURNED_MAX_SIGNATURES of them. */
GArray *revision_ends(const guint8 *bytes, gsize length, gsize issued);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revision, revision_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * mbox.h - one file of many mails, cut at its "From " lines (inside this room only).
 *
 * Where a mail starts: at a "From " line that follows an empty line (or begins the file) and either
 * is a postmark (sniff.h) or is followed by a header field; without the empty line, both
 * are needed.  So neither a sentence that begins with "From" nor a writer that forgets the empty
 * line loses a mail.  Content-Length is ignored: it lies as soon as somebody edits the file.
 *
 * A mail's bytes are those between: without the "From " line and without the one empty line that
 * the mbox adds, so that they are the same, and have the same hash, as in a Maildir.  ">From "
 * stays as it is: which of the two mbox dialects wrote it can't be told, and a signed or hashed
 * text must not be changed on a guess.
 */
#pragma once

#include "mail/reader.h"

typedef struct {
    goffset offset;
    gsize length;
} MboxPiece;

typedef struct {
    GArray *pieces;     /* MboxPiece */
    guint unseparated;  /* mails that no empty line precedes */
    guint left_in_text; /* "From " lines that look like a start, but were not taken for one */
} Mbox;

/* FALSE with ERROR when READER can't be read.  Memory: one line's beginning and one piece. */
gboolean mbox_split(const Reader *reader, Mbox *mbox, GError **error);
void mbox_clear(Mbox *mbox);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mbox, mbox_clear)

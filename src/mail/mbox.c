/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mbox.h"

#include "mail/bounds.h"
#include "mail/sniff.h"
#include <string.h>

#define LINE_HEAD 256 /* of a line: enough for a "From " line or a field's name */

/* One line: where it starts and ends, its line end included, and its first bytes. */
typedef struct {
    goffset start, end;
    char head[LINE_HEAD];
    gsize length; /* of head */
    gboolean empty;
} Line;

typedef struct {
    const Reader *reader;
    char *piece;
    goffset base; /* of the piece in the file */
    gsize fill, at;
    char newline; /* LF, or CR where that stands alone */
} Lines;

/* A "From " line whose meaning depends on the line after it. */
typedef struct {
    gboolean pending;
    goffset start, end, text_end;
    gboolean separated, dated;
} Candidate;

typedef struct {
    Mbox *mbox;
    Candidate candidate;
    goffset begin;      /* where the first line starts */
    goffset open;       /* where the current mail starts; -1: none */
    gboolean was_empty; /* the last line, which started at: */
    goffset last_start;
} Split;

/* Look at the beginning: where the first line starts, and how lines end.  FALSE with ERROR. */
static gboolean
begin(Lines *lines, GError **error)
{
    gssize n = reader_at(lines->reader, 0, lines->piece, READER_PIECE, error);
    if (n < 0)
        return FALSE;
    gsize skipped = mail_preamble(lines->piece, (gsize)n);
    lines->newline = sniff_lone_cr(lines->piece + skipped, (gsize)n - skipped) ? '\r' : '\n';
    lines->base = (goffset)skipped;
    return TRUE;
}

/* FALSE at the end, or with ERROR. */
static gboolean
refill(Lines *lines, GError **error)
{
    lines->base += (goffset)lines->fill;
    lines->at = 0;
    gssize n = reader_at(lines->reader, lines->base, lines->piece, READER_PIECE, error);
    lines->fill = n > 0 ? (gsize)n : 0;
    return n > 0;
}

/* FALSE at the end, or with ERROR. */
static gboolean
next_line(Lines *lines, Line *line, GError **error)
{
    gboolean ended = FALSE;
    line->start = lines->base + (goffset)lines->at;
    line->length = 0;
    line->end = line->start;
    while (!ended && (lines->at < lines->fill || refill(lines, error))) {
        const char *from = lines->piece + lines->at;
        const char *newline = memchr(from, lines->newline, lines->fill - lines->at);
        ended = newline != NULL;
        gsize n = ended ? (gsize)(newline - from) + 1 : lines->fill - lines->at;
        gsize kept = MIN(n, LINE_HEAD - line->length);
        memcpy(line->head + line->length, from, kept);
        line->length += kept;
        line->end += (goffset)n;
        lines->at += n;
    }
    while (line->length > 0 && strchr("\r\n", line->head[line->length - 1]) != NULL &&
           line->head[line->length - 1] != '\0')
        line->length--;
    line->empty = line->length == 0 && line->end - line->start <= LINE_HEAD;
    return line->end > line->start;
}

static void
close_mail(Split *split, goffset end)
{
    if (split->open < 0)
        return;
    MboxPiece piece = {split->open, (gsize)(end - split->open)};
    g_array_append_val(split->mbox->pieces, piece);
    split->open = -1;
}

/* Now that it is known whether a header field follows the candidate. */
static void
decide(Split *split, gboolean field_follows)
{
    Candidate *candidate = &split->candidate;
    if (!candidate->pending)
        return;
    candidate->pending = FALSE;
    gboolean first = candidate->start == split->begin;
    gboolean start = candidate->separated ? candidate->dated || field_follows
                                          : candidate->dated && field_follows;
    if (first || start) {
        close_mail(split, candidate->text_end);
        split->open = candidate->end;
        split->mbox->unseparated += candidate->separated ? 0 : 1;
    } else if (candidate->separated || candidate->dated) {
        split->mbox->left_in_text++;
    }
}

static void
take_line(Split *split, const Line *line)
{
    decide(split, mail_field_name(line->head, line->length) > 0);
    if (line->length >= 5 && memcmp(line->head, "From ", 5) == 0) {
        gboolean separated = line->start == split->begin || split->was_empty;
        split->candidate = (Candidate){
            .pending = TRUE,
            .start = line->start,
            .end = line->end,
            .text_end =
                separated && split->open <= split->last_start ? split->last_start : line->start,
            .separated = separated,
            .dated = sniff_postmark(line->head, line->length),
        };
    }
    split->was_empty = line->empty;
    split->last_start = line->start;
}

gboolean
mbox_split(const Reader *reader, Mbox *mbox, GError **error)
{
    g_autofree char *piece = g_malloc(READER_PIECE);
    Lines lines = {.reader = reader, .piece = piece};
    GError *local = NULL;
    Line line;
    *mbox = (Mbox){.pieces = g_array_new(FALSE, FALSE, sizeof(MboxPiece))};
    if (!begin(&lines, error))
        return FALSE;
    Split split = {.mbox = mbox, .begin = lines.base, .open = -1};
    while (next_line(&lines, &line, &local))
        take_line(&split, &line);
    if (local != NULL) {
        g_propagate_error(error, local);
        return FALSE;
    }
    decide(&split, FALSE);
    goffset end = lines.base + (goffset)lines.fill;
    close_mail(&split, split.was_empty && split.last_start >= split.open ? split.last_start : end);
    return TRUE;
}

void
mbox_clear(Mbox *mbox)
{
    g_clear_pointer(&mbox->pieces, g_array_unref);
}

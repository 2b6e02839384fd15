/* SPDX-License-Identifier: Apache-2.0
 *
 * The first glyphs of a word that is cut stand for the whole word, its other glyphs for nothing: a
 * PDF says so in an ActualText (ISO 32000-1, 14.9.4), which all readers understand; what they make
 * of hyphens at the ends of lines differs.
 */
#include "typeset/join.h"

#include <string.h>

/* Glyphs at the end of a run, and their text. */
typedef struct {
    guint glyphs, bytes;
} Piece;

static Piece
last_word(const GlyphRun *run)
{
    const char *space = strrchr(run->text, ' ');
    gsize start = space ? (gsize)(space + 1 - run->text) : 0;
    Piece piece = {0, (guint)(strlen(run->text) - start)};

    for (guint bytes = 0; bytes < piece.bytes; piece.glyphs++)
        bytes += run->glyphs[run->count - 1 - piece.glyphs].bytes;
    return piece;
}

static Piece
first_word(const GlyphRun *run)
{
    Piece piece = {0, (guint)strcspn(run->text, " ")};

    if (piece.bytes == strlen(run->text))
        piece.glyphs = run->count;
    else
        for (guint bytes = 0; bytes + run->glyphs[piece.glyphs].bytes <= piece.bytes;)
            bytes += run->glyphs[piece.glyphs++].bytes;
    return piece;
}

/* Its last words, without the hyphen. */
static GlyphRun *
last_run(const TextLine *line)
{
    guint i = line->runs->len;

    while (i && ((const GlyphRun *)line->runs->pdata[i - 1])->hyphen)
        i--;
    return i ? line->runs->pdata[i - 1] : NULL;
}

static void
join_lines(const TextLine *line, const TextLine *next)
{
    GlyphRun *before = last_run(line);
    GlyphRun *after = next->runs->len ? next->runs->pdata[0] : NULL;

    if (!before || !after || before->target != after->target)
        return;
    Piece head = last_word(before), tail = first_word(after);
    if (head.glyphs == 0 || tail.glyphs == 0)
        return;
    g_autoptr(GString) word = g_string_new(before->text + strlen(before->text) - head.bytes);
    if (after->head == after->count) { /* it goes on after the next line, too */
        g_string_append(word, after->whole);
        g_clear_pointer(&after->whole, g_free);
        after->head = 0;
    } else {
        g_string_append_len(word, after->text, tail.bytes);
    }
    before->head = head.glyphs;
    before->whole = g_string_free(g_steal_pointer(&word), FALSE);
    after->tail = tail.glyphs;
}

void
join_words(const GPtrArray *lines, guint first)
{
    /* From the last line up: a word may go over several. */
    for (guint i = lines->len; i > first + 1; i--)
        join_lines(lines->pdata[i - 2], lines->pdata[i - 1]);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of a word's first glyphs becomes the whole word, that of its other glyphs nothing: a PDF
 * says so in an ActualText (ISO 32000-1, 14.9.4), which all readers understand; what they make of
 * hyphens at the ends of lines differs.
 */
#include "typeset/join.h"

#include <string.h>

/* Clusters of a run that belong together. */
typedef struct {
    GlyphRun *run;
    guint first, count; /* clusters */
    gsize start, bytes; /* of the run's text */
} Piece;

static GlyphCluster *
cluster_at(const GlyphRun *run, guint i)
{
    return &g_array_index(run->clusters, GlyphCluster, i);
}

static Piece
last_word(GlyphRun *run)
{
    Piece piece = {.run = run, .first = run->clusters->len, .start = strlen(run->text)};

    while (piece.first) {
        guint bytes = cluster_at(run, piece.first - 1)->bytes;
        if (bytes && run->text[piece.start - bytes] == ' ')
            break;
        piece.first--;
        piece.count++;
        piece.start -= bytes;
        piece.bytes += bytes;
    }
    return piece;
}

static Piece
first_word(GlyphRun *run)
{
    Piece piece = {.run = run};

    while (piece.count < run->clusters->len) {
        guint bytes = cluster_at(run, piece.count)->bytes;
        if (bytes && run->text[piece.bytes] == ' ')
            break;
        piece.count++;
        piece.bytes += bytes;
    }
    return piece;
}

/* All the piece's glyphs together stand for TEXT. */
static void
stand_for(const Piece *piece, const char *text)
{
    GlyphRun *run = piece->run;
    GlyphCluster whole = {(guint)strlen(text), 0, TRUE};
    GString *made = g_string_new(run->text);

    for (guint i = 0; i < piece->count; i++)
        whole.glyphs += cluster_at(run, piece->first + i)->glyphs;
    g_array_remove_range(run->clusters, piece->first, piece->count);
    g_array_insert_val(run->clusters, piece->first, whole);
    g_string_erase(made, (gssize)piece->start, (gssize)piece->bytes);
    g_string_insert(made, (gssize)piece->start, text);
    g_free(run->text);
    run->text = g_string_free(made, FALSE);
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
    if (head.count == 0 || tail.count == 0)
        return;
    g_autoptr(GString) word = g_string_new(before->text + head.start);
    g_string_append_len(word, after->text, (gssize)tail.bytes);
    stand_for(&head, word->str);
    stand_for(&tail, "");
}

void
join_words(const GPtrArray *lines, guint first)
{
    /* From the last line up: a word may go over several. */
    for (guint i = lines->len; i > first + 1; i--)
        join_lines(lines->pdata[i - 2], lines->pdata[i - 1]);
}

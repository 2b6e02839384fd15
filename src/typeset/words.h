/* SPDX-License-Identifier: Apache-2.0
 *
 * words.h - words as glyphs, each shaped once.  Inside this room only.
 *
 * A word is what stands between spaces in one font; a space is a word too.  Shaping costs far more
 * than all else, and the words of a document are few: they are kept.  Lengths are ems.
 */
#pragma once

#include "typeset/fonts.h"

typedef struct {
    guint32 id;
    guint byte; /* of the word, where what it stands for begins */
    double x, y;
} WordGlyph;

/* Where a word may be cut. */
typedef struct {
    guint byte, glyph; /* the first after it */
    gboolean hyphen;   /* with a hyphen, else after one or after a stroke */
} WordCut;

typedef struct {
    char *text; /* no NUL at its end */
    guint bytes;
    GArray *glyphs; /* WordGlyph, in the order of their bytes */
    GArray *cuts;   /* WordCut */
    double width;
} Word;

typedef struct {
    FontId font;
    gboolean tabular;
    guint hyphenated; /* shortest word that is cut; 0: none is */
} WordStyle;

typedef struct Words Words;

Words *words_new(const Fonts *fonts, HyphenDict *dict);
void words_free(Words *words);
/* Borrowed, until words_trim. */
const Word *words_get(Words *words, WordStyle style, const char *text, gsize bytes);
/* Forgets all words when they are too many. */
void words_trim(Words *words);
/* Where a glyph of WORD stands; at its end: its width. */
double word_x(const Word *word, guint glyph);
/* The glyph drawn where a word is cut (transfer none). */
const Word *words_hyphen(Words *words, FontId font);
/* Characters without glyph so far, named; words without ink. */
const char *words_missing(const Words *words);
guint words_blank(const Words *words);

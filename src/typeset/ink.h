/* SPDX-License-Identifier: Apache-2.0
 *
 * ink.h - what is put on paper: glyphs and shapes with their places, and nothing else.
 *
 * Whoever draws it needs no text engine: glyphs, their places and the text that they stand for are
 * all there.  Lengths are points; y grows downwards.
 */
#pragma once

#include <glib.h>

typedef enum { FONT_REGULAR, FONT_SEMIBOLD, FONT_ITALIC, FONT_COUNT } FontId;

/* File of a font, and its number for libraries that load it; static. */
const char *font_file(FontId font);

typedef struct {
    guint16 id;  /* in the font */
    guint bytes; /* of the text that it stands for; 0: it goes with the glyph before it */
    float x, y;  /* from the run's origin */
} PlacedGlyph;

/* Glyphs of one font, size and colour on one line.  A word that is cut at the end of a line stands
 * in the runs on both sides, which say so. */
typedef struct {
    FontId font;
    double size;
    guint32 colour; /* 0xRRGGBB */
    double x, y;    /* origin, from the start of its line and from its baseline */
    double width;   /* up to the end of its last word */
    char *text;     /* UTF-8 of these glyphs */
    PlacedGlyph *glyphs;
    guint count;        /* of them */
    guint tail;         /* of them: the first, that end a word cut on a line before */
    guint head;         /* of them: the last, that begin a word cut here, */
    char *whole;        /* which is this one; or NULL */
    const char *target; /* of the words that it stands for: see Span; or NULL; borrowed */
    gboolean hyphen;    /* where a word was cut: stands for nothing */
} GlyphRun;

/* Bytes of RUN's text that COUNT glyphs of it from FIRST on stand for. */
guint run_bytes(const GlyphRun *run, guint first, guint count);
/* Adds RUN's words to WORDS: a word that is cut stands whole in the run where it begins. */
void run_words(const GlyphRun *run, GString *words);

typedef enum {
    INK_GLYPHS,
    INK_BOX,  /* a rule is a thin box */
    INK_DISC, /* fills the box's width */
    INK_LINE, /* from the box's upper left corner to WIDTH right and HEIGHT below (or above) */
} InkKind;

typedef struct {
    InkKind kind;
    guint node;                 /* of the structure */
    double x, y, width, height; /* of the box; of the line that the glyphs stand on */
    double baseline;            /* INK_GLYPHS */
    double stroke;              /* INK_LINE: its thickness; INK_DISC: of its outline, 0: filled */
    guint32 colour;             /* all but INK_GLYPHS */
    GlyphRun *run;              /* INK_GLYPHS: borrowed from the typesetter */
} Ink;

/* Each adds to INK (GArray of Ink) a shape of no node; see Ink for what the numbers mean. */
void ink_box(GArray *ink, double x, double y, double width, double height, guint32 colour);
void ink_disc(GArray *ink, double x, double y, double diameter, double stroke, guint32 colour);
void ink_line(GArray *ink, double x, double y, double width, double height, double stroke,
              guint32 colour);

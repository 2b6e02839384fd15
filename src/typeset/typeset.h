/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset.h - words broken into lines of glyphs.
 */
#pragma once

#include "document/document.h"
#include "typeset/ink.h"

#define TYPESET_ERROR typeset_error_quark()
GQuark typeset_error_quark(void);

typedef enum {
    TYPESET_ERROR_FONT,  /* fonts or hyphenation dictionary missing */
    TYPESET_ERROR_GLYPH, /* a character of ours without glyph: the message names it */
    TYPESET_ERROR_BLANK, /* words that gave no ink */
} TypesetError;

/* One scale of sizes; see the table in style.c. */
typedef enum {
    STYLE_TEXT,
    STYLE_ITEM, /* of a list: short, so not justified */
    STYLE_LEAD,
    STYLE_NOTE,
    STYLE_MARGIN,
    STYLE_CAPTION,
    STYLE_NAME, /* of a signatory */
    STYLE_NAME_STRONG,
    STYLE_CELL,
    STYLE_CELL_QUIET,
    STYLE_CELL_STRONG,
    STYLE_LABEL, /* of charts */
    STYLE_LABEL_STRONG,
    STYLE_HEAD,
    STYLE_HEADING_1,
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_TAG,
    STYLE_KEY,
    STYLE_KEY_LABEL,
    STYLE_EYEBROW,
    STYLE_COVER,
    STYLE_SUBTITLE,
    STYLE_COVER_LINE,
    STYLE_CONTENTS,
    STYLE_SMALL, /* signature pages with many signatories */
    STYLE_SMALL_STRONG,
    STYLE_COUNT
} StyleId;

#define COLOUR_TEXT   0x161616
#define COLOUR_QUIET  0x5A5A5A
#define COLOUR_RULE   0xCECECE
#define COLOUR_ZEBRA  0xF6F6F6
#define COLOUR_ACCENT 0x000091
#define COLOUR_ALERT  0xB34000

typedef struct {
    double size, leading;
    FontId font;
    guint32 colour;
    gboolean justified;
    guint hyphenated; /* shortest word that is cut; 0: none is */
    gboolean tabular;
} TextStyle;

const TextStyle *text_style(StyleId style);
/* From the top of a line to its baseline. */
double style_baseline(StyleId style);

typedef struct {
    GPtrArray *runs; /* GlyphRun, owned by the typesetter; x from the line's start, y the rise */
    double width;
} TextLine;

typedef struct Typesetter Typesetter;

/* Loads the fonts and the hyphenation dictionary: a few milliseconds. */
Typesetter *typesetter_new(GError **error);
void typesetter_free(Typesetter *typesetter);
/* FALSE with ERROR when any words so far had a character of ours without glyph, or gave no ink. */
gboolean typesetter_check(const Typesetter *typesetter, GError **error);
/* All the runs made (transfer full). */
GPtrArray *typesetter_take_runs(Typesetter *typesetter);

/* GPtrArray of TextLine (transfer full), one at least.  WIDTH 0: lines break at line feeds only. */
GPtrArray *typeset_lines(Typesetter *typesetter, const Prose *prose, StyleId style, double width);
/* Adds LINE to INK (GArray of Ink), of no node, its upper left corner at X and Y. */
void typeset_place(GArray *ink, const TextLine *line, StyleId style, double x, double y);
/* Of the longest line unbroken, and of the longest word. */
void typeset_measure(Typesetter *typesetter, const Prose *prose, StyleId style, double *natural,
                     double *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Typesetter, typesetter_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * The scale: every size, weight and colour of words stands here.
 */
#include "typeset/typeset.h"

/* Half the height of Inter's capitals, in ems: words sit in the middle of their line. */
#define HALF_CAPITAL 0.3635

/* Shortest word that is cut: in justified lines, and in ragged ones, where a cut gains little. */
enum { FINE = 6, LONG = 10 };

static const TextStyle STYLES[STYLE_COUNT] = {
    /* size, leading, font, colour, justified, hyphenated, tabular */
    [STYLE_TEXT] = {9.5, 13.5, FONT_REGULAR, COLOUR_TEXT, TRUE, FINE, FALSE},
    [STYLE_LEAD] = {11, 15, FONT_REGULAR, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_NOTE] = {8, 11, FONT_REGULAR, COLOUR_QUIET, FALSE, LONG, FALSE},
    [STYLE_MARGIN] = {8, 11, FONT_REGULAR, COLOUR_QUIET, FALSE, LONG, FALSE},
    [STYLE_CAPTION] = {8, 11, FONT_REGULAR, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_CELL] = {8.5, 12, FONT_REGULAR, COLOUR_TEXT, FALSE, LONG, TRUE},
    [STYLE_CELL_QUIET] = {8.5, 12, FONT_REGULAR, COLOUR_QUIET, FALSE, LONG, TRUE},
    [STYLE_CELL_STRONG] = {8.5, 12, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, LONG, TRUE},
    [STYLE_LABEL] = {8.5, 10, FONT_REGULAR, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_LABEL_STRONG] = {8.5, 10, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_HEAD] = {8, 11, FONT_SEMIBOLD, COLOUR_QUIET, FALSE, LONG, FALSE},
    [STYLE_HEADING_1] = {20, 26, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_HEADING_2] = {14, 19, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_HEADING_3] = {11, 15, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_TAG] = {14, 19, FONT_SEMIBOLD, COLOUR_ACCENT, FALSE, 0, FALSE},
    [STYLE_KEY] = {25, 30, FONT_SEMIBOLD, COLOUR_ACCENT, FALSE, 0, FALSE},
    [STYLE_KEY_LABEL] = {8.5, 12, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_EYEBROW] = {11, 15, FONT_SEMIBOLD, COLOUR_ACCENT, FALSE, 0, FALSE},
    [STYLE_COVER] = {25, 32, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_SUBTITLE] = {14, 19, FONT_REGULAR, COLOUR_QUIET, FALSE, 0, FALSE},
    [STYLE_COVER_LINE] = {11, 15, FONT_REGULAR, COLOUR_TEXT, FALSE, 0, FALSE},
    [STYLE_CONTENTS] = {9.5, 13.5, FONT_REGULAR, COLOUR_TEXT, FALSE, 0, TRUE},
    [STYLE_SMALL] = {7, 9, FONT_REGULAR, COLOUR_TEXT, FALSE, LONG, FALSE},
    [STYLE_SMALL_STRONG] = {7, 9, FONT_SEMIBOLD, COLOUR_TEXT, FALSE, LONG, FALSE},
};

const TextStyle *
text_style(StyleId style)
{
    return &STYLES[style];
}

double
style_baseline(StyleId style)
{
    return STYLES[style].leading / 2 + HALF_CAPITAL * STYLES[style].size;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * fonts.h - the fonts and the hyphenation dictionary, loaded once.  Inside this room only.
 */
#pragma once

#include <pango/pango.h>

#include "typeset/typeset.h"

/* ---- hyphen.c ---- */
typedef struct _HyphenDict HyphenDict;
/* Borrowed; NULL with ERROR.  Loaded once for the process. */
HyphenDict *hyphen_get(GError **error);
/* Appends to CUTS (guint) the bytes of TEXT before which a French word may be cut; in words of at
 * least SHORTEST letters. */
void hyphen_cuts(HyphenDict *dict, const char *text, gsize length, guint shortest, GArray *cuts);

/* ---- fonts.c ---- */
/* Points of the fonts' one size: all lengths of words are shares of it. */
#define FONT_SIZE 1000

typedef struct Fonts Fonts;
/* Borrowed; NULL with ERROR.  Loaded once for the process and then only read: pango 1.50 forgets to
 * free what its threads hold of a font map, and loading takes longer than setting a page. */
const Fonts *fonts_get(GError **error);
PangoContext *fonts_context(const Fonts *fonts); /* borrowed */
/* Of FONT at FONT_SIZE (borrowed). */
const PangoFontDescription *fonts_description(const Fonts *fonts, FontId font);
/* All of the fonts have a glyph for C. */
gboolean fonts_cover(const Fonts *fonts, gunichar c);

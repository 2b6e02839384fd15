/* SPDX-License-Identifier: Apache-2.0
 *
 * fonts.h - the fonts and the hyphenation dictionary, loaded once.  Inside this room only.
 */
#pragma once

#include <harfbuzz/hb.h>

#include "typeset/typeset.h"

/* ---- hyphen.c ---- */
typedef struct _HyphenDict HyphenDict;
/* Borrowed; NULL with ERROR.  Loaded once for the process. */
HyphenDict *hyphen_get(GError **error);
/* Appends to CUTS (guint) the bytes of TEXT before which a French word may be cut; in words of at
 * least SHORTEST letters. */
void hyphen_cuts(HyphenDict *dict, const char *text, gsize length, guint shortest, GArray *cuts);

/* ---- fonts.c ---- */
typedef struct Fonts Fonts;
/* Borrowed; NULL with ERROR.  Loaded once for the process, and then only read. */
const Fonts *fonts_get(GError **error);
/* Its positions are in units of fonts_units to the em. */
hb_font_t *fonts_font(const Fonts *fonts, FontId font);
double fonts_units(const Fonts *fonts, FontId font);
/* All of the fonts have a glyph for C. */
gboolean fonts_cover(const Fonts *fonts, gunichar c);

/* SPDX-License-Identifier: Apache-2.0
 *
 * fonts.h - the fonts and the hyphenation dictionary, loaded once.  Inside this room only.
 */
#pragma once

#include "typeset/typeset.h"

/* ---- hyphen.c ---- */
typedef struct _HyphenDict HyphenDict;
/* As fonts_get: loaded once. */
HyphenDict *hyphen_get(GError **error);
/* Append TEXT to OUT with U+00AD where a French word may be cut. */
void hyphen_append(HyphenDict *dict, const char *text, gsize length, GString *out);

/* ---- fonts.c ---- */
typedef struct Fonts Fonts;
typedef struct _PangoContext PangoContext;
typedef struct _PangoFont PangoFont;
/* Borrowed; NULL with ERROR.  Loaded once for the process and then only read: pango 1.50 forgets to
 * free what its threads hold of a font map, and loading takes longer than setting a page. */
const Fonts *fonts_get(GError **error);
PangoContext *fonts_context(const Fonts *fonts); /* borrowed */
gboolean fonts_cover(const Fonts *fonts, gunichar c);
/* Which of ours PANGO_FONT is, and its size in points. */
FontId fonts_identify(const Fonts *fonts, PangoFont *pango_font, double *size);

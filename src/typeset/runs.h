/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - from a line of pango to runs of glyphs of ours.  Inside this room only.
 */
#pragma once

#include <pango/pango.h>

#include "typeset/fonts.h"

/* What went wrong so far. */
typedef struct {
    GString *missing; /* characters without glyph, named */
    guint blank;      /* lines of words without ink */
} RunFaults;

/* Of words that lead to TARGET (borrowed); in words that lead elsewhere another run begins. */
PangoAttribute *target_attribute(const char *target);
/* Appends the runs of LINE to RUNS, in ALL too, which owns them; returns its width in points. */
double runs_of_line(const Fonts *fonts, PangoLayoutLine *line, guint32 colour, GPtrArray *runs,
                    GPtrArray *all, RunFaults *faults);
void glyph_run_free(gpointer run);

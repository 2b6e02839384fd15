/* SPDX-License-Identifier: Apache-2.0
 *
 * plot.h - a chart as ink: where each mark and each word of it stands.
 *
 * Title, subtitle and notes are not set here: they are text of the document.  Lengths are points
 * from the upper left corner of the piece; all ink lies within the width and the piece's height.
 */
#pragma once

#include "document/chart.h"
#include "typeset/typeset.h"

/* What no page break can go through. */
typedef struct {
    double height;
    GArray *ink; /* Ink, node 0 */
    char *words; /* alternative text */
} PlotPiece;

/* GPtrArray of PlotPiece (transfer full): one, or where that is higher than HIGHEST as many as its
 * rows need. */
GPtrArray *plot_chart(Typesetter *typesetter, const Chart *chart, double width, double highest);

/* SPDX-License-Identifier: Apache-2.0
 *
 * Ink, shape by shape.
 */
#include "typeset/ink.h"

void
ink_box(GArray *ink, double x, double y, double width, double height, guint32 colour)
{
    const Ink item = {
        .kind = INK_BOX, .x = x, .y = y, .width = width, .height = height, .colour = colour};

    g_array_append_val(ink, item);
}

void
ink_disc(GArray *ink, double x, double y, double diameter, double stroke, guint32 colour)
{
    const Ink item = {.kind = INK_DISC,
                      .x = x,
                      .y = y,
                      .width = diameter,
                      .height = diameter,
                      .stroke = stroke,
                      .colour = colour};

    g_array_append_val(ink, item);
}

void
ink_line(GArray *ink, double x, double y, double width, double height, double stroke,
         guint32 colour)
{
    const Ink item = {.kind = INK_LINE,
                      .x = x,
                      .y = y,
                      .width = width,
                      .height = height,
                      .stroke = stroke,
                      .colour = colour};

    g_array_append_val(ink, item);
}

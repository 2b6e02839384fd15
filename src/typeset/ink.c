/* SPDX-License-Identifier: Apache-2.0
 *
 * Ink, shape by shape; what runs of glyphs stand for.
 */
#include "typeset/ink.h"

guint
run_bytes(const GlyphRun *run, guint first, guint count)
{
    guint bytes = 0;

    for (guint i = first; i < first + count; i++)
        bytes += run->glyphs[i].bytes;
    return bytes;
}

void
run_words(const GlyphRun *run, GString *words)
{
    guint tail = run_bytes(run, 0, run->tail);

    if (!run->hyphen && run->tail + run->head <= run->count)
        g_string_append_len(words, run->text + tail,
                            run_bytes(run, run->tail, run->count - run->tail - run->head));
    if (run->whole)
        g_string_append(words, run->whole);
}

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

/* SPDX-License-Identifier: Apache-2.0
 *
 * Contents of all pages, then the fonts: all that is drawn is known by then.
 */
#include "pdf/making.h"

static gboolean
draw_pages(Making *making, PdfFont *const fonts[FONT_COUNT], GError **error)
{
    g_autoptr(GString) content = g_string_new(NULL);

    for (guint i = 0; i < making->layout->pages->len; i++) {
        MadePage *page = &making->pages[i];
        if (!draw_page(fonts, making->layout, i, content, page->owners, error))
            return FALSE;
        page->contents = file_reserve(making->file, 1);
        file_stream(making->file, page->contents, STREAM_COMPRESSED, "", content->str,
                    content->len);
        g_string_truncate(content, 0);
    }
    return TRUE;
}

static gboolean
write_fonts(Making *making, PdfFont *const fonts[FONT_COUNT], GError **error)
{
    for (guint i = 0; i < FONT_COUNT; i++)
        if (!pdf_font_write(fonts[i], making->file, &making->fonts[i], error))
            return FALSE;
    return TRUE;
}

gboolean
make_contents(Making *making, GError **error)
{
    PdfFont *fonts[FONT_COUNT] = {NULL};
    gboolean made = TRUE;

    for (guint i = 0; made && i < FONT_COUNT; i++)
        made = (fonts[i] = pdf_font_new((FontId)i, error)) != NULL;
    made = made && draw_pages(making, fonts, error) && write_fonts(making, fonts, error);
    for (guint i = 0; i < FONT_COUNT; i++)
        pdf_font_free(fonts[i]);
    return made;
}

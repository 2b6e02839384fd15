/* SPDX-License-Identifier: Apache-2.0
 *
 * The three fonts of our documents, and no other: neither the system's nor the user's fonts and
 * settings are looked at.
 */
#include "typeset/fonts.h"

#include "base/i18n.h"

static const char *const FILES[FONT_COUNT] = {
    [FONT_REGULAR] = "/usr/share/fonts/opentype/inter/Inter-Regular.otf",
    [FONT_SEMIBOLD] = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
    [FONT_ITALIC] = "/usr/share/fonts/opentype/inter/Inter-Italic.otf",
};

struct Fonts {
    hb_font_t *fonts[FONT_COUNT];
    hb_set_t *covered; /* by all of the fonts */
};

const char *
font_file(FontId font)
{
    return FILES[font];
}

static void
release(Fonts *fonts)
{
    for (int i = 0; i < FONT_COUNT; i++)
        hb_font_destroy(fonts->fonts[i]);
    hb_set_destroy(fonts->covered);
    g_free(fonts);
}

/* FALSE when there is no such font. */
static gboolean
load_font(Fonts *fonts, int i)
{
    hb_blob_t *blob = hb_blob_create_from_file(FILES[i]);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_set_t *characters = hb_set_create();
    gboolean good = hb_face_get_glyph_count(face) > 0;

    fonts->fonts[i] = hb_font_create(face);
    hb_face_collect_unicodes(face, characters);
    if (i == 0)
        hb_set_union(fonts->covered, characters);
    hb_set_intersect(fonts->covered, characters);
    hb_set_destroy(characters);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return good;
}

static Fonts *
load(GError **error)
{
    Fonts *fonts = g_new0(Fonts, 1);

    fonts->covered = hb_set_create();
    for (int i = 0; i < FONT_COUNT; i++) {
        if (!load_font(fonts, i)) {
            g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_FONT,
                        _("cannot read the font %s (package fonts-inter)"), FILES[i]);
            release(fonts);
            return NULL;
        }
    }
    return fonts;
}

const Fonts *
fonts_get(GError **error)
{
    static Fonts *loaded;

    if (!loaded)
        loaded = load(error);
    return loaded;
}

hb_font_t *
fonts_font(const Fonts *fonts, FontId font)
{
    return fonts->fonts[font];
}

double
fonts_units(const Fonts *fonts, FontId font)
{
    return hb_face_get_upem(hb_font_get_face(fonts->fonts[font]));
}

gboolean
fonts_cover(const Fonts *fonts, gunichar c)
{
    return hb_set_has(fonts->covered, c);
}

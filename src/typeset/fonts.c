/* SPDX-License-Identifier: Apache-2.0
 *
 * The three fonts of our documents, and no other: a fontconfig configuration of our own, which
 * looks at neither the system's nor the user's fonts and settings.
 */
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include "base/i18n.h"
#include "typeset/fonts.h"

static const char *const FILES[FONT_COUNT] = {
    [FONT_REGULAR] = "/usr/share/fonts/opentype/inter/Inter-Regular.otf",
    [FONT_SEMIBOLD] = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
    [FONT_ITALIC] = "/usr/share/fonts/opentype/inter/Inter-Italic.otf",
};

struct Fonts {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoFontDescription *descriptions[FONT_COUNT];
    FcCharSet *covered; /* by all of the fonts */
};

const char *
font_file(FontId font)
{
    return FILES[font];
}

/* No hinting: places on paper don't depend on a raster. */
static void
substitute(FcPattern *pattern, gpointer data)
{
    (void)data;
    FcPatternDel(pattern, FC_HINTING);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
    FcPatternDel(pattern, FC_AUTOHINT);
    FcPatternAddBool(pattern, FC_AUTOHINT, FcFalse);
    FcPatternDel(pattern, FC_HINT_STYLE);
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_NONE);
}

static gboolean
add_files(FcConfig *config, GError **error)
{
    for (int i = 0; i < FONT_COUNT; i++) {
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)FILES[i])) {
            g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_FONT,
                        _("cannot read the font %s (package fonts-inter)"), FILES[i]);
            return FALSE;
        }
    }
    return TRUE;
}

static FcCharSet *
common_characters(FcConfig *config)
{
    FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    FcCharSet *common = NULL;

    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *one = NULL;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &one) != FcResultMatch)
            continue;
        FcCharSet *both = common ? FcCharSetIntersect(common, one) : FcCharSetCopy(one);
        if (common)
            FcCharSetDestroy(common);
        common = both;
    }
    return common;
}

static PangoFontMap *
make_map(FcConfig *config)
{
    PangoFontMap *map = pango_ft2_font_map_new();

    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map), 72, 72);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(map), substitute, NULL, NULL);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    return map;
}

static PangoFontDescription *
describe(FontId font)
{
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family_static(description, "Inter");
    pango_font_description_set_absolute_size(description, FONT_SIZE * PANGO_SCALE);
    pango_font_description_set_weight(description, font == FONT_SEMIBOLD ? PANGO_WEIGHT_SEMIBOLD
                                                                         : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description,
                                     font == FONT_ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

static Fonts *
load(GError **error)
{
    Fonts *fonts;
    FcConfig *config = FcConfigCreate();

    if (!add_files(config, error)) {
        FcConfigDestroy(config);
        return NULL;
    }
    fonts = g_new0(Fonts, 1);
    fonts->config = config;
    fonts->covered = common_characters(config);
    fonts->map = make_map(config);
    fonts->context = pango_font_map_create_context(fonts->map);
    pango_context_set_language(fonts->context, pango_language_from_string("fr"));
    pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    for (int i = 0; i < FONT_COUNT; i++)
        fonts->descriptions[i] = describe((FontId)i);
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

PangoContext *
fonts_context(const Fonts *fonts)
{
    return fonts->context;
}

const PangoFontDescription *
fonts_description(const Fonts *fonts, FontId font)
{
    return fonts->descriptions[font];
}

gboolean
fonts_cover(const Fonts *fonts, gunichar c)
{
    return fonts->covered && FcCharSetHasChar(fonts->covered, c);
}

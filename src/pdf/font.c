/* SPDX-License-Identifier: Apache-2.0
 *
 * Fonts, cut down to the glyphs that are drawn (by HarfBuzz, which keeps their numbers).
 */
#include "pdf/font.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "pdf/pdf.h"

/* Of a text that one glyph stands for; and of the entries of a block of a CMap (Adobe's technical
 * note 5014). */
enum { TEXT_MOST = 32, BLOCK_MOST = 100 };
#define UNKNOWN "\uFFFD"

typedef struct {
    const char *text; /* NULL: not drawn */
    guint bytes;
    double width;
} Glyph;

struct PdfFont {
    hb_face_t *face;
    hb_font_t *font; /* in the units of its design */
    guint count;     /* glyphs */
    Glyph *glyphs;
    GStringChunk *texts;
    gboolean used;
};

/* ---- use ---- */
PdfFont *
pdf_font_new(FontId id, GError **error)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(font_file(id));
    PdfFont *font;

    if (!blob) {
        g_set_error(error, PDF_ERROR, PDF_ERROR_DRAW,
                    _("cannot read the font %s (package fonts-inter)"), font_file(id));
        return NULL;
    }
    font = g_new0(PdfFont, 1);
    font->face = hb_face_create(blob, 0);
    font->font = hb_font_create(font->face);
    font->count = hb_face_get_glyph_count(font->face);
    font->glyphs = g_new0(Glyph, font->count);
    font->texts = g_string_chunk_new(1024);
    hb_blob_destroy(blob);
    return font;
}

void
pdf_font_free(PdfFont *font)
{
    if (!font)
        return;
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    g_string_chunk_free(font->texts);
    g_free(font->glyphs);
    g_free(font);
}

static double
thousandths(const PdfFont *font, double units)
{
    return units * 1000 / hb_face_get_upem(font->face);
}

gboolean
pdf_font_use(PdfFont *font, guint16 number, const char *text, guint bytes)
{
    Glyph *glyph = &font->glyphs[number];
    gboolean fits = bytes > 0 && bytes <= TEXT_MOST;

    if (glyph->text)
        return glyph->bytes == bytes && memcmp(glyph->text, text, bytes) == 0;
    glyph->bytes = fits ? bytes : (guint)strlen(UNKNOWN);
    glyph->text = g_string_chunk_insert_len(font->texts, fits ? text : UNKNOWN, glyph->bytes);
    /* As the font's dictionary says it. */
    glyph->width =
        round(thousandths(font, hb_font_get_glyph_h_advance(font->font, number)) * 1000) / 1000;
    font->used = TRUE;
    return fits;
}

double
pdf_font_width(const PdfFont *font, guint16 glyph)
{
    return font->glyphs[glyph].width;
}

guint16
pdf_font_space(const PdfFont *font)
{
    hb_codepoint_t glyph = 0;

    hb_font_get_nominal_glyph(font->font, ' ', &glyph);
    return (guint16)glyph;
}

/* ---- outlines ---- */
typedef struct {
    GString *content;
    double scale, x, y;
} Outline;

static void
add_point(const Outline *outline, float x, float y)
{
    append_number(outline->content, outline->x + x * outline->scale);
    g_string_append_c(outline->content, ' ');
    append_number(outline->content, outline->y + y * outline->scale);
    g_string_append_c(outline->content, ' ');
}

static void
move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_point(data, x, y);
    g_string_append(((Outline *)data)->content, "m\n");
}

static void
line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_point(data, x, y);
    g_string_append(((Outline *)data)->content, "l\n");
}

static void
curve_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
         float y2, float x3, float y3, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_point(data, x1, y1);
    add_point(data, x2, y2);
    add_point(data, x3, y3);
    g_string_append(((Outline *)data)->content, "c\n");
}

void
pdf_font_outline(const PdfFont *font, guint16 glyph, double size, double x, double y,
                 GString *content)
{
    Outline outline = {content, size / hb_face_get_upem(font->face), x, y};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, curve_to, NULL, NULL);
    hb_font_get_glyph_shape(font->font, glyph, funcs, &outline);
    hb_draw_funcs_destroy(funcs);
    g_string_append(content, "f\n");
}

/* ---- writing ---- */
/* The table of glyphs alone, which is what a PDF embeds (9.9). */
static hb_blob_t *
subset(const PdfFont *font)
{
    static const hb_tag_t LAYOUT[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
                                      HB_TAG('G', 'D', 'E', 'F')};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_face_t *face;
    hb_blob_t *table;

    for (guint i = 0; i < font->count; i++)
        if (font->glyphs[i].text)
            hb_set_add(glyphs, i);
    for (guint i = 0; i < G_N_ELEMENTS(LAYOUT); i++)
        hb_set_add(dropped, LAYOUT[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    face = hb_subset_or_fail(font->face, input);
    table = hb_face_reference_table(face ? face : hb_face_get_empty(), HB_TAG('C', 'F', 'F', ' '));
    hb_face_destroy(face);
    hb_subset_input_destroy(input);
    return table;
}

/* The name that says that it is a part: six letters, and the font's own (9.6.4). */
static char *
part_name(const PdfFont *font)
{
    char own[64] = "", tag[] = "AAAAAA";
    unsigned length = sizeof own;
    guint32 hash = 5381;

    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length,
                        own);
    for (guint i = 0; i < font->count; i++)
        if (font->glyphs[i].text)
            hash = hash * 33 + i;
    for (guint i = 0; i < sizeof tag - 1; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return g_strdup_printf("%s+%s", tag, own);
}

/* [first [width…] …] of glyphs that follow each other (9.7.4.3). */
static void
append_widths(const PdfFont *font, GString *made)
{
    gboolean open = FALSE;

    for (guint i = 0; i < font->count; i++) {
        gboolean drawn = font->glyphs[i].text != NULL;
        if (open && !drawn)
            g_string_append(made, "] ");
        else if (drawn && !open)
            g_string_append_printf(made, "%u [", i);
        else if (drawn)
            g_string_append_c(made, ' ');
        if (drawn)
            append_number(made, font->glyphs[i].width);
        open = drawn;
    }
    if (open)
        g_string_append_c(made, ']');
}

/* From glyphs back to characters (9.10.3). */
static void
write_characters(const PdfFont *font, PdfFile *file, guint number)
{
    g_autoptr(GString) map =
        g_string_new("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    g_autoptr(GString) block = g_string_new(NULL);
    guint listed = 0;

    for (guint i = 0; i <= font->count; i++) {
        if (listed == BLOCK_MOST || (listed && i == font->count)) {
            g_string_append_printf(map, "%u beginbfchar\n%sendbfchar\n", listed, block->str);
            g_string_truncate(block, 0);
            listed = 0;
        }
        if (i == font->count || !font->glyphs[i].text)
            continue;
        g_string_append_printf(block, "<%04X> <", i);
        append_text_units(block, font->glyphs[i].text, font->glyphs[i].bytes);
        g_string_append(block, ">\n");
        listed++;
    }
    g_string_append(map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    file_stream(file, number, STREAM_COMPRESSED, "", map->str, map->len);
}

/* What readers would take in its place if it were not embedded (9.8). */
static void
append_descriptor(const PdfFont *font, const char *name, guint program, GString *made)
{
    enum { BOX = 36, BOX_BYTES = 8 }; /* of the table of the font's head */
    hb_blob_t *head = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length;
    const guint8 *data = (const guint8 *)hb_blob_get_data(head, &length);
    hb_font_extents_t extents;
    double angle = hb_style_get_value(font->font, HB_STYLE_TAG_SLANT_ANGLE);
    hb_position_t capitals = 0;

    hb_ot_metrics_get_position_with_fallback(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals);
    hb_font_get_h_extents(font->font, &extents);
    g_string_append_printf(made, "<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [",
                           name, angle < 0 ? 68 : 4);
    for (guint i = 0; i < BOX_BYTES && BOX + BOX_BYTES <= length; i += 2) {
        gint16 edge = (gint16)(data[BOX + i] << 8 | data[BOX + i + 1]);
        append_number(made, thousandths(font, edge));
        g_string_append_c(made, ' ');
    }
    g_string_append(made, "] /ItalicAngle ");
    append_number(made, angle);
    g_string_append(made, " /StemV 80 /Ascent ");
    append_number(made, thousandths(font, extents.ascender));
    g_string_append(made, " /Descent ");
    append_number(made, thousandths(font, extents.descender));
    g_string_append(made, " /CapHeight ");
    append_number(made, thousandths(font, capitals));
    g_string_append_printf(made, " /FontFile3 %u 0 R >>", program);
    hb_blob_destroy(head);
}

static gboolean
write_program(const PdfFont *font, PdfFile *file, guint number, GError **error)
{
    hb_blob_t *table = subset(font);
    unsigned length;
    const char *data = hb_blob_get_data(table, &length);

    if (length)
        file_stream(file, number, STREAM_COMPRESSED, "/Subtype /CIDFontType0C", data, length);
    else
        g_set_error_literal(error, PDF_ERROR, PDF_ERROR_DRAW, _("cannot embed a font"));
    hb_blob_destroy(table);
    return length > 0;
}

gboolean
pdf_font_write(const PdfFont *font, PdfFile *file, guint *object, GError **error)
{
    enum { FONT, OWN, DESCRIPTOR, PROGRAM, CHARACTERS, PARTS };
    guint first = font->used ? file_reserve(file, PARTS) : 0;
    g_autofree char *name = part_name(font);
    g_autoptr(GString) made = g_string_new(NULL);

    *object = first;
    if (!first || !write_program(font, file, first + PROGRAM, error))
        return !first;
    write_characters(font, file, first + CHARACTERS);
    append_descriptor(font, name, first + PROGRAM, made);
    file_object(file, first + DESCRIPTOR, made);
    g_string_append_printf(made,
                           "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo "
                           "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                           "/FontDescriptor %u 0 R /W [",
                           name, first + DESCRIPTOR);
    append_widths(font, made);
    g_string_append(made, "] >>");
    file_object(file, first + OWN, made);
    g_string_append_printf(made,
                           "<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "
                           "/DescendantFonts [%u 0 R] /ToUnicode %u 0 R >>",
                           name, first + OWN, first + CHARACTERS);
    file_object(file, first + FONT, made);
    return TRUE;
}

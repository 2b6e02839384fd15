/* SPDX-License-Identifier: Apache-2.0
 *
 * Glyphs and the text that they stand for.  Soft hyphens that no line was broken at disappear, a
 * space at the end of a line is a space again: so that every cluster has a glyph, and copying and
 * searching the PDF find the words.
 */
#include "typeset/runs.h"

#include <harfbuzz/hb.h>

#define SOFT_HYPHEN "\u00AD"

void
glyph_run_free(gpointer data)
{
    GlyphRun *run = data;

    g_free(run->text);
    g_array_unref(run->glyphs);
    g_array_unref(run->clusters);
    g_free(run);
}

/* ---- links ---- */
typedef struct {
    PangoAttribute attribute;
    const char *target;
} TargetAttribute;

static PangoAttribute *
copy_target(const PangoAttribute *attribute)
{
    return target_attribute(((const TargetAttribute *)attribute)->target);
}

static gboolean
same_target(const PangoAttribute *a, const PangoAttribute *b)
{
    return ((const TargetAttribute *)a)->target == ((const TargetAttribute *)b)->target;
}

PangoAttribute *
target_attribute(const char *target)
{
    static PangoAttrClass class = {
        .copy = copy_target, .destroy = (void (*)(PangoAttribute *))g_free, .equal = same_target};
    TargetAttribute *made = g_new0(TargetAttribute, 1);

    if (!class.type)
        class.type = pango_attr_type_register("target");
    pango_attribute_init(&made->attribute, &class);
    made->target = target;
    return &made->attribute;
}

static const char *
target_of(const PangoItem *item)
{
    for (GSList *l = item->analysis.extra_attrs; l; l = l->next)
        if (((const PangoAttribute *)l->data)->klass->copy == copy_target)
            return ((const TargetAttribute *)l->data)->target;
    return NULL;
}

/* ---- glyphs ---- */
static guint32
colour_of(const PangoItem *item, guint32 colour)
{
    for (GSList *l = item->analysis.extra_attrs; l; l = l->next) {
        const PangoAttribute *attribute = l->data;
        if (attribute->klass->type == PANGO_ATTR_FOREGROUND) {
            PangoColor c = ((const PangoAttrColor *)attribute)->color;
            return (guint32)(c.red >> 8) << 16 | (guint32)(c.green >> 8) << 8 | c.blue >> 8;
        }
    }
    return colour;
}

static void
note_missing(RunFaults *faults, gunichar c)
{
    g_autofree char *name = g_strdup_printf("U+%04X", c);

    if (strstr(faults->missing->str, name))
        return;
    g_string_append_printf(faults->missing, "%s%s", faults->missing->len ? ", " : "", name);
}

static gboolean
space_glyph(PangoFont *font, hb_codepoint_t *glyph)
{
    return hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', glyph);
}

typedef struct {
    const PangoGlyphItem *item;
    GlyphRun *run;
    GString *text;
    int pen;  /* pango units, from the start of the run */
    int last; /* the same, after its last word */
    RunFaults *faults;
} Conversion;

/* One glyph of a cluster; FALSE when it has no shape and is left out. */
static gboolean
convert_glyph(Conversion *c, const PangoGlyphInfo *info, gunichar character)
{
    hb_codepoint_t id = info->glyph;

    if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG && info->glyph != PANGO_GLYPH_EMPTY) {
        note_missing(c->faults, character);
        return FALSE;
    }
    if (info->glyph == PANGO_GLYPH_EMPTY &&
        (character != ' ' || !space_glyph(c->item->item->analysis.font, &id)))
        return FALSE;
    PlacedGlyph placed = {id, (double)(c->pen + info->geometry.x_offset) / PANGO_SCALE,
                          (double)info->geometry.y_offset / PANGO_SCALE};
    g_array_append_val(c->run->glyphs, placed);
    return TRUE;
}

static void
convert_cluster(Conversion *c, const PangoGlyphItemIter *cluster)
{
    const char *text = cluster->text + cluster->start_index;
    gsize bytes = (gsize)(cluster->end_index - cluster->start_index);
    gunichar character = g_utf8_get_char(text);
    GlyphCluster made = {(guint)bytes, 0};

    for (int i = cluster->start_glyph; i < cluster->end_glyph; i++) {
        const PangoGlyphInfo *info = &c->item->glyphs->glyphs[i];
        made.glyphs += convert_glyph(c, info, character);
        c->pen += info->geometry.width;
    }
    if (made.glyphs == 0)
        return;
    if (character != ' ')
        c->last = c->pen;
    g_string_append_len(c->text, text, (gssize)bytes);
    g_array_append_val(c->run->clusters, made);
}

static GlyphRun *
convert_run(const Fonts *fonts, const PangoGlyphItem *item, const char *text, guint32 colour,
            int pen, int *last, RunFaults *faults)
{
    GlyphRun *run = g_new0(GlyphRun, 1);
    Conversion conversion = {item, run, g_string_new(NULL), 0, 0, faults};
    PangoGlyphItemIter cluster;

    run->font = fonts_identify(fonts, item->item->analysis.font, &run->size);
    run->colour = colour_of(item->item, colour);
    run->target = target_of(item->item);
    run->x = (double)pen / PANGO_SCALE;
    run->y = -(double)item->y_offset / PANGO_SCALE;
    run->glyphs = g_array_new(FALSE, FALSE, sizeof(PlacedGlyph));
    run->clusters = g_array_new(FALSE, FALSE, sizeof(GlyphCluster));
    for (gboolean more = pango_glyph_item_iter_init_start(&cluster, (PangoGlyphItem *)item, text);
         more; more = pango_glyph_item_iter_next_cluster(&cluster))
        convert_cluster(&conversion, &cluster);
    run->text = g_string_free(conversion.text, FALSE);
    run->width = (double)conversion.last / PANGO_SCALE;
    if (conversion.last)
        *last = pen + conversion.last;
    return run;
}

static gboolean
has_words(const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        for (const char *p = ((const GlyphRun *)runs->pdata[i])->text; *p; p = g_utf8_next_char(p))
            if (g_unichar_isgraph(g_utf8_get_char(p)))
                return TRUE;
    return FALSE;
}

double
runs_of_line(const Fonts *fonts, PangoLayoutLine *line, guint32 colour, GPtrArray *runs,
             GPtrArray *all, RunFaults *faults)
{
    const char *text = pango_layout_get_text(line->layout);
    PangoRectangle ink;
    int pen = 0, last = 0;

    for (GSList *l = line->runs; l; l = l->next) {
        const PangoGlyphItem *item = l->data;
        GlyphRun *run = convert_run(fonts, item, text, colour, pen, &last, faults);
        pen += pango_glyph_string_get_width(item->glyphs);
        g_ptr_array_add(all, run);
        if (run->glyphs->len)
            g_ptr_array_add(runs, run);
    }
    pango_layout_line_get_extents(line, &ink, NULL);
    if (ink.width <= 0 && has_words(runs))
        faults->blank++;
    /* Spaces at the end hang over the edge. */
    return (double)last / PANGO_SCALE;
}

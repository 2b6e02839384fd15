/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines into runs of glyphs, which need no text engine any more.
 */
#include "typeset/typeset.h"

#include <string.h>

#include "base/i18n.h"
#include "typeset/atoms.h"
#include "typeset/join.h"

G_DEFINE_QUARK(copil - typeset - error - quark, typeset_error)

/* A space that would gain more than this, in ems, doesn't: the line stays ragged. */
#define STRETCH_MOST 0.8
/* Longer words are cut anywhere: they don't widen a column. */
#define WORD_EMS 18.0

struct Typesetter {
    const Fonts *fonts;
    Words *words;
    GPtrArray *runs;
};

static void
run_free(gpointer data)
{
    GlyphRun *run = data;

    g_free(run->text);
    g_array_unref(run->glyphs);
    g_array_unref(run->clusters);
    g_free(run);
}

Typesetter *
typesetter_new(GError **error)
{
    g_autoptr(Typesetter) typesetter = g_new0(Typesetter, 1);
    HyphenDict *dict = hyphen_get(error);

    typesetter->runs = g_ptr_array_new_with_free_func(run_free);
    typesetter->fonts = dict ? fonts_get(error) : NULL;
    if (!typesetter->fonts)
        return NULL;
    typesetter->words = words_new(typesetter->fonts, dict);
    return g_steal_pointer(&typesetter);
}

void
typesetter_free(Typesetter *typesetter)
{
    if (!typesetter)
        return;
    if (typesetter->runs)
        g_ptr_array_unref(typesetter->runs);
    words_free(typesetter->words);
    g_free(typesetter);
}

gboolean
typesetter_check(const Typesetter *typesetter, GError **error)
{
    const char *missing = words_missing(typesetter->words);
    guint blank = words_blank(typesetter->words);

    if (*missing)
        g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_GLYPH,
                    _("the document's font has no glyph for: %s"), missing);
    else if (blank)
        g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_BLANK, _("%u words gave no ink"), blank);
    return !*missing && !blank;
}

GPtrArray *
typesetter_take_runs(Typesetter *typesetter)
{
    return g_steal_pointer(&typesetter->runs);
}

/* ---- runs ---- */
/* A line in the making. */
typedef struct {
    Typesetter *typesetter;
    const Atoms *atoms;
    TextLine *line;
    GlyphRun *run; /* the last; its x is from the line's start */
    GString *text; /* of it */
    double pen;    /* from the line's start */
    double stretch;
} Setter;

static void
end_run(Setter *setter)
{
    if (setter->run)
        setter->run->text = g_string_free(setter->text, FALSE);
    setter->run = NULL;
}

static void
begin_run(Setter *setter, const AtomLook *look)
{
    GlyphRun *run = g_new0(GlyphRun, 1);

    end_run(setter);
    *run = (GlyphRun){
        .font = look->font,
        .size = look->size,
        .colour = look->colour,
        .x = setter->pen,
        .y = -look->rise,
        .target = look->target,
        .glyphs = g_array_new(FALSE, FALSE, sizeof(PlacedGlyph)),
        .clusters = g_array_new(FALSE, FALSE, sizeof(GlyphCluster)),
    };
    g_ptr_array_add(setter->typesetter->runs, run);
    g_ptr_array_add(setter->line->runs, run);
    setter->run = run;
    setter->text = g_string_new(NULL);
}

/* Glyphs FIRST..END of WORD, and the text that they stand for. */
static void
add_glyphs(Setter *setter, const Word *word, guint first, guint end, const char *stands_for)
{
    GlyphRun *run = setter->run;
    double origin = word_x(word, first);
    guint from = run->clusters->len;

    for (guint i = first; i < end; i++) {
        const WordGlyph *glyph = &g_array_index(word->glyphs, WordGlyph, i);
        guint next = i + 1 < word->glyphs->len ? g_array_index(word->glyphs, WordGlyph, i + 1).byte
                                               : word->bytes;
        PlacedGlyph placed = {glyph->id, setter->pen - run->x + (glyph->x - origin) * run->size,
                              -glyph->y * run->size};
        GlyphCluster cluster = {next - glyph->byte, 1, FALSE};
        g_array_append_val(run->glyphs, placed);
        if (i > first && glyph->byte == g_array_index(word->glyphs, WordGlyph, i - 1).byte &&
            run->clusters->len > from) {
            GlyphCluster *open =
                &g_array_index(run->clusters, GlyphCluster, run->clusters->len - 1);
            open->bytes += cluster.bytes;
            open->glyphs++;
        } else {
            g_array_append_val(run->clusters, cluster);
        }
    }
    if (stands_for) {
        g_array_index(run->clusters, GlyphCluster, from).bytes = (guint)strlen(stands_for);
        g_string_append(setter->text, stands_for);
    } else if (end > first) {
        guint start = g_array_index(word->glyphs, WordGlyph, first).byte;
        guint stop = end < word->glyphs->len ? g_array_index(word->glyphs, WordGlyph, end).byte
                                             : word->bytes;
        g_string_append_len(setter->text, word->text + start, (gssize)(stop - start));
    }
}

static void
set_atom(Setter *setter, const Atom *atom, gboolean last)
{
    const AtomLook *look = &g_array_index(setter->atoms->looks, AtomLook, atom->look);
    const Word *hyphen;

    add_glyphs(setter, atom->word, atom->first, atom->end, NULL);
    setter->pen += atom->width;
    if (!atom->space)
        setter->line->width = setter->pen;
    if (!atom->space)
        setter->run->width = setter->pen - setter->run->x;
    if (atom->stretch)
        setter->pen += setter->stretch;
    if (last && atom->hyphen) {
        hyphen = words_hyphen(setter->typesetter->words, look->font);
        begin_run(setter, look);
        setter->run->hyphen = TRUE;
        add_glyphs(setter, hyphen, 0, hyphen->glyphs->len, "");
    }
}

/* Spaces that end the line keep their own width. */
static void
set_line(Setter *setter, guint first, guint end)
{
    const GArray *atoms = setter->atoms->atoms;
    guint words_end = end, look = G_MAXUINT;

    while (words_end > first && g_array_index(atoms, Atom, words_end - 1).space)
        words_end--;
    for (guint i = first; i < end; i++) {
        const Atom *atom = &g_array_index(atoms, Atom, i);
        if (i == words_end)
            setter->stretch = 0;
        if (atom->first == atom->end)
            continue;
        if (atom->look != look)
            begin_run(setter, &g_array_index(setter->atoms->looks, AtomLook, atom->look));
        look = atom->look;
        set_atom(setter, atom, i + 1 == end && end < atoms->len);
    }
    end_run(setter);
}

/* ---- lines ---- */
static void
line_free(gpointer data)
{
    TextLine *line = data;

    g_ptr_array_unref(line->runs);
    g_free(line);
}

static TextLine *
add_line(GPtrArray *lines)
{
    TextLine *line = g_new0(TextLine, 1);

    line->runs = g_ptr_array_new();
    g_ptr_array_add(lines, line);
    return line;
}

static double
stretch_of(const Atoms *atoms, const TextStyle *style, guint first, guint end, double width)
{
    double stretch = style->justified ? line_stretch(atoms, first, end, width) : 0;

    if (end == atoms->atoms->len)
        return MIN(stretch, 0);
    return stretch > STRETCH_MOST * style->size ? 0 : stretch;
}

/* Text without line feeds. */
static void
set_paragraph(Typesetter *typesetter, Atoms *atoms, const TextStyle *style, double width,
              GPtrArray *lines)
{
    g_autoptr(GArray) ends = NULL;
    guint first = 0;

    if (width > 0) {
        atoms_fit(atoms, width);
        ends = choose_lines(atoms, style, width);
    } else {
        ends = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(ends, atoms->atoms->len);
    }
    for (guint i = 0; i < ends->len; i++) {
        guint end = g_array_index(ends, guint, i);
        Setter setter = {.typesetter = typesetter, .atoms = atoms, .line = add_line(lines)};
        setter.stretch = width > 0 ? stretch_of(atoms, style, first, end, width) : 0;
        set_line(&setter, first, end);
        first = end;
    }
}

/* The end of the paragraph that begins at START: a line feed, or the text's end. */
static gsize
paragraph_end(const Prepared *prepared, gsize start)
{
    const char *feed = strchr(prepared->text->str + start, '\n');

    return feed ? (gsize)(feed - prepared->text->str) : prepared->text->len;
}

GPtrArray *
typeset_lines(Typesetter *typesetter, const Prose *prose, StyleId id, double width)
{
    g_autoptr(Prepared) prepared = prepare_prose(typesetter->fonts, prose);
    const TextStyle *style = text_style(id);
    GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);

    words_trim(typesetter->words);
    for (gsize start = 0; start < prepared->text->len;) {
        gsize end = paragraph_end(prepared, start);
        g_autoptr(Atoms) atoms = atoms_new(typesetter->words, prepared, style, start, end);
        guint first = lines->len;
        if (atoms->atoms->len)
            set_paragraph(typesetter, atoms, style, width, lines);
        else
            add_line(lines);
        join_words(lines, first);
        start = end + 1;
    }
    if (lines->len == 0)
        add_line(lines);
    return lines;
}

void
typeset_place(GArray *ink, const TextLine *line, StyleId style, double x, double y)
{
    for (guint i = 0; i < line->runs->len; i++) {
        const Ink item = {
            .kind = INK_GLYPHS,
            .x = x,
            .y = y,
            .width = line->width,
            .height = text_style(style)->leading,
            .baseline = y + style_baseline(style),
            .run = line->runs->pdata[i],
        };
        g_array_append_val(ink, item);
    }
}

void
typeset_measure(Typesetter *typesetter, const Prose *prose, StyleId id, double *natural,
                double *word)
{
    g_autoptr(Prepared) prepared = prepare_prose(typesetter->fonts, prose);
    const TextStyle *style = text_style(id);

    *natural = *word = 0;
    words_trim(typesetter->words);
    for (gsize start = 0; start < prepared->text->len;) {
        gsize end = paragraph_end(prepared, start);
        g_autoptr(Atoms) atoms = atoms_new(typesetter->words, prepared, style, start, end);
        atoms_measure(atoms, natural, word);
        start = end + 1;
    }
    *word = MIN(*word, style->size * WORD_EMS);
}

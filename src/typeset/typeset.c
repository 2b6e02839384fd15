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
    GString *text;  /* of the run in the making, */
    GArray *glyphs; /* its PlacedGlyph */
};

static void
run_free(gpointer data)
{
    GlyphRun *run = data;

    g_free(run->text);
    g_free(run->glyphs);
    g_free(run->whole);
    g_free(run);
}

Typesetter *
typesetter_new(GError **error)
{
    g_autoptr(Typesetter) typesetter = g_new0(Typesetter, 1);
    HyphenDict *dict = hyphen_get(error);

    typesetter->runs = g_ptr_array_new_with_free_func(run_free);
    typesetter->text = g_string_new(NULL);
    typesetter->glyphs = g_array_new(FALSE, FALSE, sizeof(PlacedGlyph));
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
    g_string_free(typesetter->text, TRUE);
    g_array_unref(typesetter->glyphs);
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
    double pen;    /* from the line's start */
    double stretch;
} Setter;

static void
end_run(Setter *setter)
{
    Typesetter *typesetter = setter->typesetter;
    GArray *glyphs = typesetter->glyphs;

    if (!setter->run)
        return;
    setter->run->text = g_strndup(typesetter->text->str, typesetter->text->len);
    setter->run->glyphs = g_memdup2(glyphs->data, glyphs->len * sizeof(PlacedGlyph));
    setter->run->count = glyphs->len;
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
    };
    g_ptr_array_add(setter->typesetter->runs, run);
    g_ptr_array_add(setter->line->runs, run);
    setter->run = run;
    g_string_truncate(setter->typesetter->text, 0);
    g_array_set_size(setter->typesetter->glyphs, 0);
}

static guint
byte_of(const Word *word, guint glyph)
{
    return glyph < word->glyphs->len ? g_array_index(word->glyphs, WordGlyph, glyph).byte
                                     : word->bytes;
}

/* Glyphs FIRST..END of WORD; several that stand for the same text: the first of them does. */
static void
add_glyphs(Setter *setter, const Word *word, guint first, guint end)
{
    const GlyphRun *run = setter->run;
    double origin = word_x(word, first), pen = setter->pen - run->x;
    guint start = byte_of(word, first), byte = start;

    for (guint i = first; i < end; i++) {
        const WordGlyph *glyph = &g_array_index(word->glyphs, WordGlyph, i);
        guint next = i + 1 < end ? i + 1 : end;
        PlacedGlyph placed = {.id = (guint16)glyph->id,
                              .x = (float)(pen + (glyph->x - origin) * run->size),
                              .y = (float)(-glyph->y * run->size)};
        if (i == first || glyph->byte != byte) {
            while (next < end && byte_of(word, next) == glyph->byte)
                next++;
            placed.bytes = byte_of(word, next) - glyph->byte;
        }
        byte = glyph->byte;
        g_array_append_val(setter->typesetter->glyphs, placed);
    }
    g_string_append_len(setter->typesetter->text, word->text + start, byte_of(word, end) - start);
}

static void
set_atom(Setter *setter, const Atom *atom, gboolean last)
{
    const AtomLook *look = &g_array_index(setter->atoms->looks, AtomLook, atom->look);
    const Word *hyphen;

    add_glyphs(setter, atom->word, atom->first, atom->end);
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
        add_glyphs(setter, hyphen, 0, hyphen->glyphs->len);
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

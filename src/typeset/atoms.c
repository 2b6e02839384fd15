/* SPDX-License-Identifier: Apache-2.0
 *
 * Text cut into atoms.
 */
#include "typeset/atoms.h"

#include <string.h>

#define RAISED_SIZE 0.68
#define RAISED_BY   0.33

#define NO_BREAK_SPACE "\u00A0"

/* Longer numbers may stand apart from what they count; letters of what is counted. */
enum { COUNT_DIGITS = 3, NOUN_LEAST = 3 };

void
atoms_free(Atoms *atoms)
{
    if (!atoms)
        return;
    g_array_unref(atoms->looks);
    g_array_unref(atoms->atoms);
    g_free(atoms);
}

/* ---- looks ---- */
static FontId
mark_font(const PreparedMark *mark, const TextStyle *style)
{
    if (mark->style == SPAN_STRONG || mark->style == SPAN_ALERT)
        return FONT_SEMIBOLD;
    return mark->style == SPAN_CITED ? FONT_ITALIC : style->font;
}

static guint32
mark_colour(const PreparedMark *mark, const TextStyle *style)
{
    if (mark->target)
        return COLOUR_ACCENT;
    if (mark->style == SPAN_QUIET)
        return COLOUR_QUIET;
    return mark->style == SPAN_ALERT ? COLOUR_ALERT : style->colour;
}

static const AtomLook *
add_look(Atoms *atoms, const PreparedMark *mark, const TextStyle *style)
{
    AtomLook look = {
        .font = mark_font(mark, style),
        .size = style->size * (mark->raised ? RAISED_SIZE : 1),
        .rise = mark->raised ? style->size * RAISED_BY : 0,
        .colour = mark_colour(mark, style),
        .target = mark->target,
    };

    g_array_append_val(atoms->looks, look);
    return &g_array_index(atoms->looks, AtomLook, atoms->looks->len - 1);
}

/* ---- atoms ---- */
static void
add_atom(Atoms *atoms, Atom atom, guint first, guint end)
{
    const AtomLook *look = &g_array_index(atoms->looks, AtomLook, atoms->looks->len - 1);

    atom.first = first;
    atom.end = end;
    atom.look = atoms->looks->len - 1;
    atom.width = (word_x(atom.word, end) - word_x(atom.word, first)) * look->size;
    g_array_append_val(atoms->atoms, atom);
}

static void
add_word(Atoms *atoms, const Word *word)
{
    guint first = 0;

    for (guint i = 0; i < word->cuts->len; i++) {
        const WordCut *cut = &g_array_index(word->cuts, WordCut, i);
        add_atom(atoms, (Atom){.word = word, .cut = TRUE, .hyphen = cut->hyphen}, first,
                 cut->glyph);
        first = cut->glyph;
    }
    add_atom(atoms, (Atom){.word = word}, first, word->glyphs->len);
}

/* A space, a no-break space, or all up to the next one. */
static gsize
token_length(const char *text, const char *end)
{
    gsize length = 0, most = (gsize)(end - text);

    if (*text == ' ')
        return 1;
    if (g_str_has_prefix(text, NO_BREAK_SPACE))
        return strlen(NO_BREAK_SPACE);
    while (length < most && text[length] != ' ' &&
           strncmp(text + length, NO_BREAK_SPACE, strlen(NO_BREAK_SPACE)) != 0)
        length++;
    return length;
}

/* "1er", "2e" or plain figures, few, up to END. */
static gboolean
is_count(const char *word, const char *end)
{
    const gsize length = (gsize)(end - word), digits = strspn(word, "0123456789");

    return digits > 0 && digits <= COUNT_DIGITS &&
           (digits == length || (length == digits + 2 && strncmp(word + digits, "er", 2) == 0) ||
            (length == digits + 1 && word[digits] == 'e'));
}

/* Not "du", "et", "à": then the figure ends what is said. */
static gboolean
begins_noun(const char *text)
{
    for (guint i = 0; i < NOUN_LEAST; i++, text = g_utf8_next_char(text))
        if (!g_unichar_islower(g_utf8_get_char(text)))
            return FALSE;
    return TRUE;
}

/* A figure stays with what it numbers before it ("article 4", "sur 18") and with what it counts
 * behind it ("3 élèves", "1er mars"). */
static gboolean
is_glued(const char *begin, const char *space)
{
    static const char *const BEFORE[] = {"article", "articles", "fiche",     "fiches", "annexe",
                                         "page",    "tableau",  "graphique", "sur"};
    const char *word = space;

    while (word > begin && g_ascii_isalnum(word[-1]))
        word--;
    if (!g_ascii_isdigit(space[1]))
        return is_count(word, space) && begins_noun(space + 1);
    for (guint i = 0; i < G_N_ELEMENTS(BEFORE); i++)
        if (strlen(BEFORE[i]) == (gsize)(space - word) &&
            g_ascii_strncasecmp(BEFORE[i], word, strlen(BEFORE[i])) == 0)
            return TRUE;
    return FALSE;
}

static void
add_tokens(Atoms *atoms, Words *words, WordStyle style, const char *begin, const char *text,
           const char *end)
{
    while (text < end) {
        gsize length = token_length(text, end);
        const Word *word = words_get(words, style, text, length);
        gboolean space = *text == ' ', breaking = space && !is_glued(begin, text);
        if (space || g_str_has_prefix(text, NO_BREAK_SPACE))
            add_atom(atoms,
                     (Atom){.word = word, .space = breaking, .stretch = TRUE, .cut = breaking}, 0,
                     word->glyphs->len);
        else
            add_word(atoms, word);
        text += length;
    }
}

Atoms *
atoms_new(Words *words, const Prepared *prepared, const TextStyle *style, gsize start, gsize end)
{
    Atoms *atoms = g_new0(Atoms, 1);

    atoms->looks = g_array_new(FALSE, FALSE, sizeof(AtomLook));
    atoms->atoms = g_array_new(FALSE, FALSE, sizeof(Atom));
    for (guint i = 0; i < prepared->marks->len; i++) {
        const PreparedMark *mark = &g_array_index(prepared->marks, PreparedMark, i);
        gsize from = MAX(mark->start, start), to = MIN(mark->end, end);
        if (from >= to)
            continue;
        WordStyle word = {add_look(atoms, mark, style)->font, style->tabular, style->hyphenated};
        add_tokens(atoms, words, word, prepared->text->str, prepared->text->str + from,
                   prepared->text->str + to);
    }
    return atoms;
}

/* ---- widths ---- */
/* The end of the glyphs of ATOM that fit into WIDTH, one at least, whole clusters. */
static guint
fitting(const Atom *atom, double size, double width)
{
    guint end = atom->first + 1, fits;

    do {
        fits = end;
        do
            end++;
        while (end < atom->end && g_array_index(atom->word->glyphs, WordGlyph, end).byte ==
                                      g_array_index(atom->word->glyphs, WordGlyph, end - 1).byte);
    } while (end <= atom->end &&
             (word_x(atom->word, end) - word_x(atom->word, atom->first)) * size <= width);
    return MIN(fits, atom->end);
}

/* ATOM in pieces none of which is wider than WIDTH, each of which may end a line. */
static void
append_pieces(GArray *out, const Atoms *atoms, Atom atom, double width)
{
    double size = g_array_index(atoms->looks, AtomLook, atom.look).size;
    Atom rest = atom;

    while (rest.width > width && rest.end > rest.first + 1) {
        Atom piece = rest;
        piece.end = fitting(&rest, size, width);
        piece.width = (word_x(rest.word, piece.end) - word_x(rest.word, rest.first)) * size;
        piece.cut = TRUE;
        piece.hyphen = FALSE;
        g_array_append_val(out, piece);
        rest.first = piece.end;
        rest.width -= piece.width;
    }
    if (rest.end > rest.first || atom.end == atom.first)
        g_array_append_val(out, rest);
}

void
atoms_fit(Atoms *atoms, double width)
{
    GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(Atom), atoms->atoms->len);

    for (guint i = 0; i < atoms->atoms->len;) {
        double part = 0;
        guint end = i;
        gboolean cut = FALSE;
        for (; end < atoms->atoms->len && !cut; end++) {
            const Atom *atom = &g_array_index(atoms->atoms, Atom, end);
            cut = atom->cut;
            part += atom->space ? 0 : atom->width;
        }
        for (; i < end; i++) {
            Atom atom = g_array_index(atoms->atoms, Atom, i);
            atom.cut = atom.cut || part > width;
            append_pieces(out, atoms, atom, width);
        }
    }
    g_array_unref(atoms->atoms);
    atoms->atoms = out;
}

void
atoms_measure(const Atoms *atoms, double *natural, double *part)
{
    double pen = 0, wide = 0;

    for (guint i = 0; i < atoms->atoms->len; i++) {
        const Atom *atom = &g_array_index(atoms->atoms, Atom, i);
        pen += atom->width;
        wide += atom->width;
        if (atom->space) {
            wide = 0;
            continue;
        }
        *natural = MAX(*natural, pen);
        *part = MAX(*part, wide);
        if (atom->cut && !atom->hyphen)
            wide = 0;
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Itemizing, shaping and breaking, through pango.
 */
#include "typeset/words.h"

#include <string.h>

/* Some 300 bytes each. */
enum { WORDS_MOST = 40000 };

struct Words {
    const Fonts *fonts;
    HyphenDict *dict;
    PangoGlyphString *glyphs;
    GHashTable *known; /* key: style and text */
    GString *key;
    GString *missing;
    guint blank;
};

static void
word_free(gpointer data)
{
    Word *word = data;

    g_free(word->text);
    g_array_unref(word->glyphs);
    g_array_unref(word->cuts);
    g_free(word);
}

Words *
words_new(const Fonts *fonts, HyphenDict *dict)
{
    Words *words = g_new0(Words, 1);

    words->fonts = fonts;
    words->dict = dict;
    words->glyphs = pango_glyph_string_new();
    words->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, word_free);
    words->key = g_string_new(NULL);
    words->missing = g_string_new(NULL);
    return words;
}

void
words_free(Words *words)
{
    if (!words)
        return;
    pango_glyph_string_free(words->glyphs);
    g_hash_table_unref(words->known);
    g_string_free(words->key, TRUE);
    g_string_free(words->missing, TRUE);
    g_free(words);
}

void
words_trim(Words *words)
{
    if (g_hash_table_size(words->known) > WORDS_MOST)
        g_hash_table_remove_all(words->known);
}

const char *
words_missing(const Words *words)
{
    return words->missing->str;
}

guint
words_blank(const Words *words)
{
    return words->blank;
}

/* ---- glyphs ---- */
static void
note_missing(Words *words, gunichar c)
{
    g_autofree char *name = g_strdup_printf("U+%04X", c);

    if (strstr(words->missing->str, name))
        return;
    g_string_append_printf(words->missing, "%s%s", words->missing->len ? ", " : "", name);
}

/* Ligatures and contextual forms would stand for several characters, and break copying. */
static PangoAttrList *
attributes(const Words *words, WordStyle style)
{
    PangoAttrList *list = pango_attr_list_new();

    pango_attr_list_insert(list,
                           pango_attr_font_desc_new(fonts_description(words->fonts, style.font)));
    pango_attr_list_insert(list, pango_attr_font_features_new(style.tabular
                                                                  ? "liga=0,clig=0,calt=0,tnum=1"
                                                                  : "liga=0,clig=0,calt=0"));
    pango_attr_list_insert(list, pango_attr_fallback_new(FALSE));
    return list;
}

static gboolean
has_ink(PangoFont *font, PangoGlyph glyph)
{
    PangoRectangle ink;

    pango_font_get_glyph_extents(font, glyph, &ink, NULL);
    return ink.width != 0;
}

static gboolean
has_graphs(const Word *word)
{
    for (const char *p = word->text; p < word->text + word->bytes; p = g_utf8_next_char(p))
        if (g_unichar_isgraph(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static double
ems(double units)
{
    return units / PANGO_SCALE / FONT_SIZE;
}

/* Adds the glyphs of a part of WORD in one script; TRUE when any leaves ink. */
static gboolean
shape_item(Words *words, const PangoItem *item, Word *word)
{
    guint start = (guint)item->offset;
    gboolean ink = FALSE;
    double pen = 0;

    pango_shape_full(word->text + start, item->length, word->text, (int)word->bytes,
                     &item->analysis, words->glyphs);
    for (int i = 0; i < words->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &words->glyphs->glyphs[i];
        guint byte = start + (guint)words->glyphs->log_clusters[i];
        WordGlyph glyph = {info->glyph, byte, word->width + ems(pen + info->geometry.x_offset),
                           -ems(info->geometry.y_offset)};
        if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
        if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
            note_missing(words, g_utf8_get_char(word->text + byte));
            continue;
        }
        ink = ink || has_ink(item->analysis.font, info->glyph);
        pen += info->geometry.width;
        g_array_append_val(word->glyphs, glyph);
    }
    word->width += ems(pen);
    return ink;
}

static void
shape(Words *words, WordStyle style, Word *word)
{
    PangoAttrList *list = attributes(words, style);
    GList *items = pango_itemize_with_base_dir(fonts_context(words->fonts), PANGO_DIRECTION_LTR,
                                               word->text, 0, (int)word->bytes, list, NULL);
    gboolean ink = FALSE;

    for (const GList *i = items; i; i = i->next)
        ink |= shape_item(words, i->data, word);
    words->blank += word->glyphs->len && !ink && has_graphs(word);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(list);
}

/* ---- cuts ---- */
static void
add_cut(Word *word, guint byte, gboolean hyphen)
{
    WordCut cut = {byte, 0, hyphen};

    while (cut.glyph < word->glyphs->len &&
           g_array_index(word->glyphs, WordGlyph, cut.glyph).byte < byte)
        cut.glyph++;
    if (cut.glyph > 0 && cut.glyph < word->glyphs->len &&
        g_array_index(word->glyphs, WordGlyph, cut.glyph).byte == byte)
        g_array_append_val(word->cuts, cut);
}

/* "2013-2014-S1" stays whole. */
static gboolean
after_figures(const char *text, const char *p)
{
    return p >= text + 2 && p[-1] == '-' && g_ascii_isdigit(p[-2]);
}

/* Where a line may end within words without a hyphen of ours (UAX 14): after one of theirs, after
 * dashes and strokes. */
static void
find_parts(Word *word)
{
    int characters = (int)g_utf8_strlen(word->text, word->bytes);
    g_autofree PangoLogAttr *breaks = g_new0(PangoLogAttr, (gsize)characters + 1);
    const char *p = word->text;

    pango_get_log_attrs(word->text, (int)word->bytes, -1, pango_language_from_string("fr"), breaks,
                        characters + 1);
    for (int i = 0; i < characters; i++, p = g_utf8_next_char(p))
        if (i && breaks[i].is_line_break && !after_figures(word->text, p))
            add_cut(word, (guint)(p - word->text), FALSE);
}

static int
by_byte(gconstpointer a, gconstpointer b)
{
    const WordCut *first = a, *second = b;

    return (first->byte > second->byte) - (first->byte < second->byte);
}

static void
find_cuts(const Words *words, WordStyle style, Word *word)
{
    g_autoptr(GArray) hyphens = g_array_new(FALSE, FALSE, sizeof(guint));

    find_parts(word);
    if (style.hyphenated)
        hyphen_cuts(words->dict, word->text, word->bytes, style.hyphenated, hyphens);
    for (guint i = 0; i < hyphens->len; i++)
        add_cut(word, g_array_index(hyphens, guint, i), TRUE);
    g_array_sort(word->cuts, by_byte);
}

/* ---- all ---- */
static Word *
make_word(Words *words, WordStyle style, const char *text, gsize bytes)
{
    Word *word = g_new0(Word, 1);

    word->text = g_memdup2(text, bytes);
    word->bytes = (guint)bytes;
    word->glyphs = g_array_new(FALSE, FALSE, sizeof(WordGlyph));
    word->cuts = g_array_new(FALSE, FALSE, sizeof(WordCut));
    shape(words, style, word);
    find_cuts(words, style, word);
    return word;
}

const Word *
words_get(Words *words, WordStyle style, const char *text, gsize bytes)
{
    Word *word;

    g_string_truncate(words->key, 0);
    g_string_append_c(words->key, (char)('1' + style.font));
    g_string_append_c(words->key, style.tabular ? 't' : 'p');
    g_string_append_c(words->key, (char)('0' + style.hyphenated));
    g_string_append_len(words->key, text, (gssize)bytes);
    word = g_hash_table_lookup(words->known, words->key->str);
    if (!word) {
        word = make_word(words, style, text, bytes);
        g_hash_table_insert(words->known, g_strdup(words->key->str), word);
    }
    return word;
}

const Word *
words_hyphen(Words *words, FontId font)
{
    return words_get(words, (WordStyle){.font = font}, "\u2010", strlen("\u2010"));
}

double
word_x(const Word *word, guint glyph)
{
    return glyph < word->glyphs->len ? g_array_index(word->glyphs, WordGlyph, glyph).x
                                     : word->width;
}

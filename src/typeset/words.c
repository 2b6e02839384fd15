/* SPDX-License-Identifier: Apache-2.0
 *
 * Shaping, through HarfBuzz.
 */
#include "typeset/words.h"

#include <string.h>

/* Some 300 bytes each. */
enum { WORDS_MOST = 40000 };

struct Words {
    const Fonts *fonts;
    HyphenDict *dict;
    hb_buffer_t *buffer;
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
    words->buffer = hb_buffer_create();
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
    hb_buffer_destroy(words->buffer);
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
static void
shape(Words *words, WordStyle style, const Word *word)
{
    static const hb_feature_t FEATURES[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };

    hb_buffer_clear_contents(words->buffer);
    hb_buffer_set_flags(words->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(words->buffer, word->text, (int)word->bytes, 0, (int)word->bytes);
    hb_buffer_guess_segment_properties(words->buffer);
    hb_buffer_set_direction(words->buffer, HB_DIRECTION_LTR);
    hb_shape(fonts_font(words->fonts, style.font), words->buffer, FEATURES,
             style.tabular ? G_N_ELEMENTS(FEATURES) : G_N_ELEMENTS(FEATURES) - 1);
}

static gboolean
has_ink(hb_font_t *font, guint32 glyph)
{
    hb_glyph_extents_t extents;

    return hb_font_get_glyph_extents(font, glyph, &extents) && extents.width != 0;
}

static gboolean
has_graphs(const Word *word)
{
    for (const char *p = word->text; p < word->text + word->bytes; p = g_utf8_next_char(p))
        if (g_unichar_isgraph(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static void
take_glyphs(Words *words, FontId id, Word *word)
{
    guint count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(words->buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(words->buffer, NULL);
    hb_font_t *font = fonts_font(words->fonts, id);
    double em = fonts_units(words->fonts, id), pen = 0;
    gboolean ink = FALSE;

    for (guint i = 0; i < count; i++) {
        WordGlyph glyph = {infos[i].codepoint, i ? infos[i].cluster : 0,
                           (pen + places[i].x_offset) / em, places[i].y_offset / em};
        if (glyph.id == 0) {
            note_missing(words, g_utf8_get_char(word->text + infos[i].cluster));
            continue;
        }
        ink = ink || has_ink(font, glyph.id);
        pen += places[i].x_advance;
        g_array_append_val(word->glyphs, glyph);
    }
    word->width = pen / em;
    words->blank += word->glyphs->len && !ink && has_graphs(word);
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

/* After hyphens, dashes and strokes between words, not between figures (as UAX 14 has it). */
static gboolean
ends_part(gunichar before, gunichar c, gunichar after)
{
    if (!g_unichar_isalnum(before))
        return FALSE;
    if (c == '-' || c == '/')
        return g_unichar_isalpha(after);
    return (c == 0x2010 || c == 0x2013 || c == 0x2014) && g_unichar_isalnum(after);
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
    const char *end = word->text + word->bytes;
    gunichar before = 0, c = 0;

    for (const char *p = word->text; p < end; p = g_utf8_next_char(p)) {
        gunichar after = g_utf8_get_char(p);
        if (ends_part(before, c, after))
            add_cut(word, (guint)(p - word->text), FALSE);
        before = c;
        c = after;
    }
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
    take_glyphs(words, style.font, word);
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

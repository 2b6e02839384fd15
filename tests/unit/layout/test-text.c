/* SPDX-License-Identifier: Apache-2.0
 *
 * Words into lines: nothing lost, nothing blank, nothing drawn that has no glyph.
 */
#include "frame.h"
#include "typeset/typeset.h"

static char *
repeated(const char *sentence, gsize least)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; text->len < least; i++)
        g_string_append_printf(text, "%s%u ", sentence, i);
    return g_string_free(text, FALSE);
}

static void
assert_kept(const char *words, BlockKind kind, NodeRole role)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autofree char *found = NULL;

    document_prose(document, kind, prose_typed(words));
    layout = laid_out(document);
    append_bare(expected, words);
    found = bare_text(layout, role);
    g_assert_true(strcmp(found, expected->str) == 0);
}

/* Around the length at which a paragraph is set in pieces, and far beyond. */
static void
test_long_texts(void)
{
    static const gsize LENGTHS[] = {1, 19990, 20000, 20010, 60000, 300000};

    for (guint i = 0; i < G_N_ELEMENTS(LENGTHS); i++) {
        g_autofree char *words =
            repeated("L’établissement accueille les élèves dans la résidence n° ", LENGTHS[i]);
        assert_kept(words, BLOCK_PARAGRAPH, ROLE_PARAGRAPH);
    }
}

/* One word longer than a line, than a page, than a piece. */
static void
test_one_word(void)
{
    g_autofree char *line = g_strnfill(300, 'm');
    g_autofree char *piece = g_strnfill(30000, 'i');

    assert_kept(line, BLOCK_PARAGRAPH, ROLE_PARAGRAPH);
    assert_kept(piece, BLOCK_PARAGRAPH, ROLE_PARAGRAPH);
    assert_kept(line, BLOCK_NOTE, ROLE_NOTE);
}

static void
test_line_feeds(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *text = NULL;

    document_prose(document, BLOCK_PARAGRAPH, prose_typed("un\r\ndeux\n\ntrois\tquatre\a"));
    layout = laid_out(document);
    text = layout_page_text(layout, 0);
    g_assert_cmpstr(text, ==, "Page 1 sur 1\nun\ndeux\ntrois quatre \n");
}

/* What people typed is named; what is ours is an error that says which character. */
static void
test_characters_without_glyph(void)
{
    g_autoptr(Document) typed = document_new("essai");
    g_autoptr(Document) ours = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    document_prose(typed, BLOCK_PARAGRAPH, prose_typed("bien \U0001F600\uFE0F reçu \u0915"));
    layout = laid_out(typed);
    text = layout_page_text(layout, 0);
    g_assert_cmpstr(text, ==, "Page 1 sur 1\nbien [U+1F600] reçu [U+0915]\n");

    document_paragraph(ours, "bien \U0001F600 reçu");
    g_assert_null(layout_document(ours, &error));
    g_assert_error(error, TYPESET_ERROR, TYPESET_ERROR_GLYPH);
    g_assert_nonnull(strstr(error->message, "U+1F600"));
}

static void
test_invalid_utf8(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;

    document_prose(document, BLOCK_PARAGRAPH, prose_typed("Cr\xE9teil"));
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, ==, 1);
}

/* A word is cut where French cuts it; it stands whole before the cut, and the glyphs after it stand
 * for nothing. */
static void
test_hyphens(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *words = repeated("anticonstitutionnellement établissements ", 4000);
    guint cuts = 0;
    const GArray *items;

    document_prose(document, BLOCK_PARAGRAPH, prose_typed(words));
    layout = laid_out(document);
    items = ((const Page *)layout->pages->pdata[0])->items;
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (item->node == 0 || item->run->hyphen)
            continue;
        g_assert_null(strstr(item->run->text, "\u00AD"));
        cuts += item->run->tail > 0;
        g_assert_true(!item->run->tail || item->run->text[item->run->tail] == ' ');
        g_assert_true(!item->run->head || g_str_equal(item->run->whole, "établissements") ||
                      g_str_equal(item->run->whole, "anticonstitutionnellement"));
    }
    g_assert_cmpuint(cuts, >, 3);
}

/* Words cut at a hyphen of theirs, anywhere, or over three lines. */
static void
test_joined(void)
{
    static const char *const CASES[][3] = {
        {"en Île-de-France et", "en Île-de-France| et|", "en Île-de-"},
        {"WWWWWWWWWWWWWWWWWWWWWWWW fin", "WWWWWWWWWWWWWWWWWWWWWWWW|| fin|", "WWWWWWWWWW"},
        {"un anticonstitutionnellement", "un anticonstitutionnellement||||", "anticons"},
        {"deux\nlignes", "deux|lignes|", "lignes"},
    };
    g_autoptr(Typesetter) typesetter = typesetter_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) measured = prose_typed(CASES[i][2]);
        g_autoptr(GPtrArray) prose = prose_typed(CASES[i][0]);
        g_autoptr(GPtrArray) lines = NULL;
        g_autoptr(GString) said = g_string_new(NULL);
        double width, word;
        typeset_measure(typesetter, measured, STYLE_TEXT, &width, &word);
        lines = typeset_lines(typesetter, prose, STYLE_TEXT, width + 4);
        for (guint l = 0; l < lines->len; l++) {
            const GPtrArray *runs = ((const TextLine *)lines->pdata[l])->runs;
            for (guint r = 0; r < runs->len; r++)
                run_words(runs->pdata[r], said);
            g_string_append_c(said, '|');
        }
        g_assert_cmpstr(said->str, ==, CASES[i][1]);
    }
}

/* WORDS in lines as long as WIDEST, their ends as "|". */
static char *
broken(Typesetter *typesetter, const char *words, const char *widest)
{
    g_autoptr(GPtrArray) measured = prose_typed(widest), prose = prose_typed(words);
    g_autoptr(GPtrArray) lines = NULL;
    GString *said = g_string_new(NULL);
    double width, word;

    typeset_measure(typesetter, measured, STYLE_NOTE, &width, &word);
    lines = typeset_lines(typesetter, prose, STYLE_NOTE, width + 0.1);
    for (guint l = 0; l < lines->len; l++) {
        const GPtrArray *runs = ((const TextLine *)lines->pdata[l])->runs;
        for (guint r = 0; r < runs->len; r++)
            g_string_append(said, ((const GlyphRun *)runs->pdata[r])->text);
        g_string_append_c(said, '|');
    }
    return g_string_free(said, FALSE);
}

/* A line doesn't end between a figure and what it counts or numbers; the text keeps its space. */
static void
test_glued(void)
{
    static const char *const CASES[][3] = {
        {"voir l’article 4", "voir l’article", "voir |l’article 4|"},
        {"en la fiche 3.2", "en la fiche", "en la |fiche 3.2|"},
        {"Articles 1 et 2", "Articles 1", "Articles 1 |et 2|"},
        {"dit (fiche 2)", "dit (fiche", "dit |(fiche 2)|"},
        {"en stage 4", "en stage", "en stage |4|"},
        {"on a vu 16 élèves", "on a vu 16", "on a vu |16 élèves|"},
        {"mercredi 1er mars", "mercredi 1er", "mercredi |1er mars|"},
        {"jusqu’au 2e sem.", "jusqu’au 2e", "jusqu’au |2e sem.|"},
        {"mois 2 du an", "mois 2", "mois 2 |du an|"},
        {"au 16 Élèves", "au 16 É", "au 16 |Élèves|"},
        {"sauf 2014 élèves", "sauf 2014", "sauf 2014 |élèves|"},
        {"vu 12e8 et", "vu 12e8", "vu 12e8 |et|"},
        {"les 3 répondants sur 21", "les 3 répondants sur", "les 3 répondants |sur 21|"},
    };
    g_autoptr(Typesetter) typesetter = typesetter_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *found = broken(typesetter, CASES[i][0], CASES[i][1]);
        g_assert_cmpstr(found, ==, CASES[i][2]);
    }
}

/* Justified lines end at the edge, all but the last; their spaces are stretched evenly, and those
 * before ";" and within numbers not at all. */
static void
test_justified(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *words = repeated("Il faut 1\u202F169\u202F; ou bien peu, un an. ", 600);
    const GArray *items;
    guint lines = 0, narrow = 0;

    document_prose(document, BLOCK_PARAGRAPH, prose_typed(words));
    layout = laid_out(document);
    items = ((const Page *)layout->pages->pdata[0])->items;
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (!item->node)
            continue;
        lines++;
        narrow += fabs(item->x + item->width - FRAME_RIGHT) > 0.01;
        for (const char *p = strstr(item->run->text, "\u202F;"); p; p = strstr(p + 1, "\u202F;")) {
            guint glyph = (guint)g_utf8_strlen(item->run->text, p - item->run->text);
            double space = item->run->glyphs[glyph + 1].x - item->run->glyphs[glyph].x;
            g_assert_cmpfloat(space, <, 0.25 * item->run->size);
        }
    }
    g_assert_cmpuint(lines, >, 5);
    g_assert_cmpuint(narrow, ==, 1);
}

static void
test_ordinals(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autoptr(GString) raised = g_string_new(NULL);
    const GArray *items;

    document_paragraph(document, "le 1er mars, au 2e semestre, salle 12e ; 12eme, a1e, 3et");
    layout = laid_out(document);
    items = ((const Page *)layout->pages->pdata[0])->items;
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (item->node && item->run->size < 9 && item->run->y < 0)
            g_string_append_printf(raised, "%s|", item->run->text);
    }
    g_assert_cmpstr(raised->str, ==, "er|e|e|");
}

/* What the glyphs stand for makes up the text. */
static void
test_glyphs(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *words = repeated("L’office fi ffl 12 345,6 % « œuvre » ", 3000);

    document_prose(document, BLOCK_PARAGRAPH, prose_typed(words));
    layout = laid_out(document);
    for (guint i = 0; i < layout->runs->len; i++) {
        const GlyphRun *run = layout->runs->pdata[i];
        g_assert_cmpint(run->font, <, FONT_COUNT);
        g_assert_cmpuint(run_bytes(run, 0, run->count), ==, strlen(run->text));
        g_assert_cmpuint(run->tail, <=, run->count);
        g_assert_cmpuint(run->head, <=, run->count);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/layout/text/long", test_long_texts);
    g_test_add_func("/layout/text/one-word", test_one_word);
    g_test_add_func("/layout/text/line-feeds", test_line_feeds);
    g_test_add_func("/layout/text/no-glyph", test_characters_without_glyph);
    g_test_add_func("/layout/text/invalid", test_invalid_utf8);
    g_test_add_func("/layout/text/hyphens", test_hyphens);
    g_test_add_func("/layout/text/joined", test_joined);
    g_test_add_func("/layout/text/glued", test_glued);
    g_test_add_func("/layout/text/justified", test_justified);
    g_test_add_func("/layout/text/ordinals", test_ordinals);
    g_test_add_func("/layout/text/glyphs", test_glyphs);
    return g_test_run();
}

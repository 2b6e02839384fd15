/* SPDX-License-Identifier: Apache-2.0
 *
 * Pages: what stays together, what is repeated, what goes on.
 */
#include "frame.h"
#include "typeset/typeset.h"

#define SENTENCE "Les partenaires organisent la communication entre les organismes et les écoles. "

static void
add_sentences(Document *document, guint count)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append(text, SENTENCE);
    document_paragraph(document, text->str);
}

/* Lines (distinct baselines) of a role on a page. */
static guint
lines_on(const Layout *layout, guint page, NodeRole role, double *last)
{
    const GArray *items = ((const Page *)layout->pages->pdata[page])->items;
    double before = -1;
    guint lines = 0;

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (!item->node || g_array_index(layout->nodes, PageNode, item->node).role != role)
            continue;
        lines += item->y > before + 1;
        before = item->y;
    }
    if (last)
        *last = before;
    return lines;
}

/* Paragraphs of every length across a page's end: never one line alone on either side. */
static void
test_widows_and_orphans(void)
{
    for (guint length = 1; length <= 12; length++) {
        for (guint fill = 40; fill <= 48; fill++) {
            g_autoptr(Document) document = document_new("essai");
            g_autoptr(Layout) layout = NULL;
            GPtrArray *list = document_list(document);
            for (guint i = 0; i < fill; i++)
                g_ptr_array_add(list, prose_new("point"));
            add_sentences(document, length);
            layout = laid_out(document);
            for (guint p = 0; p < layout->pages->len && layout->pages->len > 1; p++) {
                guint here = lines_on(layout, p, ROLE_PARAGRAPH, NULL);
                guint all = lines_on(layout, 0, ROLE_PARAGRAPH, NULL) +
                            lines_on(layout, 1, ROLE_PARAGRAPH, NULL);
                if (all > 1)
                    g_assert_cmpuint(here, !=, 1);
            }
        }
    }
}

static void
test_heading_stays(void)
{
    for (guint fill = 30; fill <= 48; fill++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        GPtrArray *list = document_list(document);
        double heading = 0, text = 0;
        for (guint i = 0; i < fill; i++)
            g_ptr_array_add(list, prose_new("point"));
        document_heading(document, 2, NULL, prose_new("Titre"));
        add_sentences(document, 3);
        layout = laid_out(document);
        for (guint p = 0; p < layout->pages->len; p++) {
            if (lines_on(layout, p, ROLE_HEADING_2, &heading) == 0)
                continue;
            g_assert_cmpuint(lines_on(layout, p, ROLE_PARAGRAPH, &text), >=, 2);
            g_assert_cmpfloat(text, >, heading);
        }
        g_assert_cmpuint(layout->outline->len, ==, 1);
    }
}

/* A short note is on one page, a long one goes on like any text. */
static void
test_note(void)
{
    static const struct {
        guint sentences, fill;
        gboolean whole;
    } CASES[] = {{8, 44, TRUE}, {40, 44, FALSE}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        g_autoptr(GString) text = g_string_new(NULL);
        GPtrArray *list = document_list(document);
        for (guint k = 0; k < CASES[i].fill; k++)
            g_ptr_array_add(list, prose_new("point"));
        for (guint k = 0; k < CASES[i].sentences; k++)
            g_string_append(text, SENTENCE);
        document_prose(document, BLOCK_NOTE, prose_new(text->str));
        layout = laid_out(document);
        g_assert_cmpuint(layout->pages->len, ==, 2);
        g_assert_true((lines_on(layout, 0, ROLE_NOTE, NULL) == 0) == CASES[i].whole);
    }
}

/* ---- tables ---- */
static Table *
sample_table(guint rows, const char *cell)
{
    Table *table = table_new(prose_new("Légende"));

    table_column(table, "Organisme", FALSE);
    table_column(table, "Élèves", TRUE);
    for (guint i = 0; i < rows; i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_typed(cell));
        table_cell(row, prose_printf("%u", i));
    }
    return table;
}

static guint
occurrences(const char *text, const char *part)
{
    guint count = 0;

    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        count++;
    return count;
}

/* The head stands on every page of a table, as content on the first only. */
static void
test_head_repeated(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *content = NULL;

    document_table(document, sample_table(150, "Lycée"));
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, >, 2);
    for (guint p = 0; p < layout->pages->len; p++) {
        g_autofree char *text = layout_page_text(layout, p);
        g_assert_cmpuint(occurrences(text, "Organisme"), ==, 1);
    }
    content = bare_text(layout, ROLE_HEAD_CELL);
    g_assert_cmpstr(content, ==, "OrganismeÉlèves");
}

/* A cell of several pages: all of it comes, and the next row too. */
static void
test_tall_row(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autoptr(GString) cell = g_string_new(NULL), expected = g_string_new(NULL);
    g_autofree char *found = NULL;

    for (guint i = 0; i < 300; i++)
        g_string_append_printf(cell, "%s%u ", SENTENCE, i);
    document_table(document, sample_table(2, cell->str));
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, >, 2);
    append_bare(expected, cell->str);
    append_bare(expected, cell->str);
    found = bare_text(layout, ROLE_ROW_CELL);
    g_assert_true(strcmp(found, expected->str) == 0);
}

static void
fill_page(Document *document, guint lines)
{
    GPtrArray *list = document_list(document);

    for (guint i = 0; i < lines; i++)
        g_ptr_array_add(list, prose_new("point"));
}

/* A table is cut only where much of a page stayed white without that, and never into pieces of less
 * than three rows. */
static void
test_table_cut(void)
{
    gboolean cut = FALSE, whole = FALSE;

    for (guint fill = 10; fill <= 48; fill++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        fill_page(document, fill);
        document_table(document, sample_table(20, "Lycée"));
        layout = laid_out(document);
        g_assert_cmpuint(layout->pages->len, <=, 2);
        guint first = lines_on(layout, 0, ROLE_ROW_CELL, NULL);
        g_assert_true(first == 0 || first == 20 || (first >= 3 && first <= 17));
        cut |= first > 0 && first < 20;
        whole |= first == 0;
    }
    g_assert_true(cut && whole);
}

/* A part begins on the page before it while that is half free, or when all that it opens with, up
 * to its first table, has room there. */
static void
test_part(void)
{
    static const struct {
        guint lines, rows, page;
    } CASES[] = {{20, 20, 0}, {30, 0, 0}, {30, 5, 0}, {30, 20, 1}, {40, 0, 0}, {40, 5, 1}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        fill_page(document, CASES[i].lines);
        document_heading(document, 1, NULL, prose_new("Partie"));
        document_paragraph(document, "Texte.");
        if (CASES[i].rows)
            document_table(document, sample_table(CASES[i].rows, "Lycée"));
        layout = laid_out(document);
        const OutlineEntry *entry = layout->outline->pdata[0];
        g_assert_cmpuint(entry->page, ==, CASES[i].page);
    }
}

/* Where a table goes on its name stands again, as no content: its strong words, or all of it. */
static void
test_goes_on(void)
{
    static const struct {
        const char *strong, *rest, *again;
    } CASES[] = {{"Tableau 3. ", "Élèves en stage.", "Tableau 3 (suite)"},
                 {"Académies", "", "Académies (suite)"},
                 {NULL, "Élèves en stage.", "Élèves en stage (suite)"}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        Table *table = sample_table(60, "Lycée");
        prose_free(table->caption);
        table->caption = prose_new(NULL);
        if (CASES[i].strong)
            prose_add(table->caption, SPAN_STRONG, CASES[i].strong);
        prose_add(table->caption, SPAN_PLAIN, CASES[i].rest);
        document_table(document, table);
        layout = laid_out(document);
        g_assert_cmpuint(layout->pages->len, ==, 2);
        g_autofree char *first = layout_page_text(layout, 0);
        g_autofree char *second = layout_page_text(layout, 1);
        g_assert_null(strstr(first, "(suite)"));
        g_assert_nonnull(strstr(second, CASES[i].again));
        g_autofree char *content = bare_text(layout, ROLE_CAPTION);
        g_assert_null(strstr(content, "suite"));
    }
}

/* Bookmarks say what stands beside the heading. */
static void
test_outline(void)
{
    static const char *const TITLES[] = {"Fiche 3.2. Accueil", "Signatures"};
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;

    document_heading(document, 1, "Fiche 3.2", prose_new("Accueil"));
    document_heading(document, 1, NULL, prose_new("Signatures"));
    layout = laid_out(document);
    g_assert_cmpuint(layout->outline->len, ==, G_N_ELEMENTS(TITLES));
    for (guint i = 0; i < G_N_ELEMENTS(TITLES); i++)
        g_assert_cmpstr(((const OutlineEntry *)layout->outline->pdata[i])->title, ==, TITLES[i]);
}

/* Rules of COLOUR on the first page. */
static guint
rules(const Layout *layout, guint32 colour)
{
    const GArray *items = ((const Page *)layout->pages->pdata[0])->items;
    guint count = 0;

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        count += item->kind == INK_BOX && item->height < 1 && item->colour == colour;
    }
    return count;
}

/* Each row to be filled in has a line to write on, the last one the end of the table. */
static void
test_written(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    Table *table = sample_table(4, "");

    table->written = TRUE;
    document_table(document, table);
    layout = laid_out(document);
    g_assert_cmpuint(rules(layout, COLOUR_RULE), ==, 3);
    g_assert_cmpuint(rules(layout, COLOUR_TEXT), ==, 3);
}

/* Every row has all its cells, the empty ones too. */
static void
test_rows_keep_shape(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    guint rows = 0, cells = 0;

    document_table(document, sample_table(60, ""));
    layout = laid_out(document);
    for (guint i = 0; i < layout->nodes->len; i++) {
        NodeRole role = g_array_index(layout->nodes, PageNode, i).role;
        rows += role == ROLE_TABLE_ROW;
        cells += role == ROLE_CELL || role == ROLE_ROW_CELL || role == ROLE_HEAD_CELL;
    }
    g_assert_cmpuint(rows, ==, 61);
    g_assert_cmpuint(cells, ==, 122);
}

static void
test_many_columns(void)
{
    static const guint COLUMNS[] = {1, 2, 9, 12, 24};

    for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++) {
        g_autoptr(Document) document = document_new("essai");
        g_autoptr(Layout) layout = NULL;
        Table *table = table_new(NULL);
        for (guint c = 0; c < COLUMNS[i]; c++)
            table_column(table, c ? "Établissements" : "Intitulé", c > 0);
        for (guint r = 0; r < 5; r++) {
            TableRow *row = table_row(table, r == 4 ? ROW_TOTAL : ROW_PLAIN);
            for (guint c = 0; c < COLUMNS[i]; c++)
                table_cell(row, prose_new(c ? "123456" : "Anticonstitutionnellement"));
        }
        document_table(document, table);
        layout = laid_out(document);
        g_assert_cmpuint(layout->pages->len, ==, 1);
    }
}

/* Where on the page the text of the only cell with VALUE goes on after BYTES of it. */
static double
x_after(const Layout *layout, const char *value, gsize bytes)
{
    const GArray *items = ((const Page *)layout->pages->pdata[0])->items;

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        guint glyph = 0, passed = 0;
        if (item->kind != INK_GLYPHS || !g_str_equal(item->run->text, value))
            continue;
        while (passed < bytes)
            passed += item->run->glyphs[glyph++].bytes;
        return item->x + item->run->x +
               (glyph < item->run->count ? item->run->glyphs[glyph].x : item->run->width);
    }
    g_error("no cell says \"%s\"", value);
}

/* Numbers stand with their marks below each other, what is no number ends at the column's edge. */
static void
test_marks(void)
{
    static const struct {
        const char *value;
        gsize whole; /* bytes before the mark */
    } CELLS[] = {{"12,5\u202F%", 2}, {"7\u202F%", 1}, {"1\u202F169,25\u202F%", 7},
                 {"\u22120,5", 4},   {"1000", 4},     {"8 sur 18", 1},
                 {"16 sur 7", 2}};
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    Table *table = table_new(NULL);
    double mark, edge;

    table_column(table, "Quoi", FALSE);
    table_column(table, "Combien", TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(CELLS); i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new("ligne"));
        table_cell(row, prose_typed(CELLS[i].value));
    }
    for (guint i = 0; i < 2; i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new("ligne"));
        table_cell(row, prose_typed(i ? "n.c." : "s"));
    }
    document_table(document, table);
    layout = laid_out(document);
    mark = x_after(layout, CELLS[0].value, CELLS[0].whole);
    for (guint i = 1; i < G_N_ELEMENTS(CELLS); i++)
        g_assert_cmpfloat_with_epsilon(x_after(layout, CELLS[i].value, CELLS[i].whole), mark, 0.3);
    edge = x_after(layout, "8 sur 18", strlen("8 sur 18"));
    g_assert_cmpfloat_with_epsilon(x_after(layout, "s", 1), FRAME_RIGHT, 0.3);
    g_assert_cmpfloat_with_epsilon(x_after(layout, "n.c.", 4), FRAME_RIGHT, 0.3);
    g_assert_cmpfloat(edge, <=, FRAME_RIGHT + 0.3);
}

/* Rather two rows broken than a name of four lines over a column. */
static void
test_low_head(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    Table *table = table_new(NULL);

    table_column(table, "", FALSE);
    table_column(table, "En stage chez un bailleur social", TRUE);
    table_column(table, "Effectif", TRUE);
    table_column(table, "2013-2014, en %", TRUE);
    table_column(table, "Répondants", TRUE);
    for (guint i = 0; i < 12; i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row,
                   prose_new(i < 2 ? "BTS Services et prestations des secteurs sanitaire et social"
                                   : "BTS Professions immobilières"));
        for (guint c = 1; c < 5; c++)
            table_cell(row, prose_new(c < 4 ? "428" : "16 sur 18"));
    }
    document_table(document, table);
    layout = laid_out(document);
    g_assert_cmpuint(lines_on(layout, 0, ROLE_HEAD_CELL, NULL), ==, 2);
    g_assert_cmpuint(lines_on(layout, 0, ROLE_ROW_CELL, NULL), ==, 14);
}

/* Of nine columns none has a word of its head cut. */
static void
test_whole_heads(void)
{
    static const char *const HEADS[] = {"Indicateur",  "2019-\n2020",    "2020-\n2021",
                                        "2021-\n2022", "2022-\n2023",    "2023-\n2024",
                                        "2024-\n2025", "Toute la durée", "Répondants"};
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    Table *table = table_new(NULL);
    TableRow *row = table_row(table, ROW_PLAIN);

    for (guint c = 0; c < G_N_ELEMENTS(HEADS); c++) {
        table_column(table, HEADS[c], c > 0);
        table_cell(row, prose_new(c ? "1 234" : "Pourcentage d'élèves des sections cibles"));
    }
    document_table(document, table);
    layout = laid_out(document);
    g_autofree char *text = layout_page_text(layout, 0);
    g_assert_nonnull(strstr(text, "2019-\n2020\n"));
    g_assert_nonnull(strstr(text, "Répondants\n"));
    g_assert_cmpuint(lines_on(layout, 0, ROLE_ROW_CELL, NULL), <=, 3);
}

/* ---- composed pages ---- */
static void
assert_signatures(guint count, const char *quality, const char *name)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    GPtrArray *blocks;

    document_paragraph(document, "avant");
    document_break(document);
    document_heading(document, 1, NULL, prose_new("Signatures"));
    blocks = document_signatures(document, prose_new("Fait à …, le …\nEn cinq exemplaires"));
    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("s%u", i);
        SignatureBlock *block = signatures_add(blocks, id, "Signature");
        g_ptr_array_add(block->above, prose_new(quality));
        g_ptr_array_add(block->names, prose_typed(name));
    }
    document_break(document);
    document_paragraph(document, "après");
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, ==, 3);
    g_assert_cmpuint(layout->fields->len, ==, count);
    for (guint i = 0; i < count; i++) {
        const SignatureField *field = layout->fields->pdata[i];
        g_assert_cmpuint(field->page, ==, 1);
        g_assert_cmpfloat(field->height, >=, 34 - 0.01);
        g_assert_cmpfloat(field->y + field->height, <=, FRAME_BOTTOM + SLACK);
        /* The first column begins with the frame, the other ends with it. */
        if (i % 2)
            g_assert_cmpfloat_with_epsilon(field->x + field->width, FRAME_RIGHT, 0.01);
        else
            g_assert_cmpfloat_with_epsilon(field->x, FRAME_LEFT, 0.01);
        g_assert_cmpfloat_with_epsilon(field->width, 198.4, 0.01);
    }
}

static void
test_signatures(void)
{
    g_autofree char *name = g_strnfill(200, 'n'), *longest = g_strnfill(500, 'M');
    g_autofree char *quality = g_strnfill(300, 'm');
    static const char *const QUALITY = "Le Recteur de l’académie de Versailles,\nChancelier des "
                                       "Universités\nPour le Recteur,\net par délégation";

    assert_signatures(2, QUALITY, "François WEIL");
    assert_signatures(5, QUALITY, "François WEIL");
    assert_signatures(12, QUALITY, "François WEIL");
    assert_signatures(12, "Le Directeur", name);
    assert_signatures(12, quality, longest);
}

static void
test_cover(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *text = NULL;
    Cover *cover = document_cover(document);

    document->running = g_strdup("tête");
    document->notice = g_strdup("pied");
    cover->eyebrow = g_strdup("Dossier de séance");
    cover->title = g_strdup("Convention");
    for (guint i = 0; i < 5; i++)
        g_ptr_array_add(cover->parties, prose_new("Une partie"));
    document_break(document);
    document_paragraph(document, "suite");
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, ==, 2);
    text = layout_page_text(layout, 0);
    g_assert_null(strstr(text, "tête"));
    g_assert_null(strstr(text, "Page"));
    g_free(text);
    text = layout_page_text(layout, 1);
    g_assert_nonnull(strstr(text, "tête\n"));
    g_assert_nonnull(strstr(text, "Page 2 sur 2\n"));
}

/* The contents name the page of each heading, and lead to it. */
static void
test_contents(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *text = NULL;
    guint links = 0;

    document_contents(document);
    for (guint i = 0; i < 3; i++) {
        document_break(document);
        document_heading(document, 1, i ? "Fiche" : NULL, prose_printf("Partie %c", 'A' + i));
    }
    layout = laid_out(document);
    text = layout_page_text(layout, 0);
    g_assert_true(g_str_has_prefix(strstr(text, "Partie A"), "Partie A\n2\n"));
    g_assert_nonnull(strstr(text, "Fiche\nPartie C\n4\n"));
    for (guint i = 0; i < layout->nodes->len; i++) {
        const PageNode *node = &g_array_index(layout->nodes, PageNode, i);
        if (node->role == ROLE_LINK)
            g_assert_cmpint(node->target_page, ==, (int)++links);
    }
    g_assert_cmpuint(links, ==, 3);
}

/* Notes in the margin never lie over each other, nor over what takes both columns. */
static void
test_margin(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;

    for (guint i = 0; i < 4; i++) {
        document_prose(document, BLOCK_MARGIN,
                       prose_new("Une note assez longue pour prendre quatre lignes de la marge, "
                                 "et même une cinquième, à côté d'un paragraphe court."));
        document_paragraph(document, "Court.");
    }
    document_prose(document, BLOCK_MARGIN, prose_new("Avant un tableau."));
    document_table(document, sample_table(3, "Un nom d'organisme qui prend toute la largeur de la "
                                             "page, parce qu'il est long, et encore plus"));
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/layout/page/widows", test_widows_and_orphans);
    g_test_add_func("/layout/page/heading", test_heading_stays);
    g_test_add_func("/layout/page/note", test_note);
    g_test_add_func("/layout/page/head-repeated", test_head_repeated);
    g_test_add_func("/layout/page/tall-row", test_tall_row);
    g_test_add_func("/layout/page/table-cut", test_table_cut);
    g_test_add_func("/layout/page/part", test_part);
    g_test_add_func("/layout/page/goes-on", test_goes_on);
    g_test_add_func("/layout/page/outline", test_outline);
    g_test_add_func("/layout/page/written", test_written);
    g_test_add_func("/layout/page/rows-keep-shape", test_rows_keep_shape);
    g_test_add_func("/layout/page/many-columns", test_many_columns);
    g_test_add_func("/layout/page/marks", test_marks);
    g_test_add_func("/layout/page/low-head", test_low_head);
    g_test_add_func("/layout/page/whole-heads", test_whole_heads);
    g_test_add_func("/layout/page/signatures", test_signatures);
    g_test_add_func("/layout/page/cover", test_cover);
    g_test_add_func("/layout/page/contents", test_contents);
    g_test_add_func("/layout/page/margin", test_margin);
    return g_test_run();
}

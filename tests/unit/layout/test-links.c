/* SPDX-License-Identifier: Apache-2.0
 *
 * Places with names, the words that lead to them, and the structure that both stand in.
 */
#include "frame.h"

static const PageNode *
node_at(const Layout *layout, guint node)
{
    return &g_array_index(layout->nodes, PageNode, node);
}

/* "P[avant |→ici:lien|  après] " of all words, in the order of reading; a cut word has its soft
 * hyphen. */
static char *
outline_of(const Layout *layout)
{
    static const char *const NAMES[ROLE_COUNT] = {
        [ROLE_HEADING_1] = "H1",    [ROLE_PARAGRAPH] = "P",     [ROLE_NOTE] = "Note",
        [ROLE_LIST_BODY] = "LBody", [ROLE_CAPTION] = "Caption", [ROLE_HEAD_CELL] = "TH",
        [ROLE_ROW_CELL] = "RH",     [ROLE_CELL] = "TD",
    };
    GString *out = g_string_new(NULL);
    guint open = 0, leaf = 0;

    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 0; i < items->len; i++) {
            const Ink *item = &g_array_index(items, Ink, i);
            NodeRole role = node_at(layout, item->node)->role;
            gboolean inner = role == ROLE_LINK || role == ROLE_WORDS;
            guint node = inner ? node_at(layout, item->node)->parent : item->node;
            if (!item->node || item->kind != INK_GLYPHS || role == ROLE_LIST_LABEL)
                continue;
            if (node != open)
                g_string_append_printf(out, "%s%s[", open ? "] " : "",
                                       NAMES[node_at(layout, node)->role]);
            else if (item->node != leaf)
                g_string_append_c(out, '|');
            if (role == ROLE_LINK && item->node != leaf)
                g_string_append_printf(out, "→%s:", node_at(layout, item->node)->target);
            run_words(item->run, out);
            open = node;
            leaf = item->node;
        }
    }
    g_string_append_c(out, ']');
    return g_string_free(out, FALSE);
}

static Prose *
with_link(const char *before, const char *words, const char *target, const char *after)
{
    Prose *prose = prose_new(before);

    prose_add_link(prose, SPAN_PLAIN, words, target);
    return prose_add(prose, SPAN_PLAIN, after);
}

/* Words before, the link, words after: three leaves, in every kind of block. */
static void
test_order_of_reading(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autofree char *found = NULL;
    Table *table = table_new(prose_new("Légende"));
    TableRow *row;

    document_prose(document, BLOCK_MARGIN, prose_new("marge"));
    document_prose(document, BLOCK_PARAGRAPH, with_link("voir ", "là", "but", " aussi"));
    document_prose(document, BLOCK_PARAGRAPH,
                   prose_add_link(prose_add_link(prose_new(NULL), SPAN_ALERT, "un", "but"),
                                  SPAN_PLAIN, "deux", "rang"));
    g_ptr_array_add(document_list(document), with_link("point ", "là", "but", "."));
    keys_add(document_keys(document), with_link("", "12", "but", ""), prose_new("élèves"),
             prose_new("Fiche 1"));
    table_column(table, "Qui", FALSE);
    table_column(table, "Où", FALSE);
    row = table_row(table, ROW_PLAIN);
    table_row_anchor(row, "rang");
    table_cell(row, with_link("", "A", "but", " à"));
    table_cell(row, with_link("b ", "B", "rang", ""));
    document_table(document, table);
    document_heading(document, 1, NULL, prose_new("But"));
    document_anchor(document, "but");
    layout = laid_out(document);
    found = outline_of(layout);
    g_assert_cmpstr(found, ==,
                    "Note[marge] P[voir |→but:là| aussi] P[→but:un|→rang:deux] "
                    "LBody[point |→but:là|.] P[→but:12|élèves|Fiche 1] Caption[Légende] TH[Qui] "
                    "TH[Où] RH[→but:A| à] "
                    "TD[b |→rang:B] H1[But]");
}

static const Anchor *
anchor_named(const Layout *layout, const char *name)
{
    for (guint i = 0; i < layout->anchors->len; i++) {
        const Anchor *anchor = layout->anchors->pdata[i];
        if (g_str_equal(anchor->name, name))
            return anchor;
    }
    return NULL;
}

/* Names stand where their block or row does; what draws nothing gives its name to what follows. */
static void
test_places(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    const Anchor *first, *row, *page, *last;
    Table *table = table_new(prose_new("Légende"));

    document_paragraph(document, "Une.");
    document_anchor(document, "une");
    table_column(table, "Qui", FALSE);
    for (guint i = 0; i < 70; i++)
        table_cell(table_row(table, ROW_PLAIN), prose_printf("rang %u", i));
    table_row_anchor(table->rows->pdata[69], "rang-69");
    document_table(document, table);
    document_anchor(document, "tableau");
    document_break(document);
    document_anchor(document, "page");
    document_heading(document, 1, NULL, prose_new("Titre"));
    document_break(document);
    document_anchor(document, "fin");
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, ==, 3);
    g_assert_cmpuint(layout->anchors->len, ==, 5);
    first = anchor_named(layout, "une");
    g_assert_cmpuint(first->page, ==, 0);
    g_assert_cmpfloat_with_epsilon(first->y, FRAME_TOP, 0.01);
    g_assert_cmpstr(first->title, ==, "Une.");
    g_assert_cmpstr(anchor_named(layout, "tableau")->title, ==, "Légende");
    row = anchor_named(layout, "rang-69");
    g_assert_cmpuint(row->page, ==, 1);
    g_assert_cmpstr(row->title, ==, "rang 69");
    page = anchor_named(layout, "page");
    g_assert_cmpuint(page->page, ==, 2);
    g_assert_cmpfloat_with_epsilon(page->y, FRAME_TOP, 0.01);
    g_assert_cmpstr(page->title, ==, "Page 3");
    last = anchor_named(layout, "fin");
    g_assert_cmpuint(last->page, ==, 2);
    g_assert_cmpfloat(last->y, >, FRAME_TOP);
}

/* A link knows its place, and says what stands there; over several lines it is one. */
static void
test_aim(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    g_autoptr(GString) words = g_string_new("lien");
    guint links = 0;

    for (guint i = 0; i < 30; i++)
        g_string_append(words, " très long");
    document_prose(document, BLOCK_PARAGRAPH, with_link("Voir ", words->str, "but", "."));
    document_break(document);
    document_heading(document, 1, NULL, prose_new("Le but"));
    document_anchor(document, "but");
    layout = laid_out(document);
    for (guint i = 0; i < layout->nodes->len; i++) {
        const PageNode *node = node_at(layout, i);
        if (node->role != ROLE_LINK)
            continue;
        links++;
        g_assert_cmpint(node->target_page, ==, 1);
        g_assert_cmpfloat_with_epsilon(node->target_y, FRAME_TOP, 0.01);
        g_assert_cmpstr(node->alt, ==, "Le but");
    }
    g_assert_cmpuint(links, ==, 1);
}

/* A row of several pages is one row, its links in the order of reading on each. */
static void
test_cut_row(void)
{
    g_autoptr(Document) document = document_new("essai");
    g_autoptr(Layout) layout = NULL;
    Table *table = table_new(NULL);
    TableRow *row;
    Prose *cell = prose_new(NULL);
    guint count[ROLE_COUNT] = {0};

    table_column(table, "Qui", FALSE);
    table_column(table, "Où", FALSE);
    table_column(table, "Quand", FALSE);
    row = table_row(table, ROW_PLAIN);
    for (guint i = 0; i < 400; i++)
        prose_add(prose_add_link(cell, SPAN_PLAIN, "ici même", "ici"), SPAN_PLAIN, " et encore ");
    table_cell(row, cell);
    table_cell(row, prose_new("court"));
    table_cell(row, prose_new(""));
    document_table(document, table);
    document_anchor(document, "ici");
    layout = laid_out(document);
    g_assert_cmpuint(layout->pages->len, >, 1);
    for (guint i = 1; i < layout->nodes->len; i++)
        count[node_at(layout, i)->role]++;
    g_assert_cmpuint(count[ROLE_TABLE_HEAD], ==, 1);
    g_assert_cmpuint(count[ROLE_TABLE_ROW], ==, 2);
    g_assert_cmpuint(count[ROLE_HEAD_CELL], ==, 3);
    g_assert_cmpuint(count[ROLE_ROW_CELL], ==, 1);
    g_assert_cmpuint(count[ROLE_CELL], ==, 2);
    g_assert_cmpuint(count[ROLE_LINK], ==, 400);
}

static void
assert_refused(const Document *document, LayoutError code, const char *name)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(layout_document(document, &error));
    g_assert_error(error, LAYOUT_ERROR, (int)code);
    g_assert_nonnull(error ? strstr(error->message, name) : NULL);
}

static void
test_mistakes(void)
{
    g_autoptr(Document) unknown = document_new("essai");
    g_autoptr(Document) twice = document_new("essai");

    document_prose(unknown, BLOCK_NOTE, with_link("voir ", "là", "nulle-part", ""));
    assert_refused(unknown, LAYOUT_ERROR_TARGET, "nulle-part");
    for (guint i = 0; i < 2; i++) {
        document_paragraph(twice, "texte");
        document_anchor(twice, "deux-fois");
    }
    assert_refused(twice, LAYOUT_ERROR_ANCHOR, "deux-fois");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/layout/links/order", test_order_of_reading);
    g_test_add_func("/layout/links/places", test_places);
    g_test_add_func("/layout/links/aim", test_aim);
    g_test_add_func("/layout/links/cut-row", test_cut_row);
    g_test_add_func("/layout/links/mistakes", test_mistakes);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "html/html.h"

#include <string.h>

/* What both flavours make of the same words. */
static Document *
sample(void)
{
    Document *document = document_new("Relevé & <suite>");
    Table *table = table_new(prose_new("Deux fiches"));
    Prose *words;
    TableRow *row;

    document->subject = g_strdup("Convention d'essai");
    document_heading(document, 1, "Fiche 1", prose_new("Ce qui est arrivé"));
    document_anchor(document, "arrivé");
    words = prose_new("Voir ");
    prose_add_link(words, SPAN_STRONG, "la suite", "été & hiver");
    prose_add(words, SPAN_PLAIN, ", ");
    prose_add_file(words, SPAN_PLAIN, "la réponse", "answers/à b\"?.eml");
    prose_add(words, SPAN_PLAIN, " ou taper ");
    prose_add(words, SPAN_CODE, "copil status");
    document_prose(document, BLOCK_PARAGRAPH, words);
    document_prose(document, BLOCK_NOTE, prose_typed("<b>\"a\"</b>\nb\x01 \u202Ec\uFFFE"));
    document_heading(document, 2, NULL, prose_new("Suite"));
    table_column(table, "Organisme", FALSE);
    table_column(table, "Nombre", TRUE);
    row = table_row(table, ROW_GROUP);
    table_cell(row, prose_new("Groupe"));
    row = table_row(table, ROW_PLAIN);
    table_row_anchor(row, "été & hiver");
    table_cell(row, prose_typed("Lycée \u05D0"));
    table_cell(row, prose_new("12"));
    row = table_row(table, ROW_MORE);
    row->open = TRUE;
    table_cell(row, prose_new("Deux points"));
    table_cell(row, prose_new("L'un."));
    table_cell(row, prose_new("L'autre."));
    row = table_row(table, ROW_TOTAL);
    table_cell(row, prose_new("Total"));
    document_table(document, table);
    return document;
}

static char *
page_of(const Document *document)
{
    g_autoptr(GBytes) page = html_page(document);

    return g_strndup(g_bytes_get_data(page, NULL), g_bytes_get_size(page));
}

/* Without the line feeds between elements, and their indentation. */
static char *
bare(const char *text)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i]; i++)
        g_string_append(out, g_strstrip(lines[i]));
    return g_string_free(out, FALSE);
}

static void
check_holds(const char *text, const char *part)
{
    if (!strstr(text, part)) {
        g_test_message("no «%s» in:\n%s", part, text);
        g_test_fail();
    }
}

/* Well-formed; and none of the bytes that people may have typed is there as itself. */
static void
check_sound(const char *text)
{
    static const GMarkupParser nothing = {NULL};
    g_autoptr(GMarkupParseContext) parser = g_markup_parse_context_new(&nothing, 0, NULL, NULL);
    GError *error = NULL;

    g_assert_true(g_str_has_prefix(text, "<!DOCTYPE html>\n<html lang=\"fr\">"));
    g_markup_parse_context_parse(parser, strchr(text, '\n'), -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_end_parse(parser, &error);
    g_assert_no_error(error);
    g_assert_null(strstr(text, "\u202E"));
    g_assert_null(strstr(text, "<b>"));
    g_assert_null(strchr(text, '\x01'));
    g_assert_null(strstr(text, "&#"));
    check_holds(text, "&lt;b&gt;&quot;a&quot;&lt;/b&gt;<br/>b[U+0001] [U+202E]c[U+FFFE]");
    check_holds(text, "<bdi>Lycée \u05D0</bdi>");
}

static void
test_page(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text = page_of(document);

    check_sound(text);
    check_holds(text, "<title>Relevé &amp; &lt;suite&gt;</title>");
    check_holds(text, "<h1>Relevé &amp; &lt;suite&gt;</h1>");
    check_holds(text, "<h2 id=\"arriv%C3%A9\"><span class=\"tag\">Fiche 1</span> Ce qui est "
                      "arrivé</h2>");
    check_holds(text, "<h3 id=\"titre-4\">Suite</h3>");
    check_holds(text, "<tr id=\"%C3%A9t%C3%A9%20%26%20hiver\">");
    check_holds(text, "<p>Voir <a href=\"#%25C3%25A9t%25C3%25A9%2520%2526%2520hiver\"><strong>la "
                      "suite</strong></a>, <a href=\"answers/%C3%A0%20b%22%3F.eml\">la réponse</a> "
                      "ou taper <code>copil status</code></p>");
    check_holds(text, "<th colspan=\"2\" scope=\"rowgroup\">Groupe</th>");
    check_holds(text, "<th scope=\"col\">Organisme</th>");
    check_holds(text, "<th class=\"number\" scope=\"col\">Nombre</th>");
    check_holds(text, "<td class=\"number total\"></td>");
    check_holds(text, "<a class=\"skip\" href=\"#contenu\">Aller au contenu</a>");
}

/* What is folded away is named by what stays. */
static void
test_folds(void)
{
    g_autoptr(Document) document = sample();
    Table *table = table_new(prose_new("Une liste"));
    table_column(table, "Nom", FALSE);
    table_cell(table_row(table, ROW_PLAIN), prose_new("un"));
    table->folded = TRUE;
    document_table(document, table);
    g_autofree char *page = page_of(document), *text = bare(page);
    g_autofree char *html = html_mail(document), *mail = bare(html);
    const char *more = "<td class=\"more\" colspan=\"2\"><details open=\"\">"
                       "<summary>Deux points</summary>"
                       "<ul><li>L’un.</li><li>L’autre.</li></ul></details></td>";

    check_sound(page);
    check_sound(html);
    check_holds(text, more);
    check_holds(text, "<details><summary>Une liste</summary>"
                      "<table class=\"words\" aria-label=\"Une liste\"><thead>");
    g_assert_null(strstr(mail, "<details"));
    check_holds(mail, ">Deux points</p><ul style=");
    check_holds(mail, ">Une liste</caption>");
}

/* A cover gives the page its title. */
static void
test_cover(void)
{
    g_autoptr(Document) document = document_new("Essai");
    Cover *cover = document_cover(document);
    cover->eyebrow = g_strdup("Convention");
    cover->title = g_strdup("Dossier");
    document_contents(document);
    document_heading(document, 1, NULL, prose_new("Un"));
    g_autofree char *page = page_of(document), *text = bare(page);

    check_holds(text, "<title>Essai</title>");
    check_holds(text, "<header><p class=\"eyebrow\">Convention</p><h1>Dossier</h1></header>");
    check_holds(text, "<nav aria-label=\"Sommaire\"><ul><li><a href=\"#titre-3\">Un</a></li></ul>"
                      "</nav><h2 id=\"titre-3\">Un</h2>");
}

/* A mail carries its styles in its elements, and leads nowhere. */
static void
test_mail(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text = html_mail(document);

    check_sound(text);
    check_holds(text, "><span style=\"color:#000091\">Fiche 1</span> Ce qui est arrivé</h1>");
    check_holds(text, ">Voir <strong>la suite</strong>, la réponse ou taper <code style=");
    check_holds(text, "max-width:640px");
    g_assert_null(strstr(text, "<style"));
    g_assert_null(strstr(text, "class="));
    g_assert_null(strstr(text, "href"));
    g_assert_null(strstr(text, " id="));
}

/* The sheet of styles stands in the page unescaped. */
static void
test_style(void)
{
    g_autoptr(Document) document = document_new("Essai");
    g_autofree char *text = page_of(document);
    const char *style = strstr(text, "<style>") + strlen("<style>");

    *strstr(style, "</style>") = '\0';
    g_assert_cmpuint(strlen(style), >, 1000);
    g_assert_null(strpbrk(style, "<>&\""));
}

static void
test_file(void)
{
    static const char *const OUTSIDE[] = {"/etc/passwd", "../a", "a/../../b", ""};

    for (guint i = 0; i < G_N_ELEMENTS(OUTSIDE); i++) {
        g_test_expect_message("copil", G_LOG_LEVEL_CRITICAL, "*stays_below*");
        Prose *words = prose_add_file(prose_new(NULL), SPAN_PLAIN, "a", OUTSIDE[i]);
        g_test_assert_expected_messages();
        g_assert_cmpuint(words->len, ==, 0);
        prose_free(words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/html/page", test_page);
    g_test_add_func("/html/folds", test_folds);
    g_test_add_func("/html/cover", test_cover);
    g_test_add_func("/html/mail", test_mail);
    g_test_add_func("/html/style", test_style);
    g_test_add_func("/html/file", test_file);
    return g_test_run();
}

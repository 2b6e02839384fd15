/* SPDX-License-Identifier: Apache-2.0
 *
 * The whole committee's report, from figures to PDF, small, ordinary and out of all measure:
 * nothing leaves the frame, nothing is lost.
 */
#include <glib/gstdio.h>

#include "../layout/frame.h"
#include "../report/fixture.h"
#include "pdf/pdf.h"

static char *
words_of(const char *sentence, gsize least)
{
    GString *words = g_string_new(NULL);

    for (guint i = 0; words->len < least; i++)
        g_string_append_printf(words, "%s %u. ", sentence, i);
    return g_string_free(words, FALSE);
}

/* Laid out within the frame, and rendered twice to the same bytes; the report's bare words. */
static char *
made(const FixtureOptions *options, guint *pages)
{
    Fixture *fixture = fixture_new(options);
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autoptr(Document) again = report_make(&fixture->input);
    g_autoptr(Layout) layout = laid_out(document);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) first = pdf_render(document, &error);
    g_autoptr(GBytes) second = pdf_render(again, NULL);

    g_assert_no_error(error);
    g_assert_true(first && second && g_bytes_equal(first, second));
    *pages = layout->pages->len;
    fixture_free(fixture);
    return bare_text(layout, ROLE_COUNT);
}

static void
test_empty(void)
{
    guint pages;
    g_autofree char *words = made(&(FixtureOptions){.schools = 0}, &pages);

    g_assert_nonnull(strstr(words, "Aucunefichereçueàcejour."));
    g_assert_cmpuint(pages, >, 10);
}

static void
test_one(void)
{
    guint pages;
    g_autofree char *words =
        made(&(FixtureOptions){.schools = 1, .years = 1, .committee = TRUE}, &pages);

    g_assert_nonnull(strstr(words, "LycéeprofessionnelImaginaire1"));
}

static void
test_many_organisations(void)
{
    guint pages;
    g_autofree char *words = made(
        &(FixtureOptions){.schools = 300, .years = 1, .committee = TRUE, .masked = TRUE}, &pages);

    g_assert_nonnull(strstr(words, "LycéeprofessionnelImaginaire300"));
}

/* Names of 200 characters, one of them without a space to break at. */
static void
test_long_names(void)
{
    guint pages;
    g_autofree char *spaced = words_of("Lycée polyvalent des métiers", 195);
    g_autofree char *solid = g_strnfill(200, 'W');
    g_autofree char *first = NULL, *second = NULL;

    first = made(&(FixtureOptions){.schools = 5, .years = 1, .name = spaced}, &pages);
    g_assert_nonnull(strstr(first, "Lycéepolyvalentdesmétiers5."));
    second = made(&(FixtureOptions){.schools = 5, .years = 1, .name = solid}, &pages);
    g_assert_nonnull(strstr(second, solid));
}

/* Texts of 20,000 characters come whole, over pages. */
static void
test_long_texts(void)
{
    guint pages;
    g_autofree char *text = words_of("Le gardien d’immeubles accueille l’élève", 20000);
    g_autoptr(GString) bare = g_string_new(NULL);
    g_autofree char *words = NULL;

    append_bare(bare, text);
    words = made(&(FixtureOptions){.schools = 2, .years = 1, .words = text}, &pages);
    g_assert_nonnull(strstr(words, bare->str));
    g_assert_cmpuint(pages, >, 40);
}

/* What no font has, what is no text, what looks like markup. */
static void
test_odd_texts(void)
{
    guint pages;
    g_autofree char *words = made(
        &(FixtureOptions){.schools = 2,
                          .years = 1,
                          .words =
                              "<b>gras</b> & \U0001F600 \u202Eenvers\u202C \u0627\u0644 %s\tfin"},
        &pages);

    g_assert_nonnull(strstr(words, "<b>gras</b>&[U+1F600]envers[U+0627][U+0644]%sfin"));
}

/* The file itself has the words. */
static void
test_words_in_file(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){
        .schools = 4, .years = 1, .committee = TRUE, .words = "Texteparticulier unique"});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autoptr(GBytes) bytes = pdf_render(document, NULL);
    g_autofree char *dir = g_dir_make_tmp("copil-report-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "rapport.pdf", NULL);
    g_autofree char *line = g_strdup_printf("pdftotext %s -", path), *said = NULL;

    g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL);
    g_spawn_command_line_sync(line, &said, NULL, NULL, NULL);
    g_assert_nonnull(strstr(said, "Texteparticulier unique"));
    g_assert_nonnull(strstr(said, "Claude MICHELLE"));
    g_assert_nonnull(strstr(said, "En cinq exemplaires originaux"));
    g_unlink(path);
    g_rmdir(dir);
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/report-pdf/empty", test_empty);
    g_test_add_func("/report-pdf/one", test_one);
    g_test_add_func("/report-pdf/many-organisations", test_many_organisations);
    g_test_add_func("/report-pdf/long-names", test_long_names);
    g_test_add_func("/report-pdf/long-texts", test_long_texts);
    g_test_add_func("/report-pdf/odd-texts", test_odd_texts);
    g_test_add_func("/report-pdf/words-in-file", test_words_in_file);
    return g_test_run();
}

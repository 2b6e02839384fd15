/* SPDX-License-Identifier: Apache-2.0
 *
 * The report at its bounds: nothing at all, one form, hundreds of organisations, a dozen years,
 * names and texts longer than anybody writes.  What is counted, shown and left out stays right.
 */
#include "fixture.h"
#include "words.h"

static guint
count_of(const char *words, const char *part)
{
    guint count = 0;

    for (const char *at = words; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static char *
repeated(const char *word, gsize length)
{
    GString *text = g_string_new(NULL);

    while (text->len < length)
        g_string_append(text, word);
    return g_string_free(text, FALSE);
}

/* Every document has its head and no empty table, whatever there is to say. */
static void
assert_sound(const Document *document)
{
    g_assert_nonnull(document->title);
    g_assert_cmpuint(document->blocks->len, >, 3);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (!block->table)
            continue;
        g_assert_cmpuint(block->table->rows->len, >, 0);
        for (guint r = 0; r < block->table->rows->len; r++) {
            const TableRow *row = block->table->rows->pdata[r];
            g_assert_cmpuint(row->cells->len, ==,
                             row->kind == ROW_GROUP ? 1 : block->table->columns->len);
        }
    }
}

/* ---- little ---- */

static void
test_nothing(void)
{
    static const ReportKind KINDS[] = {REPORT_COMMITTEE, REPORT_TERM};

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 0});
        fixture->input.kind = KINDS[i];
        g_autoptr(Document) document = report_make(&fixture->input);
        g_autofree char *words = all_words(document);
        assert_sound(document);
        assert_says(words, "Fiches reçues|0\n");
        assert_silent(words, "(null)");
        fixture_free(fixture);
    }
}

static void
test_one_form(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 1, .years = 1});

    g_ptr_array_set_size(fixture->submissions, 1);
    g_ptr_array_set_size(fixture->expectations, 1);
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_sound(document);
    assert_says(words, "Sur 1 fiche attendue pour l’année scolaire 2014-2015, 1 a été reçue "
                       "(100,0\u202F%)");
    fixture_free(fixture);
}

/* ---- much ---- */

static void
test_many(void)
{
    Fixture *fixture = fixture_new(
        &(FixtureOptions){.schools = 300, .years = 2, .committee = TRUE, .masked = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    guint missing = 0;

    assert_sound(document);
    for (guint i = 0; i < fixture->expectations->len; i++)
        missing += ((Expectation *)fixture->expectations->pdata[i])->state == EXPECTED_MISSING;
    g_assert_cmpuint(missing, >, 100);
    g_assert_cmpuint(count_of(words, "|non reçue\n"), ==, missing);
    assert_says(words, "Lycée professionnel Imaginaire 300");
    fixture_free(fixture);
}

/* Twelve years: the last six side by side, and all of them together. */
static void
test_twelve_years(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2});
    const FixtureOptions options = {.schools = 6};
    const Convention *convention = fixture->definition->convention;

    for (guint year = 2015; year < 2025; year++) {
        g_autofree char *period = g_strdup_printf("%u-%u", year, year + 1);
        for (guint s = 0; s < convention->sheets->len; s++) {
            const Sheet *sheet = convention->sheets->pdata[s];
            for (guint i = 0; sheet->adopted && i < sheet->indicators->len; i++)
                fixture_figure(fixture, sheet->indicators->pdata[i], period, NULL, &options);
        }
    }
    fixture->input.kind = REPORT_TERM;
    fixture->input.period = "term";
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    guint years = 0;

    assert_sound(document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->table)
            g_assert_cmpuint(block->table->columns->len, <=, 11);
        /* Years that many stand in two lines. */
        for (guint c = 0; block->table && c < block->table->columns->len; c++) {
            const char *head = ((const TableColumn *)block->table->columns->pdata[c])->head;
            years += g_str_equal(head, "2019-\n2020");
            g_assert_cmpstr(head, !=, "2019-2020");
        }
    }
    g_assert_cmpuint(years, >, 5);
    assert_says(words, "Évolution depuis 2019-2020\n");
    assert_says(words, "Les années 2013-2014 à 2018-2019 sont dans figures.csv");
    fixture_free(fixture);
}

/* ---- long ---- */

static void
test_long(void)
{
    g_autofree char *name = repeated("Établissement ", 200), *text = repeated("Mot ", 20000);
    Fixture *fixture =
        fixture_new(&(FixtureOptions){.schools = 3, .years = 1, .name = name, .words = text});
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_sound(document);
    assert_says(words, text);
    assert_says(words, name);
    g_assert_cmpuint(g_utf8_strlen(document->running, -1), <=, 160);
    fixture_free(fixture);
}

/* The page of the week stays short, whatever came. */
static void
test_week(void)
{
    g_autofree char *name = repeated("Établissement ", 200);
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 300, .years = 1, .name = name});
    g_autoptr(GPtrArray) messages = g_ptr_array_new();
    g_autoptr(GPtrArray) queue = g_ptr_array_new_with_free_func((GDestroyNotify)queue_item_free);
    const WeekInput week = {.messages = messages, .queue = queue};
    guint cells = 0;

    for (guint i = 0; i < 300; i++) {
        QueueItem *item = g_new0(QueueItem, 1);
        item->kind = QUEUE_LETTER;
        item->subject = g_strdup(name);
        item->days = i;
        item->who = g_ptr_array_new();
        g_ptr_array_add(item->who, fixture->definition->participants->list->pdata[i]);
        g_ptr_array_add(queue, item);
    }
    fixture->input.kind = REPORT_WEEK;
    fixture->input.week = &week;
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_sound(document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        cells += block->table ? block->table->rows->len : 0;
    }
    g_assert_cmpuint(cells, <=, 18);
    g_assert_cmpuint(strlen(words), <, 4000);
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stress/nothing", test_nothing);
    g_test_add_func("/stress/one-form", test_one_form);
    g_test_add_func("/stress/many", test_many);
    g_test_add_func("/stress/twelve-years", test_twelve_years);
    g_test_add_func("/stress/long", test_long);
    g_test_add_func("/stress/week", test_week);
    return g_test_run();
}

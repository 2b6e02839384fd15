/* SPDX-License-Identifier: Apache-2.0
 *
 * A listing made by hand, written both ways: letter by letter.
 */
#include "export/ods.h"

#include <string.h>

/* ---- a listing of what a test puts into it ---- */

typedef struct {
    void (*fill)(ListedRow *row, guint number);
    guint rows, at;
    gboolean fails;
} Rows;

static gboolean
next(Listing *listing, ListedRow *row, GError **error)
{
    Rows *rows = listing->source;
    if (rows->at == rows->rows) {
        if (rows->fails)
            g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO, "the disk is gone");
        return FALSE;
    }
    rows->fill(row, rows->at++);
    return TRUE;
}

static const ExportOptions OPEN = {.format = EXPORT_CSV};
static const ExportOptions SECRET = {.format = EXPORT_CSV, .confidential = TRUE};

static Listing *
listing_of(const Exported *from, Rows *rows, guint columns)
{
    Listing *listing = listing_new(from, "Essai 1.2", next, rows, NULL);
    for (guint i = 0; i < columns; i++)
        listing_column(listing, i == 0 ? "Un;e" : "Valeur", LISTED_TEXT, 20);
    return listing;
}

static char *
csv_of(const ExportOptions *options, Rows rows, guint columns)
{
    const Exported from = {.options = options};
    g_autoptr(Listing) listing = listing_of(&from, &rows, columns);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = listing_csv(listing, &error);
    g_assert_no_error(error);
    return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

/* ---- CSV ---- */

static void
fill_values(ListedRow *row, guint number)
{
    static const struct {
        ListedKind kind;
        const char *canonical;
    } values[] = {{LISTED_INTEGER, "1234"},  {LISTED_DECIMAL, "-12.5"}, {LISTED_PERCENT, "72.5"},
                  {LISTED_AMOUNT, "1250.5"}, {LISTED_DECIMAL, "douze"}, {LISTED_DECIMAL, NULL}};
    list_count(row, number);
    if (number < G_N_ELEMENTS(values))
        list_number(row, values[number].kind, values[number].canonical);
    else if (number == G_N_ELEMENTS(values))
        list_date(row, "2014-03-12");
    else if (number == G_N_ELEMENTS(values) + 1)
        list_date(row, "2014-02-30");
    else if (number == G_N_ELEMENTS(values) + 2)
        list_time(row, 1394611500); /* 12 March 2014, 09:05 in Paris */
    else
        list_mark(row, MARK_MISSING);
}

static void
test_values(void)
{
    g_autofree char *text = csv_of(&OPEN, (Rows){.fill = fill_values, .rows = 10}, 2);
    g_assert_cmpstr(
        text, ==,
        "\uFEFF\"Un;e\";Valeur\r\n0;1234\r\n1;-12,5\r\n2;72,5\r\n3;1250,5\r\n4;douze\r\n"
        "5;\r\n6;2014-03-12\r\n7;2014-02-30\r\n8;2014-03-12 09:05:00\r\n9;n.c.\r\n");
    g_autofree char *secret = csv_of(&SECRET, (Rows){.fill = fill_values, .rows = 1}, 2);
    g_assert_cmpstr(secret, ==, "\uFEFFDiffusion;\"Un;e\";Valeur\r\nconfidentiel;0;1234\r\n");
}

/* What people wrote, and what is to stand in the CSV. */
static const char *const TEXTS[][2] = {
    {"=1+1", "'=1+1"},
    {"  =1+1", "\"'  =1+1\""},
    {"\u00A0@x", "'\u00A0@x"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"+cmd|'/C calc'!A0", "'+cmd|'/C calc'!A0"},
    {"-2+3", "'-2+3"},
    {"-2 + A1", "'-2 + A1"},
    {"--", "'--"},
    {"＝1", "'＝1"},
    {"＋1", "'＋1"},
    {"\tx", "\"'\tx\""},
    {"\nx", "\"'\nx\""},
    {"=\"a\";b", "\"'=\"\"a\"\";b\""},
    {"-3", "-3"},
    {"-12,5", "-12,5"},
    {"+33 1 40.75.78.00", "+33 1 40.75.78.00"},
    {"+33140757800", "+33140757800"},
    {"-", "-"},
    {"1=1", "1=1"},
    {"a@b.example", "a@b.example"},
    {"dit \"oui\"", "\"dit \"\"oui\"\"\""},
    {"a;b", "\"a;b\""},
    {"un\ndeux", "\"un\ndeux\""},
    {" x ", "\" x \""},
    {"'x", "'x"},
    {"a\rb", "\"a\nb\""},
    {"é\u200B😀", "é😀"},
};

static void
fill_texts(ListedRow *row, guint number)
{
    list_text(row, TEXTS[number][0]);
}

static void
test_texts(void)
{
    g_autoptr(GString) expected = g_string_new("\uFEFF\"Un;e\"\r\n");
    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        g_string_append_printf(expected, "%s\r\n", TEXTS[i][1]);
    g_autofree char *text =
        csv_of(&OPEN, (Rows){.fill = fill_texts, .rows = G_N_ELEMENTS(TEXTS)}, 1);
    g_assert_cmpstr(text, ==, expected->str);
}

/* ---- cells of a workbook ---- */

static void
assert_cell(ListedKind kind, const char *text, const char *expected)
{
    g_autoptr(Markup) out = markup_new("", FALSE);
    const ListedCell cell = {kind, g_string_new(text)};
    ods_cell(out, NULL, &cell);
    g_autofree char *got = markup_finish(out);
    g_assert_cmpstr(g_strchomp(got), ==, expected);
    g_string_free(cell.text, TRUE);
}

#define CELL(attributes, shown)                                                                    \
    "<table:table-cell " attributes "><text:p>" shown "</text:p></table:table-cell>"
#define NUMBER(type, value) "office:value-type=\"" type "\" office:value=\"" value "\""
#define STRING(paragraphs)                                                                         \
    "<table:table-cell office:value-type=\"string\">" paragraphs "</table:table-cell>"

static void
test_cells(void)
{
    assert_cell(LISTED_NOTHING, "", "<table:table-cell/>");
    assert_cell(LISTED_INTEGER, "1234", CELL(NUMBER("float", "1234"), "1\u202F234"));
    assert_cell(LISTED_DECIMAL, "-12.5", CELL(NUMBER("float", "-12.5"), "\u221212,5"));
    assert_cell(LISTED_PERCENT, "72.5", CELL(NUMBER("percentage", "0.725"), "72,5\u00A0%"));
    assert_cell(LISTED_PERCENT, "100", CELL(NUMBER("percentage", "1"), "100,0\u00A0%"));
    assert_cell(LISTED_PERCENT, "0", CELL(NUMBER("percentage", "0"), "0,0\u00A0%"));
    assert_cell(LISTED_PERCENT, "0.1", CELL(NUMBER("percentage", "0.001"), "0,1\u00A0%"));
    assert_cell(LISTED_PERCENT, "5", CELL(NUMBER("percentage", "0.05"), "5,0\u00A0%"));
    assert_cell(LISTED_PERCENT, "-7.25",
                CELL(NUMBER("percentage", "-0.0725"), "\u22127,25\u00A0%"));
    assert_cell(LISTED_PERCENT, "1234.5",
                CELL(NUMBER("percentage", "12.345"), "1\u202F234,5\u00A0%"));
    assert_cell(
        LISTED_AMOUNT, "1250.5",
        CELL("office:currency=\"EUR\" " NUMBER("currency", "1250.5"), "1\u202F250,50\u00A0€"));
    assert_cell(LISTED_DATE, "2014-03-12",
                CELL("office:value-type=\"date\" office:date-value=\"2014-03-12\"", "12/03/2014"));
    assert_cell(LISTED_TIME, "2014-03-12T09:05:00",
                CELL("office:value-type=\"date\" office:date-value=\"2014-03-12T09:05:00\"",
                     "12/03/2014 09:05"));
    assert_cell(LISTED_MARK, "s", STRING("<text:p>s</text:p>"));
    assert_cell(LISTED_TEXT, "=1+1 <&>", STRING("<text:p>=1+1 &lt;&amp;&gt;</text:p>"));
    assert_cell(LISTED_TEXT, "un\n\ndeux",
                STRING("<text:p>un</text:p><text:p></text:p>"
                       "<text:p>deux</text:p>"));
    assert_cell(LISTED_TEXT, " a  b c ",
                STRING("<text:p><text:s text:c=\"1\"/>a<text:s text:c=\"2\"/>b c"
                       "<text:s text:c=\"1\"/></text:p>"));
    assert_cell(LISTED_TEXT, "a\tb", STRING("<text:p>a b</text:p>"));
}

/* ---- a workbook ---- */

static void
fill_short(ListedRow *row, guint number)
{
    list_text(row, number % 2 ? "a" : "b");
}

/* The whole of what READ gives, a piece at a time (transfer full; NULL when it fails). */
static char *
read_all(OdsBook *book, gssize (*read)(gpointer book, void *buffer, gsize size))
{
    GString *text = g_string_new(NULL);
    char buffer[5000];
    gssize got;
    while ((got = read(book, buffer, sizeof buffer)) > 0)
        g_string_append_len(text, buffer, got);
    return g_string_free(text, got < 0);
}

static guint
count(const char *text, const char *what)
{
    guint found = 0;
    while ((text = strstr(text, what)) != NULL) {
        text += strlen(what);
        found++;
    }
    return found;
}

/* A sheet has 1,048,576 rows, its head among them. */
static void
test_long(void)
{
    const Exported from = {.options = &OPEN};
    Rows rows = {.fill = fill_short, .rows = 1048575 + 3};
    g_autoptr(GPtrArray) listings = g_ptr_array_new_with_free_func((GDestroyNotify)listing_free);
    g_ptr_array_add(listings, listing_of(&from, &rows, 1));
    g_autoptr(OdsBook) book = ods_book_new(listings);
    g_autofree char *content = read_all(book, ods_book_content);
    g_autofree char *settings = read_all(book, ods_book_settings);
    g_assert_cmpuint(count(content, "<table:table "), ==, 2);
    g_assert_cmpuint(count(content, "<table:table-row "), ==, 1048575 + 3 + 2);
    g_assert_nonnull(strstr(content, "\"'Essai 1.2'.A1:'Essai 1.2'.A1048576\""));
    g_assert_nonnull(strstr(content, "\"'Essai 1.2 2'.A1:'Essai 1.2 2'.A4\""));
    g_assert_nonnull(strstr(content, "table:name=\"Essai_1_2_2\""));
    g_assert_nonnull(
        strstr(settings, "<config:config-item-map-entry config:name=\"Essai 1.2 2\">"));
    g_assert_true(g_str_has_suffix(content, "</office:document-content>\n"));
}

static void
test_failure(void)
{
    const Exported from = {.options = &OPEN};
    Rows rows = {.fill = fill_short, .rows = 2, .fails = TRUE};
    g_autoptr(GPtrArray) listings = g_ptr_array_new_with_free_func((GDestroyNotify)listing_free);
    g_ptr_array_add(listings, listing_of(&from, &rows, 1));
    g_autoptr(OdsBook) book = ods_book_new(listings);
    g_assert_null(read_all(book, ods_book_content));
    g_autoptr(GError) error = ods_book_error(book);
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_IO);

    Rows again = {.fill = fill_short, .rows = 2, .fails = TRUE};
    g_autoptr(Listing) listing = listing_of(&from, &again, 1);
    g_autoptr(GError) failure = NULL;
    g_assert_null(listing_csv(listing, &failure));
    g_assert_error(failure, G_FILE_ERROR, G_FILE_ERROR_IO);
}

static void
test_names(void)
{
    ExportFormat format;
    ExportTable table;
    g_assert_true(export_format_of("a.ods", &format) && format == EXPORT_ODS);
    g_assert_true(export_format_of("/b/A.CSV", &format) && format == EXPORT_CSV);
    g_assert_true(export_format_of("a.ods.json", &format) && format == EXPORT_JSON);
    g_assert_false(export_format_of("ods", &format) || export_format_of("a.ods ", &format) ||
                   export_format_of("", &format));
    g_assert_true(export_table_of("answers", &table) && table == EXPORT_ANSWERS);
    g_assert_false(export_table_of("Answers", &table) || export_table_of("", &table));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/export/csv-values", test_values);
    g_test_add_func("/export/csv-texts", test_texts);
    g_test_add_func("/export/ods-cells", test_cells);
    g_test_add_func("/export/ods-long", test_long);
    g_test_add_func("/export/failure", test_failure);
    g_test_add_func("/export/names", test_names);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The sheets of a workbook, made while they are packed: a row is forgotten once it is written.
 */
#include "export/ods.h"

#include <string.h>

/* Rows of a sheet in LibreOffice and Excel: what is longer goes on in another one. */
#define SHEET_ROWS 1048576

/* A sheet as it was written. */
typedef struct {
    char *name;
    guint columns, rows; /* with the head */
    gboolean prose;
} Written;

struct OdsBook {
    const GPtrArray *listings;
    guint at, part; /* the listing, and the sheet of it, that is being written */
    gboolean open;
    guint rows;
    GArray *sheets;   /* Written */
    Markup *out;      /* NULL: the document is finished */
    GString *ready;   /* not read yet */
    gboolean settled; /* the settings were made */
    ListedRow *row;
    GError *error;
};

static void
written_clear(gpointer data)
{
    g_free(((Written *)data)->name);
}

OdsBook *
ods_book_new(const GPtrArray *listings)
{
    OdsBook *book = g_new0(OdsBook, 1);
    book->listings = listings;
    book->sheets = g_array_new(FALSE, FALSE, sizeof(Written));
    g_array_set_clear_func(book->sheets, written_clear);
    book->out = markup_new(MARKUP_XML, FALSE);
    book->ready = g_string_new(NULL);
    book->row = listed_row_new();
    ods_root(book->out, "office:document-content");
    markup_start(book->out, "office:automatic-styles");
    ods_content_styles(book->out, listings);
    markup_end(book->out);
    markup_start(book->out, "office:body");
    markup_start(book->out, "office:spreadsheet");
    return book;
}

void
ods_book_free(OdsBook *book)
{
    if (!book)
        return;
    g_array_unref(book->sheets);
    markup_free(book->out);
    g_string_free(book->ready, TRUE);
    listed_row_free(book->row);
    g_clear_error(&book->error);
    g_free(book);
}

GError *
ods_book_error(OdsBook *book)
{
    return g_steal_pointer(&book->error);
}

/* ---- sheets ---- */

/* Of cells of KIND in a column. */
static const char *
style_of(const Listing *listing, const ListedColumn *column, ListedKind kind)
{
    gboolean wrapped = column->wrapped && kind == LISTED_TEXT;
    return listing->prose || wrapped ? ODS_PROSE_STYLE : ods_cell_style(kind);
}

static void
put_columns(Markup *out, const Listing *listing)
{
    for (guint i = 0; i < listing->columns->len; i++) {
        const ListedColumn *column = listing->columns->pdata[i];
        g_autofree char *style = g_strdup_printf("Width.%u", column->width);
        markup_start(out, "table:table-column");
        markup_attributes(out, "table:style-name", style, "table:default-cell-style-name",
                          style_of(listing, column, column->kind), NULL);
        markup_end(out);
    }
}

static void
start_row(Markup *out, gboolean free)
{
    markup_start(out, "table:table-row");
    markup_attribute(out, "table:style-name", free ? "Row.free" : "Row");
}

static void
start_sheet(OdsBook *book, const Listing *listing)
{
    Markup *out = book->out;
    Written sheet = {.columns = listing->columns->len, .prose = listing->prose};
    sheet.name = book->part > 0 ? g_strdup_printf("%s %u", listing->name, book->part + 1)
                                : g_strdup(listing->name);
    g_array_append_val(book->sheets, sheet);
    markup_start(out, "table:table");
    markup_attributes(out, "table:name", sheet.name, "table:style-name", "Table", NULL);
    put_columns(out, listing);
    markup_start(out, "table:table-header-rows");
    start_row(out, TRUE);
    for (guint i = 0; i < listing->columns->len; i++)
        ods_head(out, ((ListedColumn *)listing->columns->pdata[i])->title);
    markup_end(out);
    markup_end(out);
    book->rows = 1;
    book->open = TRUE;
}

static void
end_sheet(OdsBook *book, guint next_part)
{
    g_array_index(book->sheets, Written, book->sheets->len - 1).rows = book->rows;
    markup_end(book->out);
    book->open = FALSE;
    book->part = next_part;
    book->at += next_part == 0;
}

static void
put_row(OdsBook *book, const Listing *listing)
{
    start_row(book->out, listing->prose || listing->wrapped);
    for (guint i = 0; i < book->row->count; i++) {
        const ListedColumn *column = listing->columns->pdata[i];
        const ListedCell *cell = listed_cell(book->row, i);
        gboolean usual = listing->prose || cell->kind == column->kind;
        ods_cell(book->out, usual ? NULL : style_of(listing, column, cell->kind), cell);
    }
    markup_end(book->out);
    book->rows++;
}

/* ---- filters ---- */

/* "P" of 15 (transfer full). */
static char *
column_letters(guint column)
{
    g_autoptr(GString) letters = g_string_new(NULL);
    for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        g_string_prepend_c(letters, (char)('A' + (rest - 1) % 26));
    return g_string_free(g_steal_pointer(&letters), FALSE);
}

/* A name as formulas may use it: "Fiche_3_2" (transfer full). */
static char *
range_name(const char *sheet)
{
    g_autoptr(GString) name = g_string_new(NULL);
    for (const char *at = sheet; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        g_string_append_unichar(name, g_unichar_isalnum(letter) ? letter : '_');
    }
    return g_string_free(g_steal_pointer(&name), FALSE);
}

static void
put_filter(Markup *out, const Written *sheet)
{
    g_autofree char *name = range_name(sheet->name);
    g_autofree char *last = column_letters(sheet->columns - 1);
    g_autofree char *range =
        g_strdup_printf("'%s'.A1:'%s'.%s%u", sheet->name, sheet->name, last, sheet->rows);
    markup_start(out, "table:database-range");
    markup_attributes(out, "table:name", name, "table:target-range-address", range,
                      "table:display-filter-buttons", "true", NULL);
    markup_end(out);
}

static void
finish(OdsBook *book)
{
    markup_start(book->out, "table:database-ranges");
    for (guint i = 0; i < book->sheets->len; i++) {
        const Written *sheet = &g_array_index(book->sheets, Written, i);
        if (!sheet->prose)
            put_filter(book->out, sheet);
    }
    g_autofree char *rest = markup_finish(book->out);
    g_string_append(book->ready, rest);
    g_clear_pointer(&book->out, markup_free);
}

/* ---- reading ---- */

/* One step on; FALSE with the book's error. */
static gboolean
step(OdsBook *book)
{
    if (book->at == book->listings->len) {
        finish(book);
        return TRUE;
    }
    Listing *listing = book->listings->pdata[book->at];
    if (!book->open)
        start_sheet(book, listing);
    else if (listing_next(listing, book->row, &book->error))
        put_row(book, listing);
    else if (book->error)
        return FALSE;
    else
        end_sheet(book, 0);
    if (book->open && book->rows == SHEET_ROWS)
        end_sheet(book, book->part + 1);
    markup_take(book->out, book->ready);
    return TRUE;
}

static gssize
give(OdsBook *book, void *buffer, gsize size)
{
    gsize length = MIN(size, book->ready->len);
    memcpy(buffer, book->ready->str, length);
    g_string_erase(book->ready, 0, (gssize)length);
    return (gssize)length;
}

gssize
ods_book_content(gpointer data, void *buffer, gsize size)
{
    OdsBook *book = data;
    while (book->out && book->ready->len < size) {
        if (!step(book))
            return -1;
    }
    return give(book, buffer, size);
}

gssize
ods_book_settings(gpointer data, void *buffer, gsize size)
{
    OdsBook *book = data;
    if (!book->settled) {
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (guint i = 0; i < book->sheets->len; i++)
            g_ptr_array_add(names, g_array_index(book->sheets, Written, i).name);
        g_autofree char *text = ods_settings(names);
        g_string_assign(book->ready, text);
        book->settled = TRUE;
    }
    return give(book, buffer, size);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * pages.c SOURCE PDF - a document as plain lines, made into a PDF by our rooms alone.
 *
 * A line is a letter, a tab, and words, cells divided by tabs: H heading, L lead, P paragraph,
 * I item of a list, C caption of a table, T its head, R a row.
 */
#include <string.h>

#include "pdf/pdf.h"

typedef struct {
    Document *document;
    GPtrArray *list; /* that is being filled; or NULL */
    Table *table;    /* the same */
} Reader;

static void
add_row(Table *table, char **cells, gboolean head)
{
    TableRow *row = head ? NULL : table_row(table, ROW_PLAIN);

    for (guint i = 0; cells[i]; i++)
        if (head)
            table_column(table, cells[i], i > 0);
        else
            table_cell(row, prose_new(cells[i]));
}

static void
add_line(Reader *reader, char kind, const char *words)
{
    g_auto(GStrv) cells = g_strsplit(words, "\t", -1);

    if (reader->table && kind != 'T' && kind != 'R')
        document_table(reader->document, g_steal_pointer(&reader->table));
    if (kind != 'I')
        reader->list = NULL;
    if (kind == 'H')
        document_heading(reader->document, 1, NULL, prose_new(words));
    else if (kind == 'L' || kind == 'P')
        document_prose(reader->document, kind == 'L' ? BLOCK_LEAD : BLOCK_PARAGRAPH,
                       prose_new(words));
    else if (kind == 'C')
        reader->table = table_new(prose_new(words));
    else if (kind == 'T' || kind == 'R')
        add_row(reader->table, cells, kind == 'T');
    else if (kind == 'I' && !reader->list)
        reader->list = document_list(reader->document);
    if (kind == 'I')
        g_ptr_array_add(reader->list, prose_new(words));
}

int
main(int argc, char **argv)
{
    g_autoptr(Document) document = document_new("Essai");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) pdf = NULL;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    Reader reader = {.document = document};

    if (argc != 3 || !g_file_get_contents(argv[1], &text, NULL, &error))
        g_error("%s", error ? error->message : "pages SOURCE PDF");
    document->running = g_strdup("Essai");
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (lines[i][0])
            add_line(&reader, lines[i][0], lines[i] + 2);
    if (reader.table)
        document_table(document, reader.table);
    pdf = pdf_render(document, &error);
    if (!pdf || !g_file_set_contents(argv[2], g_bytes_get_data(pdf, NULL),
                                     (gssize)g_bytes_get_size(pdf), &error))
        g_error("%s", error->message);
    return 0;
}

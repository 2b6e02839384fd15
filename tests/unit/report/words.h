/* SPDX-License-Identifier: Apache-2.0
 *
 * words.h - the words of a document, to look for what it says.
 */
#pragma once

#include "document/document.h"
#include <string.h>

static inline const Block *
find_heading(const Document *document, const char *text)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        g_autofree char *words = block->kind == BLOCK_HEADING ? prose_plain(block->prose) : NULL;
        if (words && strcmp(words, text) == 0)
            return block;
    }
    return NULL;
}

/* The words of a whole document, a line each paragraph, cell, caption or note. */
static inline void
append_prose(GString *all, const Prose *prose)
{
    g_autofree char *words = prose ? prose_plain(prose) : NULL;

    if (words)
        g_string_append_printf(all, "%s\n", words);
}

static inline void
append_table(GString *all, const Table *table)
{
    append_prose(all, table->caption);
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            g_autofree char *words = prose_plain(row->cells->pdata[c]);
            g_string_append_printf(all, "%s%s", words, c + 1 < row->cells->len ? "|" : "\n");
        }
    }
    for (guint n = 0; n < table->notes->len; n++)
        append_prose(all, table->notes->pdata[n]);
}

static inline void
append_chart(GString *all, const Chart *chart)
{
    g_autofree char *words = chart_words(chart, 0, chart->rows->len);

    append_prose(all, chart->title);
    append_prose(all, chart->subtitle);
    g_string_append_printf(all, "%s\n", words);
    for (guint n = 0; n < chart->notes->len; n++)
        append_prose(all, chart->notes->pdata[n]);
}

static inline char *
all_words(const Document *document)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        append_prose(all, block->prose);
        append_prose(all, block->source);
        for (guint k = 0; block->kind == BLOCK_LIST && k < block->items->len; k++)
            append_prose(all, block->items->pdata[k]);
        if (block->table)
            append_table(all, block->table);
        if (block->chart)
            append_chart(all, block->chart);
    }
    return g_string_free(all, FALSE);
}

#define assert_says(words, part)   g_assert_nonnull(strstr(words, part))
#define assert_silent(words, part) g_assert_null(strstr(words, part))

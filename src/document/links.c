/* SPDX-License-Identifier: Apache-2.0
 *
 * Links and the places that they lead to.
 */
#include "document/document.h"

static void
note_places(GHashTable *places, const Block *block)
{
    if (block->anchor)
        g_hash_table_add(places, block->anchor);
    for (guint i = 0; block->table && i < block->table->rows->len; i++) {
        const TableRow *row = block->table->rows->pdata[i];
        if (row->anchor)
            g_hash_table_add(places, row->anchor);
    }
}

static void
settle_prose(GHashTable *places, const Prose *prose)
{
    for (guint i = 0; prose && i < prose->len; i++) {
        Span *span = prose->pdata[i];
        if (span->target && !g_hash_table_contains(places, span->target))
            g_clear_pointer(&span->target, g_free);
    }
}

static void
settle_table(GHashTable *places, const Table *table)
{
    settle_prose(places, table->caption);
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++)
            settle_prose(places, row->cells->pdata[c]);
    }
    for (guint i = 0; i < table->notes->len; i++)
        settle_prose(places, table->notes->pdata[i]);
}

static void
settle_key(GHashTable *places, const KeyFigure *key)
{
    settle_prose(places, key->value);
    settle_prose(places, key->label);
    settle_prose(places, key->detail);
}

static void
settle_chart(GHashTable *places, const Chart *chart)
{
    settle_prose(places, chart->title);
    settle_prose(places, chart->subtitle);
    for (guint i = 0; i < chart->notes->len; i++)
        settle_prose(places, chart->notes->pdata[i]);
}

void
document_settle_links(Document *document)
{
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < document->blocks->len; i++)
        note_places(places, document->blocks->pdata[i]);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        settle_prose(places, block->prose);
        settle_prose(places, block->source);
        for (guint k = 0; block->kind == BLOCK_LIST && k < block->items->len; k++)
            settle_prose(places, block->items->pdata[k]);
        for (guint k = 0; block->kind == BLOCK_KEYS && k < block->items->len; k++)
            settle_key(places, block->items->pdata[k]);
        if (block->table)
            settle_table(places, block->table);
        if (block->chart)
            settle_chart(places, block->chart);
    }
}

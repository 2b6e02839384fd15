/* SPDX-License-Identifier: Apache-2.0
 *
 * Building and freeing documents.
 */
#include "document/document.h"

#include "base/text.h"

/* ---- tables ---- */
static void
column_free(gpointer data)
{
    TableColumn *column = data;

    g_free(column->head);
    g_free(column);
}

static void
row_free(gpointer data)
{
    TableRow *row = data;

    g_free(row->anchor);
    g_ptr_array_unref(row->cells);
    g_free(row);
}

Table *
table_new(Prose *caption)
{
    Table *table = g_new0(Table, 1);

    table->caption = caption;
    table->columns = g_ptr_array_new_with_free_func(column_free);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->notes = g_ptr_array_new_with_free_func(prose_free);
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    prose_free(table->caption);
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->rows);
    g_ptr_array_unref(table->notes);
    g_free(table);
}

static TableColumn *
add_column(Table *table, const char *head, gboolean number)
{
    TableColumn *column = g_new0(TableColumn, 1);

    column->head = text_french(head);
    column->number = number;
    g_ptr_array_add(table->columns, column);
    return column;
}

void
table_column(Table *table, const char *head, gboolean number)
{
    add_column(table, head, number);
}

void
table_column_quiet(Table *table, const char *head, gboolean number)
{
    add_column(table, head, number)->quiet = TRUE;
}

void
table_column_share(Table *table, const char *head, gboolean number, guint share)
{
    add_column(table, head, number)->share = share;
}

TableRow *
table_row(Table *table, RowKind kind)
{
    TableRow *row = g_new0(TableRow, 1);

    row->kind = kind;
    row->cells = g_ptr_array_new_with_free_func(prose_free);
    g_ptr_array_add(table->rows, row);
    return row;
}

void
table_cell(TableRow *row, Prose *prose)
{
    g_ptr_array_add(row->cells, prose);
}

void
table_row_anchor(TableRow *row, const char *name)
{
    row->anchor = g_strdup(name);
}

void
table_note(Table *table, Prose *prose)
{
    g_ptr_array_add(table->notes, prose);
}

/* ---- blocks ---- */
static void
key_free(gpointer data)
{
    KeyFigure *key = data;

    prose_free(key->value);
    prose_free(key->label);
    prose_free(key->detail);
    g_free(key);
}

static void
signature_free(gpointer data)
{
    SignatureBlock *block = data;

    g_free(block->id);
    g_free(block->tip);
    g_ptr_array_unref(block->above);
    g_ptr_array_unref(block->names);
    g_free(block);
}

static void
cover_free(Cover *cover)
{
    if (!cover)
        return;
    g_free(cover->eyebrow);
    g_free(cover->title);
    g_free(cover->subtitle);
    g_ptr_array_unref(cover->lines);
    g_ptr_array_unref(cover->parties);
    g_free(cover);
}

static void
block_free(gpointer data)
{
    Block *block = data;

    g_free(block->tag);
    g_free(block->anchor);
    prose_free(block->prose);
    prose_free(block->source);
    if (block->items)
        g_ptr_array_unref(block->items);
    table_free(block->table);
    chart_free(block->chart);
    cover_free(block->cover);
    g_free(block);
}

static void
attachment_free(gpointer data)
{
    Attachment *attachment = data;

    g_free(attachment->name);
    g_free(attachment->type);
    g_free(attachment->description);
    g_bytes_unref(attachment->bytes);
    g_free(attachment);
}

Document *
document_new(const char *title)
{
    Document *document = g_new0(Document, 1);

    document->title = text_french(title);
    document->blocks = g_ptr_array_new_with_free_func(block_free);
    document->attachments = g_ptr_array_new_with_free_func(attachment_free);
    return document;
}

void
document_release(Document *document)
{
    if (!document)
        return;
    g_free(document->title);
    g_free(document->subject);
    g_free(document->author);
    g_free(document->running);
    g_free(document->notice);
    g_free(document->seal);
    g_ptr_array_unref(document->blocks);
    g_ptr_array_unref(document->attachments);
    g_free(document);
}

static Block *
add_block(Document *document, BlockKind kind)
{
    Block *block = g_new0(Block, 1);

    block->kind = kind;
    g_ptr_array_add(document->blocks, block);
    return block;
}

Cover *
document_cover(Document *document)
{
    Cover *cover = g_new0(Cover, 1);

    cover->lines = g_ptr_array_new_with_free_func(prose_free);
    cover->parties = g_ptr_array_new_with_free_func(prose_free);
    add_block(document, BLOCK_COVER)->cover = cover;
    return cover;
}

void
document_contents(Document *document)
{
    add_block(document, BLOCK_CONTENTS);
}

void
document_heading(Document *document, int level, const char *tag, Prose *prose)
{
    Block *block = add_block(document, BLOCK_HEADING);

    block->level = level;
    block->tag = tag ? text_french(tag) : NULL;
    block->prose = prose;
}

void
document_prose(Document *document, BlockKind kind, Prose *prose)
{
    add_block(document, kind)->prose = prose;
}

void
document_paragraph(Document *document, const char *text)
{
    document_prose(document, BLOCK_PARAGRAPH, prose_new(text));
}

void
document_quote(Document *document, Prose *text, Prose *source)
{
    Block *block = add_block(document, BLOCK_QUOTE);

    block->prose = text;
    block->source = source;
}

static GPtrArray *
add_items(Block *block, GDestroyNotify free_item)
{
    block->items = g_ptr_array_new_with_free_func(free_item);
    return block->items;
}

GPtrArray *
document_list(Document *document)
{
    return add_items(add_block(document, BLOCK_LIST), prose_free);
}

void
document_table(Document *document, Table *table)
{
    add_block(document, BLOCK_TABLE)->table = table;
}

void
document_chart(Document *document, Chart *chart)
{
    add_block(document, BLOCK_CHART)->chart = chart;
}

GPtrArray *
document_keys(Document *document)
{
    return add_items(add_block(document, BLOCK_KEYS), key_free);
}

void
keys_add(GPtrArray *keys, Prose *value, Prose *label, Prose *detail)
{
    KeyFigure *key = g_new0(KeyFigure, 1);

    *key = (KeyFigure){value, label, detail};
    g_ptr_array_add(keys, key);
}

GPtrArray *
document_signatures(Document *document, Prose *done_at)
{
    Block *block = add_block(document, BLOCK_SIGNATURES);

    block->prose = done_at;
    return add_items(block, signature_free);
}

SignatureBlock *
signatures_add(GPtrArray *signatures, const char *id, const char *tip)
{
    SignatureBlock *block = g_new0(SignatureBlock, 1);

    block->id = g_strdup(id);
    block->tip = text_french(tip);
    block->above = g_ptr_array_new_with_free_func(prose_free);
    block->names = g_ptr_array_new_with_free_func(prose_free);
    g_ptr_array_add(signatures, block);
    return block;
}

void
document_break(Document *document)
{
    add_block(document, BLOCK_BREAK);
}

void
document_anchor(Document *document, const char *name)
{
    Block *block = document->blocks->pdata[document->blocks->len - 1];

    block->anchor = g_strdup(name);
}

void
document_attach(Document *document, const char *name, const char *type, const char *description,
                gboolean data, GBytes *bytes)
{
    Attachment *attachment = g_new0(Attachment, 1);

    *attachment = (Attachment){g_strdup(name), g_strdup(type), text_french(description), data,
                               g_bytes_ref(bytes)};
    g_ptr_array_add(document->attachments, attachment);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "form/reading.h"

#include "form/reader.h"
#include "form/remark.h"

/* Index of the last row of the table that begins at FIRST.  Rows of a table inside a cell stand
 * between those of the table around it. */
static guint
table_end(const Flow *flow, guint first)
{
    const FlowBlock *start = g_ptr_array_index(flow->blocks, first);
    guint last = first;
    while (last + 1 < flow->blocks->len &&
           ((const FlowBlock *)g_ptr_array_index(flow->blocks, last + 1))->table == start->table)
        last++;
    return last;
}

static void
read_blocks(Reader *reader)
{
    for (guint i = 0; i < reader->flow->blocks->len; i++) {
        const FlowBlock *block = g_ptr_array_index(reader->flow->blocks, i);
        if (block->table == 0) {
            i = lines_read(reader, i);
            continue;
        }
        guint last = table_end(reader->flow, i);
        rows_read(reader, i, last);
        i = last;
    }
}

void
reading_fill(const Package *package, const Convention *convention, Form *form)
{
    g_autoptr(Flow) flow = textflow_read(package, form->remarks);
    form->readable = flow != NULL;
    if (!flow)
        return;
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) above = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reader reader = {
        .convention = convention,
        .form = form,
        .flow = flow,
        .by_key = by_key,
        .above = above,
    };
    sheet_find(&reader, package);
    read_blocks(&reader);
    collect_inputs(&reader);
    if (form->answers->len == 0)
        remark(form->remarks, FINDING_READ_NOTHING, NULL, NULL, NULL);
}

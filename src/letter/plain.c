/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.c - paragraphs, headings and lists; tables are in plain-table.c.
 */
#include "letter/plain.h"

#include "letter/plain-table.h"
#include "letter/wrap.h"

static void
put_rule(GString *out)
{
    g_autofree char *rule = g_strnfill(WRAP_WIDTH, '-');
    g_string_append_printf(out, "%s\n", rule);
}

/* Level 1 begins one of several forms, level 2 a part of it, level 3 names a question. */
static void
put_heading(GString *out, const Block *block)
{
    g_autofree char *text = prose_plain(block->prose);
    g_autofree char *upper = g_utf8_strup(text, -1);
    if (block->level == 1) {
        put_rule(out);
        g_string_append_c(out, '\n');
    }
    wrap_paragraph(out, "", block->level == 2 ? upper : text);
}

static void
put_list(GString *out, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *text = prose_plain(items->pdata[i]);
        wrap_paragraph(out, "  - ", text);
    }
}

static void
put_block(GString *out, const Block *block)
{
    g_autofree char *text = block->prose != NULL ? prose_plain(block->prose) : NULL;
    if (block->kind == BLOCK_HEADING)
        put_heading(out, block);
    else if (block->kind == BLOCK_LIST)
        put_list(out, block->items);
    else if (block->kind == BLOCK_TABLE)
        plain_table(out, block->table);
    else if (block->kind == BLOCK_BREAK)
        put_rule(out);
    else if (text != NULL)
        wrap_paragraph(out, "", text);
}

/* The list below a question stands close to it. */
static gboolean
is_close(const Block *before, const Block *block)
{
    return before->kind == BLOCK_HEADING && before->level == 3 && block->kind == BLOCK_LIST;
}

char *
letter_plain(const Document *letter)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < letter->blocks->len; i++) {
        const Block *block = letter->blocks->pdata[i];
        if (i > 0 && !is_close(letter->blocks->pdata[i - 1], block))
            g_string_append_c(out, '\n');
        put_block(out, block);
    }
    return g_string_free(out, FALSE);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The printed codes in the cells of a row.
 */
#include "form/row.h"

/* Code and label in the row's first cell, "FA32-04 Période". */
static gboolean
find_leading_code(const Reader *reader, const Row *row, guint *at, Question *question,
                  const char **beside)
{
    for (guint i = 0; i + 1 < row->own->len; i++) {
        const char *text = row_cell(row, i)->text;
        if (collect_is_blank(text))
            continue;
        g_autofree char *code = question_leading_code(reader, text, beside);
        if (!code)
            return FALSE;
        *at = i;
        *question = question_of_code(reader, code);
        return TRUE;
    }
    return FALSE;
}

gboolean
row_find_code(const Reader *reader, const Row *row, guint *at, Question *question,
              const char **beside)
{
    *beside = NULL;
    for (guint i = 0; i < row->own->len; i++) {
        const char *text = row_cell(row, i)->text;
        g_autofree char *code = question_code(reader, text);
        gsize length;
        if (!code && i + 1 < row->own->len) {
            g_autofree char *word = question_bracketed(text, &length);
            code = word ? question_code(reader, word) : NULL;
        }
        if (!code)
            continue;
        *at = i;
        *question = question_of_code(reader, code);
        return TRUE;
    }
    return find_leading_code(reader, row, at, question, beside);
}

guint
row_next_code(const Reader *reader, const Row *row, guint at)
{
    for (guint i = at + 2; i + 1 < row->own->len; i++) {
        g_autofree char *code = question_code(reader, row_cell(row, i)->text);
        if (code)
            return i;
    }
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows that the blank form prints and nobody answers: heads of tables, words of the agreement.
 */
#include "base/text.h"
#include "form/row.h"
#include <string.h>

gboolean
row_is_head(const Row *row)
{
    static const char *const words[] = {
        "code",     "codes",     "n°",      "numero",   "rubrique", "rubriques",     "libelle",
        "question", "questions", "reponse", "reponses", "intitule", "votre reponse", NULL};
    guint known = 0;
    if (row->block->header)
        return TRUE;
    for (guint i = 0; i < row->own->len; i++) {
        g_autofree char *folded =
            strlen(row_cell(row, i)->text) < 40 ? text_fold(row_cell(row, i)->text) : g_strdup("?");
        if (!*folded)
            continue;
        if (!g_strv_contains(words, folded))
            return FALSE;
        known++;
    }
    return known > 0;
}

static gboolean
quotes(const Sheet *sheet, const char *title, const char *text)
{
    for (guint i = 0; sheet->printed && i < sheet->printed->len; i++) {
        const Printed *part = g_ptr_array_index(sheet->printed, i);
        g_autofree char *its_title = text_fold(part->title);
        g_autofree char *its_text = text_fold(part->text);
        if (strcmp(title, its_title) == 0 && strcmp(text, its_text) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
row_is_quoted(const Reader *reader, const Row *row)
{
    const GPtrArray *sheets = reader->convention ? reader->convention->sheets : NULL;
    if (!sheets || row->own->len != 2)
        return FALSE;
    g_autofree char *title = text_fold(row_cell(row, 0)->text);
    g_autofree char *text = text_fold(row_cell(row, 1)->text);
    for (guint i = 0; i < sheets->len; i++)
        if (quotes(g_ptr_array_index(sheets, i), title, text))
            return TRUE;
    return FALSE;
}

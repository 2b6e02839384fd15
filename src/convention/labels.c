/* SPDX-License-Identifier: Apache-2.0
 *
 * The labels by which an answer without a code is found.
 */
#include "convention/loader.h"

#include "base/text.h"

/* TEXT, folded as FOLDED, is a label of ITEM of FIELD, or of FIELD. */
static void
add(GHashTable *labels, const char *folded, const Field *field, const Item *item)
{
    gpointer found;
    if (folded == NULL || folded[0] == '\0')
        return;
    if (g_hash_table_lookup_extended(labels, folded, NULL, &found)) {
        const Labelled *other = found;
        if (other == NULL || other->field != field || other->item != item)
            g_hash_table_insert(labels, g_strdup(folded), NULL);
        return;
    }
    Labelled *labelled = g_new0(Labelled, 1);
    labelled->field = field;
    labelled->item = item;
    g_hash_table_insert(labels, g_strdup(folded), labelled);
}

static void
add_text(GHashTable *labels, const char *text, const Field *field, const Item *item)
{
    g_autofree char *folded = text != NULL ? text_fold(text) : NULL;
    add(labels, folded, field, item);
}

static void
add_grid(GHashTable *labels, const Field *field)
{
    for (guint i = 0; i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        add(labels, item->folded, field, item);
        add_text(labels, item->code, field, item);
        add_text(labels, item->abbreviation, field, item);
        for (guint k = 0; item->aliases != NULL && item->aliases[k] != NULL; k++)
            add_text(labels, item->aliases[k], field, item);
    }
}

void
load_labels(Sheet *sheet)
{
    sheet->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->columns != NULL && field->list != NULL)
            add_grid(sheet->labels, field);
        else
            add(sheet->labels, field->folded, field, NULL);
    }
}

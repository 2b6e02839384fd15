/* SPDX-License-Identifier: Apache-2.0
 *
 * The printed words that have figures.
 */
#include "convention/loader.h"

#include "base/text.h"

typedef struct {
    GPtrArray *words; /* char *, folded */
    GHashTable *seen; /* those, borrowed: the identification block is in all sheets */
} Figured;

static void
add(Figured *figured, const char *words)
{
    g_autofree char *folded = words && text_has_digit(words) ? text_fold(words) : NULL;
    if (!folded || !*folded || g_hash_table_contains(figured->seen, folded))
        return;
    g_hash_table_add(figured->seen, folded);
    g_ptr_array_add(figured->words, g_steal_pointer(&folded));
}

static void
add_list(Figured *figured, const CodeList *list)
{
    for (guint i = 0; i < list->items->len; i++) {
        const Item *item = g_ptr_array_index(list->items, i);
        g_autofree char *printed = g_strdup_printf("%s – %s", item->code, item->label);
        add(figured, printed);
        add(figured, item->label);
    }
}

static void
add_field(Figured *figured, const Field *field)
{
    add(figured, field->label);
    add(figured, field->help);
    for (guint i = 0; field->columns && i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        add(figured, column->label);
        add(figured, column->help);
    }
    if (field->list)
        add_list(figured, field->list);
}

static void
add_sheet(Figured *figured, const Sheet *sheet)
{
    add(figured, sheet->title);
    add(figured, sheet->short_title);
    for (guint i = 0; sheet->printed && i < sheet->printed->len; i++) {
        const Printed *printed = g_ptr_array_index(sheet->printed, i);
        add(figured, printed->title);
        add(figured, printed->text);
    }
    for (guint i = 0; i < sheet->fields->len; i++)
        add_field(figured, g_ptr_array_index(sheet->fields, i));
}

void
load_figured(Convention *convention)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    Figured figured = {convention->figured, seen};
    for (guint i = 0; i < convention->sheets->len; i++)
        add_sheet(&figured, g_ptr_array_index(convention->sheets, i));
    add(&figured, convention->title);
    add(&figured, convention->subject);
    add(&figured, convention->objective);
    add(&figured, convention->confidentiality);
    add(&figured, convention->personal_data);
    add(&figured, convention->no_names);
}

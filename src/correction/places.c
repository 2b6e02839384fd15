/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/places.h"

#include <string.h>

static void
spot_free(gpointer data)
{
    Spot *spot = data;
    g_ptr_array_unref(spot->findings);
    g_free(spot);
}

void
places_clear(Places *places)
{
    g_clear_pointer(&places->spots, g_ptr_array_unref);
    g_clear_pointer(&places->lost, g_ptr_array_unref);
}

/* The answer to CODE; of a whole grid, "FA32-10", that of its first row. */
static const Answer *
answer_to(const Form *form, const char *code)
{
    g_autofree char *row = g_strconcat(code, ".", NULL);
    const Answer *first = NULL;
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        if (strcmp(answer->key, code) == 0)
            return answer;
        if (!first && g_str_has_prefix(answer->key, row))
            first = answer;
    }
    return first;
}

static guint
column_index(const Sheet *sheet, const char *code, const char *column)
{
    gsize length = strcspn(code, ".");
    for (guint i = 0; sheet && i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (!field->columns || strlen(field->printed) != length ||
            strncmp(field->printed, code, length) != 0)
            continue;
        for (guint k = 0; k < field->columns->len; k++)
            if (strcmp(((const Column *)g_ptr_array_index(field->columns, k))->name, column) == 0)
                return k;
    }
    return 0;
}

static xmlNode *
node_of(const Form *form, const Sheet *sheet, const Finding *finding)
{
    const Answer *answer = finding->field ? answer_to(form, finding->field) : NULL;
    if (!answer || answer->nodes->len == 0)
        return NULL;
    guint i = finding->column ? column_index(sheet, finding->field, finding->column) : 0;
    return g_ptr_array_index(answer->nodes, i < answer->nodes->len ? i : 0);
}

static Spot *
spot_at(Places *places, GHashTable *by_node, xmlNode *node)
{
    Spot *spot = g_hash_table_lookup(by_node, node);
    if (spot)
        return spot;
    spot = g_new0(Spot, 1);
    spot->node = node;
    spot->findings = g_ptr_array_new();
    g_ptr_array_add(places->spots, spot);
    g_hash_table_insert(by_node, node, spot);
    return spot;
}

void
places_find(const Form *form, const Convention *convention, const GPtrArray *findings,
            Places *places)
{
    const Sheet *sheet =
        convention && form->sheet ? convention_sheet(convention, form->sheet) : NULL;
    g_autoptr(GHashTable) by_node = g_hash_table_new(NULL, NULL);
    places->spots = g_ptr_array_new_with_free_func(spot_free);
    places->lost = g_ptr_array_new();
    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = g_ptr_array_index(findings, i);
        if (finding->severity == SEVERITY_NOTE)
            continue;
        xmlNode *node = node_of(form, sheet, finding);
        g_ptr_array_add(node ? spot_at(places, by_node, node)->findings : places->lost, finding);
    }
}

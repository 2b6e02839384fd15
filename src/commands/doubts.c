/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/doubts.h"

#include "convention/place.h"
#include "figures/plausible.h"

static char *
doubt_line(const Definition *definition, const Unusual *unusual)
{
    const Participant *who = participants_find(definition->participants, unusual->organisation);
    const Field *field = unusual->operand->field;
    const Column *column = unusual->operand->column;
    g_autofree char *code = unusual->item ? g_strdup_printf("%s.%s", field->printed, unusual->item)
                                          : g_strdup(field->printed);
    g_autofree char *place = place_label(field->sheet, code, column ? column->name : NULL);
    g_autofree char *words = unusual_words(unusual, FALSE);
    return g_strdup_printf("%s %s, %s, %s%s%s\u00a0: %s", unusual->organisation,
                           who ? who->name : "", unusual->period, code, place ? " " : "",
                           place ? place : "", words);
}

GPtrArray *
doubts_list(Register *reg, const Definition *definition, GHashTable *ids, GError **error)
{
    const UnusualQuery all = {.discreet = TRUE};
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    if (g_hash_table_size(ids) == 0)
        return g_steal_pointer(&lines);
    g_autoptr(GPtrArray) unusual = figures_unusual(reg, definition, &all, error);
    for (guint i = 0; unusual && i < unusual->len; i++) {
        const Unusual *one = unusual->pdata[i];
        if (g_hash_table_contains(ids, one->submission))
            g_ptr_array_add(lines, doubt_line(definition, one));
    }
    return unusual ? g_steal_pointer(&lines) : NULL;
}

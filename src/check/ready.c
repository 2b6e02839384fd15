/* SPDX-License-Identifier: Apache-2.0
 *
 * ready.c - a Checker: what a definition gives, compiled once.
 */
#include "base/i18n.h"
#include "base/text.h"
#include "check/work.h"

static void
slot_free(gpointer data)
{
    Slot *slot = data;

    g_free(slot->code);
    g_free(slot);
}

static void
add_slot(ReadySheet *ready, const Field *field, const Item *item)
{
    Slot *slot = g_new0(Slot, 1);
    g_autofree char *name = NULL;

    slot->field = field;
    slot->item = item;
    slot->code = item != NULL ? g_strdup_printf("%s.%s", field->printed, item->code)
                              : g_strdup(field->printed);
    name = item != NULL ? g_strdup_printf("%s.%s", field->name, item->code) : g_strdup(field->name);
    g_ptr_array_add(ready->slots, slot);
    g_hash_table_insert(ready->index, g_ascii_strdown(slot->code, -1),
                        GUINT_TO_POINTER(ready->slots->len));
    g_hash_table_insert(ready->index, g_ascii_strdown(name, -1),
                        GUINT_TO_POINTER(ready->slots->len));
}

static void
add_slots(ReadySheet *ready)
{
    const GPtrArray *fields = ready->sheet->fields;

    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);
        const GPtrArray *items = field->columns != NULL ? field->list->items : NULL;

        add_slot(ready, field, NULL);
        for (guint j = 0; items != NULL && j < items->len; j++)
            add_slot(ready, field, g_ptr_array_index(items, j));
    }
}

static gboolean
add_rules(ReadySheet *ready, GError **error)
{
    const GPtrArray *rules = ready->sheet->rules;

    for (guint i = 0; i < rules->len; i++) {
        ReadyRule *rule = ready_rule_new(ready->sheet, g_ptr_array_index(rules, i), error);

        if (rule == NULL)
            return FALSE;
        g_ptr_array_add(ready->rules, rule);
    }
    return TRUE;
}

static void
free_rule(gpointer data)
{
    ready_rule_free(data);
}

ReadySheet *
ready_sheet_new(const Convention *convention, const Sheet *sheet, GError **error)
{
    ReadySheet *ready = g_new0(ReadySheet, 1);
    g_autofree char *xsd = convention_sheet_schema(convention, sheet);

    ready->sheet = sheet;
    ready->context = rules_context(convention);
    ready->slots = g_ptr_array_new_with_free_func(slot_free);
    ready->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ready->rules = g_ptr_array_new_with_free_func(free_rule);
    add_slots(ready);
    ready->schema = schema_compile(xsd, sheet->id, error);
    if (ready->schema == NULL || !add_rules(ready, error)) {
        ready_sheet_free(ready);
        return NULL;
    }
    return ready;
}

void
ready_sheet_free(ReadySheet *ready)
{
    if (ready == NULL)
        return;
    if (ready->schema != NULL)
        xmlSchemaFree(ready->schema);
    g_ptr_array_unref(ready->slots);
    g_ptr_array_unref(ready->rules);
    xmlXPathFreeContext(ready->context);
    g_hash_table_unref(ready->index);
    g_free(ready);
}

const Slot *
ready_sheet_slot(const ReadySheet *ready, const char *key, const Column **column)
{
    g_autofree char *stripped = g_strstrip(g_ascii_strdown(key, -1));
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(ready->index, stripped));
    char *dot = NULL;
    const Slot *slot = NULL;

    *column = NULL;
    if (index > 0)
        return g_ptr_array_index(ready->slots, index - 1);
    dot = strrchr(stripped, '.');
    if (dot == NULL)
        return NULL;
    *dot = '\0';
    index = GPOINTER_TO_UINT(g_hash_table_lookup(ready->index, stripped));
    if (index == 0)
        return NULL;
    slot = g_ptr_array_index(ready->slots, index - 1);
    *column = slot->item != NULL ? field_column(slot->field, dot + 1) : NULL;
    return *column != NULL ? slot : NULL;
}

guint
ready_sheet_index(const ReadySheet *ready, const Slot *slot)
{
    guint index = 0;

    return g_ptr_array_find(ready->slots, slot, &index) ? index : 0;
}

const char *const *const *
checker_candidates(const Checker *checker, const CodeList *list)
{
    for (guint i = 0; i < checker->candidates->len; i++) {
        const Candidates *candidates = g_ptr_array_index(checker->candidates, i);

        if (candidates->list == list)
            return candidates->names;
    }
    return NULL;
}

static void
free_candidates(gpointer data)
{
    Candidates *candidates = data;

    g_free((gpointer)candidates->names);
    g_free(candidates);
}

static void
free_sheet(gpointer data)
{
    ready_sheet_free(data);
}

static void
prepare_look_ups(Checker *checker)
{
    const GPtrArray *lists = checker->convention->lists;
    const GPtrArray *participants = checker->definition->participants->list;

    for (guint i = 0; i < lists->len; i++) {
        Candidates *candidates = g_new0(Candidates, 1);

        candidates->list = g_ptr_array_index(lists, i);
        candidates->names = list_candidates(candidates->list);
        g_ptr_array_add(checker->candidates, candidates);
    }
    for (guint i = 0; i < participants->len; i++) {
        const Participant *participant = g_ptr_array_index(participants, i);

        g_hash_table_insert(checker->identifiers, text_fold(participant->id),
                            (gpointer)participant);
    }
}

Checker *
checker_new(const Definition *definition, GError **error)
{
    g_autoptr(Checker) checker = g_new0(Checker, 1);
    const GPtrArray *sheets = definition->convention->sheets;

    checker->definition = definition;
    checker->convention = definition->convention;
    checker->sheets = g_ptr_array_new_with_free_func(free_sheet);
    checker->candidates = g_ptr_array_new_with_free_func(free_candidates);
    checker->identifiers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    prepare_look_ups(checker);
    for (guint i = 0; i < sheets->len; i++) {
        ReadySheet *ready =
            ready_sheet_new(checker->convention, g_ptr_array_index(sheets, i), error);

        if (ready == NULL)
            return NULL;
        g_ptr_array_add(checker->sheets, ready);
    }
    if (definition->before != NULL) {
        checker->before = checker_new(definition->before, error);
        if (checker->before == NULL)
            return NULL;
    }
    return g_steal_pointer(&checker);
}

void
checker_free(Checker *checker)
{
    if (checker == NULL)
        return;
    checker_free(checker->before);
    g_ptr_array_unref(checker->sheets);
    g_ptr_array_unref(checker->candidates);
    g_hash_table_unref(checker->identifiers);
    g_free(checker);
}

const Convention *
checker_convention(const Checker *checker)
{
    return checker->convention;
}

const Checker *
checker_before(const Checker *checker)
{
    return checker->before;
}

const Checker *
checker_during(const Checker *checker, const char *period)
{
    const Definition *wanted =
        period != NULL ? definition_during(checker->definition, period) : NULL;

    while (checker != NULL && checker->definition != wanted)
        checker = checker->before;
    return checker;
}

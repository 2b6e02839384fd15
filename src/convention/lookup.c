/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding things in a convention.  Lists are short: they are walked.
 */
#include "convention/convention.h"

#include <string.h>

const Sheet *
convention_sheet(const Convention *convention, const char *id)
{
    for (guint i = 0; id != NULL && i < convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(convention->sheets, i);
        if (strcmp(sheet->id, id) == 0)
            return sheet;
    }
    return NULL;
}

const CodeList *
convention_list(const Convention *convention, const char *id)
{
    for (guint i = 0; id != NULL && i < convention->lists->len; i++) {
        const CodeList *list = g_ptr_array_index(convention->lists, i);
        if (strcmp(list->id, id) == 0)
            return list;
    }
    return NULL;
}

const Kind *
convention_kind(const Convention *convention, const char *id)
{
    for (guint i = 0; id != NULL && i < convention->kinds->len; i++) {
        const Kind *kind = g_ptr_array_index(convention->kinds, i);
        if (strcmp(kind->id, id) == 0)
            return kind;
    }
    return NULL;
}

char *
convention_kinds_label(const Convention *convention, char *const *kinds)
{
    GString *label = g_string_new(NULL);
    for (; *kinds != NULL; kinds++) {
        const Kind *kind = convention_kind(convention, *kinds);
        g_string_append_printf(label, "%s%s", label->len > 0 ? ", " : "",
                               kind != NULL ? kind->plural : *kinds);
    }
    return g_string_free(label, FALSE);
}

const Indicator *
convention_indicator(const Convention *convention, const char *id)
{
    for (guint i = 0; id != NULL && i < convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(convention->sheets, i);
        for (guint j = 0; j < sheet->indicators->len; j++) {
            const Indicator *indicator = g_ptr_array_index(sheet->indicators, j);
            if (strcmp(indicator->id, id) == 0)
                return indicator;
        }
    }
    return NULL;
}

const Field *
sheet_field(const Sheet *sheet, const char *name)
{
    for (guint i = 0; name != NULL && i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (strcmp(field->name, name) == 0)
            return field;
    }
    return NULL;
}

GPtrArray *
sheet_fields_named(const Sheet *sheet, const char *xpath)
{
    GPtrArray *fields = g_ptr_array_new();
    for (const char *at = xpath; (at = strstr(at, "f:")) != NULL;) {
        gsize length = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz0123456789_");
        g_autofree char *name = g_strndup(at + 2, length);
        const Field *field = sheet_field(sheet, name);
        if (field != NULL)
            g_ptr_array_add(fields, (gpointer)field);
        at += 2 + length;
    }
    return fields;
}

const Field *
sheet_field_by_code(const Sheet *sheet, const char *code)
{
    for (guint i = 0; code != NULL && i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (strcmp(field->code, code) == 0)
            return field;
    }
    return NULL;
}

const Field *
sheet_field_by_role(const Sheet *sheet, FieldRole role)
{
    for (guint i = 0; role != ROLE_ANSWER && i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->role == role)
            return field;
    }
    return NULL;
}

const Field *
sheet_choice(const Sheet *sheet, const char *list)
{
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->columns == NULL && field->list != NULL && strcmp(field->list->id, list) == 0)
            return field;
    }
    return NULL;
}

const Column *
field_column(const Field *field, const char *name)
{
    for (guint i = 0; name != NULL && field->columns != NULL && i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        if (strcmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

const Item *
list_item(const CodeList *list, const char *code)
{
    for (guint i = 0; code != NULL && i < list->items->len; i++) {
        const Item *item = g_ptr_array_index(list->items, i);
        if (strcmp(item->code, code) == 0)
            return item;
    }
    return NULL;
}

gboolean
item_during(const Item *item, Period period)
{
    if (item->from != NULL && date_parse(item->from) > period_last_day(period))
        return FALSE;
    return item->to == NULL || date_parse(item->to) >= period_first_day(period);
}

gboolean
signatory_on(const Signatory *signatory, guint32 day)
{
    return (signatory->from == NULL || date_parse(signatory->from) <= day) &&
           (signatory->to == NULL || day <= date_parse(signatory->to));
}

const Field *
sheet_event_date(const Sheet *sheet)
{
    if (sheet->per != PER_EVENT)
        return NULL;
    if (sheet->event_key != NULL && sheet->event_key->type == TYPE_DATE)
        return sheet->event_key;
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->role == ROLE_ANSWER && field->columns == NULL && field->required &&
            field->type == TYPE_DATE)
            return field;
    }
    return NULL;
}

gboolean
field_may_be_missing(const Field *field)
{
    const Sheet *sheet = field->sheet;
    return field->required && field->role != ROLE_IDENTIFIER && field->role != ROLE_PERIOD &&
           field != sheet->event_key && field != sheet->partner;
}

gboolean
sheet_asks(const Sheet *sheet, const char *field, const char *item, const char *column)
{
    const Field *asked = sheet && field ? sheet_field(sheet, field) : NULL;
    return asked && (!column || (asked->columns && field_column(asked, column))) &&
           (!item || (asked->list && list_item(asked->list, item)));
}

gboolean
sheet_filled_by(const Sheet *sheet, const char *kind)
{
    return kind != NULL && g_strv_contains((const char *const *)sheet->kinds, kind);
}

gboolean
field_filled_by(const Field *field, const char *kind)
{
    return kind != NULL && g_strv_contains((const char *const *)field->filled_by, kind);
}

static gboolean
field_counts_people(const Field *field)
{
    if (field->people)
        return TRUE;
    for (guint i = 0; field->columns != NULL && i < field->columns->len; i++)
        if (((const Column *)g_ptr_array_index(field->columns, i))->people)
            return TRUE;
    return FALSE;
}

gboolean
operand_counts_people(const Operand *operand)
{
    return operand->column != NULL ? operand->column->people : operand->field->people;
}

gboolean
convention_counts_people(const Convention *convention)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(convention->sheets, i);
        for (guint k = 0; sheet->adopted != NULL && k < sheet->fields->len; k++)
            if (field_counts_people(g_ptr_array_index(sheet->fields, k)))
                return TRUE;
    }
    return FALSE;
}

const char *const *const *
list_candidates(const CodeList *list)
{
    gsize vectors = list->items->len, texts = 0;
    for (guint i = 0; i < list->items->len; i++) {
        const Item *item = g_ptr_array_index(list->items, i);
        texts += 2 + (item->abbreviation != NULL) + g_strv_length(item->aliases) +
                 g_strv_length(item->former) + 1;
    }
    /* One block: the vectors' addresses, their closing NULL, then the vectors themselves. */
    const char **block = g_new0(const char *, vectors + 1 + texts);
    const char ***index = (const char ***)block;
    const char **next = block + vectors + 1;
    for (guint i = 0; i < list->items->len; i++) {
        const Item *item = g_ptr_array_index(list->items, i);
        index[i] = next;
        *next++ = item->code;
        *next++ = item->label;
        if (item->abbreviation != NULL)
            *next++ = item->abbreviation;
        for (char **alias = item->aliases; *alias != NULL; alias++)
            *next++ = *alias;
        for (char **former = item->former; *former != NULL; former++)
            *next++ = *former;
        next++;
    }
    return (const char *const *const *)index;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/left-why.h"

#include "figures/contribution.h"
#include <string.h>

/* What FIGURE adds up, both sides. */
static GPtrArray *
operands_of(const Figure *figure)
{
    const Breakdown *breakdown = figure_breakdown(figure);
    const GPtrArray *sides[] = {breakdown ? breakdown->numerator : figure->indicator->numerator,
                                breakdown ? breakdown->denominator
                                          : figure->indicator->denominator};
    GPtrArray *operands = g_ptr_array_new();
    for (guint side = 0; side < G_N_ELEMENTS(sides); side++) {
        for (guint i = 0; sides[side] && i < sides[side]->len; i++)
            g_ptr_array_add(operands, sides[side]->pdata[i]);
    }
    return operands;
}

GPtrArray *
left_sheets(const Figure *figure)
{
    g_autoptr(GPtrArray) operands = operands_of(figure);
    GPtrArray *sheets = g_ptr_array_new();
    for (guint i = 0; i < operands->len; i++) {
        const Sheet *sheet = ((const Operand *)operands->pdata[i])->field->sheet;
        if (!g_ptr_array_find(sheets, sheet, NULL))
            g_ptr_array_add(sheets, (gpointer)sheet);
    }
    if (sheets->len == 0)
        g_ptr_array_add(sheets, (gpointer)figure->indicator->sheet);
    return sheets;
}

gboolean
left_asked(const Figure *figure, const Sheet *sheet, const char *kind)
{
    g_autoptr(GPtrArray) operands = operands_of(figure);
    for (guint i = 0; i < operands->len; i++) {
        const Field *field = ((const Operand *)operands->pdata[i])->field;
        if (field->sheet == sheet && field_filled_by(field, kind))
            return TRUE;
    }
    return operands->len == 0 && sheet_filled_by(sheet, kind);
}

/* ---- what the form answers ---- */

static const StoredValue *
answer_of(const GPtrArray *values, const Field *field)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (!value->column && value->canonical && strcmp(value->field, field->name) == 0)
            return value;
    }
    return NULL;
}

/* The item of FIELD's list that the scope of FIGURE is about, or NULL. */
static const Item *
scope_item(const Figure *figure, const Field *field)
{
    for (char **pair = figure->scope; field->columns && field->list && *pair; pair += 2) {
        if (strcmp(pair[0], field->list->id) == 0)
            return list_item(field->list, pair[1]);
    }
    return NULL;
}

/* TRUE when the form says something of FIELD: of the row of ITEM, when there is one. */
static gboolean
row_given(const GPtrArray *values, const Field *field, const Item *item)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        gboolean said =
            value->canonical || value->motif != MOTIF_NONE || (value->typed && *value->typed);
        if (said && strcmp(value->field, field->name) == 0 &&
            (!item || !value->item || strcmp(value->item, item->code) == 0))
            return TRUE;
    }
    return FALSE;
}

static gboolean
operand_given(const GPtrArray *values, const Operand *operand, const Column *column,
              const Item *item)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (value->canonical && strcmp(value->field, operand->field->name) == 0 &&
            g_strcmp0(value->column, column ? column->name : NULL) == 0 &&
            (!item || g_strcmp0(value->item, item->code) == 0))
            return TRUE;
    }
    return FALSE;
}

/* Where the scope is a choice of the form: TRUE when it says why FORM isn't in it. */
static gboolean
scope_says(const Convention *convention, const Figure *figure, const Sheet *sheet,
           const GPtrArray *values, LeftReason *reason, char **detail)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        const CodeList *list = convention_list(convention, pair[0]);
        const Field *choice = list && list != convention->territory && list != convention->parts
                                  ? sheet_choice(sheet, list->id)
                                  : NULL;
        const StoredValue *answer = choice ? answer_of(values, choice) : NULL;
        if (!choice || (answer && strcmp(answer->canonical, pair[1]) == 0))
            continue;
        if (!answer) {
            *reason = LEFT_NOT_PROVIDED;
            *detail = g_strdup_printf("non communiqué : %s", choice->printed);
        }
        return TRUE;
    }
    return FALSE;
}

/* ---- answers that are not there ---- */

static void
name_missing(GString *names, const Operand *operand, const Column *column)
{
    g_autofree char *name = column
                                ? g_strdup_printf("%s (%s)", operand->field->printed, column->label)
                                : g_strdup(operand->field->printed);
    if (!strstr(names->str, name))
        g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
}

/* Names the operands asked of KIND that the form doesn't give; *ROW: a row of one of them is
 * filled. */
static char *
missing_operands(const Convention *convention, const Figure *figure, const Sheet *sheet,
                 const ReceivedForm *form, const GPtrArray *values, const Item **row_empty)
{
    g_autoptr(GPtrArray) operands = operands_of(figure);
    gboolean split = figure_part(convention, figure) != G_MAXUINT;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Field *field = operand->field;
        if (field->sheet != sheet || !field_filled_by(field, form->kind))
            continue;
        const Item *item = scope_item(figure, field);
        const Column *part = split ? column_of_part(field, operand->column) : NULL;
        if (item && !row_given(values, field, item))
            *row_empty = item;
        if (!operand_given(values, operand, operand->column, item))
            name_missing(names, operand, operand->column);
        else if (part && !operand_given(values, operand, part, item))
            name_missing(names, operand, part);
    }
    return g_string_free(names, FALSE);
}

static void
say_missing(const Convention *convention, const Figure *figure, const Sheet *sheet,
            const ReceivedForm *form, const GPtrArray *values, LeftReason *reason, char **detail)
{
    const Item *empty = NULL;
    g_autofree char *missing = missing_operands(convention, figure, sheet, form, values, &empty);
    if (empty) {
        *reason = LEFT_EMPTY;
        *detail = g_strdup_printf("ligne non remplie : %s", empty->label);
    } else if (*missing) {
        *reason = LEFT_NOT_PROVIDED;
        *detail = g_strdup_printf("non communiqué : %s", missing);
    } else if (figure->indicator->aggregation == AGGREGATE_LATEST) {
        *reason = LEFT_EARLIER;
        *detail = g_strdup("une fiche plus récente du même organisme est retenue");
    } else { /* what it gives stands in different rows */
        *reason = LEFT_NOT_PROVIDED;
        *detail = g_strdup("non communiqué sur les mêmes lignes");
    }
}

gboolean
left_why(Register *reg, const Convention *convention, const Figure *figure, const Sheet *sheet,
         const ReceivedForm *form, LeftReason *reason, char **detail, GError **error)
{
    const Indicator *indicator = figure->indicator;
    const Kind *kind = convention_kind(convention, form->kind);
    if (!left_asked(figure, sheet, form->kind)) {
        *reason = LEFT_NOT_ASKED;
        *detail = g_strdup_printf("question non posée à ce type d'organisme (%s)",
                                  kind ? kind->label : "inconnu");
        return TRUE;
    }
    g_autoptr(GPtrArray) values = register_values(reg, form->id, error);
    if (!values)
        return FALSE;
    if (scope_says(convention, figure, sheet, values, reason, detail))
        return TRUE;
    const StoredValue *chosen = indicator->only ? answer_of(values, indicator->only) : NULL;
    if (chosen && strcmp(chosen->canonical, indicator->only_item->code) != 0) {
        *reason = LEFT_CONDITION;
        *detail = g_strdup_printf("répond autrement à %s", indicator->only->printed);
    } else if (indicator->only && !chosen) {
        *reason = LEFT_NOT_PROVIDED;
        *detail = g_strdup_printf("non communiqué : %s", indicator->only->printed);
    } else {
        say_missing(convention, figure, sheet, form, values, reason, detail);
    }
    return TRUE;
}

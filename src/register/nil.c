/* SPDX-License-Identifier: Apache-2.0 */
#include "register/nil.h"

#include <string.h>

typedef enum { SAYS_NOTHING, SAYS_ZERO, SAYS_SOMETHING } Says;

static Says
number_says(const Value *value)
{
    gint64 number;
    if (value->canonical && number_parse(value->canonical, &number))
        return number == 0 ? SAYS_ZERO : SAYS_SOMETHING;
    return value->motif == MOTIF_NEANT ? SAYS_ZERO : SAYS_NOTHING;
}

static Says
value_says(const Field *field, const Value *value)
{
    const Column *column = value->column ? field_column(field, value->column) : NULL;
    if (field->columns && !column) /* of the grid as a whole */
        return value->motif == MOTIF_NEANT ? SAYS_ZERO : SAYS_NOTHING;
    switch (column ? column->type : field->type) {
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_PERCENT:
    case TYPE_AMOUNT:
        return number_says(value);
    case TYPE_YESNO:
        return g_strcmp0(value->canonical, "true") == 0 ? SAYS_SOMETHING : SAYS_NOTHING;
    case TYPE_TEXT:
    case TYPE_LONGTEXT:
        return SAYS_NOTHING;
    default:
        return value->canonical ? SAYS_SOMETHING : SAYS_NOTHING;
    }
}

gboolean
form_is_nil(const Convention *convention, const CheckedForm *form)
{
    const Sheet *sheet = convention_sheet(convention, form->sheet);
    gboolean zero = FALSE;
    for (guint i = 0; sheet && i < form->values->len; i++) {
        const Value *value = form->values->pdata[i];
        const Field *field = sheet_field(sheet, value->field);
        if (!value->counted || !field || field->role != ROLE_ANSWER)
            continue;
        Says says = value_says(field, value);
        if (says == SAYS_SOMETHING)
            return FALSE;
        zero |= says == SAYS_ZERO;
    }
    return zero;
}

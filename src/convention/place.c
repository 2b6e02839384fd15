/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/place.h"

#include "base/text.h"
#include <string.h>

const Field *
place_field(const Sheet *sheet, const char *code)
{
    gsize length = code ? strcspn(code, ".") : 0;
    for (guint i = 0; sheet && code && i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (strlen(field->printed) == length && strncmp(field->printed, code, length) == 0)
            return field;
    }
    return NULL;
}

/* FIELD NULL: the row and its column only.  "dont filles" follows what they are a part of. */
static char *
join_labels(const Field *field, const Item *item, const Column *column)
{
    const char *labels[5] = {NULL};
    guint count = 0;
    if (field)
        labels[count++] = field->label;
    if (item)
        labels[count++] = item->label;
    if (column && column->part_of)
        labels[count++] = column->part_of->label;
    if (column)
        labels[count++] = column->label;
    return g_strjoinv(", ", (char **)labels);
}

char *
place_named(const Sheet *sheet, const char *name, const char *item, const char *column)
{
    const Field *field = sheet ? sheet_field(sheet, name) : NULL;
    if (!field)
        return g_strdup(name);
    return join_labels(field, item && field->list ? list_item(field->list, item) : NULL,
                       column && field->columns ? field_column(field, column) : NULL);
}

char *
place_short(const Field *field, const char *item, const char *column)
{
    const Item *row = item && field->list ? list_item(field->list, item) : NULL;
    const Column *cell = column && field->columns ? field_column(field, column) : NULL;
    g_autofree char *label = join_labels(row || cell ? NULL : field, row, cell);
    return g_strdup_printf("%s%s%s – %s", field->printed, row ? "." : "", row ? row->code : "",
                           label);
}

char *
place_label(const Sheet *sheet, const char *code, const char *column)
{
    const Field *field = place_field(sheet, code);
    if (!field)
        return NULL;
    const char *row = strchr(code, '.');
    const Item *item = row && field->list ? list_item(field->list, row + 1) : NULL;
    const Column *heading = column ? field_column(field, column) : NULL;
    return join_labels(field, item, heading);
}

/* Cents are two figures, where there are any: "11 250,50 €". */
static char *
number_words_of(ValueType type, gint64 number)
{
    static const char *const units[TYPE_COUNT] = {[TYPE_PERCENT] = " %", [TYPE_AMOUNT] = " €"};
    g_autofree char *label = number_label(number);
    const char *mark = strchr(label, ',');
    gboolean tenths = type == TYPE_AMOUNT && mark && strlen(mark) == 2;
    g_autofree char *words = g_strconcat(label, tenths ? "0" : "", units[type], NULL);
    return text_french(words);
}

static char *
period_words_of(const char *canonical)
{
    Period period;
    gboolean known = period_parse(canonical, CALENDAR_SCHOOL, &period) ||
                     period_parse(canonical, CALENDAR_CIVIL, &period);
    return known ? period_label(period) : g_strdup(canonical);
}

char *
answer_words(const Field *field, const Column *column, const char *canonical)
{
    const ValueType type = column ? column->type : field->type;
    const Item *item =
        type == TYPE_CHOICE && field->list ? list_item(field->list, canonical) : NULL;
    gint64 number;
    if (item)
        return g_strdup(item->label);
    if (type == TYPE_DATE && date_parse(canonical))
        return date_label(date_parse(canonical));
    if (type == TYPE_PERIOD)
        return period_words_of(canonical);
    if (type == TYPE_YESNO)
        return g_strdup(strcmp(canonical, "true") == 0 ? "oui" : "non");
    if (value_type_is_number(type) && number_parse(canonical, &number))
        return number_words_of(type, number);
    return g_strdup(canonical);
}

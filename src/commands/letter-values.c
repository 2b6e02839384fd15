/* SPDX-License-Identifier: Apache-2.0
 *
 * letter-values.c - answers in an answer: those of the questions, without who filled the form in.
 */
#include "base/text.h"
#include "commands/letter-draft.h"
#include "convention/place.h"
#include <string.h>

enum { LONG_TEXT = 120, SHORT_TEXT = 60 };

#define NOT_GIVEN "sans réponse"

/* The value of a grid as a whole says something only where its rows don't. */
static gboolean
is_told(const Field *field, const StoredValue *value)
{
    gboolean whole = field && field->columns && !value->item;
    return field && (field->role == ROLE_ANSWER || field->role == ROLE_COMMENTS) &&
           !(whole && value->motif == MOTIF_NONE);
}

/* What VALUE says, for people: at most MOST characters (transfer full). */
static char *
words_of(const Field *field, const StoredValue *value, guint most)
{
    const Column *column =
        value->column && field->columns ? field_column(field, value->column) : NULL;
    if (!value->canonical)
        return g_strdup(value->motif == MOTIF_NEANT ? "néant"
                        : value->motif == MOTIF_NC  ? "non communiqué"
                                                    : "non retenu");
    g_autofree char *words = answer_words(field, column, value->canonical);
    g_autofree char *line = text_squeeze(words);
    return text_shorten(line, most);
}

static void
take_block(Draft *draft, GArray *rows, const AnswerValue **block, guint *count)
{
    *count = rows->len;
    *block = (const AnswerValue *)g_array_free(rows, FALSE);
    g_ptr_array_add(draft->kept, (gpointer)*block);
}

/* ---- what was understood ---- */

/* "Effectif : 24 ; dont filles : 9": the cells of the row of VALUES at FIRST; *NEXT follows it
 * (transfer full). */
static char *
row_words(const Field *field, const GPtrArray *values, guint first, guint *next)
{
    const StoredValue *head = values->pdata[first];
    GString *words = g_string_new(NULL);
    guint i = first;
    for (; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        const Column *column =
            value->column && field->columns ? field_column(field, value->column) : NULL;
        if (strcmp(value->field, head->field) != 0 || g_strcmp0(value->item, head->item) != 0)
            break;
        g_autofree char *cell = words_of(field, value, SHORT_TEXT);
        if (field->columns->len > 1 && column)
            g_string_append_printf(words, "%s%s : %s", words->len ? " ; " : "", column->label,
                                   cell);
        else
            g_string_append(words, cell);
    }
    *next = i;
    g_autofree char *plain = g_string_free(words, FALSE);
    return text_french(plain);
}

static void
add_answer(Draft *draft, GArray *rows, const Field *field, const StoredValue *value)
{
    const AnswerValue row = {.label = draft_keep(draft, place_short(field, NULL, NULL)),
                             .value = draft_keep(draft, words_of(field, value, LONG_TEXT))};
    g_array_append_val(rows, row);
}

/* The first row of a grid stands below the grid's label. */
static void
add_row(Draft *draft, GArray *rows, const Field *field, const GPtrArray *values, guint first,
        guint *next)
{
    const StoredValue *head = values->pdata[first];
    const StoredValue *before = first ? values->pdata[first - 1] : NULL;
    const Item *item = field->list ? list_item(field->list, head->item) : NULL;
    if (!before || strcmp(before->field, head->field) != 0 || !before->item) {
        const AnswerValue group = {.label = draft_keep(draft, place_short(field, NULL, NULL))};
        g_array_append_val(rows, group);
    }
    const AnswerValue row = {.label = item ? item->label : head->item,
                             .value = draft_keep(draft, row_words(field, values, first, next))};
    g_array_append_val(rows, row);
}

void
draft_understood(Draft *draft, AnswerForm *form, const Sheet *sheet, const char *kind,
                 const GPtrArray *values)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(AnswerValue));
    for (guint i = 0, next; i < values->len; i = next) {
        const StoredValue *value = values->pdata[i];
        const Field *field = sheet_field(sheet, value->field);
        next = i + 1;
        if (!is_told(field, value) || !field_filled_by(field, kind))
            continue;
        if (value->item && field->columns)
            add_row(draft, rows, field, values, i, &next);
        else
            add_answer(draft, rows, field, value);
    }
    take_block(draft, rows, &form->values, &form->n_values);
}

/* ---- what has changed ---- */

static const StoredValue *
same_place(const GPtrArray *values, const StoredValue *of)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (strcmp(value->field, of->field) == 0 && g_strcmp0(value->item, of->item) == 0 &&
            g_strcmp0(value->column, of->column) == 0)
            return value;
    }
    return NULL;
}

static gboolean
same_answer(const StoredValue *one, const StoredValue *two)
{
    return one && two && one->motif == two->motif && g_strcmp0(one->canonical, two->canonical) == 0;
}

static void
add_change(Draft *draft, GArray *rows, const Sheet *sheet, const StoredValue *before,
           const StoredValue *now, gboolean quoted)
{
    const StoredValue *place = now ? now : before;
    const Field *field = sheet_field(sheet, place->field);
    if (!is_told(field, place) || same_answer(before, now))
        return;
    AnswerValue row = {.label = draft_keep(draft, place_short(field, place->item, place->column))};
    if (quoted) {
        row.before =
            draft_keep(draft, before ? words_of(field, before, SHORT_TEXT) : g_strdup(NOT_GIVEN));
        row.value = draft_keep(draft, now ? words_of(field, now, SHORT_TEXT) : g_strdup(NOT_GIVEN));
    }
    g_array_append_val(rows, row);
}

void
draft_changes(Draft *draft, AnswerForm *form, const Sheet *sheet, const GPtrArray *values,
              const GPtrArray *before, gboolean quoted)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(AnswerValue));
    for (guint i = 0; sheet && i < values->len; i++) {
        const StoredValue *now = values->pdata[i];
        add_change(draft, rows, sheet, same_place(before, now), now, quoted);
    }
    for (guint i = 0; sheet && i < before->len; i++) {
        const StoredValue *then = before->pdata[i];
        if (!same_place(values, then))
            add_change(draft, rows, sheet, then, NULL, quoted);
    }
    take_block(draft, rows, &form->changes, &form->n_changes);
}

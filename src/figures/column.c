/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/column.h"

#include "figures/contribution.h"
#include "register/given.h"
#include "register/sql.h"
#include <string.h>

/* What a sheet asks. */
typedef struct {
    char *name;           /* as given.h has it */
    const Field *field;   /* NULL: nothing that figures are made of */
    const Column *column; /* of a grid; NULL: the grid as a whole */
    gboolean number, coded, choice;
    GArray *rows;     /* Row; NULL: none is wanted */
    gsize ordered;    /* once they are by form */
    GPtrArray *items; /* those met so far, or codes, as the forms keep them */
    guint item;       /* the last, after which mostly comes the next */
} Question;

typedef struct {
    GPtrArray *list; /* Question, by name: so they are answered */
    guint last;      /* that was answered, after which mostly comes the next */
} Questions;

struct Columns {
    Forms *forms;
    GHashTable *sheets;  /* Sheet → Questions */
    GStringChunk *texts; /* of rows */
};

/* ---- questions ---- */

static void
question_free(gpointer data)
{
    Question *question = data;
    g_free(question->name);
    g_clear_pointer(&question->rows, g_array_unref);
    g_ptr_array_unref(question->items);
    g_free(question);
}

static void
questions_free(gpointer data)
{
    g_ptr_array_unref(((Questions *)data)->list);
    g_free(data);
}

static Questions *
questions_of(const Columns *columns, const Sheet *sheet)
{
    Questions *questions = g_hash_table_lookup(columns->sheets, sheet);
    if (!questions) {
        questions = g_new0(Questions, 1);
        questions->list = g_ptr_array_new_with_free_func(question_free);
        g_hash_table_insert(columns->sheets, (gpointer)sheet, questions);
    }
    return questions;
}

/* Behind the last comes the first. */
static guint
place_after(const GPtrArray *list, guint place)
{
    return place + 1 < list->len ? place + 1 : 0;
}

/* The question of that NAME, looked for behind the last; one of SHEET that isn't known is added,
 * none of whose answers is wanted. */
static Question *
question_named(Questions *questions, const Sheet *sheet, const char *name)
{
    guint place = questions->last;
    for (guint i = 0; i < questions->list->len; i++) {
        place = place_after(questions->list, place);
        Question *question = questions->list->pdata[place];
        if (strcmp(question->name, name) == 0) {
            questions->last = place;
            return question;
        }
    }
    g_auto(GStrv) parts = g_strsplit(name, ".", 2);
    Question *question = g_new0(Question, 1);
    question->name = g_strdup(name);
    question->field = sheet_field(sheet, parts[0]);
    question->column = question->field && parts[1] ? field_column(question->field, parts[1]) : NULL;
    question->choice = question->field && field_is_choice(question->field);
    question->items = g_ptr_array_new();
    questions->last = 0;
    while (questions->last < questions->list->len &&
           strcmp(((Question *)questions->list->pdata[questions->last])->name, name) < 0)
        questions->last++;
    g_ptr_array_insert(questions->list, (gint)questions->last, question);
    return question;
}

static Question *
question_of(const Columns *columns, const Field *field, const Column *column)
{
    g_autofree char *name = given_name(field->name, column ? column->name : NULL);
    return question_named(questions_of(columns, field->sheet), field->sheet, name);
}

static void
want(Columns *columns, const Field *field, const Column *column)
{
    Question *question = question_of(columns, field, column);
    const ValueType type = column ? column->type : field->type;
    question->number = value_type_is_number(type);
    question->coded = type == TYPE_CHOICE;
    if (!question->rows)
        question->rows = g_array_new(FALSE, FALSE, sizeof(Row));
}

static void
want_all(Columns *columns, const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Column *part = column_of_part(operand->field, operand->column);
        want(columns, operand->field, operand->column);
        if (operand->column && part)
            want(columns, operand->field, part);
    }
}

static void
want_indicator(Columns *columns, const Indicator *indicator)
{
    want_all(columns, indicator->numerator);
    want_all(columns, indicator->denominator);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        want_all(columns, breakdown->numerator);
        want_all(columns, breakdown->denominator);
    }
}

static void
want_definition(Columns *columns, const Definition *definition)
{
    const GPtrArray *sheets = definition->convention->sheets;
    for (guint i = 0; i < sheets->len; i++) {
        const GPtrArray *indicators = ((const Sheet *)sheets->pdata[i])->indicators;
        for (guint k = 0; k < indicators->len; k++)
            want_indicator(columns, indicators->pdata[k]);
    }
}

/* ---- answers ---- */

static const char *
item_text(const Forms *forms, Question *question, const char *item)
{
    guint place = question->item;
    for (guint i = 0; i < question->items->len; i++) {
        place = place_after(question->items, place);
        if (strcmp(question->items->pdata[place], item) == 0)
            return question->items->pdata[question->item = place];
    }
    const char *text = forms_text(forms, item);
    question->item = question->items->len;
    g_ptr_array_add(question->items, (gpointer)text);
    return text;
}

static void
take_answer(const Columns *columns, const Standing *form, Question *question, const char *item,
            const char *canonical)
{
    Row row = {.form = form,
               .list = question->field->list,
               .item = item ? item_text(columns->forms, question, item) : NULL};
    if (question->coded)
        row.text = item_text(columns->forms, question, canonical);
    else if (!question->number)
        row.text = g_string_chunk_insert(columns->texts, canonical);
    else if (!number_parse(canonical, &row.number))
        return;
    g_array_append_val(question->rows, row);
}

/* "Néant" is a zero, of a grid in each of its columns. */
static void
take_none(const Columns *columns, const Standing *form, const Field *field)
{
    const guint count = field->columns ? field->columns->len : 1;
    for (guint i = 0; i < count; i++) {
        Question *question =
            question_of(columns, field, field->columns ? field->columns->pdata[i] : NULL);
        if (question->rows && question->number)
            take_answer(columns, form, question, NULL, "0");
    }
}

static void
take_question(const Columns *columns, const Standing *form, Question *question,
              GivenQuestion *answered)
{
    const char *item, *canonical;
    if (!answered->answers && question->field)
        take_none(columns, form, question->field);
    while (given_next(answered, &item, &canonical)) {
        if (question->rows)
            take_answer(columns, form, question, item, canonical);
        if (question->choice)
            forms_choose(columns->forms, form, question->field, canonical);
    }
}

static void
take_form(const Columns *columns, const Standing *form, char *text)
{
    Questions *questions = questions_of(columns, form->sheet);
    GivenQuestion answered;
    while (given_question(&text, &answered)) {
        Question *question = question_named(questions, form->sheet, answered.name);
        if (question->rows || question->choice || !answered.answers)
            take_question(columns, form, question, &answered);
    }
}

static gboolean
take_all(const Columns *columns, Register *reg, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, "SELECT submission, answers FROM given", "");
    g_autoptr(GString) text = g_string_new(NULL);
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        const Standing *form = forms_find(columns->forms, sql_int(statement, 0));
        if (!form)
            continue;
        g_string_assign(text, sql_peek(statement, 1));
        take_form(columns, form, text->str);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

Columns *
columns_read(Register *reg, const Definition *definition, Forms *forms, GError **error)
{
    enum { CHUNK = 1 << 16 };
    g_autoptr(Columns) columns = g_new0(Columns, 1);
    columns->forms = forms;
    columns->sheets = g_hash_table_new_full(NULL, NULL, NULL, questions_free);
    columns->texts = g_string_chunk_new(CHUNK);
    for (const Definition *each = definition; each; each = each->before)
        want_definition(columns, each);
    return take_all(columns, reg, error) ? g_steal_pointer(&columns) : NULL;
}

void
columns_free(Columns *columns)
{
    if (!columns)
        return;
    g_hash_table_unref(columns->sheets);
    g_string_chunk_free(columns->texts);
    g_free(columns);
}

const Forms *
columns_forms(const Columns *columns)
{
    return columns->forms;
}

static Question *
question_asked(const Columns *columns, const Operand *operand)
{
    const Questions *questions = g_hash_table_lookup(columns->sheets, operand->field->sheet);
    for (guint i = 0;; i++) {
        Question *question = questions->list->pdata[i];
        if (question->field == operand->field && question->column == operand->column)
            return question;
    }
}

const GArray *
columns_rows(const Columns *columns, const Operand *operand)
{
    Question *question = question_asked(columns, operand);
    if (g_once_init_enter(&question->ordered)) {
        forms_sort(columns->forms, question->rows);
        g_once_init_leave(&question->ordered, TRUE);
    }
    return question->rows;
}

guint
rows_end(const GArray *rows, guint i)
{
    const Standing *form = g_array_index(rows, Row, i).form;
    while (i < rows->len && g_array_index(rows, Row, i).form == form)
        i++;
    return i;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/trace.h"

#include "base/text.h"
#include "figures/contribution.h"
#include "register/sql.h"
#include <string.h>

static void
typed_answer_free(gpointer data)
{
    TypedAnswer *answer = data;
    g_free(answer->field);
    g_free(answer->label);
    g_free(answer->typed);
    g_free(answer);
}

static void
traced_source_free(gpointer data)
{
    TracedSource *traced = data;
    g_free(traced->message);
    g_ptr_array_unref(traced->typed);
    g_free(traced);
}

void
trace_free(Trace *trace)
{
    if (!trace)
        return;
    g_free(trace->formula);
    g_ptr_array_unref(trace->sources);
    g_ptr_array_unref(trace->left_out);
    g_free(trace);
}

/* ---- as typed ---- */

typedef struct {
    const Convention *convention;
    const Figure *figure;
    gboolean guarded; /* people are counted, and small counts are not shown */
} Typing;

static gboolean
figure_counts_people(const Figure *figure)
{
    const Breakdown *breakdown = figure_breakdown(figure);
    const Indicator *indicator = figure->indicator;
    return operands_people(breakdown ? breakdown->numerator : indicator->numerator) ||
           operands_people(breakdown ? breakdown->denominator : indicator->denominator);
}

/* The number and nothing else, so that no other one is told with it. */
static gboolean
tells_alone(const Typing *typing, const StoredValue *value, ValueType type)
{
    g_auto(Typed) typed = typing_read(value->typed, type, typing->convention->calendar);
    return typed.state == TYPED_OK && g_strcmp0(typed.canonical, value->canonical) == 0;
}

static gboolean
is_wanted(const Typing *typing, const Operand *operand, const Column *column,
          const StoredValue *value)
{
    const Field *field = operand->field;
    ValueType type = column ? column->type : field->type;
    if (!value->typed || !value->canonical || strcmp(value->field, field->name) != 0 ||
        g_strcmp0(value->column, column ? column->name : NULL) != 0)
        return FALSE;
    for (char **pair = typing->figure->scope; field->columns && field->list && *pair; pair += 2) {
        if (strcmp(pair[0], field->list->id) == 0 && g_strcmp0(pair[1], value->item) != 0)
            return FALSE;
    }
    g_autofree char *typed = text_squeeze(value->typed);
    return strcmp(typed, value->canonical) != 0 &&
           (!typing->guarded || tells_alone(typing, value, type));
}

static void
add_typed(const Typing *typing, const Operand *operand, const Column *column,
          const GPtrArray *values, GPtrArray *into)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (!is_wanted(typing, operand, column, value))
            continue;
        TypedAnswer *answer = g_new0(TypedAnswer, 1);
        answer->field = value->item ? g_strdup_printf("%s.%s", operand->field->printed, value->item)
                                    : g_strdup(operand->field->printed);
        answer->label = g_strdup(column ? column->label : operand->field->label);
        answer->typed = g_strdup(value->typed);
        g_ptr_array_add(into, answer);
    }
}

static void
add_side(const Typing *typing, const GPtrArray *operands, const GPtrArray *values, GPtrArray *into)
{
    guint part = figure_part(typing->convention, typing->figure);
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Column *counted =
            part == G_MAXUINT ? NULL : column_of_part(operand->field, operand->column);
        if (part != 0 || !counted)
            add_typed(typing, operand, operand->column, values, into);
        if (counted)
            add_typed(typing, operand, counted, values, into);
    }
}

/* Texts are shown as they are: there is nothing to compare them with. */
static gboolean
read_typed(Register *reg, const Typing *typing, TracedSource *traced, GError **error)
{
    const Figure *figure = typing->figure;
    const Breakdown *breakdown = figure_breakdown(figure);
    if (figure->masked || !traced->source->value ||
        figure->indicator->aggregation == AGGREGATE_TEXTS)
        return TRUE;
    g_autoptr(GPtrArray) values = register_values(reg, traced->source->submission, error);
    if (!values)
        return FALSE;
    add_side(typing, breakdown ? breakdown->numerator : figure->indicator->numerator, values,
             traced->typed);
    add_side(typing, breakdown ? breakdown->denominator : figure->indicator->denominator, values,
             traced->typed);
    return TRUE;
}

/* ---- as received ---- */

static gboolean
read_received(Register *reg, TracedSource *traced, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error, "SELECT received, coalesce(message_id, name) FROM message WHERE arrival = ?1",
        "i", traced->source->message);
    GError *failure = NULL;
    if (!statement)
        return FALSE;
    if (sql_row(reg, statement, &failure)) {
        traced->received = sql_int(statement, 0);
        traced->message = sql_text(statement, 1);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static gboolean
trace_sources(Register *reg, const Typing *typing, GPtrArray *into, GError **error)
{
    const GPtrArray *sources = typing->figure->sources;
    for (guint i = 0; i < sources->len; i++) {
        TracedSource *traced = g_new0(TracedSource, 1);
        traced->source = sources->pdata[i];
        traced->typed = g_ptr_array_new_with_free_func(typed_answer_free);
        g_ptr_array_add(into, traced);
        if (!read_received(reg, traced, error) || !read_typed(reg, typing, traced, error))
            return FALSE;
    }
    return TRUE;
}

/* Gives each trace its own of what all figures left out. */
static void
share_left_out(GPtrArray *traces, GPtrArray *left)
{
    for (guint i = 0, k = 0; i < left->len; i++) {
        LeftOut *one = left->pdata[i];
        while (((Trace *)traces->pdata[k])->figure != one->figure)
            k++;
        g_ptr_array_add(((Trace *)traces->pdata[k])->left_out, one);
    }
    g_ptr_array_set_free_func(left, NULL);
}

/* With what an amendment did to it (transfer full). */
static char *
trace_formula(const Definition *newest, const Convention *convention, const Figure *figure)
{
    g_autofree char *formula = formula_words(convention, figure);
    g_autofree char *amended = amended_words(newest, figure->indicator->id, figure->period);
    return g_strconcat(formula, amended ? "\u202f; " : NULL, amended, NULL);
}

GPtrArray *
figures_trace(Register *reg, const Definition *definition, const GPtrArray *figures,
              gboolean confidential, GError **error)
{
    g_autoptr(GPtrArray) traces = g_ptr_array_new_with_free_func((GDestroyNotify)trace_free);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        const Convention *convention = definition_during(definition, figure->period)->convention;
        const Typing typing = {convention, figure, !confidential && figure_counts_people(figure)};
        Trace *trace = g_new0(Trace, 1);
        trace->figure = figure;
        trace->formula = trace_formula(definition, convention, figure);
        trace->sources = g_ptr_array_new_with_free_func(traced_source_free);
        trace->left_out = g_ptr_array_new_with_free_func((GDestroyNotify)left_out_free);
        g_ptr_array_add(traces, trace);
        if (!trace_sources(reg, &typing, trace->sources, error))
            return NULL;
    }
    g_autoptr(GPtrArray) left = figures_left_out(reg, definition, figures, error);
    if (!left)
        return NULL;
    share_left_out(traces, left);
    return g_steal_pointer(&traces);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - figures as third parties read them (DESIGN: export and explain).
 */
#include "base/json.h"
#include "base/clock.h"
#include "figures/trace.h"

static void
member_given(Json *json, const char *key, const char *text)
{
    if (text)
        json_member(json, key, text);
}

/* ---- what explain adds ---- */

static void
write_typed(Json *json, const GPtrArray *typed)
{
    json_key(json, "typed");
    json_array(json);
    for (guint i = 0; i < typed->len; i++) {
        const TypedAnswer *answer = typed->pdata[i];
        json_object(json);
        json_member(json, "field", answer->field);
        json_member(json, "label", answer->label);
        json_member(json, "typed", answer->typed);
        json_end(json);
    }
    json_end(json);
}

static void
write_traced(Json *json, const TracedSource *traced)
{
    g_autofree char *day = date_text(clock_day(traced->received));
    json_member(json, "received", day);
    json_member(json, "message", traced->message);
    if (traced->typed->len)
        write_typed(json, traced->typed);
}

static void
write_left_out(Json *json, const LeftOut *left)
{
    json_object(json);
    json_member(json, "organisation", left->organisation);
    member_given(json, "claimed", left->claimed);
    member_given(json, "submission", left->submission);
    json_member(json, "sheet", left->sheet);
    member_given(json, "period", left->period);
    if (left->submission) {
        g_autofree char *day = date_text(clock_day(left->received));
        json_member(json, "received", day);
        json_member(json, "original", left->original);
    }
    json_member(json, "reason", left_reason_code(left->reason));
    json_member(json, "detail", left->detail);
    json_end(json);
}

static void
write_trace(Json *json, const Trace *trace)
{
    json_member(json, "formula", trace->formula);
    json_key(json, "left_out");
    json_array(json);
    for (guint i = 0; i < trace->left_out->len; i++)
        write_left_out(json, trace->left_out->pdata[i]);
    json_end(json);
}

/* ---- figures ---- */

static void
write_source(Json *json, const FigureSource *source, const TracedSource *traced)
{
    json_object(json);
    json_member(json, "submission", source->submission);
    json_member(json, "organisation", source->organisation);
    member_given(json, "value", source->value);
    json_member(json, "original", source->original);
    if (traced)
        write_traced(json, traced);
    json_end(json);
}

static void
write_sources(Json *json, const Figure *figure, const Trace *trace)
{
    json_key(json, "sources");
    json_array(json);
    for (guint i = 0; i < figure->sources->len; i++)
        write_source(json, figure->sources->pdata[i], trace ? trace->sources->pdata[i] : NULL);
    json_end(json);
}

/* TRACE: of the figure, or NULL. */
static void
write_figure(Json *json, const Figure *figure, const Trace *trace)
{
    json_object(json);
    json_member(json, "indicator", figure->indicator->id);
    json_member(json, "period", figure->period);
    json_key(json, "scope");
    json_object(json);
    for (char **pair = figure->scope; *pair; pair += 2)
        json_member(json, pair[0], pair[1]);
    json_end(json);
    member_given(json, "value", figure->value);
    member_given(json, "numerator", figure->numerator);
    member_given(json, "denominator", figure->denominator);
    json_member_integer(json, "respondents", figure->respondents);
    json_member_integer(json, "expected", figure->expected);
    json_key(json, "masked");
    json_boolean(json, figure->masked);
    if (figure->sources)
        write_sources(json, figure, trace);
    if (trace)
        write_trace(json, trace);
    json_end(json);
}

void
figures_json_begin(Json *json, const Convention *convention)
{
    json_object(json);
    json_member(json, "convention", convention->id);
    json_key(json, "figures");
    json_array(json);
}

void
figures_json_add(Json *json, const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        write_figure(json, figures->pdata[i], NULL);
}

void
figures_json_end(Json *json)
{
    json_end(json);
    json_end(json);
}

char *
figures_json(const Convention *convention, const GPtrArray *figures)
{
    g_autoptr(Json) json = json_new();
    figures_json_begin(json, convention);
    figures_json_add(json, figures);
    figures_json_end(json);
    return json_finish(json);
}

char *
traces_json(const Convention *convention, const GPtrArray *traces)
{
    g_autoptr(Json) json = json_new();
    figures_json_begin(json, convention);
    for (guint i = 0; i < traces->len; i++)
        write_figure(json, ((const Trace *)traces->pdata[i])->figure, traces->pdata[i]);
    figures_json_end(json);
    return json_finish(json);
}

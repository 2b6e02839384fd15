/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - figures as third parties read them (DESIGN: export and explain).
 */
#include "base/json.h"
#include "figures/figures.h"

static void
member_given(Json *json, const char *key, const char *text)
{
    if (text)
        json_member(json, key, text);
}

static void
write_source(Json *json, const FigureSource *source)
{
    json_object(json);
    json_member(json, "submission", source->submission);
    json_member(json, "organisation", source->organisation);
    member_given(json, "value", source->value);
    json_member(json, "original", source->original);
    json_end(json);
}

static void
write_figure(Json *json, const Figure *figure)
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
    json_key(json, "sources");
    json_array(json);
    for (guint i = 0; i < figure->sources->len; i++)
        write_source(json, figure->sources->pdata[i]);
    json_end(json);
    json_end(json);
}

char *
figures_json(const Convention *convention, const GPtrArray *figures)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "convention", convention->id);
    json_key(json, "figures");
    json_array(json);
    for (guint i = 0; i < figures->len; i++)
        write_figure(json, figures->pdata[i]);
    json_end(json);
    json_end(json);
    return json_finish(json);
}

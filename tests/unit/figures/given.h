/* SPDX-License-Identifier: Apache-2.0
 *
 * given.h - forms with a few answers each, and figures of them as one text.
 */
#pragma once

#include "../register/fixture.h"

#include "figures/figures.h"

typedef struct {
    const char *field, *item, *column, *canonical;
} Given;

static guint messages;

static void
add(Fixture *fixture, const char *sheet, const char *who, const char *period, const char *event,
    const Given *given, guint count)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    Examination *examination = examination_make(sheet, who, period, VERDICT_ACCEPTED, name, name,
                                                1404000000, "a@ecole.example");
    examination_form(examination)->event = g_strdup(event);
    for (guint i = 0; i < count; i++)
        value_add(examination_form(examination), given[i].field, given[i].item, given[i].column,
                  given[i].canonical);
    fixture_add(fixture, name, examination);
}

#define ADD(fixture, sheet, who, period, event, ...)                                               \
    do {                                                                                           \
        const Given given[] = {__VA_ARGS__};                                                       \
        add(fixture, sheet, who, period, event, given, G_N_ELEMENTS(given));                       \
    } while (0)

static inline GPtrArray *
compute(Fixture *fixture, const char *indicator)
{
    fixture_flush(fixture);
    const FigureQuery query = {.indicator = indicator, .sources = TRUE};
    GError *error = NULL;
    GPtrArray *figures = figures_compute(fixture->reg, fixture->definition, &query, &error);
    g_assert_no_error(error);
    return figures;
}

/* One line a figure: "2013-2014 academie=PARIS 50 (10/20) 1/12". */
static inline char *
show(const GPtrArray *figures, const char *period)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (period && strcmp(figure->period, period) != 0)
            continue;
        g_string_append_printf(text, "%s%s", text->len ? "\n" : "", figure->period);
        for (char **pair = figure->scope; *pair; pair += 2)
            g_string_append_printf(text, " %s=%s", pair[0], pair[1]);
        g_string_append_printf(text, " %s",
                               figure->masked  ? "masked"
                               : figure->value ? figure->value
                                               : "-");
        if (figure->numerator || figure->denominator)
            g_string_append_printf(text, " (%s/%s)", figure->numerator ? figure->numerator : "-",
                                   figure->denominator ? figure->denominator : "-");
        g_string_append_printf(text, " by %u", figure->respondents);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static inline void
expect(Fixture *fixture, const char *indicator, const char *period, const char *expected)
{
    g_autoptr(GPtrArray) figures = compute(fixture, indicator);
    g_autofree char *got = show(figures, period);
    g_assert_cmpstr(got, ==, expected);
}

#define PARIS_1   "0759101K"
#define PARIS_2   "0759102L"
#define CRETEIL_1 "0779101Z"

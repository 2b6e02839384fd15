/* SPDX-License-Identifier: Apache-2.0
 *
 * tables.h - published tables written by hand, a figure a line, and what is masked of them.
 *
 *   "a 2013-2014 - 20"            indicator, period, scope (the whole), value
 *   "b term d=A,t=X 3/12"         numerator and denominator
 *   "a 2013-2014-S1 d=A 3 masked" of an edition: not shown
 *
 * The indicators, all of one sheet:
 *   a  Σx by d, t, both and genre, retained    b  Σx/Σy in % by d, t     x  Σx beside Σz
 *   l  the latest x by d                       y  Σy by d                xy Σ(x+y) by d
 *   o  Σx by s, from a grid of its own         w  Σw by d, not people    m  mean of w by y
 *   n  number of items of x                    f  Σ of the girls of x
 *   p, q, r  Σx by d, of the forms that answer c with P, Q, R
 */
#pragma once

#include "publish/mask.h"

#include <string.h>

typedef struct {
    Convention convention;
    GPtrArray *indicators; /* Indicator; they and all in them live as long as the program */
} Tables;

static Operand *
tables_operand(const Sheet *sheet, const char *name, gboolean people, const Column *part_of)
{
    Field *field = g_new0(Field, 1);
    Column *column = g_new0(Column, 1);
    field->sheet = sheet;
    field->name = g_strdup(part_of ? part_of->name : name);
    field->people = column->people = people;
    column->name = g_strdup(name);
    column->part_of = part_of;
    Operand *operand = g_new0(Operand, 1);
    operand->field = field;
    operand->column = column;
    return operand;
}

static GPtrArray *
tables_side(Operand *one, Operand *other)
{
    GPtrArray *side = g_ptr_array_new();
    if (one)
        g_ptr_array_add(side, one);
    if (other)
        g_ptr_array_add(side, other);
    return side;
}

/* BY: breakdowns separated by '|', their lists by ','. */
static Indicator *
tables_indicator(Tables *tables, const char *id, Aggregation aggregation, GPtrArray *of,
                 GPtrArray *over, const char *by)
{
    Indicator *indicator = g_new0(Indicator, 1);
    indicator->id = g_strdup(id);
    indicator->aggregation = aggregation;
    indicator->numerator = of;
    indicator->denominator = over;
    indicator->unit = g_strdup(aggregation == AGGREGATE_RATIO ? "%" : "x");
    indicator->breakdowns = g_ptr_array_new();
    g_auto(GStrv) words = g_strsplit(by, "|", -1);
    for (char **word = words; *word; word++) {
        Breakdown *breakdown = g_new0(Breakdown, 1);
        breakdown->by = g_strsplit(*word, ",", -1);
        breakdown->numerator = of;
        breakdown->denominator = over;
        g_ptr_array_add(indicator->breakdowns, breakdown);
    }
    g_ptr_array_add(tables->indicators, indicator);
    return indicator;
}

static Tables *
tables_new(void)
{
    static Sheet sheet = {.id = (char *)"1"};
    static Item girls = {.code = (char *)"F"}, boys = {.code = (char *)"G"};
    static CodeList genre = {.id = (char *)"genre"};
    Tables *tables = g_new0(Tables, 1);
    genre.items = g_ptr_array_new();
    g_ptr_array_add(genre.items, &girls);
    g_ptr_array_add(genre.items, &boys);
    tables->convention = (Convention){.mask_below = 5, .parts = &genre};
    tables->indicators = g_ptr_array_new();
    Operand *x = tables_operand(&sheet, "x", TRUE, NULL),
            *y = tables_operand(&sheet, "y", TRUE, NULL);
    Operand *z = tables_operand(&sheet, "z", TRUE, NULL),
            *w = tables_operand(&sheet, "w", FALSE, NULL);
    Operand *own = tables_operand(&sheet, "own", TRUE, NULL);
    Operand *of_girls = tables_operand(&sheet, "x_girls", TRUE, x->column);
    GPtrArray *of_x = tables_side(x, NULL), *of_y = tables_side(y, NULL);
    tables_indicator(tables, "a", AGGREGATE_SUM, of_x, NULL, "d|t|d,t|genre")->retained = TRUE;
    tables_indicator(tables, "b", AGGREGATE_RATIO, of_x, of_y, "d|t");
    tables_indicator(tables, "x", AGGREGATE_BESIDE, of_x, tables_side(z, NULL), "");
    tables_indicator(tables, "l", AGGREGATE_LATEST, of_x, NULL, "d");
    tables_indicator(tables, "y", AGGREGATE_SUM, of_y, NULL, "d");
    tables_indicator(tables, "xy", AGGREGATE_SUM, tables_side(y, x), NULL, "d");
    tables_indicator(tables, "w", AGGREGATE_SUM, tables_side(w, NULL), NULL, "d");
    tables_indicator(tables, "m", AGGREGATE_MEAN, tables_side(w, NULL), of_y, "d");
    tables_indicator(tables, "n", AGGREGATE_DISTINCT, of_x, NULL, "d");
    tables_indicator(tables, "f", AGGREGATE_SUM, tables_side(of_girls, NULL), NULL, "d");
    static CodeList answers = {.id = (char *)"c"};
    static Field choice = {.name = (char *)"c", .type = TYPE_CHOICE, .list = &answers};
    static Item items[] = {{.code = (char *)"P"}, {.code = (char *)"Q"}, {.code = (char *)"R"}};
    static const char *const filtered[] = {"p", "q", "r"};
    sheet.fields = g_ptr_array_new();
    choice.sheet = &sheet;
    g_ptr_array_add(sheet.fields, &choice);
    for (guint i = 0; i < G_N_ELEMENTS(items); i++) {
        Indicator *one = tables_indicator(tables, filtered[i], AGGREGATE_SUM, of_x, NULL, "d");
        one->only = &choice;
        one->only_item = &items[i];
    }
    const Indicator *o = tables_indicator(tables, "o", AGGREGATE_SUM, of_x, NULL, "s");
    ((Breakdown *)o->breakdowns->pdata[0])->numerator = tables_side(own, NULL);
    return tables;
}

static const Indicator *
tables_find(const Tables *tables, const char *id)
{
    for (guint i = 0; i < tables->indicators->len; i++) {
        const Indicator *indicator = tables->indicators->pdata[i];
        if (strcmp(indicator->id, id) == 0)
            return indicator;
    }
    g_assert_not_reached();
}

static Figure *
tables_figure(const Tables *tables, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_assert_cmpuint(g_strv_length(words), >=, 4);
    Figure *figure = g_new0(Figure, 1);
    figure->indicator = tables_find(tables, words[0]);
    figure->period = g_strdup(words[1]);
    figure->scope =
        strcmp(words[2], "-") == 0 ? g_new0(char *, 1) : g_strsplit_set(words[2], "=,", -1);
    g_auto(GStrv) sides = g_strsplit(words[3], "/", 2);
    if (sides[1]) {
        figure->numerator = g_strdup(sides[0]);
        figure->denominator = g_strdup(sides[1]);
    } else {
        figure->value = g_strdup(sides[0]);
    }
    figure->masked = words[4] && strcmp(words[4], "masked") == 0;
    return figure;
}

static inline GPtrArray *
tables_figures(const Tables *tables, const char *text)
{
    GPtrArray *figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line)
            g_ptr_array_add(figures, tables_figure(tables, *line));
    }
    return figures;
}

/* The masked ones, as they were written but for the number (transfer full). */
static inline char *
tables_masked(const GPtrArray *figures)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (!figure->masked)
            continue;
        g_string_append_printf(text, "%s %s ", figure->indicator->id, figure->period);
        for (char **pair = figure->scope; *pair; pair += 2)
            g_string_append_printf(text, "%s%s=%s", pair > figure->scope ? "," : "", pair[0],
                                   pair[1]);
        g_string_append(text, *figure->scope ? "\n" : "-\n");
    }
    return g_string_free(text, FALSE);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * How an indicator is computed, in words and with the codes of the forms.
 */
#include "base/text.h"
#include "figures/contribution.h"

#include <string.h>

const char *
aggregation_words(const Indicator *indicator)
{
    switch (indicator->aggregation) {
    case AGGREGATE_SUM:
        return indicator->never_added ? "Somme, par organisme déclarant" : "Somme";
    case AGGREGATE_RATIO:
        return "Rapport des sommes, sur les fiches qui donnent les deux nombres";
    case AGGREGATE_MEAN:
        return "Moyenne pondérée";
    case AGGREGATE_COUNT:
        return indicator->sheet->joint
                   ? "Nombre de fiches, les déclarations d'un même fait comptées une fois"
                   : "Nombre de fiches";
    case AGGREGATE_DISTINCT:
        return "Nombre d'intitulés déclarés par un organisme au moins";
    case AGGREGATE_SHARE:
        return "Part des réponses positives";
    case AGGREGATE_DISTRIBUTION:
        return "Nombre de réponses par modalité";
    case AGGREGATE_LATEST:
        return "Valeurs de la fiche la plus récente";
    case AGGREGATE_MAX:
        return "Valeur la plus élevée";
    case AGGREGATE_DATES:
        return "Dates communiquées";
    case AGGREGATE_TEXTS:
        return "Textes communiqués";
    case AGGREGATE_BESIDE:
        return "Nombres côte à côte, jamais additionnés";
    }
    return "";
}

/* The operands of one side; of the part at POSITION (of the list of parts) alone, or G_MAXUINT. */
static void
append_operands(GString *text, const GPtrArray *operands, guint part)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Column *counted =
            part == G_MAXUINT ? NULL : column_of_part(operand->field, operand->column);
        g_string_append_printf(text, "%s%s", i ? " + " : "", operand->field->printed);
        if (counted && part == 0)
            g_string_append_printf(text, " (%s, %s)", operand->column->label, counted->label);
        else if (counted)
            g_string_append_printf(text, " (%s, moins « %s »)", operand->column->label,
                                   counted->label);
        else if (operand->column)
            g_string_append_printf(text, " (%s)", operand->column->label);
    }
}

static char *
fields_words(const Indicator *indicator, const GPtrArray *numerator, const GPtrArray *denominator,
             guint part)
{
    GString *text = g_string_new(NULL);
    Aggregation way = indicator->aggregation;

    append_operands(text, numerator, part);
    if (denominator && denominator->len) {
        g_string_append(text, way == AGGREGATE_RATIO  ? " / "
                              : way == AGGREGATE_MEAN ? ", pondéré par "
                                                      : " ; ");
        append_operands(text, denominator, part);
    }
    if (indicator->only)
        g_string_append_printf(text, "%s%s : %s", text->len ? ", si " : "",
                               indicator->only->printed, indicator->only_item->label);
    return g_string_free(text, FALSE);
}

char *
indicator_operands(const Indicator *indicator)
{
    return fields_words(indicator, indicator->numerator, indicator->denominator, G_MAXUINT);
}

char *
operands_words(const GPtrArray *operands)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        g_string_append_printf(text, "%s%s (%s)", i ? " + " : "", operand->field->printed,
                               operand->column ? operand->column->label : operand->field->label);
    }
    return g_string_free(text, FALSE);
}

const Breakdown *
figure_breakdown(const Figure *figure)
{
    const GPtrArray *all = figure->indicator->breakdowns;
    for (guint i = 0; i < all->len; i++) {
        const Breakdown *breakdown = all->pdata[i];
        char **pair = figure->scope, **by = breakdown->by;
        while (*pair && *by && strcmp(*pair, *by) == 0) {
            pair += 2;
            by++;
        }
        if (!*pair && !*by)
            return breakdown;
    }
    return NULL;
}

gboolean
operands_people(const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        if (operand_counts_people(operands->pdata[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean
indicator_people(const Indicator *indicator)
{
    gboolean people =
        operands_people(indicator->numerator) || operands_people(indicator->denominator);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        people |= operands_people(breakdown->numerator) || operands_people(breakdown->denominator);
    }
    return people;
}

guint
figure_part(const Convention *convention, const Figure *figure)
{
    const CodeList *parts = convention->parts;
    for (char **pair = figure->scope; parts && *pair; pair += 2) {
        for (guint i = 0; strcmp(pair[0], parts->id) == 0 && i < parts->items->len; i++) {
            if (strcmp(((const Item *)parts->items->pdata[i])->code, pair[1]) == 0)
                return i;
        }
    }
    return G_MAXUINT;
}

char *
formula_words(const Convention *convention, const Figure *figure)
{
    const Indicator *indicator = figure->indicator;
    const Breakdown *breakdown = figure_breakdown(figure);
    g_autofree char *fields =
        fields_words(indicator, breakdown ? breakdown->numerator : indicator->numerator,
                     breakdown ? breakdown->denominator : indicator->denominator,
                     figure_part(convention, figure));
    g_autofree char *words =
        g_strconcat(aggregation_words(indicator), *fields ? " : " : NULL, fields, NULL);
    return text_french(words);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * amended.c - what an amendment did to an indicator, in words.
 */
#include "base/text.h"
#include "figures/figures.h"
#include <string.h>

/* All that tells one way of counting from another (transfer full). */
static char *
definition_words(const Indicator *indicator)
{
    g_autofree char *operands = indicator_operands(indicator);
    return g_strjoin("|", indicator->label, aggregation_words(indicator), operands,
                     indicator->unit ? indicator->unit : "", NULL);
}

static gboolean
is_same(const Indicator *one, const Indicator *other)
{
    g_autofree char *left = definition_words(one);
    g_autofree char *right = definition_words(other);
    return strcmp(left, right) == 0;
}

static const Indicator *
indicator_of(const Definition *definition, const char *id)
{
    const Indicator *indicator =
        definition ? convention_indicator(definition->convention, id) : NULL;
    return indicator && indicator->sheet->adopted ? indicator : NULL;
}

/* The last amendment up to DEFINITION that changed the indicator, or introduced it; or NULL. */
static const Definition *
last_change(const Definition *definition, const char *id, gboolean *introduced)
{
    for (; definition->before; definition = definition->before) {
        const Indicator *own = indicator_of(definition, id);
        const Indicator *earlier = indicator_of(definition->before, id);
        *introduced = own && !earlier;
        if (own && (!earlier || !is_same(own, earlier)))
            return definition;
    }
    return NULL;
}

/* What amends DEFINITION, of NEWEST or one that it amends; NULL: nothing. */
static const Definition *
amendment_of(const Definition *newest, const Definition *definition)
{
    while (newest && newest->before != definition)
        newest = newest->before;
    return newest;
}

static char *
since_words(const char *what, const Definition *amendment)
{
    g_autofree char *day = date_label(amendment->from);
    g_autofree char *words = g_strdup_printf("%s l'avenant en vigueur depuis le %s", what, day);
    return text_french(words);
}

char *
amended_words(const Definition *newest, const char *id, const char *period)
{
    const Definition *own = definition_during(newest, period);
    gboolean introduced = FALSE;
    const Definition *change = last_change(own, id, &introduced);
    if (change)
        return since_words(introduced ? "indicateur introduit par" : "définition modifiée par",
                           change);
    const Definition *later = amendment_of(newest, own);
    const Indicator *present = indicator_of(own, id), *next = indicator_of(later, id);
    if (!later || !present || (next && is_same(present, next)))
        return NULL;
    return since_words(next ? "définition d'avant" : "indicateur retiré par", later);
}

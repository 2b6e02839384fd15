/* SPDX-License-Identifier: Apache-2.0
 *
 * What is doubted of a sheet: answers far from earlier ones, or from those of others.
 */
#include "convention/loader.h"

/* The number in attribute NAME, scaled, or OTHERWISE; the schema admits only what is read. */
static gint64
load_number(const xmlNode *node, const char *name, gint64 otherwise)
{
    g_autofree char *text = node_attribute(node, name);
    gint64 scaled = otherwise;
    if (text != NULL)
        number_parse(text, &scaled);
    return scaled;
}

/* How many of LEAST are needed, said only where FACTOR makes use of it. */
static guint
load_least(Loader *loader, const xmlNode *node, const char *least, const char *factor,
           guint otherwise)
{
    g_autofree char *used = node_attribute(node, factor);
    g_autofree char *text = node_attribute(node, least);
    if (text != NULL && used == NULL)
        loader_mistake(loader, node,
                       "L'attribut « {} » ne sert à rien sans « {} » : ajoutez le second, ou "
                       "supprimez le premier.",
                       least, factor, NULL);
    return text != NULL ? (guint)atoi(text) : otherwise;
}

static GPtrArray *
load_of(Loader *loader, const xmlNode *node, const Sheet *sheet)
{
    GPtrArray *of = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = node_words(node, "of");
    for (char **word = words; *word != NULL; word++) {
        Operand operand;
        if (!load_operand(loader, node, sheet, *word, &operand))
            continue;
        if (operand.field->sheet != sheet)
            loader_mistake(loader, node,
                           "« {} » est une question d'une autre fiche : la vraisemblance de ses "
                           "réponses se déclare dans sa propre fiche.",
                           *word, NULL);
        else if (!value_type_is_number(operand_type(&operand)))
            loader_mistake(
                loader, node,
                "La vraisemblance de « {} » ne peut être jugée, car ses réponses ne sont "
                "pas des nombres : retirez-le de l'attribut « of ».",
                *word, NULL);
        g_ptr_array_add(of, g_memdup2(&operand, sizeof operand));
    }
    return of;
}

static Plausible *
load_one(Loader *loader, const xmlNode *node, const Sheet *sheet)
{
    Plausible *plausible = g_new0(Plausible, 1);
    plausible->line = node_line(node);
    plausible->of = load_of(loader, node, sheet);
    plausible->own_factor = load_number(node, "own-factor", 0);
    plausible->own_least = load_least(loader, node, "own-least", "own-factor", 1);
    plausible->peer_fence = load_number(node, "peer-fence", 0);
    plausible->peer_least = load_least(loader, node, "peer-least", "peer-fence", 8);
    plausible->at_least = load_number(node, "at-least", 0);
    if (plausible->own_factor == 0 && plausible->peer_fence == 0)
        loader_mistake(loader, node,
                       "Rien ne dit à quoi les réponses sont comparées : ajoutez « own-factor » "
                       "(aux réponses précédentes de l'organisme), « peer-fence » (à celles des "
                       "autres), ou les deux.",
                       NULL);
    if (sheet->per == PER_EVENT)
        loader_mistake(loader, node,
                       "La fiche {} est remplie à chaque événement : ses réponses ne se comparent "
                       "pas d'une période à l'autre. Supprimez « plausible ».",
                       sheet->id, NULL);
    return plausible;
}

void
load_plausible(Loader *loader, const xmlNode *sheet_node, Sheet *sheet)
{
    for (const xmlNode *node = node_child(sheet_node, "plausible"); node != NULL;
         node = node_next(node, "plausible"))
        g_ptr_array_add(sheet->plausible, load_one(loader, node, sheet));
}

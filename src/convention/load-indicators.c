/* SPDX-License-Identifier: Apache-2.0
 *
 * Indicators: what is added up, over what, by what, against which target.
 */
#include "convention/loader.h"

#include <string.h>

typedef enum { WANT_NONE, WANT_NUMBER, WANT_YESNO, WANT_CHOICE, WANT_DATE, WANT_TEXT } Wanted;
typedef enum { OVER_NONE, OVER_NEEDED } Over;

/* What each aggregate takes. */
static const struct {
    const char *name;
    Aggregation aggregation;
    Wanted wanted;
    Over over;
    gboolean target; /* may be held to a number */
} aggregates[] = {
    {"sum", AGGREGATE_SUM, WANT_NUMBER, OVER_NONE, TRUE},
    {"ratio", AGGREGATE_RATIO, WANT_NUMBER, OVER_NEEDED, TRUE},
    {"mean", AGGREGATE_MEAN, WANT_NUMBER, OVER_NEEDED, TRUE},
    {"count", AGGREGATE_COUNT, WANT_NONE, OVER_NONE, TRUE},
    {"distinct", AGGREGATE_DISTINCT, WANT_NUMBER, OVER_NONE, TRUE},
    {"share", AGGREGATE_SHARE, WANT_YESNO, OVER_NONE, TRUE},
    {"distribution", AGGREGATE_DISTRIBUTION, WANT_CHOICE, OVER_NONE, FALSE},
    {"latest", AGGREGATE_LATEST, WANT_NUMBER, OVER_NONE, TRUE},
    {"max", AGGREGATE_MAX, WANT_NUMBER, OVER_NONE, TRUE},
    {"dates", AGGREGATE_DATES, WANT_DATE, OVER_NONE, FALSE},
    {"texts", AGGREGATE_TEXTS, WANT_TEXT, OVER_NONE, FALSE},
    {"beside", AGGREGATE_BESIDE, WANT_NUMBER, OVER_NEEDED, FALSE},
};

static const char *const wanted_names[] = {
    [WANT_NONE] = "rien",
    [WANT_NUMBER] = "des nombres",
    [WANT_YESNO] = "un oui ou non (yesno)",
    [WANT_CHOICE] = "un choix (choice)",
    [WANT_DATE] = "une date (date)",
    [WANT_TEXT] = "un texte (text ou longtext)",
};

static gsize
load_aggregate(const xmlNode *node)
{
    g_autofree char *name = node_attribute(node, "aggregate");
    gsize row = 0;
    while (strcmp(aggregates[row].name, name) != 0)
        row++;
    return row;
}

static gboolean
fits(Wanted wanted, ValueType type)
{
    switch (wanted) {
    case WANT_NUMBER:
        return value_type_is_number(type);
    case WANT_YESNO:
        return type == TYPE_YESNO;
    case WANT_CHOICE:
        return type == TYPE_CHOICE;
    case WANT_DATE:
        return type == TYPE_DATE;
    case WANT_TEXT:
        return type == TYPE_TEXT || type == TYPE_LONGTEXT;
    default:
        return TRUE;
    }
}

/* The operands in attribute NAME, those that are right; NULL when there is no such attribute. */
static GPtrArray *
load_operands(Loader *loader, const xmlNode *node, const Indicator *indicator, const char *name,
              gsize row)
{
    g_auto(GStrv) words = node_words(node, name);
    if (words == NULL)
        return NULL;
    GPtrArray *operands = g_ptr_array_new_with_free_func(g_free);
    for (char **word = words; *word != NULL; word++) {
        Operand operand;
        if (!load_operand(loader, node, indicator->sheet, *word, &operand))
            continue;
        if (!fits(aggregates[row].wanted, operand_type(&operand)))
            loader_mistake(loader, node,
                           "L'indicateur « {} » ({}) demande {}, et « {} » est de type « {} » : "
                           "corrigez l'un ou l'autre.",
                           indicator->id, aggregates[row].name,
                           wanted_names[aggregates[row].wanted], *word,
                           value_type_name(operand_type(&operand)), NULL);
        else if (indicator->aggregation == AGGREGATE_DISTINCT && operand.column == NULL)
            loader_mistake(loader, node,
                           "L'indicateur « {} » (distinct) compte les lignes d'un tableau : « {} » "
                           "n'est pas une colonne.",
                           indicator->id, *word, NULL);
        else if ((indicator->aggregation == AGGREGATE_MAX ||
                  indicator->aggregation == AGGREGATE_MEAN) &&
                 operand_counts_people(&operand))
            loader_mistake(loader, node,
                           "L'indicateur « {} » ({}) montrerait la réponse d'un seul organisme : "
                           "« {} » compte des personnes. Demandez la somme.",
                           indicator->id, aggregates[row].name, *word, NULL);
        g_ptr_array_add(operands, g_memdup2(&operand, sizeof operand));
    }
    return operands;
}

static void
check_operands(Loader *loader, const xmlNode *node, const Indicator *indicator, gboolean of,
               gsize row)
{
    const char *name = aggregates[row].name;
    if (aggregates[row].wanted != WANT_NONE && !of)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) ne dit pas de quoi : ajoutez l'attribut « of ».",
                       indicator->id, name, NULL);
    if (aggregates[row].wanted == WANT_NONE && of)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) compte les fiches reçues : supprimez l'attribut "
                       "« of ».",
                       indicator->id, name, NULL);
    if (aggregates[row].over == OVER_NEEDED && indicator->denominator == NULL)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) demande un second terme : ajoutez l'attribut "
                       "« over ».",
                       indicator->id, name, NULL);
    if (aggregates[row].over == OVER_NONE && indicator->denominator != NULL)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) n'a pas de second terme : supprimez l'attribut "
                       "« over ».",
                       indicator->id, name, NULL);
}

/* ---- breakdowns ---- */

/* A column that counts a part of OPERAND. */
static gboolean
has_part(const Operand *operand)
{
    for (guint i = 0; operand->column != NULL && i < operand->field->columns->len; i++) {
        const Column *column = g_ptr_array_index(operand->field->columns, i);
        if (column->part_of == operand->column)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_parts(const Loader *loader, const char *by)
{
    const CodeList *parts = loader->convention->parts;
    return parts != NULL && strcmp(parts->id, by) == 0;
}

/* Whether OPERAND can be told apart by BY. */
static gboolean
splits(const Loader *loader, const Operand *operand, const char *by)
{
    if (strcmp(by, "kind") == 0 || strcmp(by, loader->convention->territory->id) == 0)
        return TRUE;
    if (is_parts(loader, by))
        return has_part(operand);
    if (operand->column == NULL)
        return FALSE;
    /* A grid without its list was said to lack it. */
    return operand->field->list == NULL || strcmp(operand->field->list->id, by) == 0;
}

/* A single choice of the form splits all its values. */
static gboolean
all_split(const Loader *loader, const GPtrArray *operands, const char *by)
{
    for (guint i = 0; operands != NULL && i < operands->len; i++) {
        const Operand *operand = g_ptr_array_index(operands, i);
        if (!splits(loader, operand, by) &&
            (is_parts(loader, by) || sheet_choice(operand->field->sheet, by) == NULL))
            return FALSE;
    }
    return TRUE;
}

static void
check_by(Loader *loader, const xmlNode *node, const Indicator *indicator,
         const Breakdown *breakdown, const char *by)
{
    if (strcmp(by, "kind") != 0 && convention_list(loader->convention, by) == NULL) {
        loader_mistake(loader, node,
                       "La ventilation de « {} » nomme la liste « {} », qui n'existe pas : "
                       "corrigez l'attribut « lists ».",
                       indicator->id, by, NULL);
        return;
    }
    if (loader->convention->territory == NULL)
        return;
    gboolean possible = indicator->aggregation == AGGREGATE_COUNT
                            ? strcmp(by, "kind") == 0 || sheet_choice(indicator->sheet, by) != NULL
                            : all_split(loader, breakdown->numerator, by) &&
                                  all_split(loader, breakdown->denominator, by);
    if (!possible)
        loader_mistake(loader, node,
                       "« {} » ne peut pas être ventilé par « {} » : ce que l'indicateur compte "
                       "n'est pas donné selon cette liste.",
                       indicator->id, by, NULL);
}

static GPtrArray *
share(GPtrArray *array)
{
    return array != NULL ? g_ptr_array_ref(array) : NULL;
}

static Breakdown *
load_breakdown(Loader *loader, const xmlNode *node, const Indicator *indicator, gsize row)
{
    Breakdown *breakdown = g_new0(Breakdown, 1);
    breakdown->by = node_words(node, "lists");
    breakdown->numerator = load_operands(loader, node, indicator, "of", row);
    breakdown->denominator = load_operands(loader, node, indicator, "over", row);
    gboolean own = breakdown->numerator != NULL;
    if (breakdown->denominator != NULL && (!own || indicator->denominator == NULL))
        loader_mistake(loader, node,
                       "La ventilation de « {} » a un second terme que l'indicateur n'a pas, ou "
                       "sans le premier : corrigez « of » et « over ».",
                       indicator->id, NULL);
    if (!own)
        breakdown->numerator = share(indicator->numerator);
    if (breakdown->denominator == NULL)
        breakdown->denominator = share(indicator->denominator);
    for (char **by = breakdown->by; *by != NULL; by++)
        check_by(loader, node, indicator, breakdown, *by);
    return breakdown;
}

/* INDICATOR is broken down by the list ID, and nothing else. */
static gboolean
has_breakdown(const Indicator *indicator, const char *id)
{
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = g_ptr_array_index(indicator->breakdowns, i);
        if (g_strcmp0(breakdown->by[0], id) == 0 && breakdown->by[1] == NULL)
            return TRUE;
    }
    return FALSE;
}

/* Answers to a choice are told apart by its list: a breakdown that need not be written. */
static void
add_distribution(Indicator *indicator)
{
    const Operand *operand =
        indicator->numerator->len > 0 ? g_ptr_array_index(indicator->numerator, 0) : NULL;
    if (indicator->aggregation != AGGREGATE_DISTRIBUTION || operand == NULL ||
        operand->field->list == NULL || has_breakdown(indicator, operand->field->list->id))
        return;
    const char *by[] = {operand->field->list->id, NULL};
    Breakdown *breakdown = g_new0(Breakdown, 1);
    breakdown->by = g_strdupv((char **)by);
    breakdown->numerator = share(indicator->numerator);
    g_ptr_array_insert(indicator->breakdowns, 0, breakdown);
}

/* ---- targets ---- */

/* The canonical number in attribute NAME, also in *SCALED, or NULL (transfer full). */
static char *
load_target_number(const xmlNode *node, const char *name, gint64 *scaled)
{
    g_autofree char *text = node_attribute(node, name);
    if (text == NULL)
        return NULL;
    number_parse(text, scaled); /* the schema admits only what it reads */
    return number_text(*scaled);
}

static void
load_target(Loader *loader, const xmlNode *node, Indicator *indicator, gsize row)
{
    gint64 min = G_MININT64, max = G_MAXINT64;
    indicator->target_min = load_target_number(node, "target-min", &min);
    indicator->target_max = load_target_number(node, "target-max", &max);
    indicator->target_date = node_attribute(node, "target-date");
    gboolean number = indicator->target_min != NULL || indicator->target_max != NULL;
    g_autofree char *over = node_attribute(node, "target-over");
    indicator->target_over_period = g_strcmp0(over, "period") == 0;
    if (over != NULL && !number)
        loader_mistake(
            loader, node,
            "L'indicateur « {} » dit sur quoi porte l'objectif (« target-over ») sans en "
            "donner : ajoutez « target-min » ou « target-max ».",
            indicator->id, NULL);
    if (indicator->target_date != NULL && indicator->aggregation != AGGREGATE_DATES)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) ne donne pas de dates : supprimez "
                       "« target-date ».",
                       indicator->id, aggregates[row].name, NULL);
    if (number && !aggregates[row].target)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ({}) ne donne pas un nombre : supprimez « target-min » "
                       "et « target-max ».",
                       indicator->id, aggregates[row].name, NULL);
    if (min > max)
        loader_mistake(loader, node,
                       "L'objectif minimal de « {} » dépasse le maximal : corrigez l'un des deux.",
                       indicator->id, NULL);
}

/* ---- the condition ---- */

static gboolean
of_sheet(const GPtrArray *operands, const Sheet *sheet)
{
    for (guint i = 0; operands != NULL && i < operands->len; i++)
        if (((const Operand *)g_ptr_array_index(operands, i))->field->sheet != sheet)
            return FALSE;
    return TRUE;
}

/* "situation=INTEGRE": the schema admits only two parts. */
static void
load_only(Loader *loader, const xmlNode *node, Indicator *indicator)
{
    g_autofree char *text = node_attribute(node, "only");
    if (text == NULL)
        return;
    g_auto(GStrv) parts = g_strsplit(text, "=", 2);
    const Field *field = sheet_field(indicator->sheet, parts[0]);
    const gboolean choice =
        field != NULL && field->role == ROLE_ANSWER && field->type == TYPE_CHOICE;
    indicator->only = choice ? field : NULL;
    if (indicator->only != NULL && field->list != NULL)
        indicator->only_item = list_item(field->list, parts[1]);
    if (indicator->only == NULL)
        loader_mistake(
            loader, node,
            "L'indicateur « {} » ne retient que « {} », et « {} » n'est pas un choix "
            "(choice) parmi les questions propres à la fiche {} : corrigez l'attribut « only ».",
            indicator->id, text, parts[0], indicator->sheet->id, NULL);
    else if (field->list != NULL && indicator->only_item == NULL)
        loader_mistake(loader, node,
                       "L'indicateur « {} » ne retient que « {} », et la liste « {} » n'a pas "
                       "d'élément « {} » : corrigez l'attribut « only ».",
                       indicator->id, text, field->list->id, parts[1], NULL);
    if (!of_sheet(indicator->numerator, indicator->sheet) ||
        !of_sheet(indicator->denominator, indicator->sheet))
        loader_mistake(loader, node,
                       "L'indicateur « {} » ne retient que « {} » et compte aussi les réponses "
                       "d'une autre fiche : supprimez « only », ou restez dans la fiche {}.",
                       indicator->id, text, indicator->sheet->id, NULL);
}

static Indicator *
load_indicator(Loader *loader, const xmlNode *node, const Sheet *sheet)
{
    Indicator *indicator = g_new0(Indicator, 1);
    gsize row = load_aggregate(node);
    g_autofree char *status = node_attribute(node, "status");
    indicator->sheet = sheet;
    indicator->line = node_line(node);
    indicator->id = node_attribute(node, "id");
    indicator->retained = strcmp(status, "retenu") == 0;
    indicator->label = node_child_french(node, "label");
    indicator->note = node_child_french(node, "note");
    indicator->half_note = node_child_french(node, "half-note");
    indicator->unit = node_attribute(node, "unit");
    indicator->aggregation = aggregates[row].aggregation;
    indicator->never_added = node_flag(node, "never-added", FALSE);
    indicator->breakdowns = g_ptr_array_new_with_free_func((GDestroyNotify)breakdown_free);
    loader_check_member(loader, node, sheet, indicator->id);

    indicator->numerator = load_operands(loader, node, indicator, "of", row);
    indicator->denominator = load_operands(loader, node, indicator, "over", row);
    check_operands(loader, node, indicator, indicator->numerator != NULL, row);
    if (indicator->numerator == NULL)
        indicator->numerator = g_ptr_array_new_with_free_func(g_free);
    load_only(loader, node, indicator);
    load_target(loader, node, indicator, row);
    for (const xmlNode *child = node_child(node, "by"); child != NULL;
         child = node_next(child, "by"))
        g_ptr_array_add(indicator->breakdowns, load_breakdown(loader, child, indicator, row));
    add_distribution(indicator);
    return indicator;
}

void
load_indicators(Loader *loader, const xmlNode *sheet_node, Sheet *sheet)
{
    g_autoptr(GPtrArray) complements = g_ptr_array_new();
    for (const xmlNode *node = node_child(sheet_node, "indicator"); node != NULL;
         node = node_next(node, "indicator")) {
        Indicator *indicator = load_indicator(loader, node, sheet);
        g_ptr_array_add(indicator->retained ? sheet->indicators : complements, indicator);
    }
    for (guint i = 0; i < complements->len; i++)
        g_ptr_array_add(sheet->indicators, g_ptr_array_index(complements, i));
}

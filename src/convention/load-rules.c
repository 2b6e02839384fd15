/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules and cross-checks.
 */
#include "convention/loader.h"

#include "convention/specimen.h"
#include <string.h>

static Severity
load_severity(const xmlNode *node)
{
    Severity severity = SEVERITY_ERROR;
    g_autofree char *code = node_attribute(node, "severity");
    severity_from_code(code, &severity);
    return severity;
}

void
loader_check_member(Loader *loader, const xmlNode *node, const Sheet *sheet, const char *id)
{
    const char *dash = strrchr(id, '-');
    loader_once(loader, node, loader->members, "une règle ou un indicateur", id);
    if (strlen(sheet->id) != (gsize)(dash - id) || !g_str_has_prefix(id, sheet->id))
        loader_mistake(loader, node,
                       "« {} » est dans la fiche {} : son identifiant doit commencer par « {}- ».",
                       id, sheet->id, sheet->id, NULL);
}

/* The braces of a message, closed and not within each other; what stands in each is given to TRY.
 */
static gboolean
each_brace(Loader *loader, const xmlNode *node, const char *message,
           gboolean (*try)(const char *inside, gpointer data), gpointer data)
{
    const char *at = message;
    while ((at = strpbrk(at, "{}")) != NULL) {
        const char *next = *at == '{' ? strpbrk(at + 1, "{}") : NULL;
        if (next == NULL || *next != '}' || next == at + 1) {
            loader_mistake(loader, node,
                           "Les accolades du message ne vont pas par paires : écrivez {…} avec une "
                           "expression entre les deux.",
                           NULL);
            return FALSE;
        }
        g_autofree char *inside = g_strndup(at + 1, (gsize)(next - at - 1));
        if (!try(inside, data))
            return FALSE;
        at = next + 1;
    }
    return TRUE;
}

/* ---- rules ---- */
typedef struct {
    Loader *loader;
    const xmlNode *node;
    Specimen *specimen;
} Trial;

static gboolean
try_placeholder(const char *inside, gpointer data)
{
    Trial *trial = data;
    return specimen_try(trial->specimen, trial->loader, trial->node, "ce message", inside, FALSE);
}

static void
check_xpaths(Loader *loader, const xmlNode *node, const Rule *rule, Specimen *specimen)
{
    if (!specimen_set_context(specimen, loader, node, rule->each))
        return;
    specimen_try(specimen, loader, node, "« test »", rule->test, FALSE);
    for (char **operand = rule->operands; *operand != NULL; operand++)
        specimen_try(specimen, loader, node, "« operands »", *operand, TRUE);
    Trial trial = {loader, node, specimen};
    each_brace(loader, node, rule->message, try_placeholder, &trial);
}

static void
load_place(Loader *loader, const xmlNode *node, const Sheet *sheet, Rule *rule)
{
    g_autofree char *place = node_attribute(node, "place");
    Operand operand = {NULL, NULL};
    const char *dot = strchr(place, '.');
    /* A finding may be put on a whole grid. */
    const Field *grid = dot == NULL ? sheet_field(sheet, place) : NULL;
    if (grid != NULL)
        operand.field = grid;
    else if (!load_operand(loader, node, sheet, place, &operand))
        return;
    if (operand.field->sheet != sheet)
        loader_mistake(loader, node,
                       "La remarque serait placée dans une autre fiche, « {} » : l'attribut "
                       "« place » nomme une question de cette fiche.",
                       place, NULL);
    rule->field = operand.field;
    rule->column = operand.column;
}

static Rule *
load_rule(Loader *loader, const xmlNode *node, const Sheet *sheet, Specimen *specimen)
{
    Rule *rule = g_new0(Rule, 1);
    rule->line = node_line(node);
    rule->id = node_attribute(node, "id");
    rule->severity = load_severity(node);
    rule->each = node_attribute(node, "each");
    rule->test = node_attribute(node, "test");
    rule->operands = node_words(node, "operands");
    g_autofree char *message = node_text(node);
    rule->message = french_around_braces(message);
    loader_check_member(loader, node, sheet, rule->id);
    load_place(loader, node, sheet, rule);
    check_xpaths(loader, node, rule, specimen);
    return rule;
}

/* ---- cross-checks ---- */
static gboolean
try_value(const char *inside, gpointer data)
{
    Trial *trial = data;
    if (strcmp(inside, "value") == 0 || strcmp(inside, "other") == 0)
        return TRUE;
    g_autofree char *braced = g_strdup_printf("{%s}", inside);
    loader_mistake(trial->loader, trial->node,
                   "Le message contient « {} » : seuls {value} et {other} y sont connus.", braced,
                   NULL);
    return FALSE;
}

/* Number beside number, row beside row, in periods of the same length. */
static void
check_comparable(Loader *loader, const xmlNode *node, const CrossCheck *check)
{
    const Operand *left = &check->field, *right = &check->at_most;
    if (!value_type_is_number(operand_type(left)) || !value_type_is_number(operand_type(right)))
        loader_mistake(loader, node,
                       "Le rapprochement « {} » compare ce qui n'est pas un nombre : nommez deux "
                       "nombres.",
                       check->id, NULL);
    if (!check->sum && ((left->column == NULL) != (right->column == NULL) ||
                        (left->field->list != NULL && right->field->list != NULL &&
                         left->column != NULL && left->field->list != right->field->list)))
        loader_mistake(loader, node,
                       "Le rapprochement « {} » doit comparer deux réponses simples, ou deux "
                       "colonnes de tableaux de la même liste, ou bien des sommes (sum=\"true\").",
                       check->id, NULL);
    if (check->sum && left->column == NULL && right->column == NULL &&
        left->field->sheet->per == right->field->sheet->per)
        loader_mistake(loader, node,
                       "Le rapprochement « {} » compare deux réponses simples, qui ne "
                       "s'additionnent pas : supprimez l'attribut « sum ».",
                       check->id, NULL);
    const Periodicity here = left->field->sheet->per, there = right->field->sheet->per;
    if ((here != there && !check->sum) || here == PER_EVENT || there == PER_EVENT ||
        left->field->sheet == right->field->sheet)
        loader_mistake(
            loader, node,
            "Le rapprochement « {} » doit comparer deux fiches différentes de même "
            "période (par an, ou par semestre), ou bien des sommes (sum=\"true\") d'un an "
            "et de ses semestres.",
            check->id, NULL);
}

static CrossCheck *
load_cross_check(Loader *loader, const xmlNode *node, const Sheet *sheet)
{
    CrossCheck *check = g_new0(CrossCheck, 1);
    g_autofree char *field = node_attribute(node, "field");
    g_autofree char *at_most = node_attribute(node, "at-most");
    g_autofree char *message = node_text(node);
    check->line = node_line(node);
    check->id = node_attribute(node, "id");
    check->severity = load_severity(node);
    check->sum = node_flag(node, "sum", FALSE);
    check->message = french_around_braces(message);
    loader_check_member(loader, node, sheet, check->id);
    gboolean known = load_operand(loader, node, sheet, field, &check->field);
    known = load_operand(loader, node, sheet, at_most, &check->at_most) && known;
    if (known && check->field.field->sheet != sheet)
        loader_mistake(loader, node,
                       "Le rapprochement « {} » porte sur « {} », d'une autre fiche : l'attribut "
                       "« field » nomme une question de cette fiche.",
                       check->id, field, NULL);
    else if (known)
        check_comparable(loader, node, check);
    Trial trial = {loader, node, NULL};
    each_brace(loader, node, check->message, try_value, &trial);
    return check;
}

void
load_rules(Loader *loader, const xmlNode *sheet_node, Sheet *sheet)
{
    g_autoptr(Specimen) specimen = specimen_new(loader->convention, sheet);
    for (const xmlNode *node = node_child(sheet_node, NULL); node != NULL;
         node = node_next(node, NULL)) {
        if (node_is(node, "rule"))
            g_ptr_array_add(sheet->rules, load_rule(loader, node, sheet, specimen));
        if (node_is(node, "cross-check"))
            g_ptr_array_add(sheet->cross_checks, load_cross_check(loader, node, sheet));
    }
}

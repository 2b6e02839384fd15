/* SPDX-License-Identifier: Apache-2.0
 *
 * rules.c - the rules of the definition: XPath over the canonical XML.
 *
 * A rule with an operand not provided is skipped; in a grid answered "néant" nothing is missing:
 * its rows are zeros, and a sum over none is 0.
 */
#include "base/i18n.h"
#include "base/text.h"
#include "check/work.h"
#include <libxml/xpathInternals.h>
#include <math.h>

/* Steps of evaluation that one expression may take: a hundred times what a rule over a full grid
 * needs. */
#define STEPS_MAX 1000000

/* ---- compiling ---- */
static void
expression_free(gpointer data)
{
    Expression *expression = data;

    if (expression == NULL)
        return;
    xmlXPathFreeCompExpr(expression->compiled);
    g_ptr_array_unref(expression->grids);
    g_free(expression);
}

static void
piece_free(gpointer data)
{
    Piece *piece = data;

    g_free(piece->text);
    expression_free(piece->expression);
    g_free(piece);
}

static void
ignore_problem(void *data, xmlErrorPtr problem)
{
    (void)data;
    (void)problem;
}

/* The grids named in XPATH. */
static void
find_grids(const Sheet *sheet, const char *xpath, GPtrArray *grids)
{
    g_autoptr(GPtrArray) fields = sheet_fields_named(sheet, xpath);

    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);

        if (field->columns != NULL)
            g_ptr_array_add(grids, (gpointer)field);
    }
}

static Expression *
expression_new(const Rule *rule, const Sheet *sheet, const char *xpath, GError **error)
{
    xmlXPathContext *context = xmlXPathNewContext(NULL);
    xmlXPathCompExpr *compiled = NULL;
    Expression *expression = NULL;

    context->error = ignore_problem;
    compiled = xmlXPathCtxtCompile(context, BAD_CAST xpath);
    xmlXPathFreeContext(context);
    if (compiled == NULL) {
        g_set_error(error, CHECKER_ERROR, 0, _("rule %s: the XPath “%s” does not compile"),
                    rule->id, xpath);
        return NULL;
    }
    expression = g_new0(Expression, 1);
    expression->compiled = compiled;
    expression->grids = g_ptr_array_new();
    find_grids(sheet, xpath, expression->grids);
    return expression;
}

static void
add_text(GPtrArray *pieces, const char *text, gssize length)
{
    Piece *piece = g_new0(Piece, 1);

    piece->text = length < 0 ? g_strdup(text) : g_strndup(text, (gsize)length);
    g_ptr_array_add(pieces, piece);
}

static gboolean
compile_message(ReadyRule *ready, const Sheet *sheet, GError **error)
{
    const char *rest = ready->rule->message;

    for (const char *open; (open = strchr(rest, '{')) != NULL;) {
        const char *close = strchr(open, '}');
        g_autofree char *xpath =
            close != NULL ? g_strndup(open + 1, (gsize)(close - open - 1)) : NULL;
        Piece *piece = NULL;

        if (xpath == NULL)
            break;
        add_text(ready->pieces, rest, open - rest);
        piece = g_new0(Piece, 1);
        g_ptr_array_add(ready->pieces, piece);
        piece->expression = expression_new(ready->rule, sheet, xpath, error);
        if (piece->expression == NULL)
            return FALSE;
        rest = close + 1;
    }
    add_text(ready->pieces, rest, -1);
    return TRUE;
}

static gboolean
compile_operands(ReadyRule *ready, const Sheet *sheet, GError **error)
{
    for (char **xpath = ready->rule->operands; xpath != NULL && *xpath != NULL; xpath++) {
        Expression *operand = expression_new(ready->rule, sheet, *xpath, error);

        if (operand == NULL)
            return FALSE;
        g_ptr_array_add(ready->operands, operand);
    }
    return TRUE;
}

ReadyRule *
ready_rule_new(const Sheet *sheet, const Rule *rule, GError **error)
{
    ReadyRule *ready = g_new0(ReadyRule, 1);

    ready->rule = rule;
    ready->operands = g_ptr_array_new_with_free_func(expression_free);
    ready->pieces = g_ptr_array_new_with_free_func(piece_free);
    ready->test = expression_new(rule, sheet, rule->test, error);
    if (ready->test != NULL && rule->each != NULL)
        ready->each = expression_new(rule, sheet, rule->each, error);
    if (ready->test == NULL || (rule->each != NULL && ready->each == NULL) ||
        !compile_operands(ready, sheet, error) || !compile_message(ready, sheet, error)) {
        ready_rule_free(ready);
        return NULL;
    }
    return ready;
}

void
ready_rule_free(ReadyRule *ready)
{
    if (ready == NULL)
        return;
    expression_free(ready->each);
    expression_free(ready->test);
    g_ptr_array_unref(ready->operands);
    g_ptr_array_unref(ready->pieces);
    g_free(ready);
}

/* ---- evaluating ---- */
typedef struct {
    Work *work;
    const ReadyRule *ready;
    xmlXPathContext *context;
    gboolean failed; /* an expression could not be evaluated */
} Evaluation;

static xmlXPathObject *
evaluate(Evaluation *evaluation, const Expression *expression, xmlNode *node)
{
    xmlXPathObject *result = NULL;

    evaluation->context->node = node;
    evaluation->context->opLimit = STEPS_MAX;
    evaluation->context->opCount = 0;
    result = xmlXPathCompiledEval(expression->compiled, evaluation->context);
    if (result == NULL)
        evaluation->failed = TRUE;
    return result;
}

static gboolean
names_nil_grid(const Work *work, const Expression *expression)
{
    for (guint i = 0; i < expression->grids->len; i++) {
        const Cell *cell = work_find(work, g_ptr_array_index(expression->grids, i), NULL, NULL);

        if (cell != NULL && cell->motif == MOTIF_NEANT && !cell->refused)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_not_provided(const xmlNode *node)
{
    xmlChar *motif =
        node->type == XML_ELEMENT_NODE ? xmlGetNoNsProp((xmlNode *)node, BAD_CAST "motif") : NULL;
    const gboolean none = motif != NULL && strcmp((const char *)motif, "NC") == 0;

    xmlFree(motif);
    return none;
}

/* NODE or something under it is NC: canonical XML is three levels deep. */
static gboolean
holds_not_provided(const xmlNode *node)
{
    if (is_not_provided(node))
        return TRUE;
    for (const xmlNode *row = node->children; row != NULL; row = row->next) {
        if (is_not_provided(row))
            return TRUE;
        if (row->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlNode *answer = row->children; answer != NULL; answer = answer->next)
            if (is_not_provided(answer))
                return TRUE;
    }
    return FALSE;
}

static gboolean
nodes_provided(const xmlNodeSet *nodes)
{
    for (int i = 0; i < nodes->nodeNr; i++) {
        const xmlNode *node = nodes->nodeTab[i];

        if (node->type == XML_ELEMENT_NODE && holds_not_provided(node))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_provided(Evaluation *evaluation, const Expression *operand, xmlNode *node)
{
    xmlXPathObject *result = evaluate(evaluation, operand, node);
    gboolean provided = TRUE;

    if (result == NULL)
        return FALSE;
    if (result->type == XPATH_NUMBER)
        provided = !isnan(result->floatval);
    else if (result->type == XPATH_NODESET && xmlXPathNodeSetIsEmpty(result->nodesetval))
        provided = names_nil_grid(evaluation->work, operand);
    else if (result->type == XPATH_NODESET)
        provided = nodes_provided(result->nodesetval);
    xmlXPathFreeObject(result);
    return provided;
}

static gboolean
operands_provided(Evaluation *evaluation, xmlNode *node)
{
    const GPtrArray *operands = evaluation->ready->operands;

    for (guint i = 0; i < operands->len; i++)
        if (!is_provided(evaluation, g_ptr_array_index(operands, i), node))
            return FALSE;
    return TRUE;
}

/* ---- saying ---- */
/* As people read it: "1 234,5", "12 mars 2014"; the type is that of the node's cell. */
static char *
text_for_people(const xmlXPathObject *result, const char *text)
{
    const Cell *cell = NULL;
    gint64 number = 0;

    if (result->type == XPATH_NODESET && !xmlXPathNodeSetIsEmpty(result->nodesetval) &&
        result->nodesetval->nodeTab[0]->type == XML_ELEMENT_NODE)
        cell = result->nodesetval->nodeTab[0]->_private;
    if ((result->type == XPATH_NUMBER || (cell != NULL && value_type_is_number(cell_type(cell)))) &&
        number_parse(text, &number))
        return number_label(number);
    if (cell != NULL && cell_type(cell) == TYPE_DATE && date_parse(text) != 0)
        return date_label(date_parse(text));
    return text_shorten(text, 200);
}

static void
append_expression(Evaluation *evaluation, const Expression *expression, xmlNode *node,
                  GString *message)
{
    xmlXPathObject *result = evaluate(evaluation, expression, node);
    xmlChar *text = result != NULL ? xmlXPathCastToString(result) : NULL;
    g_autofree char *label = NULL;

    if (text != NULL)
        label = text_for_people(result, (const char *)text);
    g_string_append(message, label != NULL ? label : "");
    xmlFree(text);
    xmlXPathFreeObject(result);
}

static char *
fill_message(Evaluation *evaluation, xmlNode *node)
{
    const GPtrArray *pieces = evaluation->ready->pieces;
    GString *message = g_string_new(NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);

        if (piece->expression != NULL)
            append_expression(evaluation, piece->expression, node, message);
        else
            g_string_append(message, piece->text);
    }
    return g_string_free(message, FALSE);
}

/* The cell that a finding points to: in the row of the context node when that row is the grid's. */
static void
say_broken(Evaluation *evaluation, xmlNode *node)
{
    const Rule *rule = evaluation->ready->rule;
    const Cell *context = node->_private;
    const Item *item =
        context != NULL && context->slot->field == rule->field ? context->slot->item : NULL;
    const Cell *cell =
        work_find(evaluation->work, rule->field, item,
                  item != NULL || rule->field->columns == NULL ? rule->column : NULL);
    g_autofree char *message = fill_message(evaluation, node);
    g_autofree char *code = item != NULL
                                ? g_strdup_printf("%s.%s", rule->field->printed, item->code)
                                : g_strdup(rule->field->printed);

    work_say(evaluation->work, cell,
             finding_new_rule(rule->id, rule->severity, code,
                              rule->column != NULL ? rule->column->name : NULL,
                              cell != NULL ? cell->typed : NULL, message));
}

static void
judge_node(Evaluation *evaluation, xmlNode *node)
{
    xmlXPathObject *result = NULL;

    if (!operands_provided(evaluation, node))
        return;
    result = evaluate(evaluation, evaluation->ready->test, node);
    if (result != NULL && !xmlXPathCastToBoolean(result))
        say_broken(evaluation, node);
    xmlXPathFreeObject(result);
}

static void
judge_each(Evaluation *evaluation, xmlNode *root)
{
    xmlXPathObject *nodes = NULL;

    if (evaluation->ready->each == NULL) {
        judge_node(evaluation, root);
        return;
    }
    nodes = evaluate(evaluation, evaluation->ready->each, root);
    if (nodes != NULL && nodes->type == XPATH_NODESET && nodes->nodesetval != NULL)
        for (int i = 0; i < nodes->nodesetval->nodeNr; i++)
            judge_node(evaluation, nodes->nodesetval->nodeTab[i]);
    xmlXPathFreeObject(nodes);
}

xmlXPathContext *
rules_context(const Convention *convention)
{
    xmlXPathContext *context = xmlXPathNewContext(NULL);

    xmlXPathRegisterNs(context, BAD_CAST "f", BAD_CAST convention->namespace_uri);
    context->error = ignore_problem;
    return context;
}

void
rules_judge(Work *work, xmlDoc *doc)
{
    const GPtrArray *rules = work->ready->rules;
    Evaluation evaluation = {.work = work, .context = work->ready->context};

    evaluation.context->doc = doc;
    evaluation.context->contextSize = evaluation.context->proximityPosition = -1;
    for (guint i = 0; i < rules->len; i++) {
        evaluation.ready = g_ptr_array_index(rules, i);
        evaluation.failed = FALSE;
        judge_each(&evaluation, xmlDocGetRootElement(doc));
        if (evaluation.failed)
            work_say(work, NULL,
                     finding_new(FINDING_RULE_NOT_CHECKED, NULL, NULL, NULL, "rule",
                                 evaluation.ready->rule->id, NULL));
    }
    evaluation.context->doc = NULL;
    evaluation.context->node = NULL;
}

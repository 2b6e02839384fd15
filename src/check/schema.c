/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.c - the XSD of a sheet as judge.  What libxml2 says is never shown: only where and what.
 */
#include "base/i18n.h"
#include "check/work.h"
#include <libxml/xmlerror.h>

/* ---- compiling ---- */
static void
keep_first_error(void *data, xmlErrorPtr problem)
{
    char **message = data;

    if (*message == NULL && problem->level >= XML_ERR_ERROR)
        *message = g_strdup(problem->message);
}

xmlSchema *
schema_compile(const char *xsd, const char *id, GError **error)
{
    g_autofree char *message = NULL;
    xmlSchemaParserCtxt *context = xmlSchemaNewMemParserCtxt(xsd, (int)strlen(xsd));
    xmlSchema *schema = NULL;

    xmlSchemaSetParserStructuredErrors(context, keep_first_error, &message);
    schema = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    if (schema == NULL)
        g_set_error(error, CHECKER_ERROR, 0, _("the schema of sheet %s does not compile: %s"), id,
                    message != NULL ? g_strchomp(message) : "");
    return schema;
}

/* ---- validating ---- */
typedef struct {
    Work *work;
    const xmlNode *node; /* of the first problem */
    gboolean failed;
} Judgement;

static void
validate(const Work *work, xmlDoc *doc, xmlStructuredErrorFunc judge, gpointer data)
{
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(work->ready->schema);

    xmlSchemaSetValidStructuredErrors(context, judge, data);
    xmlSchemaValidateDoc(context, doc);
    xmlSchemaFreeValidCtxt(context);
}

/* An attribute's problem is its element's. */
static const xmlNode *
element_of(const xmlError *problem)
{
    const xmlNode *node = problem->node;

    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->parent;
    return node;
}

static void
judge_value(void *data, xmlErrorPtr problem)
{
    Judgement *judgement = data;
    const xmlNode *node = element_of(problem);
    Cell *cell = node != NULL ? node->_private : NULL;
    const gboolean given = cell != NULL && cell->typed != NULL && *cell->typed != '\0';

    /* What misses or is too much was said already, when the document was read; identifiers are
     * identify.c's, who knows them all. */
    if (!given || cell->refused || cell_is_grid(cell) ||
        cell->slot->field->role == ROLE_IDENTIFIER || problem->code == XML_SCHEMAV_ELEMENT_CONTENT)
        return;
    value_refuse_exact(judgement->work, cell);
}

void
schema_judge_values(Work *work, xmlDoc *doc)
{
    Judgement judgement = {.work = work};

    validate(work, doc, judge_value, &judgement);
}

static void
judge_any(void *data, xmlErrorPtr problem)
{
    Judgement *judgement = data;

    if (!judgement->failed)
        judgement->node = element_of(problem);
    judgement->failed = TRUE;
}

static void
say_inconsistent(Work *work, const Cell *cell)
{
    work_say(work, cell,
             finding_new(FINDING_FORM_INCONSISTENT, cell != NULL ? cell_code(cell) : NULL,
                         cell != NULL ? cell_column(cell) : NULL, cell != NULL ? cell->typed : NULL,
                         NULL));
}

void
schema_judge(Work *work, xmlDoc *doc)
{
    Judgement judgement = {.work = work};
    const xmlNode *node = NULL;
    const Field *field = NULL;
    Finding *finding = NULL;

    if (findings_have_error(work->out->findings))
        return;
    validate(work, doc, judge_any, &judgement);
    node = judgement.node;
    if (!judgement.failed)
        return;
    if (!work->strict) {
        say_inconsistent(work, node != NULL ? node->_private : NULL);
        return;
    }
    field = node != NULL ? sheet_field(work->ready->sheet, (const char *)node->name) : NULL;
    finding = finding_new(FINDING_XML_SCHEMA, field != NULL ? field->printed : NULL, NULL, NULL,
                          "element", node != NULL ? (const char *)node->name : "", NULL);
    if (node != NULL)
        finding_set_place(finding, node);
    work_say(work, NULL, finding);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * loader.h - the parts of convention_load, in the order in which they run.  Inside this room only.
 *
 * The document already obeys its schema: what is required is there.  A part with a mistake is still
 * added, so that the mistakes of what refers to it can be told apart from it.
 */
#pragma once

#include "convention/document.h"

typedef struct {
    const char *file;
    GPtrArray *mistakes;
    Convention *convention;
    GPtrArray *identification; /* Field without sheet: copied into each */
    GHashTable *members;       /* ids of rules, cross-checks and indicators, seen so far */
} Loader;

/* mistakes_add at the line of NODE. */
void loader_mistake(Loader *loader, const xmlNode *node, const char *sentence,
                    ...) G_GNUC_NULL_TERMINATED;
/* TRUE when ID is new in SEEN; else a mistake.  WHAT: "la fiche", "le code"… */
gboolean loader_once(Loader *loader, const xmlNode *node, GHashTable *seen, const char *what,
                     const char *id);
/* Every one of KINDS is known; else mistakes. */
void loader_check_kinds(Loader *loader, const xmlNode *node, char **kinds);
/* START does not come after END (either may be NULL); else a mistake. */
void loader_check_dates(Loader *loader, const xmlNode *node, const char *start, const char *end);

/* load-people.c: title, term, committee, notices, parties, signatories, articles. */
void load_people(Loader *loader, const xmlNode *root);
/* load-lists.c: kinds and code lists. */
void load_kinds(Loader *loader, const xmlNode *node);
void load_lists(Loader *loader, const xmlNode *node);
/* load-fields.c: one field or grid; the identification block. */
Field *load_field(Loader *loader, const xmlNode *node, const Sheet *sheet);
void load_identification(Loader *loader, const xmlNode *node);
Field *field_copy_for(const Field *field, const Sheet *sheet);
/* load-sheets.c: sheets with their fields. */
void load_sheets(Loader *loader, const xmlNode *node);
/* ---- figured.c ---- */
void load_figured(Convention *convention); /* once all sheets have their fields */
void load_labels(Sheet *sheet);            /* labels.c: then too */
/* load-rules.c: rules and cross-checks, when all sheets have their fields. */
void load_rules(Loader *loader, const xmlNode *sheet_node, Sheet *sheet);
/* load-plausible.c, then too: what is doubted. */
void load_plausible(Loader *loader, const xmlNode *sheet_node, Sheet *sheet);
/* The ID of a rule, cross-check or indicator is new, and starts with the number of SHEET. */
void loader_check_member(Loader *loader, const xmlNode *node, const Sheet *sheet, const char *id);
/* load-indicators.c, then too. */
void load_indicators(Loader *loader, const xmlNode *sheet_node, Sheet *sheet);

/* operand.c: "3.2:stages.effectif", a field or a column of SHEET unless it names another; FALSE and
 * a mistake when there is none such. */
gboolean load_operand(Loader *loader, const xmlNode *node, const Sheet *sheet, const char *text,
                      Operand *operand);
ValueType operand_type(const Operand *operand);

/* free.c */
void field_free(Field *field);
void item_free(Item *item);
void list_free(CodeList *list);
void kind_free(Kind *kind);
void column_free(Column *column);
void rule_free(Rule *rule);
void cross_check_free(CrossCheck *check);
void plausible_free(Plausible *plausible);
void breakdown_free(Breakdown *breakdown);
void indicator_free(Indicator *indicator);
void printed_free(Printed *printed);
void sheet_free(Sheet *sheet);
void party_free(Party *party);
void signatory_free(Signatory *signatory);
void group_free(CommitteeGroup *group);
void article_free(Article *article);

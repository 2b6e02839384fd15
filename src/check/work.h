/* SPDX-License-Identifier: Apache-2.0
 *
 * work.h - inside of the room: a sheet made ready, and one check in progress.
 *
 * People's forms and XML submissions differ only in how their answers become cells (gather.c,
 * strict.c) and how a cell's text is read (judge.c); all that follows is common.
 */
#pragma once

#include "check/check.h"
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>

/* A place that has a printed code: a field, or a row of a grid. */
typedef struct {
    const Field *field;
    const Item *item; /* of a row, else NULL */
    char *code;       /* "FA32-10.GI" */
} Slot;

/* An XPath compiled, with the grids that its text names. */
typedef struct {
    xmlXPathCompExpr *compiled;
    GPtrArray *grids; /* const Field * */
} Expression;

/* A part of a rule's message: text, or an expression whose text is put in. */
typedef struct {
    char *text;
    Expression *expression;
} Piece;

typedef struct {
    const Rule *rule;
    Expression *each, *test; /* each: NULL when the context is the root element */
    GPtrArray *operands;     /* Expression */
    GPtrArray *pieces;       /* Piece */
} ReadyRule;

typedef struct {
    const Sheet *sheet;
    xmlSchema *schema;
    GPtrArray *slots;         /* Slot, in the order of the sheet */
    GHashTable *index;        /* lower-case code or name → index of slot + 1 */
    GPtrArray *rules;         /* ReadyRule */
    xmlXPathContext *context; /* in which they are judged; between two forms without document */
} ReadySheet;

typedef struct {
    const CodeList *list;
    const char *const *const *names;
} Candidates;

struct Checker {
    const Definition *definition;
    const Convention *convention;
    GPtrArray *sheets;       /* ReadySheet */
    GPtrArray *candidates;   /* Candidates */
    GHashTable *identifiers; /* folded identifier → const Participant * */
    Checker *before;         /* of what the definition amends; NULL: nothing (owned) */
};

/* One answer, from its text to its canonical value. */
typedef struct {
    const Slot *slot;
    const Column *column; /* NULL: a single answer, a grid as a whole, or a row not provided */
    char *typed, *canonical;
    Motif motif;
    gboolean refused;    /* has its finding: no more is said about it */
    gboolean ignored;    /* of another kind of organisation */
    const xmlNode *node; /* the sender's element, or that in which it misses; NULL: none */
} Cell;

typedef struct {
    const Checker *checker;
    const Convention *convention;
    const ReadySheet *ready;
    const Form *form;
    CheckedForm *out;
    gboolean strict; /* an XML submission */
    const Participant *participant;
    GPtrArray *kinds; /* const char *: what the organisation may be; one when it is known */
    gboolean
        concerned;  /* FALSE: its kind does not fill the sheet, so what is missing is not said */
    gboolean dated; /* period is set */
    Period period;
    GPtrArray *cells; /* Cell, in the order of the sheet */
    guint said;       /* findings so far, those of the form's reader not counted */
} Work;

/* ready.c */
ReadySheet *ready_sheet_new(const Convention *convention, const Sheet *sheet, GError **error);
void ready_sheet_free(ReadySheet *ready);
/* The slot of a printed code or name, any case: *COLUMN is set by "stages.GI.effectif".  NULL:
 * none. */
const Slot *ready_sheet_slot(const ReadySheet *ready, const char *key, const Column **column);
guint ready_sheet_index(const ReadySheet *ready, const Slot *slot);
const char *const *const *checker_candidates(const Checker *checker, const CodeList *list);

/* work.c */
Cell *work_cell(Work *work, const Slot *slot, const Column *column, const char *typed);
const Cell *work_find(const Work *work, const Field *field, const Item *item, const Column *column);
Cell *work_cell_of_role(const Work *work, FieldRole role);
/* FINDING stands at NODE of the sender's document. */
void finding_set_place(Finding *finding, const xmlNode *node);
/* FINDING is owned from here on; it takes the cell's place.  Past FINDINGS_MAX all further ones are
 * dropped for one that says so. */
#define FINDINGS_MAX 300
void work_say(Work *work, const Cell *cell, Finding *finding);
/* The same, and the cell has no value: an error for a required answer, else a warning. */
void work_refuse(Work *work, Cell *cell, Finding *finding);
/* Findings in the order of the sheet; values made from the cells. */
void work_finish(Work *work);

const char *cell_code(const Cell *cell);
const char *cell_column(const Cell *cell); /* name or NULL */
gboolean cell_is_grid(const Cell *cell);   /* the whole of a grid */
ValueType cell_type(const Cell *cell);
/* Some of what the organisation may be fills the field. */
gboolean field_concerns_any(const Work *work, const Field *field);
/* An answer must stand here. */
gboolean cell_required(const Work *work, const Cell *cell);
/* "GI, SPVL": codes of LIST (transfer full). */
char *codes_label(const CodeList *list);

/* gather.c: people's answers → cells */
void gather_answers(Work *work);

/* strict.c: the sender's XML → cells, with what is wrong in its structure and its values */
void strict_read(Work *work);

/* schema.c */
xmlSchema *schema_compile(const char *xsd, const char *id, GError **error);
/* The sender's own texts, in order, against the schema: each that it refuses gets its finding. */
void schema_judge_values(Work *work, xmlDoc *doc);
/* The safety net: one finding for what nothing else has said. */
void schema_judge(Work *work, xmlDoc *doc);

/* identify.c */
void identify(Work *work);
void identify_event(Work *work);

/* judge.c */
void judge_cells(Work *work);

/* value.c: one text → canonical, as people write or as XML does */
void value_read(Work *work, Cell *cell);
/* XML: CELL's text is not admitted; says so, with what it was perhaps meant to be. */
void value_refuse_exact(Work *work, Cell *cell);
/* What is wrong with ITEM, out of its time or not for this kind (transfer full); NULL: nothing. */
Finding *value_check_item(const Work *work, const Cell *cell, const CodeList *list,
                          const Item *item);
/* "un nombre entier sans signe, par exemple 1234" (transfer full). */
char *value_expected(const Work *work, const Cell *cell);

/* canonical.c */
/* Nodes point to their cells by _private.  RAW: the sender's own texts, still to be judged. */
xmlDoc *canonical_new(const Work *work, gboolean raw);
char *canonical_text(xmlDoc *doc);
char *canonical_hash(const Work *work);
/* Of a form whose sheet is not known: of its answers as they are. */
char *answers_hash(const Form *form);

/* rules.c */
ReadyRule *ready_rule_new(const Sheet *sheet, const Rule *rule, GError **error);
void ready_rule_free(ReadyRule *ready);
void rules_judge(Work *work, xmlDoc *doc);
xmlXPathContext *rules_context(const Convention *convention);

#define CHECKER_ERROR (g_quark_from_static_string("copil-checker"))

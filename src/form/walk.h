/* SPDX-License-Identifier: Apache-2.0
 *
 * walk.h - the state of one walk through a document's body.  Private to flow*.c.
 */
#pragma once

#include "form/controls.h"
#include "form/scope.h"
#include "form/xml.h"

/* A table being read. */
typedef struct {
    guint number, row;
    gboolean header, nested;
    GArray *below;    /* guint by column: rows from this one that a cell above covers */
    GArray *coming;   /* the same, from cells of this row, for the next one */
    FlowBlock *block; /* the open row, or NULL */
    guint column;     /* of the next cell */
} TableState;

/* A field whose text is being read. */
typedef struct {
    Scope *scope;       /* where it began; only compared */
    xmlNode *node;      /* element, or fieldmark-start */
    char *name, *label; /* borrowed from the document, label may be NULL */
    gsize start;
} Capture;

typedef struct {
    Flow *flow;
    GPtrArray *remarks;
    GHashTable *steps;     /* of walk_steps */
    GHashTable *looks;     /* of styles, see styles.h */
    GHashTable *deletions; /* ids of regions whose text stays in the body (.fodt) */
    GHashTable *ends;      /* ids of regions that end in the body, borrowed; or NULL: not known */
    GHashTable *controls;  /* id → Control */
    GPtrArray *scopes;     /* Scope; the last is open */
    GPtrArray *tables;     /* TableState; the last is open */
    GArray *captures;      /* Capture */
    guint deleting;        /* open deleted regions */
    guint n_tables, n_paragraphs, n_cells;
    gsize budget; /* bytes of text that may still come */
    gboolean too_long, annotated, deleted;
} Walk;

typedef struct {
    const char *space, *name;
    XmlEnter enter; /* NULL: enter */
    XmlLeave leave; /* or NULL */
} Step;

/* What is done at which element: a set of Steps, static (transfer container). */
GHashTable *walk_steps(void);
/* What is done at NODE, or NULL: an unknown element is passed through. */
const Step *walk_step(const Walk *walk, const xmlNode *node);

Scope *walk_scope(const Walk *walk);
/* TRUE within a table cell. */
gboolean walk_in_cell(const Walk *walk);
/* FALSE, and the walk ends, when LENGTH bytes more would be too long. */
gboolean walk_spend(Walk *walk, gsize length);
/* Text of the document into the open scope, unless it is deleted or beyond the budget. */
void walk_put(Walk *walk, const char *text, guint count);
/* Fields that began in SCOPE, whose text is gone, can't end any more. */
void walk_drop_captures(Walk *walk, const Scope *scope);
/* "tableau 2, ligne 4" of what is open (transfer full). */
char *walk_where(const Walk *walk);

/* Tables: walk-table.c. */
gboolean walk_enter_table(xmlNode *node, gpointer data);
void walk_leave_table(xmlNode *node, gpointer data);
gboolean walk_enter_header(xmlNode *node, gpointer data);
void walk_leave_header(xmlNode *node, gpointer data);
gboolean walk_enter_row(xmlNode *node, gpointer data);
void walk_leave_row(xmlNode *node, gpointer data);
gboolean walk_enter_cell(xmlNode *node, gpointer data);
void walk_leave_cell(xmlNode *node, gpointer data);
void walk_table_free(gpointer table);

/* Fields: walk-field.c. */
gboolean walk_enter_field(xmlNode *node, gpointer data);
void walk_leave_field(xmlNode *node, gpointer data);
void walk_leave_drop_down(xmlNode *node, gpointer data);
gboolean walk_enter_content_control(xmlNode *node, gpointer data);
gboolean walk_enter_placeholder(xmlNode *node, gpointer data);
gboolean walk_start_fieldmark(xmlNode *node, gpointer data);
gboolean walk_end_fieldmark(xmlNode *node, gpointer data);
gboolean walk_enter_fieldmark(xmlNode *node, gpointer data);
gboolean walk_enter_control(xmlNode *node, gpointer data);
/* TRUE for "(choisir)", "Cliquez ici pour entrer du texte", dotted lines. */
gboolean walk_is_placeholder(const char *text);

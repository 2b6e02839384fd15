/* SPDX-License-Identifier: Apache-2.0
 *
 * column.h - the answers of all forms, question by question.  Inside the room figures only.
 */
#pragma once

#include "figures/standing.h"

/* One answer of one form; several per form for a grid. */
typedef struct {
    const Standing *form;
    const CodeList *list; /* of the item; or NULL */
    const char *item;     /* as the forms keep it, or NULL */
    union {
        gint64 number;    /* scaled by NUMBER_SCALE */
        const char *text; /* the code of a choice as the forms keep it */
    };
} Row;

/* Rows borrow from it, and it from FORMS.  Once read it is for any number of threads. */
typedef struct Columns Columns;

/* What FORMS answer to what the indicators of DEFINITION and those before it ask, read once; their
 * choices too (forms_choice) (transfer full; NULL with ERROR). */
Columns *columns_read(Register *reg, const Definition *definition, Forms *forms, GError **error);
void columns_free(Columns *columns);
const Forms *columns_forms(const Columns *columns);

/* The answers to OPERAND of an indicator, by form: GArray of Row, numbers where its type is one, of
 * which a grid answered "néant" as a whole is one zero without item (transfer none). */
const GArray *columns_rows(const Columns *columns, const Operand *operand);
/* The first row behind I that is of another form. */
guint rows_end(const GArray *rows, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Columns, columns_free)

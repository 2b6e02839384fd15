/* SPDX-License-Identifier: Apache-2.0
 *
 * column.h - the answers of all forms to one question.  Inside the room figures only.
 */
#pragma once

#include "figures/standing.h"

/* One answer of one form; several per form for a grid. */
typedef struct {
    const Standing *form;
    const CodeList *list; /* of the item; or NULL */
    const char *item;     /* as the forms keep it, or NULL */
    union {
        gint64 number; /* scaled by NUMBER_SCALE */
        const char *text;
    };
} Row;

/* Columns read so far; rows borrow from it. */
typedef struct Columns Columns;

Columns *columns_new(Register *reg, const Forms *forms);
void columns_free(Columns *columns);
const Forms *columns_forms(const Columns *columns);

/* The answers to OPERAND, by form: GArray of Row.  TEXTS: what is
 * written, else numbers, of which a grid answered "néant" as a whole is one zero without item.
 * Read once (transfer none; NULL with ERROR). */
const GArray *columns_rows(Columns *columns, const Operand *operand, gboolean texts,
                           GError **error);
/* The first row behind I that is of another form. */
guint rows_end(const GArray *rows, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Columns, columns_free)

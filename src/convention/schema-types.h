/* SPDX-License-Identifier: Apache-2.0
 *
 * schema-types.h - the simple types of a sheet's XSD, each written once, when it is first asked
 * for. Inside this room only.
 */
#pragma once

#include "convention/convention.h"

typedef struct SchemaTypes SchemaTypes;

SchemaTypes *schema_types_new(const Convention *convention, const Sheet *sheet);
void schema_types_free(SchemaTypes *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SchemaTypes, schema_types_free)

/* The name of the type of a value (transfer full).  One with bounds or choices of its own is named
 * after OWN, others are shared.  FIELD: the single answer that it is of, or NULL for a column.
 * MISSING: of one that may also be empty with motif="NC". */
char *schema_types_value(SchemaTypes *types, const char *own, ValueType type, gint64 min,
                         gint64 max, const Field *field, gboolean missing);
/* The name of the type of a grid's row codes (transfer full). */
char *schema_types_items(SchemaTypes *types, const Field *grid);
/* All types asked for so far (borrowed). */
const char *schema_types_text(const SchemaTypes *types);

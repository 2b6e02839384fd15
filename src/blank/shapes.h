/* SPDX-License-Identifier: Apache-2.0
 *
 * shapes.h - which kinds of organisation an identifier's shape tells apart.  Inside this room only.
 *
 * Without the participants' list an identifier says only whether it is a UAI, a SIRET or a plain
 * code; several kinds may share one shape.
 */
#pragma once

#include "convention/convention.h"

/* TYPE_UAI, TYPE_SIRET, TYPE_TEXT (a plain code), in this order; SHAPE_COUNT of them. */
#define SHAPE_COUNT 3
ValueType shape_type(guint shape);
/* "uai", "siret", "code". */
const char *shape_name(guint shape);

/* Some kind of the sheet has identifiers of this shape. */
gboolean shape_fills(const Convention *convention, const Sheet *sheet, guint shape);

typedef enum { SHAPE_ANY, SHAPE_ALL } ShapeReach; /* some, or all, kinds of a shape */

/* Kinds of the shape that fill the sheet are asked FIELD. */
gboolean shape_asked(const Convention *convention, const Field *field, guint shape,
                     ShapeReach reach);

/* SPDX-License-Identifier: Apache-2.0 */
#include "blank/shapes.h"

static const struct {
    ValueType type;
    const char *name;
} shapes[SHAPE_COUNT] = {{TYPE_UAI, "uai"}, {TYPE_SIRET, "siret"}, {TYPE_TEXT, "code"}};

ValueType
shape_type(guint shape)
{
    return shapes[shape].type;
}

const char *
shape_name(guint shape)
{
    return shapes[shape].name;
}

static gboolean
has_shape(const Convention *convention, const char *kind, guint shape)
{
    return convention_kind(convention, kind)->identifier == shapes[shape].type;
}

gboolean
shape_fills(const Convention *convention, const Sheet *sheet, guint shape)
{
    for (char **kind = sheet->kinds; *kind != NULL; kind++)
        if (has_shape(convention, *kind, shape))
            return TRUE;
    return FALSE;
}

gboolean
shape_asked(const Convention *convention, const Field *field, guint shape, ShapeReach reach)
{
    guint asked = 0, all = 0;
    for (char **kind = field->sheet->kinds; *kind != NULL; kind++) {
        if (!has_shape(convention, *kind, shape))
            continue;
        all++;
        asked += field_filled_by(field, *kind) ? 1 : 0;
    }
    return reach == SHAPE_ALL ? all > 0 && asked == all : asked > 0;
}

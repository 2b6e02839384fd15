/* SPDX-License-Identifier: Apache-2.0
 *
 * "stages.effectif", "jurys_ccf", "3.2:stages.effectif": fields and columns by name.
 */
#include "convention/loader.h"

#include <string.h>

ValueType
operand_type(const Operand *operand)
{
    return operand->column != NULL ? operand->column->type : operand->field->type;
}

/* The sheet named before the colon, or SHEET; *NAMES is what follows. */
static const Sheet *
sheet_of(const Loader *loader, const Sheet *sheet, const char *text, const char **names)
{
    const char *colon = strchr(text, ':');
    *names = colon != NULL ? colon + 1 : text;
    if (colon == NULL)
        return sheet;
    g_autofree char *id = g_strndup(text, (gsize)(colon - text));
    return convention_sheet(loader->convention, id);
}

gboolean
load_operand(Loader *loader, const xmlNode *node, const Sheet *sheet, const char *text,
             Operand *operand)
{
    const char *names;
    const Sheet *target = sheet_of(loader, sheet, text, &names);
    if (target == NULL) {
        loader_mistake(loader, node,
                       "« {} » nomme une fiche qui n'existe pas : corrigez le numéro devant les "
                       "deux-points.",
                       text, NULL);
        return FALSE;
    }
    g_auto(GStrv) parts = g_strsplit(names, ".", 2);
    operand->field = sheet_field(target, parts[0]);
    operand->column = NULL;
    if (operand->field == NULL) {
        loader_mistake(loader, node,
                       "« {} » nomme la question « {} », que la fiche {} n'a pas : corrigez son "
                       "nom.",
                       text, parts[0], target->id, NULL);
        return FALSE;
    }
    if (parts[1] == NULL && operand->field->columns == NULL)
        return TRUE;
    operand->column = field_column(operand->field, parts[1]);
    if (operand->column != NULL)
        return TRUE;
    if (parts[1] == NULL)
        loader_mistake(loader, node,
                       "« {} » est un tableau : nommez aussi la colonne, comme « {}.{} ».", text,
                       text, ((Column *)g_ptr_array_index(operand->field->columns, 0))->name, NULL);
    else
        loader_mistake(loader, node,
                       "« {} » nomme la colonne « {} », que « {} » n'a pas : corrigez son nom.",
                       text, parts[1], parts[0], NULL);
    return FALSE;
}

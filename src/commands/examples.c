/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/examples.h"

#include "base/text.h"
#include "blank/blank.h"
#include "check/check.h"
#include "convention/place.h"
#include <stdio.h>
#include <string.h>

static void
sheet_example_free(gpointer data)
{
    SheetExample *example = data;
    g_free(example->text);
    g_free(example);
}

/* KIND is asked just what the kind of one of EXAMPLES is. */
static gboolean
asked_alike(const Sheet *sheet, const GPtrArray *examples, const Kind *kind)
{
    for (guint i = 0; i < examples->len; i++) {
        const Kind *other = ((const SheetExample *)examples->pdata[i])->kind;
        gboolean alike = TRUE;
        for (guint k = 0; k < sheet->fields->len && alike; k++) {
            const Field *field = sheet->fields->pdata[k];
            alike = field_filled_by(field, other->id) == field_filled_by(field, kind->id);
        }
        if (alike)
            return TRUE;
    }
    return FALSE;
}

GPtrArray *
examples_of(const Definition *definition, const Sheet *sheet)
{
    const Convention *convention = definition->convention;
    GPtrArray *examples = g_ptr_array_new_with_free_func(sheet_example_free);
    for (char **id = sheet->kinds; *id; id++) {
        const Kind *kind = convention_kind(convention, *id);
        char *text = asked_alike(sheet, examples, kind)
                         ? NULL
                         : blank_example(convention, sheet, definition->participants, kind);
        if (!text)
            continue;
        SheetExample *example = g_new0(SheetExample, 1);
        *example = (SheetExample){kind, text};
        g_ptr_array_add(examples, example);
    }
    return examples;
}

static gboolean
example_holds(const Checker *checker, const Sheet *sheet, const SheetExample *example)
{
    const guint8 *bytes = (const guint8 *)example->text;
    g_autoptr(Form) form = form_read(bytes, strlen(example->text), checker_convention(checker));
    g_autoptr(CheckedForm) checked = check_form(checker, form);
    for (guint i = 0; i < checked->findings->len; i++) {
        const Finding *finding = checked->findings->pdata[i];
        if (finding->severity != SEVERITY_ERROR)
            continue;
        const Field *field = place_field(sheet, finding->field);
        g_autofree char *mistake = g_strdup_printf(
            "L'exemple de la fiche %s (%s) est refusé : %s%s%s Corrigez les attributs « example ».",
            sheet->id, example->kind->label, finding->field ? finding->field : "",
            finding->field ? ", " : "", finding->message);
        g_autofree char *french = text_french(mistake);
        fprintf(stderr, "convention.xml:%u: %s\n", field ? field->line : sheet->line, french);
        return FALSE;
    }
    return TRUE;
}

gboolean
examples_hold(const Definition *definition, GError **error)
{
    const GPtrArray *sheets = definition->convention->sheets;
    g_autoptr(Checker) checker = checker_new(definition, error);
    gboolean hold = checker != NULL;
    for (guint i = 0; checker && i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        g_autoptr(GPtrArray) examples = sheet->adopted ? examples_of(definition, sheet) : NULL;
        for (guint k = 0; examples && k < examples->len; k++)
            hold = example_holds(checker, sheet, examples->pdata[k]) && hold;
    }
    return hold;
}

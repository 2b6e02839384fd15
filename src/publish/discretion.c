/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/discretion.h"

#include "convention/place.h"
#include <string.h>

static gboolean
sheet_counts_people(const Sheet *sheet)
{
    for (guint i = 0; sheet && i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (field->people)
            return TRUE;
        for (guint j = 0; field->columns && j < field->columns->len; j++) {
            if (((const Column *)field->columns->pdata[j])->people)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_of_rule(const Sheet *sheet, const char *code)
{
    for (guint i = 0; i < sheet->rules->len; i++) {
        if (strcmp(((const Rule *)sheet->rules->pdata[i])->id, code) == 0)
            return TRUE;
    }
    for (guint i = 0; i < sheet->cross_checks->len; i++) {
        if (strcmp(((const CrossCheck *)sheet->cross_checks->pdata[i])->id, code) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A rule may quote answers of other places than its own; what has no place may be of any. */
static gboolean
is_about_people(const Sheet *sheet, const Finding *finding)
{
    const Field *field = place_field(sheet, finding->field);
    const Column *column =
        field && field->columns && finding->column ? field_column(field, finding->column) : NULL;
    if (!sheet_counts_people(sheet))
        return FALSE;
    if (!field || is_of_rule(sheet, finding->code))
        return TRUE;
    if (column)
        return column->people;
    for (guint i = 0; field->columns && i < field->columns->len; i++) {
        if (((const Column *)field->columns->pdata[i])->people)
            return TRUE;
    }
    return field->people;
}

/* TRUE when FINDING of a form of SHEET (or NULL: not known) may quote a count of people: on a place
 * where people are counted, or of a rule over such places. */
static gboolean
finding_quotes_people(const Convention *convention, const Sheet *sheet, const Finding *finding)
{
    if (convention->mask_below <= 1 || !sheet || !is_about_people(sheet, finding))
        return FALSE;
    return finding->value ||
           (is_of_rule(sheet, finding->code) && strpbrk(finding->message, "0123456789"));
}

GPtrArray *
findings_discreet(const Convention *convention, const Sheet *sheet, const GPtrArray *findings)
{
    GPtrArray *discreet = findings_new();
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        if (!finding_quotes_people(convention, sheet, finding)) {
            g_ptr_array_add(discreet, finding_copy(finding));
            continue;
        }
        Finding *silent = finding_new_rule(
            finding->code, finding->severity, finding->field, finding->column, NULL,
            "Cette remarque cite un effectif\u00a0: elle n’est pas montrée ici.");
        silent->line = finding->line;
        silent->xpath = g_strdup(finding->xpath);
        g_ptr_array_add(discreet, silent);
    }
    return discreet;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * What is missing, empty or contradictory, element by element.
 *
 * What is wrong whatever the organisation (a motif beside a content) is asserted of all; the rest
 * only of those that are asked the question: the checker passes over the others' answers.
 */
#include "blank/schematron.h"

#include <string.h>

/* ---- the form as a whole ---- */
static gboolean
in_schema(const Field *field)
{
    return g_strv_length(field->filled_by) >= g_strv_length(field->sheet->kinds);
}

static void
assert_present(Schematron *schematron, const Field *field)
{
    g_autofree char *id = g_strdup_printf("xml-element-missing.%s", field->name);
    g_autofree char *kinds = convention_kinds_label(schematron->convention, field->filled_by);
    g_autofree char *message = g_strdup_printf(
        "%s : l'élément <%s> manque. Il est demandé à : %s. Ajoutez-le avec sa valeur, ou vide "
        "avec motif=\"NC\" si elle ne peut pas être donnée.",
        field->printed, field->name, kinds);
    char *test = g_strdup_printf("f:%s", field->name);
    schematron_assert(schematron, id, SEVERITY_ERROR, schematron_guard(schematron, field, test),
                      message);
}

static gboolean
asked_of_some_shape(const Schematron *schematron, const Field *field)
{
    for (guint shape = 0; shape < SHAPE_COUNT; shape++)
        if (shape_asked(schematron->convention, field, shape, SHAPE_ALL))
            return TRUE;
    return FALSE;
}

/* A shape that the XSD admits among plain codes, and that nobody who fills the sheet has. */
static void
assert_concerned(Schematron *schematron, guint shape)
{
    g_autofree char *id = g_strdup_printf("kind-not-concerned.%s", shape_name(shape));
    g_autofree char *kinds =
        convention_kinds_label(schematron->convention, schematron->sheet->kinds);
    g_autofree char *message = g_strdup_printf(
        "Un organisme identifié par un numéro %s n'a pas à remplir cette fiche, qui est demandée "
        "à : %s.",
        shape_type(shape) == TYPE_UAI ? "UAI" : "SIRET", kinds);
    schematron_assert(schematron, id, SEVERITY_ERROR,
                      g_strdup_printf("not($%s)", shape_name(shape)), message);
}

static void
write_whole(Schematron *schematron)
{
    const Sheet *sheet = schematron->sheet;
    schematron_rule(schematron, schematron->root);
    for (guint shape = 0; shape < SHAPE_COUNT; shape++)
        if (shape_type(shape) != TYPE_TEXT && !shape_fills(schematron->convention, sheet, shape))
            assert_concerned(schematron, shape);
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->required && !in_schema(field) && asked_of_some_shape(schematron, field))
            assert_present(schematron, field);
    }
    schematron_assert(schematron, "xml-attribute-unknown.type", SEVERITY_ERROR,
                      g_strdup("not(descendant-or-self::*/@xsi:type)"),
                      "L'attribut xsi:type n'est pas prévu : supprimez-le.");
    markup_end(schematron->markup);
}

/* ---- single answers ---- */
static void
assert_motif_alone(Schematron *schematron, const char *place, const char *name, const char *path)
{
    g_autofree char *id = g_strdup_printf("xml-motif-and-value.%s", path);
    g_autofree char *message = g_strdup_printf(
        "%s : l'élément <%s> porte à la fois un motif et un contenu. Supprimez l'un ou l'autre.",
        place, name);
    schematron_assert(schematron, id, SEVERITY_ERROR,
                      g_strdup("not(@motif) or $valeur = '' and not(*)"), message);
}

static void
assert_not_empty(Schematron *schematron, const Field *field, const char *name, const char *path)
{
    g_autofree char *id = g_strdup_printf("xml-element-empty.%s", path);
    g_autofree char *message = g_strdup_printf(
        "%s : l'élément <%s> est vide. Donnez sa valeur, ou ajoutez-lui motif=\"NC\" si elle ne "
        "peut pas être donnée.",
        field->printed, name);
    schematron_assert(schematron, id, SEVERITY_ERROR,
                      schematron_guard(schematron, field, g_strdup("@motif or $valeur != ''")),
                      message);
}

static void
write_single(Schematron *schematron, const Field *field)
{
    g_autofree char *context = g_strdup_printf("%s/f:%s", schematron->root, field->name);
    schematron_element(schematron, context, field, NULL);
    if (field_may_be_missing(field)) {
        assert_motif_alone(schematron, field->printed, field->name, field->name);
        assert_not_empty(schematron, field, field->name, field->name);
    }
    schematron_value(schematron, field, NULL);
    schematron_element_end(schematron);
}

/* ---- grids ---- */

/* Zeros may stand in a row out of its time: the form may print it. */
#define ROW_NOTHING "not(*[not(number() = 0)])"

static void
assert_item(Schematron *schematron, const Field *grid, const Item *item)
{
    g_autofree char *outdated = schematron_outdated(item);
    g_autofree char *barred = schematron_barred(schematron, grid, item);
    if (outdated != NULL) {
        g_autofree char *id = g_strdup_printf("item-not-in-period.%s.%s", grid->name, item->code);
        g_autofree char *message =
            g_strdup_printf("%s.%s : « %s » n'existe pas pour la période indiquée.", grid->printed,
                            item->code, item->label);
        char *test = g_strdup_printf("not(@%s = '%s' and (%s)) or " ROW_NOTHING, grid->list->id,
                                     item->code, outdated);
        schematron_assert(schematron, id, SEVERITY_ERROR, schematron_guard(schematron, grid, test),
                          message);
    }
    if (barred != NULL) {
        g_autofree char *id = g_strdup_printf("item-other-kind.%s.%s", grid->name, item->code);
        g_autofree char *message =
            g_strdup_printf("%s.%s : « %s » n'est pas proposé à votre organisme.", grid->printed,
                            item->code, item->label);
        schematron_assert(schematron, id, SEVERITY_ERROR,
                          g_strdup_printf("not(@%s = '%s' and (%s)) or " ROW_NOTHING,
                                          grid->list->id, item->code, barred),
                          message);
    }
}

static gboolean
has_limits(const Field *grid)
{
    for (guint i = 0; i < grid->list->items->len; i++) {
        const Item *item = g_ptr_array_index(grid->list->items, i);
        if (item->from != NULL || item->to != NULL || item->kinds != NULL)
            return TRUE;
    }
    return FALSE;
}

static void
write_rows(Schematron *schematron, const Field *grid)
{
    g_autofree char *context = g_strdup_printf("%s/f:%s/f:ligne", schematron->root, grid->name);
    if (!has_limits(grid))
        return;
    schematron_rule(schematron, context);
    for (guint i = 0; i < grid->list->items->len; i++)
        assert_item(schematron, grid, g_ptr_array_index(grid->list->items, i));
    markup_end(schematron->markup);
}

static void
write_column(Schematron *schematron, const Field *grid, const Column *column)
{
    g_autofree char *path = g_strdup_printf("%s.%s", grid->name, column->name);
    g_autofree char *context =
        g_strdup_printf("%s/f:%s/f:ligne/f:%s", schematron->root, grid->name, column->name);
    schematron_element(schematron, context, grid, column);
    if (column->required) {
        assert_motif_alone(schematron, grid->printed, column->name, path);
        assert_not_empty(schematron, grid, column->name, path);
    }
    schematron_value(schematron, grid, column);
    schematron_element_end(schematron);
}

static void
write_grid(Schematron *schematron, const Field *grid)
{
    g_autofree char *context = g_strdup_printf("%s/f:%s", schematron->root, grid->name);
    g_autofree char *id = g_strdup_printf("xml-grid-empty.%s", grid->name);
    g_autofree char *message = g_strdup_printf(
        "%s : l'élément <%s> n'a aucune <ligne>. Ajoutez-en au moins une, ou motif=\"NEANT\" s'il "
        "n'y a rien à y porter.",
        grid->printed, grid->name);
    schematron_element(schematron, context, grid, NULL);
    assert_motif_alone(schematron, grid->printed, grid->name, grid->name);
    if (grid->required)
        schematron_assert(schematron, id, SEVERITY_ERROR,
                          schematron_guard(schematron, grid, g_strdup("@motif or f:ligne")),
                          message);
    schematron_element_end(schematron);
    write_rows(schematron, grid);
    for (guint i = 0; i < grid->columns->len; i++)
        write_column(schematron, grid, g_ptr_array_index(grid->columns, i));
}

void
schematron_answers(Schematron *schematron)
{
    markup_start(schematron->markup, "pattern");
    markup_attribute(schematron->markup, "id", "reponses");
    write_whole(schematron);
    for (guint i = 0; i < schematron->sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(schematron->sheet->fields, i);
        if (field->columns != NULL)
            write_grid(schematron, field);
        else
            write_single(schematron, field);
    }
    markup_end(schematron->markup);
}

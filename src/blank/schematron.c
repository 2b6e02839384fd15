/* SPDX-License-Identifier: Apache-2.0
 *
 * The Schematron of a sheet: what its XSD can't say.
 *
 * Each rule of the definition is a pattern of its own: in one pattern a node meets one rule only.
 */
#include "blank/schematron.h"

#include "base/text.h"
#include "blank/blank.h"
#include <string.h>

#define SCHEMATRON_URI "http://purl.oclc.org/dsdl/schematron"
#define XSI_URI        "http://www.w3.org/2001/XMLSchema-instance"

/* ---- rules and assertions ---- */
void
schematron_rule(Schematron *schematron, const char *context)
{
    markup_start(schematron->markup, "rule");
    markup_attribute(schematron->markup, "context", context);
}

static void
schematron_let(Schematron *schematron, const char *name, const char *value)
{
    markup_start(schematron->markup, "let");
    markup_attributes(schematron->markup, "name", name, "value", value, NULL);
    markup_end(schematron->markup);
}

static gboolean
is_siret(const Schematron *schematron, const Field *field, const Column *column)
{
    if (column != NULL)
        return column->type == TYPE_SIRET;
    if (field->role != ROLE_IDENTIFIER)
        return field->columns == NULL && field->type == TYPE_SIRET;
    for (guint shape = 0; shape < SHAPE_COUNT; shape++)
        if (shape_type(shape) == TYPE_SIRET &&
            shape_fills(schematron->convention, schematron->sheet, shape))
            return TRUE;
    return FALSE;
}

void
schematron_element(Schematron *schematron, const char *context, const Field *field,
                   const Column *column)
{
    schematron->pending = context;
    schematron->pending_figures = is_siret(schematron, field, column);
}

static void
write_pending(Schematron *schematron)
{
    if (schematron->pending == NULL)
        return;
    schematron_rule(schematron, schematron->pending);
    schematron_let(schematron, "valeur", "normalize-space()");
    if (schematron->pending_figures) {
        schematron_let(schematron, "chiffres",
                       "substring(concat('00000000000000', $valeur), string-length($valeur) + 1)");
        schematron_let(schematron, "doubles", "translate($chiffres, '0123456789', '0246813579')");
    }
    schematron->pending = NULL;
}

void
schematron_element_end(Schematron *schematron)
{
    if (schematron->pending == NULL)
        markup_end(schematron->markup);
    schematron->pending = NULL;
}

void
schematron_assert(Schematron *schematron, const char *id, Severity severity, char *test,
                  const char *message)
{
    g_autofree char *owned = test;
    g_autofree char *french = text_french(message);
    write_pending(schematron);
    markup_start(schematron->markup, "assert");
    markup_attributes(schematron->markup, "id", id, "role", severity_code(severity), "test", owned,
                      NULL);
    markup_text(schematron->markup, french);
    markup_end(schematron->markup);
}

/* ---- who is concerned ---- */

/* "$uai or $code" of the shapes that are in MASK; NULL when that is all who fill the sheet. */
static char *
shapes_test(const Schematron *schematron, guint mask)
{
    GString *test = g_string_new(NULL);
    gboolean all = TRUE;
    for (guint shape = 0; shape < SHAPE_COUNT; shape++) {
        if (!shape_fills(schematron->convention, schematron->sheet, shape))
            continue;
        if ((mask & 1u << shape) == 0)
            all = FALSE;
        else
            g_string_append_printf(test, "%s$%s", test->len > 0 ? " or " : "", shape_name(shape));
    }
    if (test->len == 0)
        g_string_append(test, "false()");
    return g_string_free(test, all);
}

static char *
guarded(const Schematron *schematron, guint mask, char *test)
{
    g_autofree char *shapes = shapes_test(schematron, mask);
    if (shapes == NULL)
        return test;
    g_autofree char *inner = test;
    return g_strdup_printf("not(%s) or %s", shapes, inner);
}

char *
schematron_guard(const Schematron *schematron, const Field *field, char *test)
{
    guint mask = 0;
    for (guint shape = 0; shape < SHAPE_COUNT; shape++)
        if (shape_asked(schematron->convention, field, shape, SHAPE_ALL))
            mask |= 1u << shape;
    return guarded(schematron, mask, test);
}

/* ---- the rules of the definition ---- */

/* The fields that XPATH names, but for columns of GRID. */
static void
add_named_fields(const Sheet *sheet, const char *xpath, const Field *grid, GPtrArray *fields)
{
    g_autoptr(GPtrArray) named = sheet_fields_named(sheet, xpath);
    for (guint i = 0; i < named->len; i++) {
        const Field *field = g_ptr_array_index(named, i);
        if (grid == NULL || field_column(grid, field->name) == NULL)
            g_ptr_array_add(fields, (gpointer)field);
    }
}

/* The grid whose rows RULE goes through, or NULL. */
static const Field *
grid_of_rule(const Sheet *sheet, const Rule *rule)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    if (rule->each != NULL)
        add_named_fields(sheet, rule->each, NULL, fields);
    const Field *field = fields->len > 0 ? g_ptr_array_index(fields, 0) : NULL;
    return field != NULL && field->columns != NULL ? field : NULL;
}

/* The shapes whose organisations are asked all that RULE compares; of what only some of them are
 * asked a warning does no harm. */
static guint
shapes_of_rule(const Schematron *schematron, const Rule *rule)
{
    const Field *grid = grid_of_rule(schematron->sheet, rule);
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    const ShapeReach reach = rule->severity == SEVERITY_ERROR ? SHAPE_ALL : SHAPE_ANY;
    guint mask = (1u << SHAPE_COUNT) - 1;
    if (rule->each != NULL)
        add_named_fields(schematron->sheet, rule->each, NULL, fields);
    for (char **operand = rule->operands; *operand != NULL; operand++)
        add_named_fields(schematron->sheet, *operand, grid, fields);
    for (guint i = 0; i < fields->len; i++)
        for (guint shape = 0; shape < SHAPE_COUNT; shape++)
            if (!shape_asked(schematron->convention, g_ptr_array_index(fields, i), shape, reach))
                mask &= ~(1u << shape);
    return mask;
}

/* An operand is provided when it stands there with a value and nothing in it is "NC"; in a grid
 * answered "néant" nothing is missing. */
static void
append_provided(GString *test, const Schematron *schematron, const char *operand, const Field *grid)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    add_named_fields(schematron->sheet, operand, grid, fields);
    if (test->len > 0)
        g_string_append(test, " and ");
    g_string_append_printf(test, "((%s)[* or normalize-space() != '' or @motif = 'NEANT']",
                           operand);
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);
        if (field->columns != NULL && strchr(operand, '/') != NULL)
            g_string_append_printf(test, " or %s/f:%s/@motif = 'NEANT'", schematron->root,
                                   field->name);
    }
    g_string_append_printf(test, ") and not((%s)/descendant-or-self::*[@motif = 'NC'])", operand);
}

/* `each` may be several paths from the root element. */
static char *
context_of_rule(const Schematron *schematron, const Rule *rule)
{
    if (rule->each == NULL)
        return g_strdup(schematron->root);
    g_auto(GStrv) paths = g_strsplit(rule->each, "|", -1);
    GString *context = g_string_new(NULL);
    for (char **path = paths; *path != NULL; path++)
        g_string_append_printf(context, "%s%s/%s", context->len > 0 ? " | " : "", schematron->root,
                               g_strstrip(*path));
    return g_string_free(context, FALSE);
}

static void
write_message(Markup *markup, const char *message)
{
    g_auto(GStrv) parts = g_strsplit_set(message, "{}", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        if (i % 2 == 0) {
            markup_text(markup, parts[i]);
            continue;
        }
        markup_start(markup, "value-of");
        markup_attribute(markup, "select", parts[i]);
        markup_end(markup);
    }
}

static char *
pattern_of_rule(const Rule *rule)
{
    return g_strdup_printf("regles-%s", rule->id);
}

static void
write_rule(Schematron *schematron, const Rule *rule)
{
    Markup *markup = schematron->markup;
    const Field *grid = grid_of_rule(schematron->sheet, rule);
    g_autofree char *pattern = pattern_of_rule(rule);
    g_autofree char *context = context_of_rule(schematron, rule);
    g_autofree char *id = g_strdup_printf("regle-%s", rule->id);
    g_autoptr(GString) provided = g_string_new(NULL);
    for (char **operand = rule->operands; *operand != NULL; operand++)
        append_provided(provided, schematron, *operand, grid);
    char *condition =
        g_strdup_printf(provided->len > 0 ? "not($fournis) or (%s)" : "%s", rule->test);
    g_autofree char *test = guarded(schematron, shapes_of_rule(schematron, rule), condition);

    markup_start(markup, "pattern");
    markup_attribute(markup, "id", pattern);
    schematron_rule(schematron, context);
    if (provided->len > 0)
        schematron_let(schematron, "fournis", provided->str);
    markup_start(markup, "assert");
    markup_attributes(markup, "id", id, "role", severity_code(rule->severity), "test", test, NULL);
    write_message(markup, rule->message);
    markup_end(markup);
    markup_end(markup);
    markup_end(markup);
}

/* ---- warnings that are not of the definition's rules ---- */
static gboolean
asked_of_every_shape(const Schematron *schematron, const Field *field)
{
    for (guint shape = 0; shape < SHAPE_COUNT; shape++)
        if (shape_fills(schematron->convention, schematron->sheet, shape) &&
            !shape_asked(schematron->convention, field, shape, SHAPE_ANY))
            return FALSE;
    return TRUE;
}

static void
write_other_kinds(Schematron *schematron)
{
    for (guint i = 0; i < schematron->sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(schematron->sheet->fields, i);
        if (asked_of_every_shape(schematron, field))
            continue;
        guint others = 0;
        for (guint shape = 0; shape < SHAPE_COUNT; shape++)
            if (!shape_asked(schematron->convention, field, shape, SHAPE_ANY))
                others |= 1u << shape;
        g_autofree char *id = g_strdup_printf("answer-other-kind.%s", field->name);
        g_autofree char *message = g_strdup_printf(
            "%s : <%s> n'est pas demandé à votre organisme ; la réponse n'est pas prise en compte.",
            field->printed, field->name);
        char *test = g_strdup_printf("not(f:%s[not(@motif)]%s)", field->name,
                                     field->columns != NULL ? "" : "[normalize-space() != '']");
        schematron_assert(schematron, id, SEVERITY_WARNING, guarded(schematron, others, test),
                          message);
    }
}

static void
write_warnings(Schematron *schematron)
{
    const Field *filled_on = sheet_field_by_role(schematron->sheet, ROLE_FILLED_ON);
    g_autofree char *path = g_strdup_printf("%s/f:%s", schematron->root, filled_on->name);
    g_autofree char *missing = g_strdup_printf("%s : <%s> manque ; la fiche est lue sans elle.",
                                               filled_on->printed, filled_on->name);
    g_autofree char *early =
        g_strdup_printf("%s : la date de remplissage précède la période.", filled_on->printed);
    markup_start(schematron->markup, "pattern");
    markup_attribute(schematron->markup, "id", "avertissements");
    schematron_rule(schematron, schematron->root);
    schematron_assert(schematron, "filled-on-missing", SEVERITY_WARNING,
                      g_strdup_printf("f:%s", filled_on->name), missing);
    write_other_kinds(schematron);
    markup_end(schematron->markup);
    schematron_rule(schematron, path);
    schematron_assert(schematron, "filled-on-early", SEVERITY_WARNING,
                      g_strdup("not(translate(normalize-space(), '-', '') < $debut)"), early);
    markup_end(schematron->markup);
    markup_end(schematron->markup);
}

/* ---- the frame ---- */
static void
write_shapes(Schematron *schematron)
{
    const Field *identifier = sheet_field_by_role(schematron->sheet, ROLE_IDENTIFIER);
    g_autofree char *value =
        g_strdup_printf("normalize-space(%s/f:%s)", schematron->root, identifier->name);
    schematron_let(schematron, "identifiant", value);
    schematron_let(schematron, "uai",
                   "string-length($identifiant) = 8 and "
                   "translate(substring($identifiant, 1, 7), '0123456789', '') = '' and "
                   "translate(substring($identifiant, 8), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = ''");
    schematron_let(schematron, "siret",
                   "(string-length($identifiant) = 14 or string-length($identifiant) = 9) and "
                   "translate($identifiant, '0123456789', '') = ''");
    schematron_let(schematron, "code", "$identifiant != '' and not($uai or $siret)");
}

/* First and last day of the period, as numbers: those of the year but for a half. */
static void
write_period(Schematron *schematron)
{
    const gboolean school = schematron->convention->calendar == CALENDAR_SCHOOL;
    const Field *field = sheet_field_by_role(schematron->sheet, ROLE_PERIOD);
    g_autofree char *value =
        g_strdup_printf("normalize-space(%s/f:%s)", schematron->root, field->name);
    const char *first = school ? "$annee * 10000 + 901" : "$annee * 10000 + 101";
    const char *middle_end = school ? "($annee + 1) * 10000 + 131" : "$annee * 10000 + 630";
    const char *middle = school ? "($annee + 1) * 10000 + 201" : "$annee * 10000 + 701";
    const char *last = school ? "($annee + 1) * 10000 + 831" : "$annee * 10000 + 1231";
    schematron_let(schematron, "periode", value);
    schematron_let(schematron, "annee", "number(substring($periode, 1, 4))");
    if (schematron->sheet->per != PER_HALF) {
        schematron_let(schematron, "debut", first);
        schematron_let(schematron, "fin", last);
        return;
    }
    g_autofree char *from = g_strdup_printf("(%s) * contains($periode, '-S1') + "
                                            "(%s) * contains($periode, '-S2')",
                                            first, middle);
    g_autofree char *to = g_strdup_printf("(%s) * contains($periode, '-S1') + "
                                          "(%s) * contains($periode, '-S2')",
                                          middle_end, last);
    schematron_let(schematron, "debut", from);
    schematron_let(schematron, "fin", to);
}

static void
write_phase(Schematron *schematron)
{
    Markup *markup = schematron->markup;
    markup_start(markup, "phase");
    markup_attribute(markup, "id", "erreurs");
    markup_start(markup, "active");
    markup_attribute(markup, "pattern", "reponses");
    markup_end(markup);
    for (guint i = 0; i < schematron->sheet->rules->len; i++) {
        const Rule *rule = g_ptr_array_index(schematron->sheet->rules, i);
        g_autofree char *pattern = pattern_of_rule(rule);
        if (rule->severity != SEVERITY_ERROR)
            continue;
        markup_start(markup, "active");
        markup_attribute(markup, "pattern", pattern);
        markup_end(markup);
    }
    markup_end(markup);
}

static void
write_head(Schematron *schematron)
{
    static const char *const paragraphs[] = {
        "Ce fichier complète le schéma XSD de la fiche : vérifiez d'abord avec le XSD, puis avec "
        "celui-ci. Une assertion de rôle « error » qui n'est pas respectée fait refuser la fiche ; "
        "une assertion de rôle « warning » n'est qu'un avertissement. La phase « erreurs » ne "
        "retient que les premières.",
        "Seul le secrétariat peut vérifier ce qui dépend de la liste des participants (identifiant "
        "inscrit, territoire, type d'organisme quand l'identifiant ne le montre pas) ou des autres "
        "fiches déjà reçues.",
    };
    Markup *markup = schematron->markup;
    g_autofree char *title =
        g_strdup_printf("Fiche %s — %s", schematron->sheet->id, schematron->sheet->title);
    markup_start(markup, "schema");
    markup_attributes(markup, "xmlns", SCHEMATRON_URI, "queryBinding", "xslt", "schemaVersion",
                      schematron->sheet->version, "xml:lang", "fr", NULL);
    markup_leaf(markup, "title", title);
    markup_start(markup, "ns");
    markup_attributes(markup, "prefix", "f", "uri", schematron->convention->namespace_uri, NULL);
    markup_end(markup);
    markup_start(markup, "ns");
    markup_attributes(markup, "prefix", "xsi", "uri", XSI_URI, NULL);
    markup_end(markup);
    for (guint i = 0; i < G_N_ELEMENTS(paragraphs); i++) {
        g_autofree char *french = text_french(paragraphs[i]);
        markup_leaf(markup, "p", french);
    }
    write_shapes(schematron);
    write_period(schematron);
    write_phase(schematron);
}

char *
blank_schematron(const Convention *convention, const Sheet *sheet)
{
    g_autoptr(Markup) markup = markup_new(MARKUP_XML, TRUE);
    g_autofree char *root = g_strdup_printf("/f:fiche-%s", sheet->id);
    Schematron schematron = {
        .convention = convention, .sheet = sheet, .root = root, .markup = markup};
    write_head(&schematron);
    schematron_answers(&schematron);
    for (guint i = 0; i < sheet->rules->len; i++)
        write_rule(&schematron, g_ptr_array_index(sheet->rules, i));
    write_warnings(&schematron);
    return markup_finish(markup);
}

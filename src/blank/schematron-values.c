/* SPDX-License-Identifier: Apache-2.0
 *
 * Keys of identifiers, days within their period, items within their time.
 */
#include "blank/schematron.h"

#include <string.h>

/* "$valeur = '' or TEST", of who is asked FIELD; TEST is taken. */
static void
assert_value(Schematron *schematron, const Field *field, const Column *column, const char *code,
             char *test, const char *sentence)
{
    g_autofree char *id = g_strdup_printf("%s.%s%s%s", code, field->name, column != NULL ? "." : "",
                                          column != NULL ? column->name : "");
    g_autofree char *message = g_strdup_printf("%s : %s", field->printed, sentence);
    g_autofree char *inner = test;
    char *whole = g_strdup_printf("$valeur = '' or %s", inner);
    schematron_assert(schematron, id, SEVERITY_ERROR, schematron_guard(schematron, field, whole),
                      message);
}

/* ---- keys ---- */
static char *
uai_test(void)
{
    return g_strdup("substring($valeur, 8) = substring('ABCDEFGHJKLMNPRSTUVWXYZ', "
                    "substring($valeur, 1, 7) mod 23 + 1, 1)");
}

/* Luhn's sum over 14 figures, the first of each pair doubled; a SIREN has zeros put before it.
 * The post offices were numbered by another rule. */
static char *
siret_test(void)
{
    GString *luhn = g_string_new(NULL);
    GString *plain = g_string_new(NULL);
    for (guint i = 1; i <= 14; i++) {
        const char *plus = i > 1 ? " + " : "";
        g_string_append_printf(luhn, "%ssubstring($%s, %u, 1)", plus,
                               i % 2 == 1 ? "doubles" : "chiffres", i);
        g_string_append_printf(plain, "%ssubstring($chiffres, %u, 1)", plus, i);
    }
    char *test = g_strdup_printf("number($valeur) != 0 and (%s) mod 10 = 0 or "
                                 "string-length($valeur) = 14 and "
                                 "starts-with($valeur, '356000000') and (%s) mod 5 = 0",
                                 luhn->str, plain->str);
    g_string_free(luhn, TRUE);
    g_string_free(plain, TRUE);
    return test;
}

static void
write_identifier(Schematron *schematron, const Field *field)
{
    for (guint shape = 0; shape < SHAPE_COUNT; shape++) {
        if (!shape_fills(schematron->convention, schematron->sheet, shape))
            continue;
        if (shape_type(shape) == TYPE_UAI) {
            g_autofree char *key = uai_test();
            assert_value(
                schematron, field, NULL, "uai-key", g_strdup_printf("not($uai) or %s", key),
                "ce numéro UAI n'est pas exact : vérifiez les sept chiffres et la lettre.");
        } else if (shape_type(shape) == TYPE_SIRET) {
            g_autofree char *key = siret_test();
            assert_value(schematron, field, NULL, "siret-key",
                         g_strdup_printf("not($siret) or %s", key),
                         "ce numéro SIRET n'est pas exact : vérifiez chaque chiffre.");
        }
    }
}

/* ---- days ---- */
static char *
day_number(const char *iso)
{
    g_auto(GStrv) parts = g_strsplit(iso, "-", -1);
    return g_strjoinv("", parts);
}

/* Canonical dates have no quotes; "le 1er septembre 2013". */
static void
write_period(Schematron *schematron, const Field *field)
{
    const Convention *convention = schematron->convention;
    g_autofree char *start = day_number(convention->start);
    g_autofree char *start_label = date_label(date_parse(convention->start));
    g_autofree char *before =
        g_strdup_printf("la période précède la convention, qui a pris effet le %s.", start_label);
    if (convention->calendar == CALENDAR_SCHOOL)
        assert_value(schematron, field, NULL, "period-expected",
                     g_strdup("number(substring($valeur, 6, 4)) = $annee + 1"),
                     "une année scolaire tient sur deux années qui se suivent.");
    assert_value(schematron, field, NULL, "period-before-term",
                 g_strdup_printf("not($fin < %s)", start), before);
    if (convention->end == NULL)
        return;
    g_autofree char *end = day_number(convention->end);
    g_autofree char *end_label = date_label(date_parse(convention->end));
    g_autofree char *after = g_strdup_printf(
        "la période est postérieure à la convention, qui s'achève le %s.", end_label);
    assert_value(schematron, field, NULL, "period-after-term",
                 g_strdup_printf("not($debut > %s)", end), after);
}

static void
write_event(Schematron *schematron, const Field *field)
{
    assert_value(schematron, field, NULL, "event-outside-period",
                 g_strdup("not(translate($valeur, '-', '') < $debut or "
                          "translate($valeur, '-', '') > $fin)"),
                 "cette date n'est pas comprise dans la période indiquée.");
}

/* ---- items ---- */
char *
schematron_outdated(const Item *item)
{
    g_autofree char *from = item->from != NULL ? day_number(item->from) : NULL;
    g_autofree char *to = item->to != NULL ? day_number(item->to) : NULL;
    if (from == NULL && to == NULL)
        return NULL;
    if (to == NULL)
        return g_strdup_printf("$fin < %s", from);
    if (from == NULL)
        return g_strdup_printf("$debut > %s", to);
    return g_strdup_printf("$fin < %s or $debut > %s", from, to);
}

/* Some kind of the shape that is asked FIELD may give ITEM. */
static gboolean
shape_may_give(const Schematron *schematron, const Field *field, const Item *item, guint shape)
{
    for (char **id = item->kinds; *id != NULL; id++)
        if (convention_kind(schematron->convention, *id)->identifier == shape_type(shape) &&
            field_filled_by(field, *id))
            return TRUE;
    return FALSE;
}

char *
schematron_barred(const Schematron *schematron, const Field *field, const Item *item)
{
    GString *shapes = g_string_new(NULL);
    for (guint shape = 0; item->kinds != NULL && shape < SHAPE_COUNT; shape++)
        if (shape_asked(schematron->convention, field, shape, SHAPE_ALL) &&
            !shape_may_give(schematron, field, item, shape))
            g_string_append_printf(shapes, "%s$%s", shapes->len > 0 ? " or " : "",
                                   shape_name(shape));
    return g_string_free(shapes, shapes->len == 0);
}

static void
write_choice(Schematron *schematron, const Field *field)
{
    for (guint i = 0; i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        g_autofree char *outdated = schematron_outdated(item);
        g_autofree char *barred = schematron_barred(schematron, field, item);
        if (outdated != NULL) {
            g_autofree char *code = g_strdup_printf("item-not-in-period.%s", item->code);
            assert_value(schematron, field, NULL, code,
                         g_strdup_printf("not($valeur = '%s' and (%s))", item->code, outdated),
                         "ce choix n'existe pas pour la période indiquée.");
        }
        if (barred != NULL) {
            g_autofree char *code = g_strdup_printf("item-other-kind.%s", item->code);
            assert_value(schematron, field, NULL, code,
                         g_strdup_printf("not($valeur = '%s' and (%s))", item->code, barred),
                         "ce choix n'est pas proposé à votre organisme.");
        }
    }
}

/* ---- one element ---- */
void
schematron_value(Schematron *schematron, const Field *field, const Column *column)
{
    const ValueType type = column != NULL ? column->type : field->type;
    if (field->role == ROLE_IDENTIFIER)
        write_identifier(schematron, field);
    else if (field->role == ROLE_PERIOD)
        write_period(schematron, field);
    else if (type == TYPE_UAI)
        assert_value(schematron, field, column, "uai-key", uai_test(),
                     "ce numéro UAI n'est pas exact : vérifiez les sept chiffres et la lettre.");
    else if (type == TYPE_SIRET)
        assert_value(schematron, field, column, "siret-key", siret_test(),
                     "ce numéro SIRET n'est pas exact : vérifiez chaque chiffre.");
    else if (type == TYPE_CHOICE && column == NULL && field->role != ROLE_TERRITORY)
        write_choice(schematron, field);
    if (column == NULL && field == schematron->sheet->partner)
        assert_value(schematron, field, NULL, "partner-kind", g_strdup("$valeur != $identifiant"),
                     "ce numéro est le vôtre ; donnez celui de votre partenaire.");
    if (column == NULL && field == sheet_event_date(schematron->sheet))
        write_event(schematron, field);
}

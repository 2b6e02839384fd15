/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/schema-types.h"

#define LENGTH_MAX    64000 /* characters; the checker reads no more of one answer */
#define DATE_PATTERN  "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
#define UAI_PATTERN   "[0-9]{7}[A-Z]"
#define SIRET_PATTERN "[0-9]{14}"
#define SIREN_PATTERN "[0-9]{9}"
#define CODE_PATTERN  "[A-Za-z0-9][A-Za-z0-9_.\\-]*"
#define SEEN          "[^\\s&#xA0;&#x202F;]"
#define UNITS         "(0|[1-9][0-9]{0,11})"

struct SchemaTypes {
    const Convention *convention;
    const Sheet *sheet;
    GHashTable *written; /* names of types */
    GString *text;
};

/* Canonical texts of each type, as typing.h defines them. */
static const struct {
    const char *name, *base, *pattern, *meaning;
} shared[TYPE_COUNT] = {
    [TYPE_TEXT] = {"texte", "xs:token", ".*" SEEN ".*", "Texte d’une ligne."},
    [TYPE_LONGTEXT] = {"texte-long", "xs:string", "[\\s\\S]*" SEEN "[\\s\\S]*",
                       "Texte, sur plusieurs lignes au besoin."},
    [TYPE_INTEGER] = {"entier", "xs:integer", UNITS,
                      "Nombre entier, sans espace ni zéro superflu devant\u202F: 1234."},
    [TYPE_DECIMAL] = {"decimal", "xs:decimal", "-?" UNITS "(\\.[0-9]{1,4})?",
                      "Nombre, quatre décimales au plus après un point\u202F: 12.5."},
    [TYPE_PERCENT] = {"pourcentage", "xs:decimal", UNITS "(\\.[0-9]{1,4})?",
                      "Pourcentage de 0 à 100, sans le signe\u202F: 12.5."},
    [TYPE_AMOUNT] = {"montant", "xs:decimal", UNITS "(\\.[0-9]{1,2})?",
                     "Montant en euros, deux décimales au plus\u202F: 1234.56."},
    [TYPE_DATE] = {"date", "xs:date", DATE_PATTERN, "Date\u202F: 2014-03-12."},
    [TYPE_PERIOD] = {"periode", "xs:token", NULL, "Période de la fiche."},
    [TYPE_YESNO] = {"oui-non", "xs:token", "true|false",
                    "true\u202F: oui\u202F; false\u202F: non."},
    [TYPE_CHOICE] = {"choix", "xs:token", NULL, "Un code de la liste."},
    [TYPE_UAI] = {"uai", "xs:token", UAI_PATTERN,
                  "Numéro UAI\u202F: sept chiffres et une lettre de contrôle."},
    [TYPE_SIRET] = {"siret", "xs:token", SIRET_PATTERN,
                    "Numéro SIRET\u202F: quatorze chiffres, le dernier de contrôle."},
    [TYPE_EMAIL] = {"courriel", "xs:token", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
                    "Adresse électronique."},
    [TYPE_PHONE] = {"telephone", "xs:token", "\\+?[0-9]{3,15}",
                    "Numéro de téléphone, chiffres seulement."},
};

static gboolean
begin_type(SchemaTypes *types, const char *name)
{
    return g_hash_table_add(types->written, g_strdup(name));
}

/* MEANING: French, or NULL. */
static void
append_restriction(GString *text, const char *name, const char *base, const char *facets,
                   const char *meaning)
{
    g_string_append_printf(text, "  <xs:simpleType name=\"%s\">\n", name);
    if (meaning != NULL)
        g_string_append_printf(text,
                               "    <xs:annotation><xs:documentation xml:lang=\"fr\">%s"
                               "</xs:documentation></xs:annotation>\n",
                               meaning);
    g_string_append_printf(text,
                           "    <xs:restriction base=\"%s\">%s</xs:restriction>\n"
                           "  </xs:simpleType>\n",
                           base, facets);
}

static char *
pattern_facet(const char *pattern)
{
    return g_strdup_printf("<xs:pattern value=\"%s\"/>", pattern);
}

SchemaTypes *
schema_types_new(const Convention *convention, const Sheet *sheet)
{
    SchemaTypes *types = g_new0(SchemaTypes, 1);
    types->convention = convention;
    types->sheet = sheet;
    types->written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    types->text = g_string_new("  <!-- Types des réponses -->\n");
    append_restriction(types->text, "motif-NC", "xs:token", "<xs:enumeration value=\"NC\"/>",
                       "Non communiqué\u202F: réponse obligatoire qui ne peut pas être donnée.");
    append_restriction(types->text, "motif-NEANT", "xs:token", "<xs:enumeration value=\"NEANT\"/>",
                       "Néant\u202F: zéro dans tout le tableau.");
    append_restriction(types->text, "motif-tableau", "xs:token",
                       "<xs:enumeration value=\"NEANT\"/><xs:enumeration value=\"NC\"/>",
                       "Néant\u202F: zéro dans tout le tableau\u202F; ou non communiqué.");
    append_restriction(types->text, "rien", "xs:token", "<xs:length value=\"0\"/>", NULL);
    return types;
}

void
schema_types_free(SchemaTypes *types)
{
    g_hash_table_unref(types->written);
    g_string_free(types->text, TRUE);
    g_free(types);
}

const char *
schema_types_text(const SchemaTypes *types)
{
    return types->text->str;
}

static const char *
period_pattern(const SchemaTypes *types)
{
    gboolean half = types->sheet->per == PER_HALF;
    if (types->convention->calendar == CALENDAR_SCHOOL)
        return half ? "[0-9]{4}-[0-9]{4}-S[12]" : "[0-9]{4}-[0-9]{4}";
    return half ? "[0-9]{4}-S[12]" : "[0-9]{4}";
}

/* The identifiers of the kinds that fill the sheet. */
static char *
identifier_pattern(const SchemaTypes *types)
{
    gboolean uai = FALSE, siret = FALSE, code = FALSE;
    for (char **id = types->sheet->kinds; *id != NULL; id++) {
        ValueType type = convention_kind(types->convention, *id)->identifier;
        uai = uai || type == TYPE_UAI;
        siret = siret || type == TYPE_SIRET;
        code = code || type == TYPE_TEXT;
    }
    g_autoptr(GPtrArray) patterns = g_ptr_array_new();
    if (uai)
        g_ptr_array_add(patterns, (gpointer)UAI_PATTERN);
    if (siret)
        g_ptr_array_add(patterns, (gpointer)SIRET_PATTERN "|" SIREN_PATTERN);
    if (code)
        g_ptr_array_add(patterns, (gpointer)CODE_PATTERN);
    g_ptr_array_add(patterns, NULL);
    return g_strjoinv("|", (char **)patterns->pdata);
}

/* Some kind that fills FIELD may give ITEM. */
static gboolean
item_possible(const Item *item, const Field *field)
{
    if (item->kinds == NULL)
        return TRUE;
    for (char **kind = item->kinds; *kind != NULL; kind++)
        if (field_filled_by(field, *kind))
            return TRUE;
    return FALSE;
}

static void
append_choices(SchemaTypes *types, const char *name, const Field *field)
{
    g_autoptr(GString) facets = g_string_new("\n");
    for (guint i = 0; i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        if (!item_possible(item, field))
            continue;
        g_autofree char *label = g_markup_escape_text(item->label, -1);
        g_string_append_printf(facets,
                               "      <xs:enumeration value=\"%s\"><xs:annotation>"
                               "<xs:documentation xml:lang=\"fr\">%s</xs:documentation>"
                               "</xs:annotation></xs:enumeration>\n",
                               item->code, label);
    }
    g_string_append(facets, "    ");
    append_restriction(types->text, name, "xs:token", facets->str, NULL);
}

char *
schema_types_items(SchemaTypes *types, const Field *grid)
{
    char *name = g_strdup_printf("%s.%s", grid->name, grid->list->id);
    if (begin_type(types, name))
        append_choices(types, name, grid);
    return name;
}

static char *
number_facets(ValueType type, gint64 min, gint64 max)
{
    GString *facets = g_string_new(NULL);
    g_autofree char *pattern = pattern_facet(shared[type].pattern);
    g_string_append(facets, pattern);
    if (type == TYPE_PERCENT)
        max = MIN(max, 100 * NUMBER_SCALE);
    if (min != G_MININT64) {
        g_autofree char *bound = number_text(min);
        g_string_append_printf(facets, "<xs:minInclusive value=\"%s\"/>", bound);
    }
    if (max != G_MAXINT64) {
        g_autofree char *bound = number_text(max);
        g_string_append_printf(facets, "<xs:maxInclusive value=\"%s\"/>", bound);
    }
    return g_string_free(facets, FALSE);
}

/* The facets of a type but of choices (transfer full). */
static char *
facets_of(const SchemaTypes *types, ValueType type, gint64 min, gint64 max, gboolean identifier)
{
    if (identifier) {
        g_autofree char *pattern = identifier_pattern(types);
        return pattern_facet(pattern);
    }
    if (value_type_is_number(type))
        return number_facets(type, min, max);
    if (type == TYPE_TEXT || type == TYPE_LONGTEXT)
        return g_strdup_printf("<xs:maxLength value=\"%d\"/><xs:pattern value=\"%s\"/>", LENGTH_MAX,
                               shared[type].pattern);
    return pattern_facet(type == TYPE_PERIOD ? period_pattern(types) : shared[type].pattern);
}

/* TYPE, or empty with motif="NC" (transfer full). */
static char *
or_nothing(SchemaTypes *types, const char *type)
{
    char *either = g_strdup_printf("%s-ou-NC", type);
    if (begin_type(types, either))
        g_string_append_printf(types->text,
                               "  <xs:complexType name=\"%s\">\n"
                               "    <xs:simpleContent>\n"
                               "      <xs:extension base=\"f:%s-ou-rien\">\n"
                               "        <xs:attribute name=\"motif\" type=\"f:motif-NC\"/>\n"
                               "      </xs:extension>\n"
                               "    </xs:simpleContent>\n"
                               "  </xs:complexType>\n"
                               "  <xs:simpleType name=\"%s-ou-rien\">\n"
                               "    <xs:union memberTypes=\"f:%s f:rien\"/>\n"
                               "  </xs:simpleType>\n",
                               either, type, type, type);
    return either;
}

char *
schema_types_value(SchemaTypes *types, const char *own, ValueType type, gint64 min, gint64 max,
                   const Field *field, gboolean missing)
{
    gboolean identifier = field != NULL && field->role == ROLE_IDENTIFIER;
    gboolean choice = field != NULL && type == TYPE_CHOICE;
    gboolean bounded = min != G_MININT64 || max != G_MAXINT64;
    char *name = identifier || choice || bounded ? g_strdup_printf("%s.type", own)
                                                 : g_strdup(shared[type].name);
    if (begin_type(types, name)) {
        g_autofree char *facets = choice ? NULL : facets_of(types, type, min, max, identifier);
        if (choice)
            append_choices(types, name, field);
        else
            append_restriction(types->text, name, shared[type].base, facets,
                               identifier ? NULL : shared[type].meaning);
    }
    if (!missing)
        return name;
    g_autofree char *plain = name;
    return or_nothing(types, plain);
}

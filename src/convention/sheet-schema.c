/* SPDX-License-Identifier: Apache-2.0
 *
 * The XSD of a sheet's XML form, from its definition.
 *
 * One schema serves all kinds of organisation: an element that only some of them fill is optional
 * here.  What XSD 1.0 can't say (who must fill what, a motif on an empty element only, the rules)
 * is checked by the program and said in the opening comment.
 */
#include "convention/convention.h"

#include "base/text.h"
#include "convention/schema-types.h"
#include <string.h>

static void
append_documentation(GString *xsd, const char *indent, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append_printf(xsd,
                           "%s<xs:annotation><xs:documentation xml:lang=\"fr\">%s"
                           "</xs:documentation></xs:annotation>\n",
                           indent, escaped);
}

/* "FA32-20. Label. Help", and who fills it where not all do. */
static char *
field_documentation(const Convention *convention, const Field *field)
{
    GString *text = g_string_new(field->printed);
    g_string_append_printf(text, " : %s", field->label);
    if (field->help != NULL)
        g_string_append_printf(text, " — %s", field->help);
    if (g_strv_length(field->filled_by) < g_strv_length(field->sheet->kinds)) {
        g_autofree char *kinds = convention_kinds_label(convention, field->filled_by);
        g_string_append_printf(text, " — Rempli par : %s", kinds);
    }
    return g_string_free(text, FALSE);
}

static gboolean
asked_of_all(const Field *field)
{
    return field->required && g_strv_length(field->filled_by) >= g_strv_length(field->sheet->kinds);
}

static void
append_element(GString *xsd, const char *indent, const char *name, const char *type,
               gboolean required, const char *documentation)
{
    g_autofree char *deeper = g_strconcat(indent, "  ", NULL);
    g_string_append_printf(xsd, "%s<xs:element name=\"%s\" type=\"f:%s\"%s>\n", indent, name, type,
                           required ? "" : " minOccurs=\"0\"");
    append_documentation(xsd, deeper, documentation);
    g_string_append_printf(xsd, "%s</xs:element>\n", indent);
}

static char *
column_documentation(const Column *column)
{
    return column->help != NULL ? g_strdup_printf("%s — %s", column->label, column->help)
                                : g_strdup(column->label);
}

static void
append_grid(GString *xsd, SchemaTypes *types, const Convention *convention, const Field *field)
{
    g_autofree char *documentation = field_documentation(convention, field);
    g_autofree char *items = schema_types_items(types, field);
    g_string_append_printf(xsd, "        <xs:element name=\"%s\"%s>\n", field->name,
                           asked_of_all(field) ? "" : " minOccurs=\"0\"");
    append_documentation(xsd, "          ", documentation);
    g_string_append_printf(xsd,
                           "          <xs:complexType>\n"
                           "            <xs:sequence>\n"
                           "              <xs:element name=\"ligne\" minOccurs=\"0\" "
                           "maxOccurs=\"%u\">\n"
                           "                <xs:complexType>\n"
                           "                  <xs:sequence>\n",
                           field->list->items->len);
    for (guint i = 0; i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        g_autofree char *help = column_documentation(column);
        g_autofree char *own = g_strdup_printf("%s.%s", field->name, column->name);
        g_autofree char *type = schema_types_value(types, own, column->type, column->min,
                                                   column->max, NULL, column->required);
        append_element(xsd, "                    ", column->name, type, column->required, help);
    }
    g_string_append_printf(xsd,
                           "                  </xs:sequence>\n"
                           "                  <xs:attribute name=\"%s\" type=\"f:%s\" "
                           "use=\"required\"/>\n"
                           "                </xs:complexType>\n"
                           "              </xs:element>\n"
                           "            </xs:sequence>\n"
                           "            <xs:attribute name=\"motif\" type=\"f:%s\"/>\n"
                           "          </xs:complexType>\n"
                           "          <xs:unique name=\"%s-lignes\">\n"
                           "            <xs:selector xpath=\"f:ligne\"/>\n"
                           "            <xs:field xpath=\"@%s\"/>\n"
                           "          </xs:unique>\n"
                           "        </xs:element>\n",
                           field->list->id, items,
                           field->required ? "motif-tableau" : "motif-NEANT", field->name,
                           field->list->id);
}

static void
append_field(GString *xsd, SchemaTypes *types, const Convention *convention, const Field *field)
{
    if (field->columns != NULL) {
        append_grid(xsd, types, convention, field);
        return;
    }
    g_autofree char *documentation = field_documentation(convention, field);
    g_autofree char *type = schema_types_value(types, field->name, field->type, field->min,
                                               field->max, field, field_may_be_missing(field));
    append_element(xsd, "        ", field->name, type, asked_of_all(field), documentation);
}

/* Text of ours for the inside of a comment, which can't hold two hyphens. */
static char *
comment_text(const char *text)
{
    GString *safe = g_string_new(text);
    g_string_replace(safe, "--", "- -", 0);
    return g_string_free(safe, FALSE);
}

static void
append_head(GString *xsd, const Convention *convention, const Sheet *sheet)
{
    g_autofree char *title = comment_text(sheet->title);
    g_autofree char *agreement = comment_text(convention->title);
    g_autofree char *uri = g_markup_escape_text(convention->namespace_uri, -1);
    g_string_append_printf(
        xsd,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- Fiche %s — %s\n"
        "     %s\n\n"
        "     Schéma tiré de la définition de la convention : ne pas le modifier à la main.\n"
        "     Les éléments suivent l’ordre des codes imprimés. Une réponse facultative non donnée, "
        "ou\n"
        "     non demandée à votre type d’organisme, s’omet. Une réponse obligatoire qui ne peut "
        "pas\n"
        "     être donnée est un élément vide avec motif=\"NC\". Un tableau a au moins une ligne, "
        "ou "
        "reste\n"
        "     vide avec motif=\"NEANT\" quand tout y est à zéro. Les nombres s’écrivent sans "
        "espace,\n"
        "     avec un point décimal ; les dates, 2014-03-12 ; oui et non, true et false.\n"
        "     Ce qu’un schéma XSD ne peut pas dire, dont les règles entre les réponses, est dans\n"
        "     fiche-%s.sch, et vérifié à la réception. -->\n"
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:f=\"%s\"\n"
        "           targetNamespace=\"%s\" elementFormDefault=\"qualified\" version=\"%s\">\n",
        sheet->id, title, agreement, sheet->id, uri, uri, sheet->version);
}

/* "par an, au plus tard le 15 juillet 2014 pour 2013-2014" (transfer full). */
static char *
due_text(const Convention *convention, const Sheet *sheet)
{
    if (sheet->per == PER_EVENT)
        return g_strdup_printf("par événement, dans les %d jours qui suivent", SHEET_EVENT_DAYS);
    const Period first = sheet_first_period(convention, sheet);
    g_autofree char *period = period_text(first);
    g_autofree char *day = date_label(sheet_due_day(sheet, first, 0));
    return g_strdup_printf("par %s, au plus tard le %s pour %s",
                           sheet->per == PER_HALF ? "semestre" : "an", day, period);
}

/* What it is, who fills it and when, where it goes. */
static void
append_purpose(GString *xsd, const Convention *convention, const Sheet *sheet)
{
    g_autofree char *due = due_text(convention, sheet);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "Fiche %s : %s — Remplie par :", sheet->id, sheet->title);
    for (char **id = sheet->kinds; *id != NULL; id++)
        g_string_append_printf(text, "%s %s", id == sheet->kinds ? "" : ",",
                               convention_kind(convention, *id)->plural);
    g_string_append_printf(text, " — Une %s — À envoyer à : %s (%s)", due,
                           convention->secretariat_address, convention->secretariat_name);
    g_autofree char *french = text_french(text->str);
    append_documentation(xsd, "    ", french);
}

char *
convention_sheet_schema(const Convention *convention, const Sheet *sheet)
{
    g_autoptr(SchemaTypes) types = schema_types_new(convention, sheet);
    GString *xsd = g_string_new(NULL);
    append_head(xsd, convention, sheet);
    g_string_append_printf(xsd, "  <xs:element name=\"fiche-%s\">\n", sheet->id);
    append_purpose(xsd, convention, sheet);
    g_string_append(xsd, "    <xs:complexType>\n"
                         "      <xs:sequence>\n");
    for (guint i = 0; i < sheet->fields->len; i++)
        append_field(xsd, types, convention, g_ptr_array_index(sheet->fields, i));
    g_string_append(xsd, "      </xs:sequence>\n"
                         "    </xs:complexType>\n"
                         "  </xs:element>\n\n");
    g_string_append(xsd, schema_types_text(types));
    g_string_append(xsd, "</xs:schema>\n");
    return g_string_free(xsd, FALSE);
}

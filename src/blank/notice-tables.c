/* SPDX-License-Identifier: Apache-2.0 */
#include "blank/notice.h"

#include "base/text.h"
#include "blank/asked.h"
#include "blank/shapes.h"
#include <string.h>

/* Of an agreement without end, periods that begin within so many days of the first. */
#define DAYS_SHOWN (3 * 366)

void
notice_leaf(Markup *markup, const char *element, const char *text)
{
    g_autofree char *french = text_french(text);
    markup_leaf(markup, element, french);
}

/* KIND: how its columns are divided, or NULL.  HEADS: NULL-terminated. */
static void
start_table(Markup *markup, const char *kind, const char *caption, const char *const *heads)
{
    markup_start(markup, "table");
    markup_attribute(markup, "class", kind);
    notice_leaf(markup, "caption", caption);
    markup_start(markup, "thead");
    markup_start(markup, "tr");
    for (; *heads != NULL; heads++) {
        markup_start(markup, "th");
        markup_attribute(markup, "scope", "col");
        markup_text(markup, *heads);
        markup_end(markup);
    }
    markup_end(markup);
    markup_end(markup);
    markup_start(markup, "tbody");
}

static void
end_table(Markup *markup)
{
    markup_end(markup);
    markup_end(markup);
}

static void
row_head(Markup *markup, const char *text)
{
    markup_start(markup, "th");
    markup_attribute(markup, "scope", "row");
    markup_text(markup, text);
    markup_end(markup);
}

static void
code_cell(Markup *markup, const char *text)
{
    markup_start(markup, "td");
    markup_leaf(markup, "code", text);
    markup_end(markup);
}

/* ---- values ---- */
static const char *const phrases[TYPE_COUNT] = {
    [TYPE_TEXT] = "texte d'une ligne",
    [TYPE_LONGTEXT] = "texte, sur plusieurs lignes au besoin",
    [TYPE_INTEGER] = "nombre entier, par exemple 1234",
    [TYPE_DECIMAL] = "nombre, quatre décimales au plus, par exemple 12.5",
    [TYPE_PERCENT] = "pourcentage de 0 à 100, par exemple 12.5",
    [TYPE_AMOUNT] = "montant en euros, deux décimales au plus, par exemple 1234.56",
    [TYPE_DATE] = "date, par exemple 2014-03-12",
    [TYPE_YESNO] = "true (oui) ou false (non)",
    [TYPE_UAI] = "numéro UAI : sept chiffres et une lettre majuscule",
    [TYPE_SIRET] = "numéro SIRET : quatorze chiffres",
    [TYPE_EMAIL] = "adresse électronique",
    [TYPE_PHONE] = "numéro de téléphone, chiffres seulement",
};

static void
append_bounds(GString *text, gint64 min, gint64 max)
{
    g_autofree char *least = min != G_MININT64 ? number_text(min) : NULL;
    g_autofree char *most = max != G_MAXINT64 ? number_text(max) : NULL;
    if (least != NULL && most != NULL)
        g_string_append_printf(text, ", de %s à %s", least, most);
    else if (least != NULL)
        g_string_append_printf(text, ", au moins %s", least);
    else if (most != NULL)
        g_string_append_printf(text, ", au plus %s", most);
}

/* The kinds of each shape, and how it is written. */
static char *
values_of_identifier(const Convention *convention, const Sheet *sheet)
{
    static const char *const written[SHAPE_COUNT] = {
        "numéro UAI, sept chiffres et une lettre majuscule",
        "numéro SIRET de quatorze chiffres, ou SIREN de neuf chiffres quand un seul établissement "
        "participe",
        "code de la liste des participants",
    };
    GString *text = g_string_new(NULL);
    for (guint shape = 0; shape < SHAPE_COUNT; shape++) {
        g_autoptr(GPtrArray) kinds = g_ptr_array_new();
        for (char **id = sheet->kinds; *id != NULL; id++)
            if (convention_kind(convention, *id)->identifier == shape_type(shape))
                g_ptr_array_add(kinds, *id);
        if (kinds->len == 0)
            continue;
        g_ptr_array_add(kinds, NULL);
        g_autofree char *who = convention_kinds_label(convention, (char **)kinds->pdata);
        g_string_append_printf(text, "%s%s : %s", text->len > 0 ? " ; " : "", who, written[shape]);
    }
    return g_string_free(text, FALSE);
}

/* As the next period of the sheet's kind would be written. */
static char *
values_of_period(const Convention *convention, const Sheet *sheet)
{
    const Period period =
        period_of_day(date_parse(convention->start), convention->calendar, sheet->per == PER_HALF);
    g_autofree char *text = period_text(period);
    return g_strdup_printf("%s, par exemple %s", sheet->per == PER_HALF ? "semestre" : "année",
                           text);
}

static char *
values_of_field(const Convention *convention, const Field *field)
{
    if (field->role == ROLE_IDENTIFIER)
        return values_of_identifier(convention, field->sheet);
    if (field->type == TYPE_PERIOD)
        return values_of_period(convention, field->sheet);
    if (field->type == TYPE_CHOICE)
        return g_strdup_printf("un code de la liste « %s »", field->list->label);
    GString *text = g_string_new(phrases[field->type]);
    append_bounds(text, field->min, field->max);
    return g_string_free(text, FALSE);
}

static char *
values_of_column(const Column *column)
{
    GString *text = g_string_new(phrases[column->type]);
    append_bounds(text, column->min, column->max);
    return g_string_free(text, FALSE);
}

/* ---- elements ---- */
static char *
required_text(const Convention *convention, const Field *field)
{
    const Sheet *sheet = field->sheet;
    if (g_strv_length(field->filled_by) >= g_strv_length(sheet->kinds))
        return g_strdup(field->required ? "oui" : "non");
    g_autofree char *kinds = convention_kinds_label(convention, field->filled_by);
    return g_strdup_printf("%s ; pour : %s", field->required ? "oui" : "non", kinds);
}

static void
meaning_cell(Markup *markup, const char *label, const char *help)
{
    markup_start(markup, "td");
    markup_leaf(markup, "strong", label);
    if (help != NULL) {
        markup_start(markup, "br");
        markup_end(markup);
        markup_leaf(markup, "small", help);
    }
    markup_end(markup);
}

static void
write_columns(Markup *markup, const Field *grid)
{
    for (guint i = 0; i < grid->columns->len; i++) {
        const Column *column = g_ptr_array_index(grid->columns, i);
        g_autofree char *values = values_of_column(column);
        markup_start(markup, "tr");
        markup_attribute(markup, "class", "colonne");
        markup_leaf(markup, "td", "");
        code_cell(markup, column->name);
        meaning_cell(markup, column->label, column->help);
        notice_leaf(markup, "td", values);
        markup_leaf(markup, "td", column->required ? "oui, dans chaque ligne" : "non");
        markup_end(markup);
    }
}

void
notice_elements(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    static const char *const heads[] = {"Code",        "Élément", "Contenu", "Valeurs admises",
                                        "Obligatoire", NULL};
    start_table(markup, "elements", "Les éléments, dans l'ordre où ils s'écrivent", heads);
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        g_autofree char *required = required_text(convention, field);
        g_autofree char *values =
            field->columns != NULL
                ? g_strdup_printf("une <ligne %s=\"…\"> par code de la liste « %s »",
                                  field->list->id, field->list->label)
                : values_of_field(convention, field);
        markup_start(markup, "tr");
        row_head(markup, field->printed);
        code_cell(markup, field->name);
        meaning_cell(markup, field->label, field->help);
        notice_leaf(markup, "td", values);
        notice_leaf(markup, "td", required);
        markup_end(markup);
        if (field->columns != NULL)
            write_columns(markup, field);
    }
    end_table(markup);
}

/* ---- codes ---- */
static gboolean
is_before(const GPtrArray *fields, guint end, const CodeList *list)
{
    for (guint i = 0; i < end; i++)
        if (((const Field *)g_ptr_array_index(fields, i))->list == list)
            return TRUE;
    return FALSE;
}

static void
write_list(Markup *markup, const Convention *convention, const Field *field)
{
    static const char *const heads[] = {"Code", "Signification", NULL};
    const BlankOrder order = {.convention = convention, .sheet = field->sheet};
    g_autoptr(GPtrArray) items = asked_items(&order, field);
    g_autofree char *caption = g_strdup_printf("Liste « %s »", field->list->label);
    start_table(markup, NULL, caption, heads);
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        markup_start(markup, "tr");
        row_head(markup, item->code);
        markup_leaf(markup, "td", item->label);
        markup_end(markup);
    }
    end_table(markup);
}

void
notice_codes(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    markup_start(markup, "div");
    markup_attribute(markup, "class", "listes");
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->list != NULL && !is_before(sheet->fields, i, field->list))
            write_list(markup, convention, field);
    }
    markup_end(markup);
}

/* ---- rules ---- */

/* The message without what stands in its braces, nor the parentheses around that. */
static char *
without_values(const char *message)
{
    g_autoptr(GRegex) braces = g_regex_new("\\{[^}]*\\}", 0, 0, NULL);
    g_autoptr(GRegex) groups = g_regex_new(" \\([^()]*…[^()]*\\)", 0, 0, NULL);
    g_autofree char *marked = g_regex_replace_literal(braces, message, -1, 0, "…", 0, NULL);
    return g_regex_replace_literal(groups, marked, -1, 0, "", 0, NULL);
}

void
notice_rules(Markup *markup, const Sheet *sheet)
{
    static const char *const heads[] = {"Règle", "Effet", "Message envoyé", "Condition (XPath)",
                                        NULL};
    start_table(markup, "regles", "Les règles entre les réponses", heads);
    for (guint i = 0; i < sheet->rules->len; i++) {
        const Rule *rule = g_ptr_array_index(sheet->rules, i);
        g_autofree char *message = without_values(rule->message);
        g_autofree char *where = rule->each != NULL
                                     ? g_strdup_printf("%s : %s", rule->each, rule->test)
                                     : g_strdup(rule->test);
        markup_start(markup, "tr");
        row_head(markup, rule->id);
        markup_leaf(markup, "td",
                    rule->severity == SEVERITY_ERROR ? "fiche refusée" : "avertissement");
        markup_leaf(markup, "td", message);
        code_cell(markup, where);
        markup_end(markup);
    }
    end_table(markup);
}

/* ---- periods ---- */
void
notice_periods(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    static const char *const heads[] = {"Période", "Du", "Au", "À envoyer au plus tard", NULL};
    const guint32 until =
        convention->end != NULL
            ? G_MAXUINT32
            : period_first_day(sheet_first_period(convention, sheet)) + DAYS_SHOWN;
    g_autoptr(GArray) periods = sheet_periods(convention, sheet, until);
    start_table(markup, NULL,
                convention->end != NULL ? "Les périodes de la convention"
                                        : "Les premières périodes de la convention",
                heads);
    for (guint i = 0; i < periods->len; i++) {
        const Period period = g_array_index(periods, Period, i);
        g_autofree char *text = period_text(period);
        g_autofree char *from = date_label(period_first_day(period));
        g_autofree char *to = date_label(period_last_day(period));
        g_autofree char *due = sheet->per == PER_EVENT
                                   ? g_strdup_printf("%d jours après l’événement", SHEET_EVENT_DAYS)
                                   : date_label(sheet_due_day(sheet, period, 0));
        markup_start(markup, "tr");
        row_head(markup, text);
        markup_leaf(markup, "td", from);
        markup_leaf(markup, "td", to);
        markup_leaf(markup, "td", due);
        markup_end(markup);
    }
    end_table(markup);
}

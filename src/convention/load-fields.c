/* SPDX-License-Identifier: Apache-2.0
 *
 * Fields, grids with their columns, and the identification block that every sheet shares.
 */
#include "convention/loader.h"

#include "base/text.h"

#include <string.h>

/* What the field of a role must be; all roles are filled, each once. */
static const struct {
    const char *name;
    FieldRole role;
    ValueType type;
} roles[] = {
    {"organisation", ROLE_ORGANISATION, TYPE_TEXT},
    {"identifier", ROLE_IDENTIFIER, TYPE_TEXT},
    {"territory", ROLE_TERRITORY, TYPE_CHOICE},
    {"period", ROLE_PERIOD, TYPE_PERIOD},
    {"author", ROLE_AUTHOR, TYPE_TEXT},
    {"email", ROLE_EMAIL, TYPE_EMAIL},
    {"filled-on", ROLE_FILLED_ON, TYPE_DATE},
    {"comments", ROLE_COMMENTS, TYPE_LONGTEXT},
};

static gint64
load_bound(Loader *loader, const xmlNode *node, const char *name, ValueType type, gint64 otherwise)
{
    g_autofree char *text = node_attribute(node, name);
    if (text == NULL)
        return otherwise;
    gint64 scaled = otherwise;
    if (!value_type_is_number(type))
        loader_mistake(loader, node,
                       "L'attribut « {} » ne vaut que pour un nombre, et cette réponse est de type "
                       "« {} » : supprimez-le.",
                       name, value_type_name(type), NULL);
    else
        number_parse(text, &scaled); /* the schema admits only what it reads */
    return scaled;
}

/* What fields and columns have in common. */
static void
load_bounds(Loader *loader, const xmlNode *node, ValueType type, gint64 *min, gint64 *max)
{
    *min = load_bound(loader, node, "min", type, G_MININT64);
    *max = load_bound(loader, node, "max", type, G_MAXINT64);
    if (*min > *max)
        loader_mistake(loader, node, "Le minimum dépasse le maximum : corrigez « min » ou « max ».",
                       NULL);
    if (node_flag(node, "people", FALSE) && type != TYPE_INTEGER)
        loader_mistake(loader, node,
                       "L'attribut « people » ne vaut que pour un nombre entier (integer) : "
                       "supprimez-le ou corrigez le type.",
                       NULL);
}

static ValueType
load_type(const xmlNode *node)
{
    ValueType type = TYPE_TEXT;
    g_autofree char *name = node_attribute(node, "type");
    value_type_from_name(name, &type);
    return type;
}

/* TEXT is a canonical answer; of numbers, within the bounds. */
static gboolean
is_answer(const Loader *loader, ValueType type, const CodeList *list, gint64 min, gint64 max,
          const char *text)
{
    Period period;
    gint64 scaled = 0;
    if (value_type_is_number(type)) {
        const gint64 unit = type == TYPE_INTEGER  ? NUMBER_SCALE
                            : type == TYPE_AMOUNT ? NUMBER_SCALE / 100
                                                  : 1;
        return number_parse(text, &scaled) && scaled % unit == 0 && scaled >= min && scaled <= max;
    }
    switch (type) {
    case TYPE_CHOICE:
        return list == NULL || list_item(list, text) != NULL;
    case TYPE_DATE:
        return date_parse(text) != 0;
    case TYPE_PERIOD:
        return period_parse(text, loader->convention->calendar, &period);
    case TYPE_YESNO:
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    case TYPE_UAI:
        return uai_key_valid(text);
    case TYPE_SIRET:
        return strlen(text) == 14 && siret_key_valid(text);
    case TYPE_EMAIL:
        return strchr(text, '@') != NULL;
    default:
        return TRUE;
    }
}

static void
check_example(Loader *loader, const xmlNode *node, ValueType type, const CodeList *list, gint64 min,
              gint64 max, const char *text)
{
    if (text != NULL && !is_answer(loader, type, list, min, max, text))
        loader_mistake(loader, node,
                       "L'exemple « {} » n'est pas une réponse à cette question, de type « {} » : "
                       "écrivez-le comme dans une fiche en XML, dans les limites ou la liste de la "
                       "question.",
                       text, value_type_name(type), NULL);
}

/* Numbers of several rows stand with spaces between; a text is that of one row. */
static void
load_examples(const xmlNode *node, Column *column)
{
    gboolean text = column->type == TYPE_TEXT || column->type == TYPE_LONGTEXT;
    g_autofree char *words = text ? node_attribute(node, "example") : NULL;
    column->examples = text ? NULL : node_words(node, "example");
    if (column->examples == NULL)
        column->examples = g_strdupv((char *[]){words, NULL});
}

static Column *
load_column(Loader *loader, const xmlNode *node, const Field *grid)
{
    Column *column = g_new0(Column, 1);
    column->name = node_attribute(node, "name");
    column->label = node_child_french(node, "label");
    column->help = node_child_french(node, "help");
    column->type = load_type(node);
    column->required = node_flag(node, "required", TRUE);
    column->people = node_flag(node, "people", FALSE);
    load_bounds(loader, node, column->type, &column->min, &column->max);
    load_examples(node, column);
    for (char **example = column->examples; *example != NULL; example++)
        check_example(loader, node, column->type, NULL, column->min, column->max, *example);

    g_autofree char *whole = node_attribute(node, "part-of");
    if (whole == NULL)
        return column;
    column->part_of = field_column(grid, whole);
    if (column->part_of == NULL)
        loader_mistake(loader, node,
                       "La colonne « {} » fait partie de « {} », qui n'est pas une colonne placée "
                       "avant elle dans « {} » : corrigez l'attribut « part-of ».",
                       column->name, whole, grid->name, NULL);
    else if (!value_type_is_number(column->type) || column->part_of->type != column->type)
        loader_mistake(loader, node,
                       "La colonne « {} » et celle dont elle fait partie, « {} », doivent être des "
                       "nombres du même type.",
                       column->name, whole, NULL);
    return column;
}

static void
load_columns(Loader *loader, const xmlNode *node, Field *grid)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    grid->columns = g_ptr_array_new_with_free_func((GDestroyNotify)column_free);
    for (const xmlNode *child = node_child(node, "column"); child != NULL;
         child = node_next(child, "column")) {
        Column *column = load_column(loader, child, grid);
        loader_once(loader, child, seen, "une colonne de ce tableau", column->name);
        g_ptr_array_add(grid->columns, column);
    }
}

/* An example has a row for each item at most. */
static void
check_example_rows(Loader *loader, const xmlNode *node, const Field *grid)
{
    const xmlNode *child = node_child(node, "column");
    for (guint i = 0; grid->list != NULL && child != NULL;
         i++, child = node_next(child, "column")) {
        const Column *column = g_ptr_array_index(grid->columns, i);
        g_autofree char *items = g_strdup_printf("%u", grid->list->items->len);
        if (g_strv_length(column->examples) > grid->list->items->len)
            loader_mistake(loader, child,
                           "La colonne « {} » a plus d'exemples que la liste « {} » n'a d'éléments "
                           "({}) : supprimez ceux qui sont de trop.",
                           column->name, grid->list->id, items, NULL);
    }
}

static void
load_field_list(Loader *loader, const xmlNode *node, Field *field)
{
    g_autofree char *id = node_attribute(node, "list");
    gboolean wanted = field->columns != NULL || field->type == TYPE_CHOICE;
    field->list = convention_list(loader->convention, id);
    if (id == NULL && wanted)
        loader_mistake(loader, node,
                       "La question « {} » est un choix (choice) : ajoutez l'attribut « list » qui "
                       "dit entre quelles valeurs.",
                       field->name, NULL);
    else if (id != NULL && !wanted)
        loader_mistake(loader, node,
                       "L'attribut « list » ne vaut que pour un choix (choice) et la question "
                       "« {} » n'en est pas un : supprimez-le.",
                       field->name, NULL);
    else if (id != NULL && field->list == NULL)
        loader_mistake(loader, node,
                       "La liste « {} » n'existe pas : ajoutez-la dans « lists » ou corrigez "
                       "l'attribut « list ».",
                       id, NULL);
}

/* Those of the sheet, or some of them. */
static void
load_filled_by(Loader *loader, const xmlNode *node, Field *field, const Sheet *sheet)
{
    field->filled_by = node_words(node, "filled-by");
    if (field->filled_by == NULL) {
        field->filled_by = g_strdupv(sheet->kinds);
        return;
    }
    loader_check_kinds(loader, node, field->filled_by);
    for (char **kind = field->filled_by; *kind != NULL; kind++)
        if (convention_kind(loader->convention, *kind) != NULL && !sheet_filled_by(sheet, *kind))
            loader_mistake(loader, node,
                           "La question « {} » est remplie par « {} », qui ne remplit pas la fiche "
                           "{} : ajoutez-le à la fiche ou retirez-le de la question.",
                           field->name, *kind, sheet->id, NULL);
}

Field *
load_field(Loader *loader, const xmlNode *node, const Sheet *sheet)
{
    Field *field = g_new0(Field, 1);
    field->sheet = sheet;
    field->line = node_line(node);
    field->code = node_attribute(node, "code");
    field->name = node_attribute(node, "name");
    field->label = node_child_french(node, "label");
    field->folded = field->label ? text_fold(field->label) : NULL;
    field->help = node_child_french(node, "help");
    field->required = node_flag(node, "required", TRUE);
    field->people = node_flag(node, "people", FALSE);
    field->min = G_MININT64;
    field->max = G_MAXINT64;
    if (node_is(node, "grid"))
        load_columns(loader, node, field);
    else {
        field->type = load_type(node);
        load_bounds(loader, node, field->type, &field->min, &field->max);
        field->example = node_attribute(node, "example");
    }
    load_field_list(loader, node, field);
    if (field->columns != NULL)
        check_example_rows(loader, node, field);
    check_example(loader, node, field->type, field->list, field->min, field->max, field->example);
    if (sheet != NULL) {
        field->printed = g_strdup_printf("%s-%s", sheet->prefix, field->code);
        load_filled_by(loader, node, field, sheet);
    }
    return field;
}

Field *
field_copy_for(const Field *field, const Sheet *sheet)
{
    Field *copy = g_new0(Field, 1);
    *copy = *field;
    copy->sheet = sheet;
    copy->code = g_strdup(field->code);
    copy->printed = g_strdup_printf("%s-%s", sheet->prefix, field->code);
    copy->name = g_strdup(field->name);
    copy->label = g_strdup(field->label);
    copy->folded = g_strdup(field->folded);
    copy->help = g_strdup(field->help);
    copy->example = g_strdup(field->example);
    copy->filled_by = g_strdupv(sheet->kinds);
    return copy;
}

static void
check_role(Loader *loader, const xmlNode *node, const Field *field, gsize row)
{
    gboolean longtext_for_text = roles[row].type == TYPE_LONGTEXT && field->type == TYPE_TEXT;
    if (field->type != roles[row].type && !longtext_for_text)
        loader_mistake(loader, node,
                       "La question de rôle « {} » doit être de type « {} » : corrigez l'attribut "
                       "« type ».",
                       roles[row].name, value_type_name(roles[row].type), NULL);
    if (field->role == ROLE_TERRITORY && field->list != NULL &&
        field->list != loader->convention->territory && loader->convention->territory != NULL)
        loader_mistake(loader, node,
                       "La question de rôle « territory » doit employer la liste des territoires, "
                       "« {} ».",
                       loader->convention->territory->id, NULL);
}

void
load_identification(Loader *loader, const xmlNode *node)
{
    gboolean filled[G_N_ELEMENTS(roles)] = {FALSE};
    for (const xmlNode *child = node_child(node, "field"); child != NULL;
         child = node_next(child, "field")) {
        Field *field = load_field(loader, child, NULL);
        g_ptr_array_add(loader->identification, field);
        g_autofree char *name = node_attribute(child, "role");
        gsize row = 0;
        while (strcmp(roles[row].name, name) != 0)
            row++;
        if (filled[row])
            loader_mistake(loader, child,
                           "Le rôle « {} » est donné deux fois : une seule question peut l'avoir.",
                           name, NULL);
        filled[row] = TRUE;
        field->role = roles[row].role;
        check_role(loader, child, field, row);
    }
    for (gsize row = 0; row < G_N_ELEMENTS(roles); row++)
        if (!filled[row])
            loader_mistake(loader, node,
                           "Aucune question de l'identification n'a le rôle « {} » : ajoutez-la.",
                           roles[row].name, NULL);
}

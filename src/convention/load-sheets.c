/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets: what they are, who fills them when, and their fields.
 */
#include "convention/loader.h"

#include <string.h>

static char *
sheet_prefix(const Convention *convention, const char *id)
{
    GString *prefix = g_string_new(convention->prefix);
    for (const char *at = id; *at != '\0'; at++)
        if (*at != '.')
            g_string_append_c(prefix, *at);
    return g_string_free(prefix, FALSE);
}

static Quoted
load_quoted(const xmlNode *node)
{
    g_autofree char *quoted = node_attribute(node, "quoted");
    if (quoted == NULL)
        return QUOTED_NOWHERE;
    return g_str_equal(quoted, "lead") ? QUOTED_AS_LEAD : QUOTED_WITH_TITLE;
}

static void
load_texts(const xmlNode *node, Sheet *sheet)
{
    sheet->title = node_child_french(node, "title");
    sheet->short_title = node_child_french(node, "short-title");
    for (const xmlNode *child = node_child(node, "printed"); child != NULL;
         child = node_next(child, "printed")) {
        Printed *printed = g_new0(Printed, 1);
        printed->title = node_attribute(child, "title");
        printed->text = node_text(child);
        printed->quoted = load_quoted(child);
        g_ptr_array_add(sheet->printed, printed);
    }
}

static void
load_due(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    g_autofree char *due = node_attribute(node, "due");
    if (due == NULL)
        return;
    int day = atoi(due), month = atoi(due + 3);
    /* A day of every year: so not 29 February. */
    if (month < 1 || month > 12 || day < 1 ||
        day > g_date_get_days_in_month((GDateMonth)month, 2013)) {
        loader_mistake(loader, node,
                       "L'attribut « due » vaut « {} », qui n'est pas un jour de chaque année : "
                       "écrivez le jour puis le mois, comme 31 03.",
                       due, NULL);
        return;
    }
    if (sheet->per == PER_EVENT)
        loader_mistake(loader, node,
                       "La fiche {} est remplie à chaque événement : l'attribut « due » n'y vaut "
                       "pas, supprimez-le.",
                       sheet->id, NULL);
    sheet->due_day = day;
    sheet->due_month = month;
}

static void
load_expected(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    g_auto(GStrv) expected = node_words(node, "expected");
    g_autofree char *over = node_attribute(node, "expected-over");
    sheet->expected_over_term = g_strcmp0(over, "term") == 0;
    gboolean some = expected != NULL && strcmp(expected[0], "0") != 0;
    if (sheet->per == PER_EVENT && some != (over != NULL))
        loader_mistake(loader, node,
                       "Les attributs « expected » et « expected-over » vont ensemble : combien "
                       "d'événements, et sur quoi, l'année ou la durée de la convention. Il manque "
                       "« {} ».",
                       some ? "expected-over" : "expected", NULL);
    if (expected == NULL)
        return;
    sheet->expected_min = atoi(expected[0]);
    sheet->expected_max = atoi(expected[1] != NULL ? expected[1] : expected[0]);
    if (sheet->expected_min > sheet->expected_max)
        loader_mistake(loader, node,
                       "L'attribut « expected » vaut « {} {} » : écrivez d'abord le plus petit "
                       "nombre.",
                       expected[0], expected[1], NULL);
}

static void
load_periodicity(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    static const char *const of_events[] = {"key",      "joint",    "partner",
                                            "prevails", "expected", "expected-over"};
    g_autofree char *per = node_attribute(node, "per");
    sheet->per = g_str_equal(per, "event")  ? PER_EVENT
                 : g_str_equal(per, "half") ? PER_HALF
                                            : PER_YEAR;
    load_due(loader, node, sheet);
    load_expected(loader, node, sheet);
    for (gsize i = 0; sheet->per != PER_EVENT && i < G_N_ELEMENTS(of_events); i++) {
        g_autofree char *value = node_attribute(node, of_events[i]);
        if (value != NULL)
            loader_mistake(loader, node,
                           "L'attribut « {} » ne vaut que pour une fiche d'événement "
                           "(per=\"event\") : supprimez-le.",
                           of_events[i], NULL);
    }
}

/* The partner's number can't be left out, by nobody. */
static gboolean
is_partner(const Sheet *sheet, const Field *field)
{
    return field != NULL && field->role == ROLE_ANSWER && field->columns == NULL &&
           field->type == TYPE_SIRET && field->required &&
           g_strv_equal((const char *const *)field->filled_by, (const char *const *)sheet->kinds);
}

static void
load_partner(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    g_autofree char *partner = node_attribute(node, "partner");
    sheet->partner = sheet_field(sheet, partner);
    sheet->prevails = node_attribute(node, "prevails");
    if (!sheet->joint && (partner != NULL || sheet->prevails != NULL))
        loader_mistake(
            loader, node,
            "La fiche {} a l'attribut « {} » sans dire ce qui rend un événement commun : "
            "ajoutez l'attribut « joint ».",
            sheet->id, partner != NULL ? "partner" : "prevails", NULL);
    if (partner != NULL && !is_partner(sheet, sheet->partner))
        loader_mistake(loader, node,
                       "L'attribut « partner » nomme « {} », qui n'est pas une question "
                       "obligatoire de type siret, posée à tous ceux qui remplissent la fiche {} : "
                       "corrigez-le.",
                       partner, sheet->id, NULL);
    if (sheet->partner != NULL && sheet->kinds[1] == NULL)
        loader_mistake(loader, node,
                       "La fiche {} n'est remplie que par « {} » : un partenaire d'un autre type "
                       "n'est pas possible, supprimez l'attribut « partner ».",
                       sheet->id, sheet->kinds[0], NULL);
    if (sheet->prevails != NULL && !sheet_filled_by(sheet, sheet->prevails))
        loader_mistake(loader, node,
                       "L'attribut « prevails » nomme « {} », qui ne remplit pas la fiche {} : "
                       "corrigez-le.",
                       sheet->prevails, sheet->id, NULL);
}

static void
load_joint(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    sheet->joint_keys = node_words(node, "joint");
    sheet->joint = sheet->joint_keys != NULL;
    load_partner(loader, node, sheet);
    for (char **name = sheet->joint_keys; name != NULL && *name != NULL; name++) {
        const Field *field = sheet_field(sheet, *name);
        if (field == NULL || field->columns != NULL)
            loader_mistake(loader, node,
                           "L'attribut « joint » nomme « {} », qui n'est pas une question de la "
                           "fiche {} : corrigez-le.",
                           *name, sheet->id, NULL);
    }
}

/* Once the fields are there. */
static void
load_event_keys(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    g_autofree char *key = node_attribute(node, "key");
    if (sheet->per != PER_EVENT)
        return;
    sheet->event_key = sheet_field(sheet, key);
    if (key == NULL)
        loader_mistake(loader, node,
                       "La fiche {} est remplie à chaque événement : ajoutez l'attribut « key », "
                       "le nom de la question qui distingue les événements.",
                       sheet->id, NULL);
    else if (sheet->event_key == NULL || sheet->event_key->columns != NULL ||
             sheet->event_key->role != ROLE_ANSWER || !sheet->event_key->required)
        loader_mistake(loader, node,
                       "La clé « {} » n'est pas une question obligatoire de la fiche {} : corrigez "
                       "l'attribut « key ».",
                       key, sheet->id, NULL);

    load_joint(loader, node, sheet);
}

/* Copies of the identification's fields: the comments, or all others. */
static void
add_identification(Loader *loader, Sheet *sheet, gboolean comments)
{
    for (guint i = 0; i < loader->identification->len; i++) {
        const Field *field = g_ptr_array_index(loader->identification, i);
        if ((field->role == ROLE_COMMENTS) == comments)
            g_ptr_array_add(sheet->fields, field_copy_for(field, sheet));
    }
}

static void
check_order(Loader *loader, const Sheet *sheet)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    const char *last = "00";
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (!g_hash_table_add(codes, field->code))
            mistakes_add(loader->mistakes, loader->file, field->line,
                         "Le code « {} » est déjà pris dans la fiche {} : donnez-en un autre à la "
                         "question « {} ».",
                         field->code, sheet->id, field->name, NULL);
        else if (strcmp(field->code, last) < 0)
            mistakes_add(
                loader->mistakes, loader->file, field->line,
                "Le code « {} » vient après « {} » dans la fiche {} : rangez les questions "
                "dans l'ordre de leurs codes.",
                field->code, last, sheet->id, NULL);
        else
            last = field->code;
        if (!g_hash_table_add(names, field->name))
            mistakes_add(loader->mistakes, loader->file, field->line,
                         "Le nom « {} » est déjà pris dans la fiche {} : donnez-en un autre à la "
                         "question « {} ».",
                         field->name, sheet->id, field->printed, NULL);
    }
}

static void
load_fields(Loader *loader, const xmlNode *node, Sheet *sheet)
{
    guint answers = 0;
    add_identification(loader, sheet, FALSE);
    for (const xmlNode *child = node_child(node, NULL); child != NULL;
         child = node_next(child, NULL)) {
        if (!node_is(child, "field") && !node_is(child, "grid"))
            continue;
        g_ptr_array_add(sheet->fields, load_field(loader, child, sheet));
        answers++;
    }
    add_identification(loader, sheet, TRUE);
    if (answers == 0)
        loader_mistake(loader, node,
                       "La fiche {} ne pose aucune question : ajoutez « field » ou « grid ».",
                       sheet->id, NULL);
    check_order(loader, sheet);
}

static gboolean
has_article(const Convention *convention, const char *number)
{
    for (guint i = 0; i < convention->articles->len; i++)
        if (g_str_equal(((Article *)g_ptr_array_index(convention->articles, i))->number, number))
            return TRUE;
    return FALSE;
}

static Sheet *
sheet_new(void)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->printed = g_ptr_array_new_with_free_func((GDestroyNotify)printed_free);
    sheet->fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
    sheet->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
    sheet->cross_checks = g_ptr_array_new_with_free_func((GDestroyNotify)cross_check_free);
    sheet->plausible = g_ptr_array_new_with_free_func((GDestroyNotify)plausible_free);
    sheet->indicators = g_ptr_array_new_with_free_func((GDestroyNotify)indicator_free);
    return sheet;
}

static Sheet *
load_sheet(Loader *loader, const xmlNode *node)
{
    Sheet *sheet = sheet_new();
    sheet->line = node_line(node);
    sheet->id = node_attribute(node, "id");
    sheet->prefix = sheet_prefix(loader->convention, sheet->id);
    sheet->article = node_attribute(node, "article");
    sheet->adopted = node_attribute(node, "adopted");
    sheet->version = node_attribute(node, "version");
    if (sheet->version == NULL)
        sheet->version = g_strdup("1");
    sheet->kinds = node_words(node, "filled-by");
    loader_check_kinds(loader, node, sheet->kinds);
    if (!has_article(loader->convention, sheet->article))
        loader_mistake(loader, node,
                       "La fiche {} relève de l'article {}, qui n'est pas dans « articles » : "
                       "ajoutez-le ou corrigez l'attribut « article ».",
                       sheet->id, sheet->article, NULL);
    if (sheet->adopted != NULL && loader->convention->end != NULL &&
        date_parse(sheet->adopted) > date_parse(loader->convention->end))
        loader_mistake(loader, node,
                       "La fiche {} serait adoptée le {}, après le terme de la convention : "
                       "corrigez l'attribut « adopted » ou le terme.",
                       sheet->id, sheet->adopted, NULL);
    load_texts(node, sheet);
    load_periodicity(loader, node, sheet);
    load_fields(loader, node, sheet);
    load_event_keys(loader, node, sheet);
    return sheet;
}

void
load_sheets(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const xmlNode *child = node_child(node, "sheet"); child != NULL;
         child = node_next(child, "sheet")) {
        Sheet *sheet = load_sheet(loader, child);
        g_ptr_array_add(loader->convention->sheets, sheet);
        if (loader_once(loader, child, ids, "une fiche", sheet->id) &&
            !g_hash_table_add(prefixes, g_strdup(sheet->prefix)))
            loader_mistake(loader, child,
                           "Les codes de la fiche {} commenceraient par {}, comme ceux d'une autre "
                           "fiche : donnez-lui un autre numéro.",
                           sheet->id, sheet->prefix, NULL);
    }
}

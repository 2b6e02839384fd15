/* SPDX-License-Identifier: Apache-2.0
 *
 * Kinds of organisation and code lists.
 */
#include "convention/loader.h"

#include "base/text.h"
#include <string.h>

void
load_kinds(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const xmlNode *child = node_child(node, "kind"); child != NULL;
         child = node_next(child, "kind")) {
        Kind *kind = g_new0(Kind, 1);
        kind->id = node_attribute(child, "id");
        kind->label = node_attribute_french(child, "label");
        kind->plural = node_attribute_french(child, "plural");
        g_autofree char *identifier = node_attribute(child, "identifier");
        if (!value_type_from_name(identifier, &kind->identifier))
            kind->identifier = TYPE_TEXT; /* "code" */
        loader_once(loader, child, seen, "un type d’organisme", kind->id);
        g_ptr_array_add(loader->convention->kinds, kind);
    }
}

static char **
load_aliases(const xmlNode *node, gboolean former)
{
    GPtrArray *aliases = g_ptr_array_new();
    for (const xmlNode *child = node_child(node, "alias"); child != NULL;
         child = node_next(child, "alias"))
        if (node_flag(child, "former", FALSE) == former)
            g_ptr_array_add(aliases, node_text(child));
    g_ptr_array_add(aliases, NULL);
    return (char **)g_ptr_array_free(aliases, FALSE);
}

static Item *
load_item(Loader *loader, const xmlNode *node)
{
    Item *item = g_new0(Item, 1);
    item->code = node_attribute(node, "code");
    item->label = node_attribute_french(node, "label");
    item->folded = item->label ? text_fold(item->label) : NULL;
    item->abbreviation = node_attribute_french(node, "abbreviation");
    item->official = node_attribute(node, "official");
    item->from = node_attribute(node, "from");
    item->to = node_attribute(node, "to");
    item->successor = node_attribute(node, "successor");
    item->kinds = node_words(node, "kinds");
    item->aliases = load_aliases(node, FALSE);
    item->former = load_aliases(node, TRUE);
    loader_check_kinds(loader, node, item->kinds);
    loader_check_dates(loader, node, item->from, item->to);
    return item;
}

/* A successor exists, and following successors comes to an end. */
static void
check_successor(Loader *loader, const xmlNode *node, const CodeList *list, const Item *item)
{
    if (item->successor == NULL)
        return;
    const Item *next = list_item(list, item->successor);
    if (next == NULL) {
        loader_mistake(loader, node,
                       "Le successeur « {} » de « {} » n'est pas dans la liste « {} » : "
                       "ajoutez-le ou corrigez l'attribut « successor ».",
                       item->successor, item->code, list->id, NULL);
        return;
    }
    for (guint steps = 0; next != NULL && steps <= list->items->len; steps++)
        next = list_item(list, next->successor);
    if (next != NULL)
        loader_mistake(loader, node,
                       "Les successeurs de « {} » tournent en rond : le dernier ne doit pas en "
                       "avoir.",
                       item->code, NULL);
}

/* What people write must mean one item only. */
static void
check_meanings(Loader *loader, const xmlNode *node, const Item *item, GHashTable *meanings)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_ptr_array_add(texts, item->code);
    g_ptr_array_add(texts, item->label);
    if (item->abbreviation != NULL)
        g_ptr_array_add(texts, item->abbreviation);
    for (char **alias = item->aliases; *alias != NULL; alias++)
        g_ptr_array_add(texts, *alias);
    for (char **former = item->former; *former != NULL; former++)
        g_ptr_array_add(texts, *former);
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        char *folded = text_fold(text);
        const Item *other = g_hash_table_lookup(meanings, folded);
        if (other != NULL && other != item && strcmp(other->code, item->code) != 0)
            loader_mistake(loader, node,
                           "« {} » désigne à la fois « {} » et « {} » : une réponse ne pourrait "
                           "pas être comprise. Gardez-le pour un seul des deux.",
                           text, other->code, item->code, NULL);
        g_hash_table_insert(meanings, folded, (gpointer)item);
    }
}

static void
load_list(Loader *loader, const xmlNode *node, CodeList *list)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) meanings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list->id = node_attribute(node, "id");
    list->label = node_attribute_french(node, "label");
    list->heading = node_attribute_french(node, "heading");
    list->note = node_child_french(node, "note");
    list->items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
    for (const xmlNode *child = node_child(node, "item"); child != NULL;
         child = node_next(child, "item")) {
        Item *item = load_item(loader, child);
        g_ptr_array_add(list->items, item);
        loader_once(loader, child, seen, "un élément de cette liste", item->code);
        check_meanings(loader, child, item, meanings);
    }
    const xmlNode *child = node_child(node, "item");
    for (guint i = 0; child != NULL; i++, child = node_next(child, "item"))
        check_successor(loader, child, list, g_ptr_array_index(list->items, i));
}

/* The list that columns with « part-of » split their whole by. */
static void
load_parts(Loader *loader, const xmlNode *node)
{
    g_autofree char *id = node_attribute(node, "parts");
    const CodeList *parts = id != NULL ? convention_list(loader->convention, id) : NULL;
    loader->convention->parts = parts;
    if (id != NULL && parts == NULL)
        loader_mistake(loader, node,
                       "La liste des parts « {} » n'existe pas : ajoutez-la ou corrigez l'attribut "
                       "« parts ».",
                       id, NULL);
    const xmlNode *child = node_child(node, "list");
    for (guint i = 0; child != NULL; i++, child = node_next(child, "list")) {
        const CodeList *list = g_ptr_array_index(loader->convention->lists, i);
        if (list != parts && (list->heading != NULL || list->note != NULL))
            loader_mistake(loader, child,
                           "Seule la liste des parts a un titre et une note dans le rapport : "
                           "supprimez ceux de « {} », ou nommez cette liste dans « parts ».",
                           list->id, NULL);
        if (list == parts && list->items->len != 2)
            loader_mistake(loader, child,
                           "La liste des parts « {} » compte deux éléments, ce qui est compté à "
                           "part et le reste : ajoutez ou supprimez-en.",
                           list->id, NULL);
    }
}

void
load_lists(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const xmlNode *child = node_child(node, "list"); child != NULL;
         child = node_next(child, "list")) {
        CodeList *list = g_new0(CodeList, 1);
        load_list(loader, child, list);
        loader_once(loader, child, seen, "une liste", list->id);
        if (strcmp(list->id, "kind") == 0)
            loader_mistake(loader, child,
                           "« {} » est réservé aux ventilations : donnez un autre identifiant à "
                           "cette liste.",
                           list->id, NULL);
        g_ptr_array_add(loader->convention->lists, list);
    }
    g_autofree char *territory = node_attribute(node, "territory");
    loader->convention->territory = convention_list(loader->convention, territory);
    if (loader->convention->territory == NULL)
        loader_mistake(loader, node,
                       "La liste des territoires « {} » n'existe pas : ajoutez-la ou corrigez "
                       "l'attribut « territory ».",
                       territory, NULL);
    load_parts(loader, node);
}

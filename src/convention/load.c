/* SPDX-License-Identifier: Apache-2.0
 *
 * convention_load: the schema first, then meaning, part by part.
 */
#include "convention/loader.h"

#include "schemas/convention.xsd.h"

void
loader_mistake(Loader *loader, const xmlNode *node, const char *sentence, ...)
{
    va_list texts;
    va_start(texts, sentence);
    mistakes_add_valist(loader->mistakes, loader->file, node_line(node), sentence, texts);
    va_end(texts);
}

gboolean
loader_once(Loader *loader, const xmlNode *node, GHashTable *seen, const char *what, const char *id)
{
    if (g_hash_table_add(seen, g_strdup(id)))
        return TRUE;
    loader_mistake(loader, node, "« {} » désigne déjà {} : choisissez un autre nom.", id, what,
                   NULL);
    return FALSE;
}

void
loader_check_kinds(Loader *loader, const xmlNode *node, char **kinds)
{
    for (char **kind = kinds; kind != NULL && *kind != NULL; kind++)
        if (convention_kind(loader->convention, *kind) == NULL)
            loader_mistake(loader, node,
                           "Le type d'organisme « {} » n'est pas connu : déclarez-le dans "
                           "« kinds » ou corrigez-le.",
                           *kind, NULL);
}

void
loader_check_dates(Loader *loader, const xmlNode *node, const char *start, const char *end)
{
    if (start != NULL && end != NULL && date_parse(start) > date_parse(end))
        loader_mistake(loader, node,
                       "La date de début « {} » vient après la date de fin « {} » : corrigez l'une "
                       "des deux.",
                       start, end, NULL);
}

static GPtrArray *
array_of(gpointer free_one)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)free_one);
}

static Convention *
convention_new(void)
{
    Convention *convention = g_new0(Convention, 1);
    convention->lists = array_of(list_free);
    convention->kinds = array_of(kind_free);
    convention->parties = array_of(party_free);
    convention->signatories = array_of(signatory_free);
    convention->groups = array_of(group_free);
    convention->articles = array_of(article_free);
    convention->sheets = array_of(sheet_free);
    convention->figured = array_of(g_free);
    return convention;
}

/* What refers to other sheets comes when all of them have their fields. */
static void
load_second_pass(Loader *loader, const xmlNode *sheets)
{
    const xmlNode *node = node_child(sheets, "sheet");
    for (guint i = 0; node != NULL; i++, node = node_next(node, "sheet")) {
        Sheet *sheet = g_ptr_array_index(loader->convention->sheets, i);
        load_labels(sheet);
        load_rules(loader, node, sheet);
        load_plausible(loader, node, sheet);
        load_indicators(loader, node, sheet);
    }
}

Convention *
convention_load(GBytes *xml, const char *file, GPtrArray *mistakes)
{
    guint before = mistakes->len;
    g_autoptr(Document) document =
        document_load(xml, file, convention_xsd, sizeof convention_xsd - 1, mistakes);
    if (document == NULL)
        return NULL;

    g_autoptr(Convention) convention = convention_new();
    g_autoptr(GPtrArray) identification = array_of(field_free);
    g_autoptr(GHashTable) members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Loader loader = {file, mistakes, convention, identification, members};
    const xmlNode *root = xmlDocGetRootElement(document);
    load_people(&loader, root);
    load_kinds(&loader, node_child(root, "kinds"));
    load_lists(&loader, node_child(root, "lists"));
    load_identification(&loader, node_child(root, "identification"));
    load_sheets(&loader, node_child(root, "sheets"));
    load_second_pass(&loader, node_child(root, "sheets"));
    load_figured(convention);
    mistakes_sort(mistakes, before);
    return mistakes->len == before ? g_steal_pointer(&convention) : NULL;
}

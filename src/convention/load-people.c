/* SPDX-License-Identifier: Apache-2.0
 *
 * The head of a definition: names, dates, committee, parties, signatories, articles.
 */
#include "convention/loader.h"

static GHashTable *
set_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
load_head(Loader *loader, const xmlNode *root)
{
    Convention *convention = loader->convention;
    convention->id = node_attribute(root, "id");
    convention->prefix = node_attribute(root, "prefix");
    convention->namespace_uri = node_attribute(root, "namespace");
    g_autofree char *calendar = node_attribute(root, "calendar");
    convention->calendar = g_str_equal(calendar, "civil") ? CALENDAR_CIVIL : CALENDAR_SCHOOL;
    convention->title = node_child_french(root, "title");
    convention->subject = node_child_french(root, "subject");
    convention->objective = node_child_french(root, "objective");

    const xmlNode *term = node_child(root, "term");
    convention->start = node_attribute(term, "start");
    convention->end = node_attribute(term, "end");
    convention->start_note = node_child_french(term, "note");
    loader_check_dates(loader, term, convention->start, convention->end);

    const xmlNode *signature = node_child(root, "signature");
    convention->originals = node_integer(signature, "originals");
    convention->signed_at = node_attribute(signature, "place");
    convention->signed_on = node_attribute(signature, "date");

    const xmlNode *masking = node_child(root, "masking");
    convention->mask_below = (guint)node_integer(masking, "below");
    convention->mask_who = node_attribute_french(masking, "who");

    const xmlNode *notices = node_child(root, "notices");
    convention->confidentiality = node_child_french(notices, "confidentiality");
    convention->personal_data = node_child_french(notices, "personal-data");
    convention->no_names = node_child_french(notices, "no-names");
}

/* The texts of the children called NAME (transfer full). */
static char **
child_texts(const xmlNode *node, const char *name)
{
    GPtrArray *texts = g_ptr_array_new();
    for (const xmlNode *child = node_child(node, name); child != NULL;
         child = node_next(child, name))
        g_ptr_array_add(texts, node_text(child));
    g_ptr_array_add(texts, NULL);
    return (char **)g_ptr_array_free(texts, FALSE);
}

static void
load_committee(Loader *loader, const xmlNode *node)
{
    Convention *convention = loader->convention;
    convention->meetings_per_year = node_integer(node, "meetings-per-year");
    convention->first_meeting_before = node_attribute(node, "first-before");
    convention->notice_before = node_attribute(node, "notice-before");
    convention->notice_note = node_attribute_french(node, "notice-note");
    convention->secretariat_name = node_attribute(node, "secretariat");
    convention->secretariat_address = node_attribute(node, "address");
    loader_check_dates(loader, node, convention->start, convention->first_meeting_before);
    loader_check_dates(loader, node, convention->notice_before, convention->end);

    g_autoptr(GHashTable) seen = set_new();
    for (const xmlNode *child = node_child(node, "group"); child != NULL;
         child = node_next(child, "group")) {
        CommitteeGroup *group = g_new0(CommitteeGroup, 1);
        group->name = node_attribute(child, "name");
        group->seats = child_texts(child, "seat");
        loader_once(loader, child, seen, "un groupe du comité", group->name);
        g_ptr_array_add(convention->groups, group);
    }
}

static gboolean
has_party(const Convention *convention, const char *id)
{
    for (guint i = 0; i < convention->parties->len; i++)
        if (g_str_equal(((Party *)g_ptr_array_index(convention->parties, i))->id, id))
            return TRUE;
    return FALSE;
}

static void
load_parties(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = set_new();
    for (const xmlNode *child = node_child(node, "party"); child != NULL;
         child = node_next(child, "party")) {
        Party *party = g_new0(Party, 1);
        party->id = node_attribute(child, "id");
        party->name = node_attribute(child, "name");
        party->sigle = node_attribute(child, "sigle");
        party->represented_by = node_attribute(child, "represented-by");
        loader_once(loader, child, seen, "une partie", party->id);
        g_ptr_array_add(loader->convention->parties, party);
    }
}

static void
load_signatories(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = set_new();
    for (const xmlNode *child = node_child(node, "signatory"); child != NULL;
         child = node_next(child, "signatory")) {
        Signatory *signatory = g_new0(Signatory, 1);
        signatory->id = node_attribute(child, "id");
        signatory->party = node_attribute(child, "party");
        signatory->quality = node_attribute(child, "quality");
        signatory->name = node_attribute(child, "name");
        signatory->delegate = node_attribute(child, "delegate");
        signatory->from = node_attribute(child, "from");
        signatory->to = node_attribute(child, "to");
        loader_check_dates(loader, child, signatory->from, signatory->to);
        if (node_child(child, "delegation") != NULL)
            signatory->delegation = child_texts(child, "delegation");
        loader_once(loader, child, seen, "un signataire", signatory->id);
        if (!has_party(loader->convention, signatory->party))
            loader_mistake(loader, child,
                           "Le signataire « {} » est d'une partie inconnue, « {} » : déclarez-la "
                           "dans « parties » ou corrigez l'attribut « party ».",
                           signatory->id, signatory->party, NULL);
        g_ptr_array_add(loader->convention->signatories, signatory);
    }
}

static void
load_articles(Loader *loader, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = set_new();
    for (const xmlNode *child = node_child(node, "article"); child != NULL;
         child = node_next(child, "article")) {
        Article *article = g_new0(Article, 1);
        article->number = node_attribute(child, "number");
        article->title = node_attribute_french(child, "title");
        article->summary = node_child_french(child, "summary");
        article->note = node_child_french(child, "note");
        loader_once(loader, child, seen, "un article", article->number);
        g_ptr_array_add(loader->convention->articles, article);
    }
}

void
load_people(Loader *loader, const xmlNode *root)
{
    load_head(loader, root);
    load_committee(loader, node_child(root, "committee"));
    load_parties(loader, node_child(root, "parties"));
    load_signatories(loader, node_child(root, "signatories"));
    load_articles(loader, node_child(root, "articles"));
}

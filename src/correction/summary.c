/* SPDX-License-Identifier: Apache-2.0
 *
 * No line of it begins with the word "fiche", a code, or a label and a colon: where a word
 * processor has lost the bookmark, it is read as any text above the first answer.
 */
#include "correction/summary.h"

#include "correction/style.h"
#include "correction/tree.h"
#include "form/marks.h"
#include "form/namespaces.h"
#include "form/xml.h"

/* The first block that people see, or NULL. */
static xmlNode *
first_block(const xmlNode *text)
{
    static const char *const blocks[] = {
        "p", "h", "list", "numbered-paragraph", "section", "table-of-content"};
    for (xmlNode *node = text->children; node; node = node->next) {
        if (xml_is(node, NS_TABLE, "table"))
            return node;
        for (guint i = 0; i < G_N_ELEMENTS(blocks); i++)
            if (xml_is(node, NS_TEXT, blocks[i]))
                return node;
    }
    return NULL;
}

/* Lines are counted from 1. */
typedef struct {
    xmlNode *block; /* what stands behind them */
    guint lines;
} Summary;

static void
add_line(Summary *summary, const char *style, const char *text)
{
    g_autofree char *name = g_strdup_printf(MARK_BOOKMARK "%u", ++summary->lines);
    xmlNode *line = tree_add_before(summary->block, NS_TEXT, "p");
    tree_set(line, NS_TEXT, "style-name", style);
    tree_set(tree_add(line, NS_TEXT, "bookmark"), NS_TEXT, "name", name);
    tree_put(line, text);
}

/* ---- what it says ---- */

static guint
count(const Places *places, Severity severity)
{
    guint n = findings_count(places->lost, severity);
    for (guint i = 0; i < places->spots->len; i++)
        n +=
            findings_count(((const Spot *)g_ptr_array_index(places->spots, i))->findings, severity);
    return n;
}

static char *
title_of(const Places *places)
{
    guint points = count(places, SEVERITY_ERROR);
    guint doubts = count(places, SEVERITY_WARNING) - findings_count(places->lost, SEVERITY_WARNING);
    g_autofree char *also = doubts ? g_strdup_printf(", et %u à vérifier", doubts) : g_strdup("");
    return g_strdup_printf("Formulaire à corriger\u202f: %u point%s%s", points,
                           points > 1 ? "s" : "", also);
}

static guint
count_marked(const Places *places)
{
    guint n = 0;
    for (guint i = 0; i < places->spots->len; i++)
        n += findings_have_error(((const Spot *)g_ptr_array_index(places->spots, i))->findings);
    return n;
}

static char *
what_to_do(const Places *places, const Correction *correction)
{
    static const char *const how[] = {
        "Ce qui est à corriger est indiqué ici.",
        "La case à corriger porte un trait épais à sa gauche, un fond coloré et un commentaire qui "
        "dit ce qui ne va pas et quoi taper.",
        "Chaque case à corriger porte un trait épais à sa gauche, un fond coloré et un commentaire "
        "qui dit ce qui ne va pas et quoi taper.",
    };
    g_autofree char *when = correction->due ? g_strdup_printf("au plus tard le %s", correction->due)
                                            : g_strdup("dès que possible");
    return g_strdup_printf("%s Corrigez, enregistrez, puis envoyez ce fichier à %s, %s.",
                           how[MIN(count_marked(places), 2)], correction->address, when);
}

static void
add_lost(Summary *summary, const GPtrArray *lost)
{
    for (guint i = 0; i < lost->len; i++) {
        const Finding *finding = g_ptr_array_index(lost, i);
        if (finding->severity != SEVERITY_ERROR)
            continue;
        g_autofree char *line = finding->field ? g_strdup_printf("•\u00a0Case %s\u202f: %s",
                                                                 finding->field, finding->message)
                                               : g_strdup_printf("•\u00a0%s", finding->message);
        add_line(summary, STYLE_LINE, line);
    }
}

void
summary_add(xmlNode *text, const Places *places, const Correction *correction)
{
    xmlNode *block = first_block(text);
    Summary summary = {block ? block : tree_add(text, NS_TEXT, "p"), 0};
    g_autofree char *title = title_of(places);
    g_autofree char *todo = what_to_do(places, correction);
    style_add_summary(summary.block);
    add_line(&summary, STYLE_TITLE, title);
    add_line(&summary, STYLE_LINE, todo);
    add_lost(&summary, places->lost);
    add_line(&summary, STYLE_LAST,
             "Rien d’autre n’a été changé dans votre formulaire. Cet encadré et les commentaires "
             "peuvent rester\u202f: ils ne seront pas lus.");
}

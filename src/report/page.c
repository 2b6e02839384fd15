/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of the secretariat, in the order of a Monday morning: how it went, what waits for a
 * person, what came in, whom to remind, where things stand, what can be typed.
 */
#include "report/parts.h"

#include "base/text.h"
#include "figures/debtors.h"

/* ---- how it went ---- */

static void
warning(Report *report)
{
    Prose *words = prose_add(prose_new(NULL), SPAN_ALERT, "Réservé au secrétariat.");

    document_prose(
        report->document, BLOCK_NOTE,
        prose_add(words, SPAN_PLAIN,
                  " Cette page nomme des personnes et des organismes : ne la transmettez "
                  "pas, ne la publiez pas."));
}

/* Leads to the part of that NAME. */
static void
add_key(GPtrArray *keys, guint count, const char *one, const char *many, const char *name)
{
    keys_add(keys, prose_printf("%u", count),
             prose_add_link(prose_new(NULL), SPAN_PLAIN, count > 1 ? many : one, name), NULL);
}

static void
key_figures(Report *report)
{
    const guint *counts = report->in->week->counts;
    g_autoptr(GPtrArray) debtors = report_debtors(report);
    GPtrArray *keys = document_keys(report->document);

    add_key(keys, page_waiting(report), "point à régler par vous", "points à régler par vous",
            PAGE_QUEUE);
    add_key(keys, counts[VERDICT_ACCEPTED], "fiche acceptée", "fiches acceptées", PAGE_FORMS);
    add_key(keys, counts[VERDICT_REFUSED] + counts[VERDICT_UNREADABLE],
            "fiche à corriger par son expéditeur", "fiches à corriger par leurs expéditeurs",
            PAGE_FORMS);
    add_key(keys, debtors->len, "organisme à relancer", "organismes à relancer", PAGE_OWED);
}

void
page_section(Report *report, const char *title, const char *name)
{
    document_heading(report->document, 1, NULL, prose_new(title));
    document_anchor(report->document, name);
}

static void
head(Report *report)
{
    Cover *cover = document_cover(report->document);

    cover->eyebrow = text_french(report->convention->title);
    cover->title = text_french(report_name(report));
}

/* Of several reminders the last. */
static void
index_letters(Report *report)
{
    const GPtrArray *letters = report->in->page->letters;

    report->letters = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < letters->len; i++) {
        Letter *letter = letters->pdata[i];
        g_hash_table_replace(report->letters,
                             letter->message ? letter->message : letter->organisation, letter);
    }
}

void
report_page(Report *report)
{
    index_letters(report);
    head(report);
    warning(report);
    report_arrived(report);
    key_figures(report);
    document_contents(report->document);
    page_queue(report);
    page_forms(report);
    page_owed(report);
    page_state(report);
    page_commands(report);
    g_clear_pointer(&report->letters, g_hash_table_unref);
}

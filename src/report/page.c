/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of the secretariat, in the order of a Monday morning: how it went, what waits for a
 * person, what came in, whom to remind, where things stand, what can be typed.
 */
#include "report/parts.h"

#include "base/text.h"
#include "figures/debtors.h"
#include <string.h>

/* ---- files beside it ---- */

enum { ID_SHOWN = 16 };

char *
page_answer_file(const char *sha256)
{
    return g_strdup_printf("answers/%.*s.eml", ID_SHOWN, sha256);
}

/* ".odt": what a program goes by that opens it; ".eml" of a message. */
static char *
file_ending(const Message *message)
{
    const char *dot = strrchr(message->name, '.');

    if (message->mail)
        return g_strdup(".eml");
    if (!dot || !dot[1] ||
        strspn(dot + 1, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS) != strlen(dot + 1))
        return g_strdup("");
    return g_ascii_strdown(dot, -1);
}

char *
page_original_file(const Message *message)
{
    g_autofree char *ending = file_ending(message);

    return g_strdup_printf("originals/%.*s%s", ID_SHOWN, message->sha256, ending);
}

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

void
report_page(Report *report)
{
    head(report);
    warning(report);
    report_arrived(report);
    key_figures(report);
    document_contents(report->document);
    page_forms(report);
    page_owed(report);
    page_state(report);
    page_commands(report);
}

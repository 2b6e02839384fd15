/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of signatures, as the agreement has it.
 */
#include "report/parts.h"

#include "base/clock.h"
#include <string.h>

/* "cinq": how an agreement writes the number of its originals. */
static char *
number_in_letters(int number)
{
    static const char *const WORDS[] = {"zéro",  "un",     "deux",     "trois",  "quatre", "cinq",
                                        "six",   "sept",   "huit",     "neuf",   "dix",    "onze",
                                        "douze", "treize", "quatorze", "quinze", "seize"};

    if (number >= 0 && number < (int)G_N_ELEMENTS(WORDS))
        return g_strdup(WORDS[number]);
    return g_strdup_printf("%d", number);
}

/* "Fait à Paris, le 2 octobre 2014": what is not known is left to the pen. */
static char *
done_words(const Report *report)
{
    const Meeting *meeting = report->minutes ? report->meeting : NULL;
    g_autofree char *day = meeting && meeting->done_on ? date_words(meeting->done_on) : NULL;

    return g_strdup_printf("Fait à %s, le %s",
                           meeting && meeting->done_at ? meeting->done_at : "…………………………………………",
                           day ? day : "………………………………");
}

static Prose *
done_at(const Report *report)
{
    const int originals = report->convention->originals;
    g_autofree char *done = done_words(report);
    g_autofree char *number = number_in_letters(originals);

    if (originals < 1)
        return prose_new(done);
    return prose_printf("%s\nEn %s %s", done, number,
                        originals == 1 ? "exemplaire original" : "exemplaires originaux");
}

/* A second title goes to a line of its own, as on the agreement's page. */
static char *
in_two_lines(const char *quality)
{
    g_auto(GStrv) parts = g_strsplit(quality, ", ", 2);

    return g_strjoinv(",\n", parts);
}

static void
signature(GPtrArray *blocks, const Signatory *signatory)
{
    g_autofree char *tip =
        g_strdup_printf("Signature de %s, %s", signatory->name, signatory->quality);
    g_autofree char *quality = in_two_lines(signatory->quality);
    SignatureBlock *block = signatures_add(blocks, signatory->id, tip);

    g_ptr_array_add(block->above, prose_new(quality));
    for (guint i = 0; signatory->delegation && signatory->delegation[i]; i++)
        g_ptr_array_add(block->above, prose_new(signatory->delegation[i]));
    if (signatory->delegate)
        g_ptr_array_add(block->names, prose_typed(signatory->delegate));
    g_ptr_array_add(block->names, prose_typed(signatory->name));
}

/* Those who sign on the day of the document. */
void
report_signatures(Report *report)
{
    const gint64 time = report->in->edition ? report->in->issued : report->in->date;
    GPtrArray *blocks;

    document_break(report->document);
    document_heading(report->document, 1, NULL, prose_new("Signatures"));
    blocks = document_signatures(report->document, done_at(report));
    for (guint i = 0; i < report->convention->signatories->len; i++) {
        const Signatory *signatory = report->convention->signatories->pdata[i];
        if (signatory_on(signatory, clock_day(time)))
            signature(blocks, signatory);
    }
    document_break(report->document);
}

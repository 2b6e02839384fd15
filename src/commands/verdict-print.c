/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/verdict-print.h"

#include "base/i18n.h"
#include <stdio.h>

static const struct {
    const char *words, *meaning;
} table[VERDICT_COUNT] = {
    [VERDICT_ACCEPTED] = {NN_("accepted"), NULL},
    [VERDICT_REFUSED] = {NN_("refused"), N_("the answers say what to correct")},
    [VERDICT_REPLACED] = {NN_("replaced"), N_("a later form of the same organisation stands")},
    [VERDICT_DUPLICATE] = {NN_("duplicate"), N_("already received, counted once")},
    [VERDICT_UNREADABLE] = {NN_("unreadable"), N_("the answers ask for the form as .odt or .xml")},
    [VERDICT_WITHDRAWN] = {NN_("withdrawn"), NULL},
    [VERDICT_AUTOMATIC] = {NN_("automatic"), N_("never answered")},
    [VERDICT_NOT_A_FORM] = {NN_("no form"), N_("mail without a form, kept")},
    [VERDICT_BY_HAND] = {NN_("by hand"), N_("a person must look")},
};

const char *
verdict_words(Verdict verdict, guint count)
{
    return ngettext(table[verdict].words, table[verdict].words, count);
}

/* What it means for the clerk, or NULL: borrowed. */
static const char *
verdict_meaning(Verdict verdict)
{
    return table[verdict].meaning ? _(table[verdict].meaning) : NULL;
}

void
verdicts_print(const guint counts[VERDICT_COUNT])
{
    for (guint i = 0; i < VERDICT_COUNT; i++) {
        if (!counts[i])
            continue;
        const char *words = verdict_words((Verdict)i, counts[i]);
        const char *meaning = verdict_meaning((Verdict)i);
        printf("  %5u  %s", counts[i], words);
        if (meaning)
            printf("%*s%s", MAX(1, 14 - (int)g_utf8_strlen(words, -1)), "", meaning);
        putchar('\n');
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible-words.c - what is said of an answer that is doubted: to the organisation, and to
 * others.
 */
#include "figures/plausible.h"

#include "base/text.h"
#include <string.h>

/* "votre réponse pour l'année scolaire 2013-2014 (24)". */
static char *
usual_words(const Unusual *unusual, const Convention *convention)
{
    g_autofree char *median = number_label(unusual->median);
    Period period;
    g_autofree char *words = NULL;
    if (unusual->earlier && period_parse(unusual->earlier, convention->calendar, &period)) {
        g_autofree char *label = period_label(period);
        words = g_strdup_printf("votre réponse pour %s%s (%s)", period.half ? "le " : "l'", label,
                                median);
    } else {
        words = g_strdup_printf("la médiane de vos %u réponses antérieures (%s)", unusual->compared,
                                median);
    }
    return text_french(words);
}

static char *
place_of(const Unusual *unusual)
{
    const char *printed = unusual->operand->field->printed;
    return unusual->item ? g_strdup_printf("%s.%s", printed, unusual->item) : g_strdup(printed);
}

Finding *
unusual_told(const Unusual *unusual, const Convention *convention)
{
    static const FindingKind kinds[] = {
        [UNUSUAL_ABOVE_OWN] = FINDING_UNUSUAL_ABOVE_OWN,
        [UNUSUAL_BELOW_OWN] = FINDING_UNUSUAL_BELOW_OWN,
    };
    const Column *column = unusual->operand->column;
    g_autofree char *place = place_of(unusual);
    g_autofree char *value = number_label(unusual->value);
    g_autofree char *factor = number_label(unusual->rule->own_factor);
    g_autofree char *usual = NULL;
    if (unusual->kind == UNUSUAL_ABOVE_PEERS)
        return finding_new(FINDING_UNUSUAL_PEERS, place, column ? column->name : NULL, value,
                           "peers", unusual->peers->plural, NULL);
    usual = usual_words(unusual, convention);
    return finding_new(kinds[unusual->kind], place, column ? column->name : NULL, value, "factor",
                       factor, "usual", usual, NULL);
}

char *
unusual_words(const Unusual *unusual, gboolean shown)
{
    const gboolean numbers = shown || !operand_counts_people(unusual->operand);
    g_autofree char *value = number_label(unusual->value);
    g_autofree char *median = number_label(unusual->median);
    g_autofree char *factor = number_label(unusual->rule->own_factor);
    g_autoptr(GString) words = g_string_new(NULL);
    if (numbers)
        g_string_append_printf(words, "%s, ", value);
    if (unusual->kind == UNUSUAL_ABOVE_PEERS)
        g_string_append_printf(words, "beaucoup plus que les autres %s", unusual->peers->plural);
    else
        g_string_append_printf(words, "plus de %s fois %sla réponse habituelle de l'organisme",
                               factor, unusual->kind == UNUSUAL_BELOW_OWN ? "moins que " : "");
    if (numbers && unusual->kind != UNUSUAL_ABOVE_PEERS)
        g_string_append_printf(words, " (%s)", median);
    return text_french(words->str);
}

/* For the clerk. */
static Finding *
unusual_seen(const Unusual *unusual, gboolean shown)
{
    const Column *column = unusual->operand->column;
    g_autofree char *place = place_of(unusual);
    g_autofree char *reason = unusual_words(unusual, shown);
    return finding_new(FINDING_UNUSUAL_SEEN, place, column ? column->name : NULL, NULL, "reason",
                       reason, NULL);
}

void
unusual_add(const GPtrArray *unusual, gboolean shown, GPtrArray *submissions)
{
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < submissions->len; i++) {
        Submission *submission = submissions->pdata[i];
        g_hash_table_insert(by_id, submission->id, submission);
    }
    for (guint i = 0; i < unusual->len; i++) {
        const Unusual *one = unusual->pdata[i];
        Submission *submission = g_hash_table_lookup(by_id, one->submission);
        if (submission)
            g_ptr_array_add(submission->findings, unusual_seen(one, shown));
    }
}

gboolean
unusual_find(Register *reg, const Definition *definition, gboolean shown, GPtrArray *submissions,
             GError **error)
{
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < submissions->len; i++) {
        const Submission *submission = submissions->pdata[i];
        const UnusualQuery query = {.organisation = submission->organisation, .discreet = !shown};
        if (!query.organisation || !g_hash_table_add(done, submission->organisation))
            continue;
        g_autoptr(GPtrArray) unusual = figures_unusual(reg, definition, &query, error);
        if (!unusual)
            return FALSE;
        unusual_add(unusual, shown, submissions);
    }
    return TRUE;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible.h - answers that are far from others: doubted, accepted and counted all the same.
 *
 * Two rules, declared in the convention (Plausible):
 *   own     the answer is more than f times the median m of what the organisation answered to the
 *           same question, for the same item, in earlier periods of the same kind; or m is more
 *           than f times the answer;
 *   peers   it is above Q3 + k (Q3 - Q1) of what the other organisations of its kind answered to it
 *           for the same period: the outer fence of J. W. Tukey, Exploratory Data Analysis, 1977,
 *           section 2D, with k = 3.  Q1 and Q3 are his fourths: the medians of the lower and of the
 *           upper half, the middle value being in both.
 * Each wants a number of answers to compare with, and a difference (from m, from Q3) that is worth
 * it.  An answer is doubted once: by its own history where that says so, else by its peers.
 *
 * Derived from the forms that stand, never stored: the order in which they came changes nothing.
 * All arithmetic is on integers.
 */
#pragma once

#include "figures/figures.h"

typedef enum { UNUSUAL_ABOVE_OWN, UNUSUAL_BELOW_OWN, UNUSUAL_ABOVE_PEERS } UnusualKind;

typedef struct {
    UnusualKind kind;
    const Plausible *rule;
    const Operand *operand;
    char *item; /* code of the row; NULL: a single answer */
    char *submission, *organisation, *period;
    const Kind *peers; /* kind of the organisation */
    gint64 value;      /* scaled by NUMBER_SCALE */
    gint64 median;     /* of its earlier answers, scaled; of peers 0: theirs are not told */
    guint compared;    /* how many earlier answers, or other organisations */
    char *earlier;     /* the period of the only earlier answer, else NULL */
} Unusual;

typedef struct {
    const char *organisation; /* NULL: all */
    const char *period;       /* a year with its halves; NULL: all */
    gboolean discreet; /* without those of which being told would give a small count of people away:
                          the answer, or the median that it is compared with, is one */
} UnusualQuery;

/* GPtrArray of Unusual in the order of the definition, then period, organisation, item (transfer
 * full; NULL with ERROR). */
GPtrArray *figures_unusual(Register *reg, const Definition *definition, const UnusualQuery *query,
                           GError **error);
void unusual_free(Unusual *unusual);

/* The same as a finding for the organisation itself, which may read its own numbers (transfer
 * full). */
Finding *unusual_told(const Unusual *unusual, const Convention *convention);
/* What others read of it: "plus de 3 fois la réponse habituelle de l'organisme", with the numbers
 * before and behind, unless they are of people and not SHOWN (transfer full). */
char *unusual_words(const Unusual *unusual, gboolean shown);
/* Add to the findings of each of SUBMISSIONS (GPtrArray of Submission) what of UNUSUAL is about it,
 * for the clerk's eyes: SHOWN as above. */
void unusual_add(const GPtrArray *unusual, gboolean shown, GPtrArray *submissions);
/* The same, found for the organisations of SUBMISSIONS. */
gboolean unusual_find(Register *reg, const Definition *definition, gboolean shown,
                      GPtrArray *submissions, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible-parts.h - the answers to one question, and which of them are doubted.  Inside the room
 * figures only.
 */
#pragma once

#include "figures/plausible.h"

/* A form that stands.  Texts of equal content are the same pointer. */
typedef struct {
    gint64 rank;
    const char *organisation, *kind, *period;
    Period parsed;
    guint cohort;   /* number of its kind of organisation in its period, from 0 */
    gboolean asked; /* what is doubted of it is looked for; others are there to compare with */
} Sent;

typedef struct {
    guint form; /* its place among the forms */
    guint item; /* its place among the items */
    gint64 number;
    gboolean doubted;
} Given;

/* All answers to a question.  Forms stand by organisation, kind of period (whole years, first
 * halves, second halves), year; answers in the order of their forms. */
typedef struct {
    const Plausible *rule;
    const GArray *forms;    /* Sent */
    const GPtrArray *items; /* char *, codes of rows; of a single answer NULL */
    guint cohorts;          /* how many there are */
    GArray *answers;        /* Given */
} Answers;

/* GIVEN is doubted by its history: its median is TWICE_MEDIAN / 2, over COMPARED answers of which
 * EARLIER is the form of the first; or by its peers, then EARLIER is NULL. */
typedef void (*Doubt)(const Answers *answers, Given *given, UnusualKind kind, gint64 twice_median,
                      guint compared, const Sent *earlier, gpointer data);

void judge_own(const Answers *answers, Doubt doubt, gpointer data);
void judge_peers(const Answers *answers, Doubt doubt, gpointer data);

/* SPDX-License-Identifier: Apache-2.0
 *
 * send.h - what a run of send hands over, and how it is told.  Between send.c, send-choose.c and
 * send-print.c.
 */
#pragma once

#include "register/delivery.h"

/* One letter of this run. */
typedef struct {
    const Letter *letter; /* borrowed */
    GPtrArray *to;        /* char *, borrowed from it: who has to get it this time */
    gboolean doubtful;    /* it may have left already: nobody knows */
    GBytes *fresh;        /* of a reminder that the register doesn't keep yet; else NULL */
    char *title;          /* what it is, in words */
    GPtrArray *handed;    /* Handed, one for each of TO; NULL: not handed over */
} Sent;

typedef struct {
    gboolean dry;
    const char *way;    /* its name; NULL in a dry run */
    GPtrArray *letters; /* Letter: owns those of SENT */
    GPtrArray *sent;    /* Sent, in the order in which they are handed over */
    guint waiting;      /* letters beyond the limit */
    guint refused;      /* letters that somebody refused for good in an earlier run */
    gboolean stopped;   /* nothing could be handed over any more: those that follow wait, too */
    gboolean reminders; /* not answers; and of those who owe something: */
    guint recent;       /* who had one less than a week ago */
    GPtrArray *changed; /* char **, identifier and name: whose draft isn't what remind writes now */
    guint without;      /* who have none */
} SendResult;

void send_result_clear(SendResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SendResult, send_result_clear)

/* Which letters are meant; borrowed. */
typedef struct {
    guint limit;           /* at most so many; 0: all */
    const char *again;     /* the answer to this message, settled or not; or NULL */
    const char *reminders; /* folder given to remind for output; NULL: answers */
    const char *period;    /* of the reminders; NULL: all that is due */
} SendChoice;

/* Fill RESULT, whose DRY alone is set.  Answers: those that wait, the least tried first, so that
 * one that always fails keeps no other from leaving.  Reminders: those whose draft is in the folder
 * as remind writes it now, and what is left of those of this week. */
gboolean send_choose(Register *reg, const SendChoice *choice, SendResult *result, GError **error);

/* Recipients of that outcome, over all letters of this run. */
guint send_count(const SendResult *result, Outcome outcome);

void send_print(const SendResult *result);
void send_print_json(const SendResult *result);

/* SPDX-License-Identifier: Apache-2.0
 *
 * send.h - what a run of send handed over, and how it is told.  Between send.c and send-print.c.
 */
#pragma once

#include "register/delivery.h"

/* One letter of this run. */
typedef struct {
    const Letter *letter; /* borrowed */
    GPtrArray *to;        /* char *, borrowed from it: who has to get it this time */
    gboolean doubtful;    /* it may have left already: nobody knows */
    GPtrArray *handed;    /* Handed, one for each of TO; NULL: not handed over */
} Sent;

typedef struct {
    gboolean dry;
    const char *way;   /* its name; NULL in a dry run */
    GPtrArray *sent;   /* Sent, in the order in which they are handed over */
    guint waiting;     /* letters beyond the limit */
    guint refused;     /* letters that somebody refused for good in an earlier run */
    gboolean stopped;  /* nothing could be handed over any more: those that follow wait, too */
    GPtrArray *titles; /* char *, of each of SENT: what it is */
} SendResult;

void send_result_clear(SendResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SendResult, send_result_clear)

/* Recipients of that outcome, over all letters of this run. */
guint send_count(const SendResult *result, Outcome outcome);

void send_print(const SendResult *result);
void send_print_json(const SendResult *result);

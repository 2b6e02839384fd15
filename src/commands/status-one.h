/* SPDX-License-Identifier: Apache-2.0
 *
 * status-one.h - what is known about one ID.  Between status-one.c and its two ways of printing.
 */
#pragma once

#include "commands/status.h"

typedef struct {
    const Definition *definition;
    const StatusQuery *query;
    const char *subject;     /* the ID in full: that acts name */
    const Participant *who;  /* NULL: not of an organisation */
    const Message *message;  /* NULL: of an organisation */
    GPtrArray *submissions;  /* Submission */
    GPtrArray *related;      /* Submission: all of the same organisations */
    GPtrArray *expectations; /* Expectation, of WHO: owed or excused; else NULL */
    GPtrArray *messages;     /* owns MESSAGE */
    GPtrArray *parts;        /* StoredPart, of MESSAGE */
    GPtrArray *values; /* for each of SUBMISSIONS a GPtrArray of StoredValue; NULL: not shown */
    Acts *acts;
    GPtrArray *letters;     /* Letter: the answer to MESSAGE, or the reminders to WHO */
    char *scan, *scan_name; /* hash and name of what was kept beside MESSAGE; NULL: nothing */
} About;

void about_clear(About *about);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(About, about_clear)

/* Id of the submission that took the place of SUBMISSION, borrowed; NULL: none did. */
const char *about_replaced_by(const About *about, const Submission *submission);

/* Those on SUBMISSION and, where its message isn't shown itself, on that: GPtrArray of Act,
 * borrowed (transfer container). */
GPtrArray *about_acts(const About *about, const Submission *submission);

void about_print(const About *about);
void about_print_json(const About *about);

/* SPDX-License-Identifier: Apache-2.0
 *
 * status.h - the parts of the command status: all, in the terminal and in JSON; and one ID.
 */
#pragma once

#include "base/json.h"
#include "commands/outbox.h"
#include "figures/figures.h"
#include "register/act.h"

/* Of a sheet of events. */
typedef struct {
    const Sheet *sheet;
    guint received; /* forms that stand */
} EventCount;

/* All that is printed of a register. */
typedef struct {
    const Definition *definition;
    const char *period; /* that was asked for, or NULL */
    const char *year;   /* of it, or NULL */
    guint counts[VERDICT_COUNT];
    GPtrArray *expectations; /* Expectation */
    GArray *events;          /* EventCount */
    Acts *acts;
    GPtrArray *editions; /* SignedEdition */
    GPtrArray *waiting;  /* QueueItem */
    Outbox outbox;
    const char *path; /* of the register */
    guint32 today;    /* day of the last run */
    gboolean confidential;
} Status;

/* One definition of several: the days (julian) from and until which it is in force for the periods
 * that begin then; 0: from the start, until further notice. */
typedef struct {
    guint32 from, until;
} InForce;

/* The definitions of the period that was asked for, or all, oldest first: GArray of InForce; none
 * when there is but one. */
GArray *status_definitions(const Status *status);

void status_print(const Status *status);
void status_print_json(const Status *status);

/* What is asked of one ID. */
typedef struct {
    const char *id;
    const char *period;    /* of what it owes; NULL: all that is due */
    gboolean confidential; /* small counts in findings are shown */
    gboolean json;
} StatusQuery;

/* All that ID (an organisation, a submission, the hash of a message) sent and what became of it. */
gboolean status_one(Register *reg, const Definition *definition, const StatusQuery *query,
                    GError **error);

/* {"sheet","period","organisation","state",…}: as JSON has it. */
void expectation_write_json(Json *json, const Expectation *expectation);
/* {"date","by","act","target","why","in_force"} each. */
void acts_write_json(Json *json, const Acts *acts, const GPtrArray *list);
/* A line for each act, and its reason. */
void acts_print(const Acts *acts, const GPtrArray *list);
/* "3.2 2013-2014 missing, was due on …". */
void owed_print(const Expectation *expectation);

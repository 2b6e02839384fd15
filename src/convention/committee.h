/* SPDX-License-Identifier: Apache-2.0
 *
 * committee.h - committee.xml (schema schemas/committee.xsd): members, meetings, decisions, plan.
 */
#pragma once

#include "convention/convention.h"

typedef struct {
    char *name, *quality, *group, *organisation; /* group: name of a CommitteeGroup */
} Member;

typedef enum {
    ATTENDANCE_PRESENT,
    ATTENDANCE_EXCUSED,
    ATTENDANCE_REPRESENTED,
    ATTENDANCE_GUEST
} Attendance;

typedef struct {
    char *name; /* of a member, or of a guest */
    Attendance state;
    char *by; /* represented by, or NULL */
} Attendee;

typedef struct {
    int number;
    char *date, *place;      /* canonical date */
    char *done_at, *done_on; /* town and canonical date of its minutes, or NULL */
    GPtrArray *agenda;       /* char * */
    GPtrArray *attendees;    /* Attendee; empty before the meeting */
} Meeting;

typedef struct {
    char *number; /* "2014-1" */
    int meeting;
    char *wording, *responsible, *due, *state; /* due canonical date or NULL; state as written */
} Decision;

typedef struct {
    const Sheet *sheet;
    char *action, *responsible, *due, *state;
} PlannedAction;

typedef struct {
    GPtrArray *members, *meetings, *decisions, *plan;
} Committee;

Committee *committee_load(GBytes *xml, const char *file, const Convention *convention,
                          GPtrArray *mistakes);
void committee_free(Committee *committee);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Committee, committee_free)

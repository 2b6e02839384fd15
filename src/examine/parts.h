/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.h - what becomes of each part of a message, one after the other.  Private to the room.
 *
 * A Walk gathers into an Examination: walk_new, walk_take for each leaf part in order, walk_end.
 */
#pragma once

#include "examine/examination.h"

typedef enum {
    WALK_READ,     /* forms are read */
    WALK_HELD,     /* critical faults: forms are set aside for a person */
    WALK_RETURNED, /* a bounce: forms in it are ours or come back, they are not sent to us */
} WalkMode;

typedef struct Walk Walk;

/* RESULT and CHECKER (maybe NULL) are borrowed for the walk's life. */
Walk *walk_new(Examination *result, const Checker *checker, WalkMode mode);
/* Decide upon PART (borrowed, until walk_end). */
void walk_take(Walk *walk, const MailPart *part);
/* What could only be decided when all parts were seen: pictures, HTML twins.  Frees the walk. */
void walk_end(Walk *walk);

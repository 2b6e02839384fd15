/* SPDX-License-Identifier: Apache-2.0
 *
 * asked.h - what a blank form asks, and of whom.
 */
#pragma once

#include "blank/blank.h"

/* Questions that the same kinds answer. */
typedef struct {
    GPtrArray *kinds;  /* const Kind, in the order of the sheet's */
    gboolean everyone; /* they are all the kinds that the form is for */
    GPtrArray *fields; /* const Field, ROLE_ANSWER only, in order of codes */
} Group;

/* The answers asked for, grouped: GPtrArray of Group, in the order of their first questions
 * (transfer full). */
GPtrArray *asked_groups(const BlankOrder *order);

/* Those of FIELD's code list that may be answered: valid in the period of the order (or else the
 * convention's term), open to the kinds asked, and in a grid, of a participant whose diplomas
 * stand in the list, only these.  GPtrArray of const Item (transfer container). */
GPtrArray *asked_items(const BlankOrder *order, const Field *field);

/* The kinds that the form is for: GPtrArray of const Kind (transfer container). */
GPtrArray *asked_kinds(const BlankOrder *order);

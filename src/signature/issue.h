/* SPDX-License-Identifier: Apache-2.0
 *
 * issue.h - what the issued document is made of, and what of it later revisions changed.
 *
 * Private to the room.
 */
#pragma once

#include "signature/returned.h"
#include "signature/revision.h"

typedef struct Issue Issue;

/* REVISION is the document as issued (borrowed for the issue's life).  The names of its signature
 * fields go into FIELDS. */
Issue *issue_new(const Revision *revision, GPtrArray *fields);
void issue_free(Issue *issue);
/* Name of the issued field that is object NUMBER; NULL: it is none. */
const char *issue_field(const Issue *issue, int number);
/* Tell RETURNED in what REVISION differs from the issued document, but for signatures. */
void issue_compare(const Issue *issue, const Revision *revision, Returned *returned);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Issue, issue_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * version.h - one indicator as each definition of a register has it.  Inside the room figures only.
 *
 * A form gives what the definition in force in its own period says.  A figure is that of the
 * definition of its period; what forms of another definition give to it (to the term, or to a year
 * within which an amendment began) is added, so that halves add up to their year and years to the
 * term.
 */
#pragma once

#include "figures/contribution.h"

typedef struct {
    const Definition *definition;
    const Indicator *indicator;
    GArray *whole; /* Contribution: what the forms of its periods give to the whole */
} Version;

/* Of NEWEST and those that it amends each that computes the indicator, newest first: GArray of
 * Version (transfer full). */
GArray *versions_read(const Definition *newest, const char *id, const Columns *columns);
/* Every breakdown that some of VERSIONS have, by other lists than the others, as the newest has it:
 * GPtrArray of Breakdown (transfer container). */
GPtrArray *versions_breakdowns(const GArray *versions);
/* What the forms give to BREAKDOWN (NULL: the whole) of those of VERSIONS that have it: GArray of
 * Contribution, by form (transfer full). */
GArray *versions_shares(const GArray *versions, const Breakdown *breakdown, const Columns *columns);
/* Put into INDICATORS, one for each of PERIODS, that of VERSIONS which holds there, if it has
 * BREAKDOWN; over the term it is the newest. */
void versions_place(const GArray *versions, const Breakdown *breakdown, const Periods *periods,
                    const Indicator **indicators);

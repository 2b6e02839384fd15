/* SPDX-License-Identifier: Apache-2.0
 *
 * left-out.h - what might have been behind a figure and isn't, each with the reason.
 *
 * Forms of its sheets and periods, from organisations of its scope, that don't contribute; and
 * organisations that were to send one.  A reason never says how much was counted or answered.
 */
#pragma once

#include "figures/figures.h"

typedef enum {
    LEFT_REFUSED,      /* waits for a correction, or another form of the same line stands */
    LEFT_UNREADABLE,   /* likewise */
    LEFT_REPLACED,     /* by a later form */
    LEFT_DUPLICATE,    /* of another form */
    LEFT_WITHDRAWN,    /* by an act */
    LEFT_JOINT,        /* its event is counted by another organisation's form */
    LEFT_NOT_ASKED,    /* the question isn't asked of its kind */
    LEFT_CONDITION,    /* answers otherwise to what the indicator is about */
    LEFT_EARLIER,      /* only the latest form counts */
    LEFT_EMPTY,        /* the row of the item is empty */
    LEFT_NOT_PROVIDED, /* accepted without what the figure adds up */
    LEFT_MISSING,      /* expected, not received */
    LEFT_NOT_DUE,      /* not received, and not due yet */
    LEFT_EXCUSED,      /* need not be sent, by an act */
    LEFT_COUNT
} LeftReason;

typedef struct {
    const Figure *figure; /* borrowed */
    LeftReason reason;
    char *organisation;          /* identifier; NULL: not recognised */
    char *submission, *original; /* id, and SHA-256 of its message; NULL: nothing was received */
    char *sheet, *period;        /* period NULL: not recognised */
    gint64 received;             /* seconds; 0: nothing was */
    char *claimed;               /* what was typed for the organisation, when it is NULL; or NULL */
    char *detail;                /* French, for people */
} LeftOut;

void left_out_free(LeftOut *left);
/* "not_provided": stable (static). */
const char *left_reason_code(LeftReason reason);

/* What FIGURES, which have their sources, leave out: GPtrArray of LeftOut, by figure, organisation,
 * period, time received (transfer full; NULL with ERROR). */
GPtrArray *figures_left_out(Register *reg, const Definition *definition, const GPtrArray *figures,
                            GError **error);
/* The forms alone, of those kinds that are asked, left out of those of FIGURES by which the year
 * PERIOD is told: the wholes, and where nothing is added up to one those of each kind of sender,
 * but no texts.  SCOPE: pairs, that the wholes are of; maybe none.  None when PERIOD is NULL. */
GPtrArray *figures_left_out_of_year(Register *reg, const Definition *definition,
                                    const GPtrArray *figures, const char *period,
                                    char *const *scope, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LeftOut, left_out_free)

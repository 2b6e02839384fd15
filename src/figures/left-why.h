/* SPDX-License-Identifier: Apache-2.0
 *
 * left-why.h - why a form that stands contributes nothing to a figure.  Inside the room figures
 * only.
 */
#pragma once

#include "figures/left-out.h"

/* A form of a sheet, whatever became of it. */
typedef struct {
    gint64 rank;
    char *id;
    char *organisation, *kind, *territory, *period; /* or NULL */
    Verdict verdict;
} ReceivedForm;

/* The sheets whose answers FIGURE adds up: GPtrArray of const Sheet * (transfer container). */
GPtrArray *left_sheets(const Figure *figure);
/* Something that FIGURE adds up is asked of organisations of KIND in SHEET. */
gboolean left_asked(const Figure *figure, const Sheet *sheet, const char *kind);
/* REASON and DETAIL (transfer full) for FORM, which is accepted, of the figure's period, and not
 * among its sources; DETAIL NULL: it is outside the scope.  FALSE with ERROR. */
gboolean left_why(Register *reg, const Convention *convention, const Figure *figure,
                  const Sheet *sheet, const ReceivedForm *form, LeftReason *reason, char **detail,
                  GError **error);

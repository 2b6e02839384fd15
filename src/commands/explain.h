/* SPDX-License-Identifier: Apache-2.0
 *
 * explain.h - what was asked of explain, and how the answer is told.  Between explain*.c.
 */
#pragma once

#include "figures/trace.h"

/* "academie=CRETEIL" → pairs; NULL when one isn't of that shape (transfer full). */
char **explain_scope(char **scopes);
/* FALSE when INDICATOR has no such breakdown, or a list no such item: *WRONG then says what there
 * is (transfer full). */
gboolean explain_scope_known(const Convention *convention, const Indicator *indicator, char **pairs,
                             char **wrong);
/* Likewise for one pair and any of the indicators. */
gboolean explain_scope_anywhere(const Convention *convention, char **pairs, char **wrong);
/* "1-a, 1-b, …": what there is, for who asked for another (transfer full). */
char *explain_indicators(const Definition *definition);
char *explain_periods(Register *reg, const Definition *definition, const Indicator *indicator);
/* Keeps the figures of the scope asked for.  Where none was, the whole; and all scopes of an
 * indicator that has no whole. */
void explain_choose(GPtrArray *figures, char **pairs);

/* FALSE when its forms are of whole years and PERIOD is a half: *WRONG then says which year to ask
 * for (transfer full). */
gboolean explain_half_known(const Convention *convention, const Indicator *indicator,
                            const char *period, char **wrong);

/* ---- explain-table.c ---- */
/* How wide each column is, in characters; 0: it isn't there. */
typedef struct {
    const Definition *definition;
    guint id, name, period, value, hash; /* no period: all are of the figure's */
} ExplainColumns;

ExplainColumns explain_columns(const Definition *definition, const Trace *trace);
/* A line each: heads, a form behind the figure of TRACE, one left out. */
void explain_heads(const ExplainColumns *columns);
void explain_source(const ExplainColumns *columns, const Trace *trace, const TracedSource *traced);
void explain_left_out(const ExplainColumns *columns, const LeftOut *left);

void explain_print(const Definition *definition, const GPtrArray *traces);

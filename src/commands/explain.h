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
/* "1-a, 1-b, …": what there is, for who asked for another (transfer full). */
char *explain_indicators(const Convention *convention);
char *explain_periods(Register *reg, const Definition *definition, const Indicator *indicator);
/* Keeps the figures of the scope asked for.  Where none was, the whole; and all scopes of an
 * indicator that has no whole. */
void explain_choose(GPtrArray *figures, char **pairs);

void explain_print(const Definition *definition, const GPtrArray *traces);

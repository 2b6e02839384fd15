/* SPDX-License-Identifier: Apache-2.0
 *
 * verify-rows.h - what rows must say of one another.  Inside the room register only.
 */
#pragma once

#include "register/verify.h"

/* A sentence, and the query that gives the ids of the rows of which it is true. */
typedef struct {
    const char *fault, *sql;
} VerifyFault;

gboolean verify_faults(Register *reg, VerifyCheck *check, const VerifyFault *faults, guint count,
                       GError **error);

gboolean verify_verdicts(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_parts(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_conservation(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_values(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_answers(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_deliveries(Register *reg, VerifyCheck *check, GError **error);
gboolean verify_journal(Register *reg, VerifyCheck *check, GError **error);

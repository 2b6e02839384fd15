/* SPDX-License-Identifier: Apache-2.0
 *
 * edition-check.h - whether issued editions show what the forms of then give, by the definition of
 * then.
 */
#pragma once

#include "register/verify.h"

/* Adds what is not so to CHECK; FALSE with ERROR. */
gboolean editions_check(Register *reg, VerifyCheck *check, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * verify.h - whether a register is whole and agrees with itself: what can be seen without examining
 * its originals again (replay.h).
 */
#pragma once

#include "register/register.h"

#define VERIFY_TOLD 10 /* of the faults of one check are told in words */

typedef struct {
    const char *check;      /* stable code: "database", "originals" (static) */
    const char *one, *many; /* what was looked at, in words for people (static) */
    guint64 looked, broken;
    gboolean recomputed; /* compared with what is made anew */
    GPtrArray *details;  /* char *: the first VERIFY_TOLD faults in words with ids, and notes */
} VerifyCheck;

VerifyCheck *verify_check_new(const char *check, const char *one, const char *many);
void verify_check_free(VerifyCheck *check);
/* One more fault, told in DETAIL (transfer full). */
void verify_fault(VerifyCheck *check, char *detail);
/* What is to be done, and no fault, told in DETAIL (transfer full). */
void verify_note(VerifyCheck *check, char *detail);
/* When ERROR is the register's being damaged it is a fault: TRUE, and ERROR is cleared. */
gboolean verify_damage(VerifyCheck *check, GError **error);

/* All checks, in the order in which they are told: GPtrArray of VerifyCheck (transfer full).  NULL
 * with ERROR when the register can't be read for another reason than damage. */
GPtrArray *verify_register(Register *reg, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VerifyCheck, verify_check_free)

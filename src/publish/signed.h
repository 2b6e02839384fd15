/* SPDX-License-Identifier: Apache-2.0
 *
 * signed.h - which signatories are registered as having signed each edition.
 */
#pragma once

#include "publish/edition.h"
#include "register/act.h"

typedef struct {
    gint64 number, issued;  /* seconds since 1970 */
    char *period;           /* canonical year, or NULL */
    GPtrArray *signatories; /* char *: ids of all, in the order of the signature page */
    GPtrArray *signed_by;   /* char *: those with an act that is in force */
    GPtrArray *missing;     /* char *: the others */
} SignedEdition;

/* Of all editions, oldest first: GPtrArray of SignedEdition (transfer full; NULL with ERROR). */
GPtrArray *signed_editions(Register *reg, const Acts *acts, GError **error);

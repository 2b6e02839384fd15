/* SPDX-License-Identifier: Apache-2.0
 *
 * check.h - returned files, each read in a sandboxed child of its own; and which edition they are.
 */
#pragma once

#include "sandbox/pool.h"
#include "signature/authorities.h"
#include "signature/returned.h"

/* What the bytes of a file have to do with those of an edition. */
typedef enum {
    KINSHIP_NONE,
    KINSHIP_ISSUED, /* it begins with them */
    KINSHIP_CUT,    /* it is a part of them, from the first byte */
    KINSHIP_ALTERED /* it has their identifier (/ID), but other bytes */
} Kinship;

/* *DIFFERS: the first byte that differs, or the number of bytes of what was cut. */
Kinship kinship_of(GBytes *file, GBytes *issued, gsize *differs);

/* A pool whose children read returned files.  AUTHORITIES may be NULL; they are borrowed for this
 * call. */
Pool *pool_for_signatures(const Authorities *authorities, const PoolOptions *options,
                          GError **error);
/* FILE begins with the ISSUED bytes of an edition.  A child that dies has found what can't be read:
 * CHANGE_UNREADABLE.  NULL with ERROR: of ours (transfer full). */
Returned *returned_check(Pool *pool, GBytes *file, gsize issued, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * read.h - the pure function: the bytes of a returned file → a Returned.
 *
 * Here it runs in the process of the caller: in a child (check.h) for everything from outside.
 */
#pragma once

#include "signature/authorities.h"
#include "signature/returned.h"

/* BYTES begin with the ISSUED bytes of an edition.  AUTHORITIES may be NULL. */
Returned *returned_read(const guint8 *bytes, gsize length, gsize issued,
                        const Authorities *authorities);
/* Loads all that is loaded at first use. */
void returned_warm(void);

/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.h - a Returned as one GVariant, from an untrusted child to the parent.
 *
 * Private to the room.  The parent bounds every count and enumeration and cleans every text before
 * believing the shape; it never believes more than that.
 */
#pragma once

#include "signature/returned.h"

#define WIRE_TYPE "(asa(sbyymsmsxbb)a(yus))"
#define WIRE_MAX  (1u << 20) /* bytes */

/* Transfer full, not floating. */
GVariant *returned_to_variant(const Returned *returned);
/* NULL: it is none (transfer full).  The bytes of VARIANT need not be in normal form. */
Returned *returned_from_variant(GVariant *variant);

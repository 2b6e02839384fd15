/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.h - a Returned as flat bytes, from an untrusted child to the parent.
 *
 * Private to the room; how it is written and read: sandbox/wire.h.  The parent bounds every count
 * and enumeration and looks at every text before believing the shape; it never believes more than
 * that.
 */
#pragma once

#include "signature/returned.h"

#define WIRE_MAX (1u << 20) /* bytes */

/* Transfer full. */
GBytes *returned_to_bytes(const Returned *returned);
/* NULL: BYTES, which may come from anywhere, are none (transfer full). */
Returned *returned_from_bytes(GBytes *bytes);

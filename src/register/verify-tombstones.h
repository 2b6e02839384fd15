/* SPDX-License-Identifier: Apache-2.0
 *
 * verify-tombstones.h - what is left of erased messages.  Inside the room register only.
 */
#pragma once

#include "register/verify.h"

gboolean verify_tombstones(Register *reg, VerifyCheck *check, GError **error);

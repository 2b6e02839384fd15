/* SPDX-License-Identifier: Apache-2.0
 *
 * reexamine.h - a message of the register, examined once more in a child.
 */
#pragma once

#include "register/act.h"

/* As register_reexamine says of ACT's target. */
gboolean reexamine_message(Register *reg, const Act *act, gboolean *changed, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * nil.h - forms that say that there was nothing.  Inside the room register only.
 */
#pragma once

#include "register/register.h"

/* TRUE when FORM counts something and all that it counts is zero, and it neither says yes nor
 * chooses nor dates anything.  Texts may say why there was nothing. */
gboolean form_is_nil(const Convention *convention, const CheckedForm *form);

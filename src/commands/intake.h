/* SPDX-License-Identifier: Apache-2.0
 *
 * intake.h - from a child's word to what is registered: shared by batch and verify.
 */
#pragma once

#include "register/register.h"

/* EXAMINATION (transfer full), or in its place, when it claims what there isn't, that its child
 * failed (transfer full). */
Examination *intake_credible(Register *reg, Examination *examination, gboolean mail,
                             const char *name, gsize length, const char *sha256);

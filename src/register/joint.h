/* SPDX-License-Identifier: Apache-2.0
 *
 * joint.h - events that several organisations declare.  For the rooms register and figures.
 */
#pragma once

#include "register/register.h"

/* What makes an event the same whoever declares it: period and the values of the sheet's joint
 * keys, folded.  A form without one of them is like no other (transfer full; NULL with ERROR). */
char *joint_key(Register *reg, const Sheet *sheet, gint64 rank, const char *period, GError **error);

/* Tell each standing form of SHEET in PERIOD whose event another organisation declared too. */
gboolean joint_check(Register *reg, const Sheet *sheet, const char *period, GError **error);

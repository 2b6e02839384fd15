/* SPDX-License-Identifier: Apache-2.0
 *
 * joint.h - events that several organisations declare.  For the rooms register and figures.
 *
 * What makes an event the same whoever declares it: the values of the sheet's joint keys, as
 * text_reference compares them, and where the sheet has a partner the two organisations, whichever
 * of them declares it.  Not the period: two organisations may date one event on both sides of a new
 * year, and it is still counted once over the term.  A form without one of these is like no other.
 */
#pragma once

#include "register/register.h"

/* The standing forms of SHEET (in EDITION: those that stood when it was issued; 0: now) that count,
 * one of each event: that of the kind that prevails, else the first in the order of organisations.
 * GHashTable of their ranks (gint64 *), a set (transfer full; NULL with ERROR). */
GHashTable *joint_counted(Register *reg, const Sheet *sheet, gint64 edition, GError **error);

/* Tell each standing form of SHEET whose event another organisation declared too, and where the
 * sheet has a partner which of its answers differ. */
gboolean joint_check(Register *reg, const Sheet *sheet, GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.h - what each way is made of (inside this room only).
 */
#pragma once

#include "delivery/way.h"

/* Fill HANDED with one for each recipient; FALSE: the way can't be used for now. */
typedef gboolean (*WayHand)(void *own, const Parcel *parcel, GPtrArray *handed);

/* NAME and OWN are taken; FREE is for OWN. */
Way *way_new(char *name, void *own, WayHand hand, GDestroyNotify free);

/* All recipients of PARCEL, with the same outcome. */
void handed_all(GPtrArray *handed, const Parcel *parcel, Outcome outcome, const char *reply);
/* The letter with LF line ends (transfer full). */
GByteArray *parcel_lines(const Parcel *parcel);
/* Set ERROR (WAY_ERROR_USAGE), printf-like; NULL. */
Way *way_refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

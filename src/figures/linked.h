/* SPDX-License-Identifier: Apache-2.0
 *
 * linked.h - which indicators count what may give away what another one counts.  Inside the room
 * figures only.
 */
#pragma once

#include "convention/definition.h"

/* Those that count people of a sheet of which the indicator ID does, or of a sheet that such a one
 * links with it, and so on, in NEWEST or what it amends; and itself.  A set of ids (transfer
 * container). */
GHashTable *indicators_linked(const Definition *newest, const char *id);
/* The ids of the sheets from whose answers the indicators of those IDS are made (transfer
 * container). */
GHashTable *indicators_sheets(const Definition *newest, GHashTable *ids);

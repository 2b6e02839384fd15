/* SPDX-License-Identifier: Apache-2.0
 *
 * doubts.h - the answers of new forms that are far from others, for the clerk's list of things to
 * do.
 */
#pragma once

#include "figures/figures.h"

/* A line for each answer that is doubted in the submissions IDS (a set): organisation, form,
 * question and why, counts of people not quoted.  GPtrArray of char * (transfer full; NULL with
 * ERROR). */
GPtrArray *doubts_list(Register *reg, const Definition *definition, GHashTable *ids,
                       GError **error);

/* SPDX-License-Identifier: Apache-2.0
 *
 * definitions.h - the definitions that a register has had.  For the rooms register and figures.
 */
#pragma once

#include "register/register.h"

/* What names the three files together; COMMITTEE_XML may be NULL (transfer full). */
char *definition_hash(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml);
/* The definition of that row, loaded with those that it amended then; NULL with ERROR (transfer
 * full). */
Definition *definition_of_id(Register *reg, gint64 id, GError **error);
/* The definition by which edition NUMBER was issued; NULL with ERROR (REGISTER_ERROR_USAGE: there
 * is no such edition; transfer full). */
Definition *definition_of_edition(Register *reg, gint64 number, GError **error);

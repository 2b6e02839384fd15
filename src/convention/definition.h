/* SPDX-License-Identifier: Apache-2.0
 *
 * definition.h - the three files of a convention, together: as bytes (kept in the register) and
 * as loaded structures.
 */
#pragma once

#include "convention/committee.h"
#include "convention/convention.h"
#include "convention/participants.h"

typedef struct {
    GBytes *convention_xml, *participants_csv, *committee_xml; /* committee_xml may be NULL */
    Convention *convention;
    Participants *participants;
    Committee *committee; /* NULL when there is no committee.xml */
} Definition;

/* From a folder with convention.xml, participants.csv and maybe committee.xml.  NULL with ERROR
 * when a file can't be read, NULL with mistakes when one is wrong (transfer full). */
Definition *definition_read(const char *dir, GPtrArray *mistakes, GError **error);
/* From bytes (borrowed references are taken), as kept in a register. */
Definition *definition_load(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml,
                            GPtrArray *mistakes);
void definition_free(Definition *definition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Definition, definition_free)

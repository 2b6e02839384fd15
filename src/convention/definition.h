/* SPDX-License-Identifier: Apache-2.0
 *
 * definition.h - the three files of a convention, together: as bytes (kept in the register) and
 * as loaded structures.
 *
 * An amendment (avenant) is a definition that holds from a day on and knows the one before, which
 * goes on holding for the periods that began earlier.  Who takes part, and the committee, are no
 * part of an amendment: the newest always counts.
 */
#pragma once

#include "convention/committee.h"
#include "convention/convention.h"
#include "convention/participants.h"

typedef struct Definition Definition;

struct Definition {
    GBytes *convention_xml, *participants_csv, *committee_xml; /* committee_xml may be NULL */
    Convention *convention;
    Participants *participants;
    Committee *committee; /* NULL when there is no committee.xml, and of one that was amended */
    guint32 from;         /* the first day on which it holds (julian); 0: from the start */
    Definition *before;   /* what it amends; NULL: nothing (owned) */
};

/* From a folder with convention.xml, participants.csv and maybe committee.xml.  NULL with ERROR
 * when a file can't be read, NULL with mistakes when one is wrong (transfer full). */
Definition *definition_read(const char *dir, GPtrArray *mistakes, GError **error);
/* From bytes (borrowed references are taken), as kept in a register. */
Definition *definition_load(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml,
                            GPtrArray *mistakes);
/* NEWEST amends what CONVENTION_XML says, from the day FROM on; the oldest of NEWEST and those that
 * it amends gets it as before.  Participants of a kind that it doesn't have are not in it.  FALSE
 * with mistakes when it can't be loaded. */
gboolean definition_amends(Definition *newest, GBytes *convention_xml, guint32 from,
                           GPtrArray *mistakes);
void definition_free(Definition *definition);

/* Of NEWEST and those that it amends the one in force on DAY (julian), or at the beginning of
 * PERIOD (canonical; the term, NULL and what is no period: NEWEST).  Borrowed. */
const Definition *definition_on(const Definition *newest, guint32 day);
const Definition *definition_during(const Definition *newest, const char *period);
/* The sheet of that id in the one in force at the beginning of PERIOD; where that has none, or
 * PERIOD is NULL, in the newest that has it.  NULL: none has. */
const Sheet *definition_sheet(const Definition *newest, const char *id, const char *period);
/* The indicator of that id, of an adopted sheet: likewise. */
const Indicator *definition_indicator(const Definition *newest, const char *id, const char *period);
/* The adopted sheets of all of them, each once as the newest has it, those that were dropped last
 * (transfer container). */
GPtrArray *definition_sheets(const Definition *newest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Definition, definition_free)

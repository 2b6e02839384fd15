/* SPDX-License-Identifier: Apache-2.0
 *
 * participants.h - who fills forms: participants.csv.
 *
 * UTF-8 (BOM tolerated), ';' between cells, "…" quotes, header
 * identifiant;type;nom;territoire;courriel and optional depuis;jusqu_au;contact;telephone;
 * successeur;diplomes; other columns are ignored.  Several addresses: separated by spaces.
 */
#pragma once

#include "convention/convention.h"

typedef struct {
    char *id; /* UAI, SIRET or code */
    const Kind *kind;
    char *name;
    const Item *territory;
    char **addresses;                  /* lower case; NULL-terminated; maybe empty */
    char *from, *to;                   /* canonical dates or NULL: in the list since, until */
    char *contact, *phone, *successor; /* or NULL */
    char **diplomas;                   /* item codes, or NULL: not said */
} Participant;

typedef struct {
    GPtrArray *list;   /* Participant, in the order of the file */
    GHashTable *by_id; /* id → Participant; a SIREN that is unique too */
} Participants;

/* Mistakes (unknown type, wrong key, duplicate, unknown territory…) by line, as convention_load. */
Participants *participants_load(GBytes *csv, const char *file, const Convention *convention,
                                GPtrArray *mistakes);
/* Those of CSV, a list without mistakes in another convention, whose kind CONVENTION has. */
Participants *participants_known(GBytes *csv, const Convention *convention);
void participants_free(Participants *participants);

/* By identifier, canonical; a SIREN (9 digits) when it is unique.  Borrowed, or NULL. */
const Participant *participants_find(const Participants *participants, const char *id);
/* As somebody pastes an identifier: in any case, with spaces around it or "…" behind. */
const Participant *participants_find_typed(const Participants *participants, const char *typed);
/* ADDRESS (any case) is one of those of PARTICIPANT, whoever else may share it. */
gboolean participant_has_address(const Participant *participant, const char *address);
/* Was in the list on some day of PERIOD. */
gboolean participant_during(const Participant *participant, Period period);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Participants, participants_free)

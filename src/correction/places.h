/* SPDX-License-Identifier: Apache-2.0
 *
 * places.h - findings as places of a document.  Private to the room.
 */
#pragma once

#include "base/finding.h"
#include "form/form.h"

typedef struct {
    xmlNode *node;       /* the cell, paragraph or field */
    GPtrArray *findings; /* Finding, errors and warnings; borrowed */
} Spot;

typedef struct {
    GPtrArray *spots; /* Spot, in the order of the findings */
    GPtrArray *lost;  /* Finding, borrowed: errors and warnings that no node is known of */
} Places;

/* The places of FINDINGS in the document that FORM was read in (package.h), which knows its sheet
 * by CONVENTION. */
void places_find(const Form *form, const Convention *convention, const GPtrArray *findings,
                 Places *places);
void places_clear(Places *places);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

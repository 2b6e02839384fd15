/* SPDX-License-Identifier: Apache-2.0
 *
 * summary.h - what is to be done, on top of the form.  Private to the room.
 */
#pragma once

#include "correction/correction.h"
#include "correction/places.h"

/* On top of TEXT, the document's office:text. */
void summary_add(xmlNode *text, const Places *places, const Correction *correction);

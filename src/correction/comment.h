/* SPDX-License-Identifier: Apache-2.0
 *
 * comment.h - what there is to say at one place, as a comment.  Private to the room.
 */
#pragma once

#include "correction/correction.h"
#include "correction/places.h"

void comment_add(const Spot *spot, const Correction *correction);

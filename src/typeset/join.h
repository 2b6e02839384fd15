/* SPDX-License-Identifier: Apache-2.0
 *
 * join.h - words cut at the end of a line, whole again for who copies, searches or listens.  Inside
 * this room only.
 */
#pragma once

#include "typeset/typeset.h"

/* Lines FIRST and the following ones are one paragraph's: where a line doesn't end with a space,
 * its last word stands for what goes on in the next, and that stands for nothing. */
void join_words(const GPtrArray *lines, guint first);

/* SPDX-License-Identifier: Apache-2.0
 *
 * amendment.h - what a new definition changes, in words.
 */
#pragma once

#include "convention/definition.h"

/* A line for each participant that AFTER adds to BEFORE, takes away or changes, and one that says
 * whether anything else differs (transfer full). */
char *amendment_words(const Definition *before, const Definition *after);

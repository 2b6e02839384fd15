/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict-print.h - verdicts in the reader's language and number: shared by batch, check, read and
 * status.
 */
#pragma once

#include "base/verdict.h"

/* "accepted", "acceptée", "acceptées": borrowed. */
const char *verdict_words(Verdict verdict, guint count);

/* A line for each verdict that COUNTS has any of, with its meaning. */
void verdicts_print(const guint counts[VERDICT_COUNT]);

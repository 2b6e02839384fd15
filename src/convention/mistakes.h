/* SPDX-License-Identifier: Apache-2.0
 *
 * mistakes.h - collecting the mistakes of a definition's author.  Inside this room only.
 */
#pragma once

#include "convention/convention.h"
#include <stdarg.h>

/* Append to MISTAKES: SENTENCE gets its French typography, then each {} is replaced by the next
 * text, cleaned and shortened.  The list of texts ends with NULL. */
void mistakes_add(GPtrArray *mistakes, const char *file, guint line, const char *sentence,
                  ...) G_GNUC_NULL_TERMINATED;
void mistakes_add_valist(GPtrArray *mistakes, const char *file, guint line, const char *sentence,
                         va_list texts);

/* Put those from index FROM on in the order of their lines. */
void mistakes_sort(GPtrArray *mistakes, guint from);

/* French typography for a text whose {…} stay untouched (transfer full). */
char *french_around_braces(const char *text);

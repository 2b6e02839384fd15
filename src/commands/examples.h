/* SPDX-License-Identifier: Apache-2.0
 *
 * examples.h - the examples of a definition: which there are, and whether they hold.
 */
#pragma once

#include "convention/definition.h"

typedef struct {
    const Kind *kind; /* as which it is filled */
    char *text;       /* the form in XML */
} SheetExample;

/* Those of SHEET: one for its first kind with a participant, and one for each that is asked
 * something else: GPtrArray of SheetExample (transfer full). */
GPtrArray *examples_of(const Definition *definition, const Sheet *sheet);

/* An example that the checker refuses is a mistake of the definition's author: prints each, as
 * those of loading.  FALSE when there was one, or with ERROR. */
gboolean examples_hold(const Definition *definition, GError **error);

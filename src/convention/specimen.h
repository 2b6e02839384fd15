/* SPDX-License-Identifier: Apache-2.0
 *
 * specimen.h - trying the XPaths of a sheet's rules on a specimen of its form.  Inside this room
 * only.
 *
 * The specimen is a form with every field and every row filled in, so an XPath without a condition
 * that finds nothing in it never will.
 */
#pragma once

#include "convention/loader.h"

typedef struct Specimen Specimen;

Specimen *specimen_new(const Convention *convention, const Sheet *sheet);
void specimen_free(Specimen *specimen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Specimen, specimen_free)

/* EACH (NULL: the root) gives the nodes on which the XPaths that follow are tried; FALSE and a
 * mistake when it is no good. */
gboolean specimen_set_context(Specimen *specimen, Loader *loader, const xmlNode *node,
                              const char *each);
/* Try XPATH, found in WHERE ("« test »"); SELECTS: it must find nodes.  FALSE and a mistake when it
 * is no good. */
gboolean specimen_try(Specimen *specimen, Loader *loader, const xmlNode *node, const char *where,
                      const char *xpath, gboolean selects);

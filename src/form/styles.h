/* SPDX-License-Identifier: Apache-2.0
 *
 * styles.h - what a reader of the document does not see: hidden styles and sections.
 */
#pragma once

#include "form/package.h"

/* The names, "family/name", of the styles whose text isn't displayed (transfer full). */
GHashTable *styles_hidden(const Package *package);
/* TRUE for a paragraph, span or section that isn't displayed. */
gboolean styles_hide(const GHashTable *hidden, const xmlNode *node);

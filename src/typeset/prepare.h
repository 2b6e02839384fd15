/* SPDX-License-Identifier: Apache-2.0
 *
 * prepare.h - prose made ready to be set: one text, and what is different along it.  Inside this
 * room only.
 */
#pragma once

#include "typeset/fonts.h"

typedef struct {
    gsize start, end; /* bytes */
    SpanStyle style;
    gboolean raised;    /* "er" of 1er */
    const char *target; /* of the span; borrowed */
} PreparedMark;

typedef struct {
    GString *text; /* valid UTF-8; the only controls are line feeds; no soft hyphens */
    GArray *marks; /* PreparedMark: one after the other, over all of the text */
} Prepared;

Prepared *prepare_prose(const Fonts *fonts, const Prose *prose);
void prepared_free(Prepared *prepared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prepared, prepared_free)

/* SPDX-License-Identifier: Apache-2.0
 *
 * correction.h - a sender's own form, made ready to be corrected: a comment and a mark at each
 * faulty cell, a summary on top, links that lead nowhere, all else as it was sent.  Word processors
 * open it; once corrected it is read as if nothing of ours stood in it (form/marks.h).
 *
 * Pure: the same input gives the same bytes.  It works on hostile bytes: in a sandboxed child.
 */
#pragma once

#include "base/finding.h"
#include "convention/convention.h"

/* A form beyond, ours included, goes back by no mail. */
#define CORRECTION_MAX_BYTES (8u << 20)

/* All borrowed. */
typedef struct {
    const char *from;          /* who comments: the secretariat's name */
    const char *address;       /* where the corrected form is to be sent */
    const char *due;           /* "15 juillet 2014": by when, or NULL */
    guint32 day;               /* of the comments, as date_text takes it */
    const GPtrArray *findings; /* Finding: of errors and warnings those with a place become
                                  comments; errors without one stand in the summary */
} Correction;

/* The ODT or flat ODF of BYTES with what there is to correct (transfer full).  NULL for what is
 * neither, can't be read, is beyond bounds, holds what is not to be sent back to anyone (macros,
 * embedded or foreign files), or would be read otherwise than before. */
GBytes *correction_make(const guint8 *bytes, gsize length, const Convention *convention,
                        const Correction *correction);
/* BYTES are such a document, whoever made them: readable, without macros, objects, files of others
 * and whatever runs, leads elsewhere or is fetched on opening. */
gboolean correction_is_harmless(const guint8 *bytes, gsize length);

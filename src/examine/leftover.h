/* SPDX-License-Identifier: Apache-2.0
 *
 * leftover.h - parts that hold no form: what to do with each, by content and by declared type.
 *
 * Private to the room.
 */
#pragma once

#include "examine/examination.h"

typedef struct {
    Fate fate;
    gboolean says; /* WHY is told */
    FindingKind why;
} Leftover;

/* CONTENT is neither a form nor an archive nor a picture. */
Leftover leftover_of(Content content, const MailPart *part, const guint8 *bytes, gsize length);
/* TRUE for a text in which a file is written out: by uuencode, yEnc or BinHex, or as base64 of what
 * could be a form, where something broke the message that it was attached to; or an XML form amid
 * other words. */
gboolean leftover_holds_file(const guint8 *text, gsize length);

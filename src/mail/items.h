/* SPDX-License-Identifier: Apache-2.0
 *
 * items.h - a Source while it is being filled (inside this room only).
 */
#pragma once

#include "mail/reader.h"
#include "mail/source.h"

/* Where a piece comes from, which may decide what it is. */
typedef enum {
    ORIGIN_FILE,    /* its bytes say all */
    ORIGIN_MAILDIR, /* delivered as a mail, so it is one, whatever it begins with */
    ORIGIN_ARCHIVE, /* a member: no archive is unpacked twice */
} Origin;

/* Add what READER holds: one item, or the pieces of an mbox.  BYTES are those of a member, else
 * NULL; COPIES counts how often it was found.  FALSE with ERROR when it can't be read. */
gboolean items_add(Source *source, const Reader *reader, Origin origin, GBytes *bytes, guint copies,
                   GError **error);

/* Sort by hash, each hash once. */
void items_settle(Source *source);

void source_item_free(SourceItem *item);

/* Add the note "« name » SENTENCE", in French; the name of PATH is shown cleaned. */
void items_note(Source *source, const char *path, const char *sentence);

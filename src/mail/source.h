/* SPDX-License-Identifier: Apache-2.0
 *
 * source.h - where messages come from: Maildir, mbox, .eml, single forms, archives, folders.
 *
 * Runs in the parent, so it looks at bytes but parses nothing: it tells kinds apart by the first
 * bytes, splits an mbox at "From " lines, and hashes.  Sources are never changed.
 */
#pragma once

#include <glib.h>

typedef enum {
    SOURCE_MESSAGE, /* a mail */
    SOURCE_FORM,    /* a file that is not a mail: an ODT, an XML, a picture… */
    SOURCE_ARCHIVE, /* a ZIP that isn't a document: to be unpacked in a child */
} SourceKind;

/* One piece of a source.  Its bytes are read again when needed. */
typedef struct {
    SourceKind kind;
    char *path;     /* file */
    char *name;     /* for people: base name, with "#3" within an mbox */
    goffset offset; /* within the file */
    gsize length;
    char sha256[65];
    GBytes *bytes; /* of an archive's member only, else NULL */
    guint copies;  /* how often these bytes were found */
} SourceItem;

typedef struct {
    GPtrArray *items; /* SourceItem, each hash once, in the order of the hashes */
    guint messages;   /* as found: pieces in the source, equal ones counted each */
    GPtrArray *notes; /* char *, French: files left out and why (hidden, Maildir's tmp, a mbox whose
                         count of "From " lines differs…) */
} Source;

#define SOURCE_MAX_BYTES                                                                           \
    (256u << 20) /* of one item: what is larger is left out, counted, noted                        \
                  */

/* Look through PATHS.  Fails when one can't be read: nothing may be lost in silence.  Memory grows
 * with the number of items, not with their size. */
Source *source_open(const char *const *paths, GError **error);
/* The item's bytes; an error when they no longer have its hash (transfer full). */
GBytes *source_item_read(const SourceItem *item, GError **error);
/* Replace an archive by what was unpacked from it (members: GPtrArray of SourceMember).  ARCHIVE is
 * freed; items are sorted and counted anew.  An archive within it counts as a form: one level is
 * unpacked.  With no members the archive itself stays, as a form. */
typedef struct {
    char *name;
    GBytes *bytes;
} SourceMember;
void source_add_members(Source *source, const SourceItem *archive, GPtrArray *members);
void source_free(Source *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

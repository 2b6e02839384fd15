/* SPDX-License-Identifier: Apache-2.0
 *
 * examine.h - the pure function: bytes and a definition → an Examination.
 *
 * Here it runs in the process of the caller: in children (pool.h) for everything from outside.
 */
#pragma once

#include "examine/examination.h"

/* NAME is the file's name, for display.  CHECKER may be NULL (copil read without a convention):
 * then forms are read but not judged.  A loose form (MAIL FALSE) is a message of one part. */
Examination *examine(const guint8 *bytes, gsize length, gboolean mail, const char *name,
                     const Checker *checker);

/* Members of an archive that hold something (no folders, no __MACOSX, no thumbnails): GPtrArray of
 * SourceMember; NULL with ERROR, in French, when it is damaged or beyond bounds. */
GPtrArray *examine_unpack(const guint8 *bytes, gsize length, GError **error);

/* The examination of a message whose child died (FINDING_CHILD_CRASHED, _TIMEOUT, _MEMORY…): by
 * hand, with that one finding; a loose form counts as unreadable. */
Examination *examine_failed(FindingKind why, gboolean mail, const char *name, gsize length,
                            const char *sha256);

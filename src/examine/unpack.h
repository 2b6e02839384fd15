/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.h - an archive's members, with the reason as a finding when there are none to be had.
 *
 * Private to the room; examine_unpack is the same for the rest of the house.
 */
#pragma once

#include "base/finding.h"

typedef struct {
    FindingKind kind;     /* takes {name} */
    const char *sentence; /* French, without the name; static */
} UnpackFailure;

/* An array that owns its SourceMembers (transfer full). */
GPtrArray *unpack_members_new(void);
/* Those of a child's reply, REPLY_MEMBERS, which share its memory (transfer full); NULL when it is
 * beyond bounds or one of their names leads out of a folder. */
GPtrArray *unpack_members_read(GBytes *payload);
/* GPtrArray of SourceMember, all of them or none; NULL with *FAILURE (static). */
GPtrArray *unpack(const guint8 *bytes, gsize length, const UnpackFailure **failure);

/* SPDX-License-Identifier: Apache-2.0
 *
 * pool-unpack.c - one archive through the pool.
 */
#include "archive/archive.h"
#include "examine/pool.h"
#include "examine/task.h"
#include "examine/unpack.h"
#include "examine/wire.h"
#include "mail/source.h"

#include <string.h>

/* Names are for display, but may end in a path one day: nothing that leads out of a folder. */
static gboolean
is_plain_name(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || !wire_text_is_safe(name, strlen(name)))
        return FALSE;
    g_auto(GStrv) steps = g_strsplit(name, "/", -1);
    return !g_strv_contains((const char *const *)steps, "..");
}

/* The member at *AT of PAYLOAD, sharing its memory; *AT moves on.  NULL: it is not one. */
static SourceMember *
read_member(GBytes *payload, gsize *at)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(payload, &length);
    MemberHeader header;
    if (length - *at < sizeof header)
        return NULL;
    memcpy(&header, bytes + *at, sizeof header);
    *at += sizeof header;
    if (header.name_length > MEMBER_MAX_NAME || header.length > ARCHIVE_MAX_ENTRY ||
        length - *at < (gsize)header.name_length + header.length)
        return NULL;
    g_autofree char *name = g_strndup((const char *)bytes + *at, header.name_length);
    if (strlen(name) != header.name_length || !is_plain_name(name))
        return NULL;
    SourceMember *member = g_new0(SourceMember, 1);
    member->name = g_steal_pointer(&name);
    member->bytes = g_bytes_new_from_bytes(payload, *at + header.name_length, header.length);
    *at += (gsize)header.name_length + header.length;
    return member;
}

GPtrArray *
unpack_members_read(GBytes *payload)
{
    g_autoptr(GPtrArray) members = unpack_members_new();
    gsize at = 0;
    while (at < g_bytes_get_size(payload)) {
        SourceMember *member = read_member(payload, &at);
        if (member == NULL)
            return NULL;
        g_ptr_array_add(members, member);
        if (members->len > ARCHIVE_MAX_ENTRIES)
            return NULL;
    }
    return g_steal_pointer(&members);
}

/* What the child refused, in its own words when they can be printed. */
static char *
read_refusal(GBytes *payload)
{
    gsize length;
    const char *bytes = g_bytes_get_data(payload, &length);
    if (length == 0 || length > WIRE_MAX_LINE || !wire_text_is_safe(bytes, length))
        return NULL;
    return g_strndup(bytes, length);
}

static const char *
sentence_of_death(FindingKind why)
{
    switch (why) {
    case FINDING_CHILD_TIMEOUT:
        return "l’ouverture de l’archive prenait trop de temps";
    case FINDING_CHILD_MEMORY:
        return "l’ouverture de l’archive demandait trop de mémoire";
    default:
        return "l’ouverture de l’archive s’est interrompue sur un défaut du fichier";
    }
}

static GPtrArray *
members_of(GBytes *payload, guint32 kind, FindingKind why, GError **error)
{
    GPtrArray *members = NULL;
    g_autofree char *reason = NULL;
    if (payload != NULL && kind == REPLY_MEMBERS)
        members = unpack_members_read(payload);
    else if (payload != NULL && kind == REPLY_REFUSAL)
        reason = read_refusal(payload);
    if (members == NULL)
        g_set_error_literal(error, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE,
                            reason != NULL ? reason : sentence_of_death(why));
    return members;
}

GPtrArray *
pool_unpack(Pool *pool, GBytes *bytes, GError **error)
{
    if (g_bytes_get_size(bytes) > MAIL_MAX_BYTES) {
        g_set_error_literal(error, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE,
                            "l’archive dépasse 64 Mo");
        return NULL;
    }
    const Task task = {TASK_UNPACK, NULL, bytes, MEMBERS_MAX};
    guint32 kind = 0;
    FindingKind why = FINDING_CHILD_GARBLED;
    GError *failure = NULL;
    g_autoptr(GBytes) payload = pool_ask(pool, &task, &kind, &why, &failure);
    if (failure == NULL)
        return members_of(payload, kind, why, error);
    g_propagate_error(error, failure);
    return NULL;
}

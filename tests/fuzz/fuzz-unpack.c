/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as an archive of forms, then as what a child says is in one.  What the child gets out
 * of an archive its parent takes; what the parent takes is all of the reply. */
#include "fuzz.h"

#include "examine/task.h"
#include "examine/unpack.h"
#include "mail/source.h"

static GBytes *
reply_of(const GPtrArray *members)
{
    GByteArray *payload = g_byte_array_new();
    for (guint i = 0; i < members->len; i++) {
        const SourceMember *member = members->pdata[i];
        gsize length;
        const guint8 *bytes = g_bytes_get_data(member->bytes, &length);
        const MemberHeader header = {(guint32)strlen(member->name), (guint32)length};
        g_byte_array_append(payload, (const guint8 *)&header, sizeof header);
        g_byte_array_append(payload, (const guint8 *)member->name, header.name_length);
        g_byte_array_append(payload, bytes, header.length);
    }
    return g_byte_array_free_to_bytes(payload);
}

static void
hold_archive(const guint8 *data, gsize size)
{
    const UnpackFailure *failure = NULL;
    g_autoptr(GPtrArray) members = unpack(data, size, &failure);
    FUZZ_HOLDS(!members == (failure != NULL));
    if (!members)
        return;
    g_autoptr(GBytes) reply = reply_of(members);
    g_autoptr(GPtrArray) taken = unpack_members_read(reply);
    FUZZ_HOLDS(taken && taken->len == members->len);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    hold_archive(data, size);
    g_autoptr(GBytes) payload = g_bytes_new(data, size);
    g_autoptr(GPtrArray) members = unpack_members_read(payload);
    if (!members)
        return 0;
    g_autoptr(GBytes) again = reply_of(members);
    FUZZ_HOLDS(g_bytes_equal(payload, again));
    return 0;
}

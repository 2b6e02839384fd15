/* SPDX-License-Identifier: Apache-2.0
 *
 * child.c - runs on hostile bytes, locked down.  What it allocates is freed, though the process
 * ends anyway, so that leak checkers have something to say about it.
 */
#include "examine/child.h"

#include "examine/protocol.h"
#include "examine/wire.h"
#include "mail/source.h"

#include <string.h>
#include <unistd.h>

static ChildExit
reply_with(int fd, ReplyKind kind, const void *payload, gsize length)
{
    const ReplyHeader header = {kind, 0, length};
    gboolean sent =
        protocol_write(fd, &header, sizeof header) && protocol_write(fd, payload, length);
    return sent ? CHILD_DONE : CHILD_BROKEN;
}

static gsize
members_length(const GPtrArray *members)
{
    gsize length = 0;
    for (guint i = 0; i < members->len; i++) {
        const SourceMember *member = g_ptr_array_index(members, i);
        length += sizeof(MemberHeader) + strlen(member->name) + g_bytes_get_size(member->bytes);
    }
    return length;
}

static gboolean
write_member(int fd, const SourceMember *member)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(member->bytes, &length);
    const MemberHeader header = {(guint32)strlen(member->name), (guint32)length};
    return protocol_write(fd, &header, sizeof header) &&
           protocol_write(fd, member->name, header.name_length) &&
           protocol_write(fd, bytes, length);
}

/* Member by member: together they may fill most of the memory there is. */
static ChildExit
reply_members(int fd, const GPtrArray *members)
{
    const ReplyHeader header = {REPLY_MEMBERS, 0, members_length(members)};
    if (header.length > PROTOCOL_MAX_MEMBERS - sizeof header)
        return CHILD_TOO_LONG;
    gboolean sent = protocol_write(fd, &header, sizeof header);
    for (guint i = 0; sent && i < members->len; i++)
        sent = write_member(fd, g_ptr_array_index(members, i));
    return sent ? CHILD_DONE : CHILD_BROKEN;
}

static ChildExit
unpack_and_reply(int fd, const guint8 *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) members = examine_unpack(bytes, length, &error);
    if (members != NULL)
        return reply_members(fd, members);
    return reply_with(fd, REPLY_REFUSAL, error->message, strlen(error->message));
}

static ChildExit
examine_and_reply(int fd, PoolExamine run, const Checker *checker, const guint8 *bytes,
                  const RequestHeader *header, const char *name)
{
    g_autoptr(Examination) examination =
        run(bytes, header->length, header->task == TASK_MAIL, name, checker);
    g_autoptr(GVariant) variant = examination_to_variant(examination);
    gsize length = g_variant_get_size(variant);
    if (length > WIRE_MAX_REPLY - sizeof(ReplyHeader))
        return CHILD_TOO_LONG;
    return reply_with(fd, REPLY_EXAMINATION, g_variant_get_data(variant), length);
}

static ChildExit
serve(int fd, PoolExamine run, const Checker *checker)
{
    RequestHeader header;
    if (!protocol_read(fd, &header, sizeof header) || header.name_length > PROTOCOL_MAX_NAME ||
        header.length > MAIL_MAX_BYTES)
        return CHILD_BROKEN;
    g_autofree char *name = g_malloc0(header.name_length + 1);
    g_autofree guint8 *bytes = g_try_malloc(header.length + 1);
    if (bytes == NULL)
        return CHILD_NO_MEMORY;
    if (!protocol_read(fd, name, header.name_length) || !protocol_read(fd, bytes, header.length))
        return CHILD_BROKEN;
    if (header.task == TASK_UNPACK)
        return unpack_and_reply(fd, bytes, header.length);
    return examine_and_reply(fd, run, checker, bytes, &header, name[0] != '\0' ? name : NULL);
}

void
child_serve(int fd, PoolExamine run, const Checker *checker)
{
    _exit(serve(fd, run, checker));
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "sandbox/child.h"

#include "sandbox/protocol.h"
#include <unistd.h>

struct Reply {
    int fd;
};

gboolean
reply_begin(Reply *reply, guint32 kind, gsize length)
{
    const ReplyHeader header = {kind, 0, length};
    return protocol_write(reply->fd, &header, sizeof header);
}

gboolean
reply_add(Reply *reply, const void *bytes, gsize length)
{
    return protocol_write(reply->fd, bytes, length);
}

ChildExit
reply_whole(Reply *reply, guint32 kind, const void *bytes, gsize length)
{
    gboolean sent = reply_begin(reply, kind, length) && reply_add(reply, bytes, length);
    return sent ? CHILD_DONE : CHILD_BROKEN;
}

static ChildExit
serve(int fd, const ChildWork *work)
{
    RequestHeader header;
    if (!protocol_read(fd, &header, sizeof header) || header.name_length > PROTOCOL_MAX_NAME)
        return CHILD_BROKEN;
    g_autofree char *name = g_malloc0(header.name_length + 1);
    g_autofree guint8 *bytes = g_try_malloc(header.length + 1);
    if (bytes == NULL)
        return CHILD_NO_MEMORY;
    if (!protocol_read(fd, name, header.name_length) || !protocol_read(fd, bytes, header.length))
        return CHILD_BROKEN;
    const Request request = {header.task, name[0] != '\0' ? name : NULL, bytes, header.length};
    Reply reply = {fd};
    return work->serve(&request, &reply, work->data);
}

void
child_serve(int fd, const ChildWork *work)
{
    _exit(serve(fd, work));
}

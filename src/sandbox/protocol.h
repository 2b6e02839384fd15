/* SPDX-License-Identifier: Apache-2.0
 *
 * protocol.h - what parent, template and children say to each other.  Private to the room.
 *
 *   parent to template, on the control socket (packets): start a job, with the child's end of a
 *       fresh socket attached; kill a job.
 *   template to parent: how a job's child ended.  The first report, of job 0, says "warm".
 *   parent to child, on that fresh socket (stream): RequestHeader, name, bytes.
 *   child to parent: ReplyHeader, payload, end of file.
 */
#pragma once

#include <glib.h>

typedef enum { CONTROL_START, CONTROL_KILL } ControlOrder;

typedef struct {
    guint32 order, job; /* jobs count from 1 and are never used again */
} ControlPacket;

typedef struct {
    guint32 job;
    gint32 error;    /* errno when there is no child at all, else 0 */
    gint32 status;   /* as of wait4 */
    guint32 peak_kb; /* resident memory at most */
} ControlReport;

typedef struct {
    guint32 task, name_length;
    guint64 length;
} RequestHeader;

typedef struct {
    guint32 kind, reserved;
    guint64 length; /* of the payload */
} ReplyHeader;

/* Bytes of one call: more than a socket's buffer holds only makes valgrind look at all the rest. */
#define PROTOCOL_CHUNK (256u << 10)

#define PROTOCOL_MAX_NAME 4096u

/* All of LENGTH bytes, or FALSE; whatever signals come. */
gboolean protocol_read(int fd, void *bytes, gsize length);
gboolean protocol_write(int fd, const void *bytes, gsize length);
/* One packet; FD -1: without a descriptor. */
gboolean protocol_send(int socket, const void *packet, gsize length, int fd);
/* One packet of LENGTH bytes, with the descriptor that came with it or -1.  FALSE: end of file, or
 * something else than such a packet. */
gboolean protocol_receive(int socket, void *packet, gsize length, int *fd);

/* SPDX-License-Identifier: Apache-2.0
 *
 * task.h - what children are asked here, and the kinds of their replies.  Private to the room.
 */
#pragma once

#include <glib.h>

enum { TASK_MAIL = 1, TASK_FILE, TASK_UNPACK, TASK_CORRECT, TASK_JUDGE };

typedef enum {
    REPLY_EXAMINATION = 0x50e1, /* wire.c */
    REPLY_MEMBERS,              /* for each: MemberHeader, name, bytes */
    REPLY_REFUSAL,              /* of an archive: French text */
    REPLY_CORRECTED,            /* a form that goes back; nothing: it can't */
    REPLY_HARMLESS,             /* that it may; and else: */
    REPLY_HARMFUL,
} ReplyKind;

typedef struct {
    guint32 name_length, length;
} MemberHeader;

#define MEMBER_MAX_NAME 4096u
#define MEMBERS_MAX     (300u << 20) /* bytes of a reply with members */

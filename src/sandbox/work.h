/* SPDX-License-Identifier: Apache-2.0
 *
 * work.h - what a room has done in children: its functions, what they are given, how they answer.
 *
 * A template is forked once and warmed; each request gets a child of its own, locked down before it
 * reads a byte, which serves it and dies (pool.h).
 */
#pragma once

#include <glib.h>

/* How a child ends on its own account. */
typedef enum {
    CHILD_DONE = 0,
    CHILD_NO_MEMORY = 3,
    CHILD_TOO_LONG = 4, /* its reply would be */
    CHILD_BROKEN = 5,   /* no request, no socket, no sandbox: never the sender's fault */
} ChildExit;

typedef struct {
    guint32 task;     /* the room's own number */
    const char *name; /* a word beside the bytes, as the room has it; NULL: none */
    const guint8 *bytes;
    gsize length;
} Request;

typedef struct Reply Reply;

typedef struct {
    /* In the template, before it loses the right to open files: load all that is loaded at first
     * use. */
    void (*warm)(gconstpointer data);
    /* In a child: one REQUEST.  What it allocates is freed, though the process ends anyway, so that
     * leak checkers have something to say about it. */
    ChildExit (*serve)(const Request *request, Reply *reply, gconstpointer data);
    gconstpointer data;
} ChildWork;

/* A reply of LENGTH bytes of KIND, the room's own number: first this, then all of the bytes in as
 * many pieces as one likes.  FALSE: nobody listens any more; end as CHILD_BROKEN. */
gboolean reply_begin(Reply *reply, guint32 kind, gsize length);
gboolean reply_add(Reply *reply, const void *bytes, gsize length);
/* Both at once. */
ChildExit reply_whole(Reply *reply, guint32 kind, const void *bytes, gsize length);

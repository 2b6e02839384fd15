/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.h - locking down a process that is about to read hostile bytes.  Private to the room.
 *
 * The template prepares once what takes time, and takes off what neither it nor its children need;
 * each child then enters.  All of it fails by FALSE with errno: a child that can't be locked down
 * must not read a byte.
 */
#pragma once

#include <glib.h>

/* The one descriptor a locked down process reads and writes. */
#define SANDBOX_FD 3

#define SANDBOX_MEMORY (512u << 20) /* bytes of address space */
#define SANDBOX_STACK  (8u << 20)   /* bytes */

typedef struct Sandbox Sandbox;

/* Before anything else: this process may give its children what sandbox_enter allows them.  With
 * less they would fail, and what is well would be taken for broken. */
gboolean sandbox_allowed(guint cpu);
/* In the template: compile the filter, give up privileges and, where there is Landlock, files. */
Sandbox *sandbox_prepare(void);
/* In the child: limits (CPU in seconds), then the filter.  There is no way back. */
gboolean sandbox_enter(const Sandbox *sandbox, guint cpu);
/* The one limit that holds without a sandbox too. */
gboolean sandbox_limit_cpu(guint cpu);

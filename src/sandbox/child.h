/* SPDX-License-Identifier: Apache-2.0
 *
 * child.h - the one job of a child: read a request, serve it.  Private to the room.
 */
#pragma once

#include "sandbox/work.h"

/* Serve one request on FD, already locked down. */
_Noreturn void child_serve(int fd, const ChildWork *work);

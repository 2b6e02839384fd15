/* SPDX-License-Identifier: Apache-2.0
 *
 * child.h - the one job of a child: read a request, examine, reply.  Private to the room.
 */
#pragma once

#include "examine/pool.h"

/* Serve one request on FD, already locked down. */
_Noreturn void child_serve(int fd, PoolExamine run, const Checker *checker);

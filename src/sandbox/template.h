/* SPDX-License-Identifier: Apache-2.0
 *
 * template.h - the process that children are forked from.  Private to the room.
 */
#pragma once

#include "sandbox/pool.h"
#include <sys/types.h>

/* Never returns.  CONTROL is the template's end of the control socket; PARENT is who must live. */
_Noreturn void template_run(int control, pid_t parent, const ChildWork *work,
                            const PoolOptions *options);

/* SPDX-License-Identifier: Apache-2.0
 *
 * memory.h - what SQLite keeps of the register in memory is not for those who read hostile bytes.
 * Inside the room register only.
 */
#pragma once

/* Of the register, kept in memory (PRAGMA cache_size): 2.4 MB.  Of a large one 8 or 32 MB are read
 * with half the system calls and in more time: the system keeps its pages anyhow, and what is
 * touched first has to be made. */
#define MEMORY_PAGES 600

/* Before the first database is opened; every later call does nothing. */
void memory_prepare(void);

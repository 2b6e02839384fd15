/* SPDX-License-Identifier: Apache-2.0
 *
 * memory.c - the children are forked from a process that has opened a register, and whoever takes
 * one over can read all that it has in memory.  So pages are kept where a forked process does not
 * have them, and what SQLite gives back is wiped: no row that it has read outlives its statement.
 */
#include "register/memory.h"

#include <glib.h>
#include <malloc.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mman.h>

/* ---- memory that is wiped ---- */

static void *
take(int size)
{
    return malloc((size_t)size);
}

static void
give_back(void *memory)
{
    if (memory != NULL)
        explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

static int
size_of(void *memory)
{
    return memory != NULL ? (int)malloc_usable_size(memory) : 0;
}

static void *
resize(void *memory, int size)
{
    void *other = take(size);
    if (other == NULL)
        return NULL;
    memcpy(other, memory, MIN((size_t)size, malloc_usable_size(memory)));
    give_back(memory);
    return other;
}

static int
round_up(int size)
{
    return (size + 7) & ~7;
}

static int
begin(void *data)
{
    (void)data;
    return SQLITE_OK;
}

static void
end(void *data)
{
    (void)data;
}

/* ---- pages ---- */

/* SQLite makes room when this area is full, whatever the size of its cache. */
static void
hide_pages(void)
{
    enum { PAGE = 4096 + 512 /* at least its own header of a page */ };
    void *area = mmap(NULL, (gsize)PAGE * MEMORY_PAGES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area != MAP_FAILED && madvise(area, (gsize)PAGE * MEMORY_PAGES, MADV_DONTFORK) == 0)
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, area, PAGE, MEMORY_PAGES);
}

void
memory_prepare(void)
{
    static const sqlite3_mem_methods wiping = {
        take, give_back, resize, size_of, round_up, begin, end, NULL,
    };
    static gsize done = 0;
    if (!g_once_init_enter(&done))
        return;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping);
    /* Small pieces of a connection's own would be used again unwiped. */
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    hide_pages();
    g_once_init_leave(&done, 1);
}

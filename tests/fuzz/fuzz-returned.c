/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a returned file. */
#include "fuzz.h"

#include "signature/read.h"
#include "signature/wire.h"

/* What is up to the first end counts as the issued document. */
static gsize
issued_length(const guint8 *data, gsize size)
{
    static const char end[] = "%%EOF\n";
    const guint8 *found = size ? memmem(data, size, end, strlen(end)) : NULL;
    return found ? (gsize)(found - data) + strlen(end) : size;
}

/* Read twice to the same end, and the same beyond the wire. */
int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static gboolean warm;
    if (!warm)
        returned_warm();
    warm = TRUE;
    gsize issued = issued_length(data, size);
    g_autoptr(Returned) returned = returned_read(data, size, issued, NULL);
    g_autoptr(Returned) again = returned_read(data, size, issued, NULL);
    g_autoptr(GBytes) first = returned_to_bytes(returned);
    fuzz_keep(first);
    g_autoptr(GBytes) second = returned_to_bytes(again);
    FUZZ_HOLDS(g_bytes_equal(first, second));
    g_autoptr(Returned) crossed = returned_from_bytes(first);
    FUZZ_HOLDS(crossed);
    g_autoptr(GBytes) third = returned_to_bytes(crossed);
    FUZZ_HOLDS(g_bytes_equal(first, third));
    FUZZ_HOLDS(size > issued || returned->signatures->len == 0);
    return 0;
}

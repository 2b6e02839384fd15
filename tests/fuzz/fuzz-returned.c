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
    g_autoptr(GVariant) first = returned_to_variant(returned);
    fuzz_keep(first);
    g_autoptr(GVariant) second = returned_to_variant(again);
    FUZZ_HOLDS(g_variant_equal(first, second));
    g_autoptr(Returned) crossed = returned_from_variant(first);
    FUZZ_HOLDS(crossed);
    g_autoptr(GVariant) third = returned_to_variant(crossed);
    FUZZ_HOLDS(g_variant_equal(first, third));
    FUZZ_HOLDS(size > issued || returned->signatures->len == 0);
    return 0;
}

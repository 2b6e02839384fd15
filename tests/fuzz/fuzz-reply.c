/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as the reply of a child that was taken over: the parent believes only what is within
 * bounds, and what it believes it says again in the same bytes. */
#include "fuzz.h"

#include "examine/examination.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GBytes) sent = g_bytes_new(data, size);
    g_autoptr(Examination) got = examination_from_bytes(sent, NULL);
    if (!got)
        return 0;
    g_autoptr(GBytes) back = examination_to_bytes(got);
    FUZZ_HOLDS(g_bytes_equal(sent, back));
    return 0;
}

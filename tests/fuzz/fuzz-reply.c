/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as the reply of a child that was taken over: the parent believes only what is within
 * bounds, and what it believes it can say again, and is the same then. */
#include "fuzz.h"

#include "examine/examination.h"
#include "variant.h"

size_t
LLVMFuzzerCustomMutator(guint8 *data, size_t size, size_t max, unsigned seed)
{
    return variant_mutate(EXAMINATION_VARIANT_TYPE, data, size, max, seed);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GVariant) sent = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(EXAMINATION_VARIANT_TYPE), bytes, FALSE));
    g_autoptr(Examination) got = examination_from_variant(sent, NULL);
    if (!got)
        return 0;
    g_autoptr(GVariant) back = g_variant_ref_sink(examination_to_variant(got));
    g_autoptr(Examination) again = examination_from_variant(back, NULL);
    FUZZ_HOLDS(again);
    FUZZ_HOLDS(g_variant_equal(sent, back));
    return 0;
}

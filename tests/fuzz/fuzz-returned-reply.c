/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as what a child says of a returned file: what is believed is within bounds, and crosses
 * the wire again as it is. */
#include "fuzz.h"

#include "signature/wire.h"
#include "variant.h"

size_t
LLVMFuzzerCustomMutator(guint8 *data, size_t size, size_t max, unsigned seed)
{
    return variant_mutate(WIRE_TYPE, data, size, max, seed);
}

static void
hold_bounds(const Returned *returned)
{
    FUZZ_HOLDS(returned->signatures->len <= RETURNED_MAX_SIGNATURES);
    FUZZ_HOLDS(returned->fields->len <= RETURNED_MAX_SIGNATURES);
    FUZZ_HOLDS(returned->changes->len <= RETURNED_MAX_CHANGES);
    for (guint i = 0; i < returned->signatures->len; i++) {
        const Signature *one = returned->signatures->pdata[i];
        FUZZ_HOLDS(one->state <= SIGNATURE_SUBSTITUTE);
        FUZZ_HOLDS(one->certificate <= CERTIFICATE_REFUSED);
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GVariant) sent =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(WIRE_TYPE), bytes, FALSE));
    g_autoptr(Returned) returned = returned_from_variant(sent);
    if (!returned)
        return 0;
    hold_bounds(returned);
    g_autoptr(GVariant) first = returned_to_variant(returned);
    g_autoptr(Returned) crossed = returned_from_variant(first);
    FUZZ_HOLDS(crossed);
    g_autoptr(GVariant) second = returned_to_variant(crossed);
    FUZZ_HOLDS(g_variant_equal(first, second));
    return 0;
}

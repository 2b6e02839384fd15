/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as what a child says of a returned file: what is believed is within bounds, and is said
 * again in the same bytes. */
#include "fuzz.h"

#include "signature/wire.h"

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
    g_autoptr(GBytes) sent = g_bytes_new(data, size);
    g_autoptr(Returned) returned = returned_from_bytes(sent);
    if (!returned)
        return 0;
    hold_bounds(returned);
    g_autoptr(GBytes) back = returned_to_bytes(returned);
    FUZZ_HOLDS(g_bytes_equal(sent, back));
    return 0;
}

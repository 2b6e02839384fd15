/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a message, all the way through the pure function and over the wire. */
#include "fuzz.h"

#include "examine/examine.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(Examination) examination = examine(data, size, TRUE, "message", fuzz_checker());
    FUZZ_HOLDS(examination->parts->len || examination->findings->len);
    g_autoptr(GVariant) sent = g_variant_ref_sink(examination_to_variant(examination));
    fuzz_keep(sent);
    g_autoptr(GError) error = NULL;
    g_autoptr(Examination) got = examination_from_variant(sent, &error);
    if (error)
        fprintf(stderr, "%s\n", error->message);
    FUZZ_HOLDS(got && got->forms->len == examination->forms->len);
    return 0;
}

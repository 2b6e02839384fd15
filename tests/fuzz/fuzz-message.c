/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a message, all the way through the pure function and over the wire. */
#include "fuzz.h"

#include "examine/examine.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(Examination) examination = examine(data, size, TRUE, "message", fuzz_checker());
    FUZZ_HOLDS(examination->parts->len || examination->findings->len);
    g_autoptr(GBytes) sent = examination_to_bytes(examination);
    for (guint i = 0; i < examination->forms->len; i++)
        fuzz_credible(((const ExaminedForm *)examination->forms->pdata[i])->checked);
    fuzz_keep(sent);
    g_autoptr(GError) error = NULL;
    g_autoptr(Examination) got = examination_from_bytes(sent, &error);
    if (error)
        fprintf(stderr, "%s\n", error->message);
    FUZZ_HOLDS(got && got->forms->len == examination->forms->len);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a file that somebody sent: package, ODT, flat ODF, XML, or none of these. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    fuzz_form(data, size);
    return 0;
}

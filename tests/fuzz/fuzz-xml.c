/* SPDX-License-Identifier: Apache-2.0
 * What stands in an XML form between its root's tags. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GString) xml = g_string_new("<fiche-3.2 xmlns=\"urn:copil:idf-2013\">");
    g_string_append_len(xml, (const char *)data, (gssize)size);
    g_string_append(xml, "</fiche-3.2>");
    fuzz_form((const guint8 *)xml->str, xml->len);
    return 0;
}

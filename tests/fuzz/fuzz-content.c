/* SPDX-License-Identifier: Apache-2.0
 * A content.xml, zipped anew each time: mutations reach the reader of the text, not the unpacker.
 */
#include "fuzz.h"

#include "archive/archive.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const char type[] = "application/vnd.oasis.opendocument.text";
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) mimetype = g_bytes_new_static(type, sizeof type - 1);
    g_autoptr(GBytes) content = g_bytes_new_static(data, size);
    archive_writer_add(writer, "mimetype", mimetype, TRUE);
    archive_writer_add(writer, "content.xml", content, TRUE);
    g_autoptr(GBytes) package = archive_writer_finish(writer, NULL);
    FUZZ_HOLDS(package);
    gsize length;
    const guint8 *bytes = g_bytes_get_data(package, &length);
    fuzz_form(bytes, length);
    return 0;
}

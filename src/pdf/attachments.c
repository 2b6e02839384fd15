/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that go along: each embedded, named, and associated with the whole document (ISO 19005-3,
 * 6.8 and annex E).
 */
#include "pdf/making.h"

#include <string.h>

/* The file itself, with its type, size, dates and MD5 (ISO 32000-1, tables 45 and 46). */
static guint
embed(const Making *making, const Attachment *attachment)
{
    guint object = file_reserve(making->file, 1);
    gsize length;
    const void *data = g_bytes_get_data(attachment->bytes, &length);
    g_autofree char *date = pdf_date(making);
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, attachment->bytes);
    g_autoptr(GString) entries = g_string_new("/Type /EmbeddedFile /Subtype /");

    for (const char *p = attachment->type; *p; p++) { /* a name: 7.3.5 */
        if (*p == '/')
            g_string_append(entries, "#2f");
        else
            g_string_append_c(entries, *p);
    }
    g_string_append_printf(entries,
                           " /Params << /Size %" G_GSIZE_FORMAT " /CreationDate (%s) /ModDate (%s) "
                           "/CheckSum <%s> >>",
                           length, date, date, digest);
    file_stream(making->file, object, STREAM_COMPRESSED, entries->str, data, length);
    return object;
}

static guint
specify(const Making *making, const Attachment *attachment)
{
    guint object = file_reserve(making->file, 1), embedded = embed(making, attachment);

    put(making, "<< /Type /Filespec /AFRelationship /%s /EF << /F %u 0 R /UF %u 0 R >>",
        attachment->data ? "Data" : "Supplement", embedded, embedded);
    put_text(making, "/F", attachment->name);
    put_text(making, "/UF", attachment->name);
    put_text(making, "/Desc", attachment->description);
    put(making, " >>");
    end_object(making, object);
    return object;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    const Attachment *first = *(const Attachment *const *)a,
                     *second = *(const Attachment *const *)b;

    return strcmp(first->name, second->name);
}

void
make_attachments(Making *making)
{
    g_autoptr(GPtrArray) attachments = g_ptr_array_new();
    g_autoptr(GString) names = g_string_new("[");

    if (making->document->attachments->len == 0)
        return;
    g_ptr_array_extend(attachments, making->document->attachments, NULL, NULL);
    g_ptr_array_sort(attachments, by_name); /* ISO 32000-1, 7.9.6 */
    for (guint i = 0; i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        guint object = specify(making, attachment);
        append_string(names, attachment->name);
        g_string_append_printf(names, " %u 0 R ", object);
        g_string_append_printf(making->root, "%s%u 0 R ", i ? "" : "/AF [", object);
    }
    g_string_append(making->root, "] ");
    put(making, "%s]", names->str);
    end_names(making, "/EmbeddedFiles");
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that go along: each embedded, named, and associated with the whole document (ISO 19005-3,
 * 6.8 and annex E).
 */
#include "pdf/finish.h"

#include <string.h>

/* The file itself, with its type, size, dates and MD5 (ISO 32000-1, tables 45 and 46). */
static qpdf_oh
embedded(const Finish *finish, const Attachment *attachment)
{
    qpdf_data qpdf = finish->qpdf;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
    g_autofree char *date = pdf_date(finish);
    g_autofree char *type = g_strconcat("/", attachment->type, NULL);
    guint8 digest[16];
    gsize length, digest_length = sizeof digest;
    const void *data = g_bytes_get_data(attachment->bytes, &length);
    qpdf_oh stream = stream_of(finish, "<< /Type /EmbeddedFile >>", data, length);
    qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream), params = qpdf_oh_new_dictionary(qpdf);

    g_checksum_update(checksum, data, (gssize)length);
    g_checksum_get_digest(checksum, digest, &digest_length);
    put(finish, params, "/Size", qpdf_oh_new_integer(qpdf, (long long)length));
    put(finish, params, "/CreationDate", qpdf_oh_new_string(qpdf, date));
    put(finish, params, "/ModDate", qpdf_oh_new_string(qpdf, date));
    put(finish, params, "/CheckSum",
        qpdf_oh_new_binary_string(qpdf, (const char *)digest, sizeof digest));
    put(finish, dictionary, "/Params", params);
    put(finish, dictionary, "/Subtype", qpdf_oh_new_name(qpdf, type));
    return stream;
}

static qpdf_oh
specification(const Finish *finish, const Attachment *attachment)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh made =
        parsed(finish, attachment->data ? "<< /Type /Filespec /AFRelationship /Data >>"
                                        : "<< /Type /Filespec /AFRelationship /Supplement >>");
    qpdf_oh file = embedded(finish, attachment), files = qpdf_oh_new_dictionary(qpdf);

    qpdf_oh_replace_key(qpdf, files, "/F", file);
    put(finish, files, "/UF", file);
    put(finish, made, "/EF", files);
    put(finish, made, "/F", qpdf_oh_new_string(qpdf, attachment->name));
    put(finish, made, "/UF", text_string(finish, attachment->name));
    put(finish, made, "/Desc", text_string(finish, attachment->description));
    return qpdf_make_indirect_object(qpdf, made);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    const Attachment *first = *(const Attachment *const *)a,
                     *second = *(const Attachment *const *)b;

    return strcmp(first->name, second->name);
}

void
finish_attachments(Finish *finish)
{
    qpdf_data qpdf = finish->qpdf;
    g_autoptr(GPtrArray) attachments = g_ptr_array_new();
    qpdf_oh names = qpdf_oh_new_array(qpdf), associated = qpdf_oh_new_array(qpdf);

    if (finish->document->attachments->len == 0)
        return;
    g_ptr_array_extend(attachments, finish->document->attachments, NULL, NULL);
    g_ptr_array_sort(attachments, by_name); /* ISO 32000-1, 7.9.6 */
    for (guint i = 0; i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        qpdf_oh made = specification(finish, attachment);
        append(finish, names, qpdf_oh_new_string(qpdf, attachment->name));
        qpdf_oh_append_item(qpdf, names, made);
        append(finish, associated, made);
    }
    name_tree(finish, "/EmbeddedFiles", names);
    put(finish, finish->root, "/AF", associated);
}

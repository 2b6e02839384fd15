/* SPDX-License-Identifier: Apache-2.0
 *
 * What was referred to is written once, in the order in which it was met.
 */
#include "pdf/copy.h"

#include <stdlib.h>

struct PdfCopy {
    qpdf_data qpdf;
    PdfFile *file;
    GHashTable *numbers; /* number there → number here */
    GArray *met;         /* guint: numbers there */
    guint written;       /* of them */
};

PdfCopy *
copy_new(qpdf_data qpdf, PdfFile *file)
{
    PdfCopy *copy = g_new0(PdfCopy, 1);

    copy->qpdf = qpdf;
    copy->file = file;
    copy->numbers = g_hash_table_new(NULL, NULL);
    copy->met = g_array_new(FALSE, FALSE, sizeof(guint));
    return copy;
}

void
copy_free(PdfCopy *copy)
{
    if (!copy)
        return;
    g_hash_table_unref(copy->numbers);
    g_array_unref(copy->met);
    g_free(copy);
}

static guint
number_here(PdfCopy *copy, guint there)
{
    gpointer known = g_hash_table_lookup(copy->numbers, GUINT_TO_POINTER(there));
    guint here;

    if (known)
        return GPOINTER_TO_UINT(known);
    here = file_reserve(copy->file, 1);
    g_hash_table_insert(copy->numbers, GUINT_TO_POINTER(there), GUINT_TO_POINTER(here));
    g_array_append_val(copy->met, there);
    return here;
}

/* Keys and values of a dictionary; of a stream's, the length is said by who writes it. */
static void
copy_entries(PdfCopy *copy, qpdf_oh dictionary, GString *made)
{
    qpdf_oh_begin_dict_key_iter(copy->qpdf, dictionary);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

    while (qpdf_oh_dict_more_keys(copy->qpdf))
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(copy->qpdf)));
    for (guint i = 0; i < keys->len; i++) {
        if (g_str_equal(keys->pdata[i], "/Length"))
            continue;
        g_string_append_printf(made, "%s ", (const char *)keys->pdata[i]);
        copy_object(copy, qpdf_oh_get_key(copy->qpdf, dictionary, keys->pdata[i]), made);
    }
}

static void
copy_items(PdfCopy *copy, qpdf_oh array, GString *made)
{
    int count = qpdf_oh_get_array_n_items(copy->qpdf, array);

    for (int i = 0; i < count; i++)
        copy_object(copy, qpdf_oh_get_array_item(copy->qpdf, array, i), made);
}

/* OBJECT itself, even where it has a number. */
static void
copy_value(PdfCopy *copy, qpdf_oh object, GString *made)
{
    if (qpdf_oh_is_dictionary(copy->qpdf, object)) {
        g_string_append(made, "<< ");
        copy_entries(copy, object, made);
        g_string_append(made, ">> ");
    } else if (qpdf_oh_is_array(copy->qpdf, object)) {
        g_string_append(made, "[ ");
        copy_items(copy, object, made);
        g_string_append(made, "] ");
    } else {
        g_string_append_printf(made, "%s ", qpdf_oh_unparse_resolved(copy->qpdf, object));
    }
}

void
copy_object(PdfCopy *copy, qpdf_oh object, GString *made)
{
    if (qpdf_oh_is_indirect(copy->qpdf, object))
        g_string_append_printf(made, "%u 0 R ",
                               number_here(copy, (guint)qpdf_oh_get_object_id(copy->qpdf, object)));
    else
        copy_value(copy, object, made);
}

/* As it is packed there. */
static gboolean
copy_stream(PdfCopy *copy, qpdf_oh stream, guint number, GString *made)
{
    unsigned char *data = NULL;
    size_t length = 0;
    gboolean read;

    copy_entries(copy, qpdf_oh_get_dict(copy->qpdf, stream), made);
    read = !(qpdf_oh_get_stream_data(copy->qpdf, stream, qpdf_dl_none, NULL, &data, &length) &
             QPDF_ERRORS);
    if (read)
        file_stream(copy->file, number, STREAM_PLAIN, made->str, data, length);
    g_string_truncate(made, 0);
    free(data);
    return read;
}

gboolean
copy_referred(PdfCopy *copy)
{
    g_autoptr(GString) made = g_string_new(NULL);
    gboolean read = TRUE;

    for (; read && copy->written < copy->met->len; copy->written++) {
        guint there = g_array_index(copy->met, guint, copy->written);
        guint here = number_here(copy, there);
        qpdf_oh object = qpdf_get_object_by_id(copy->qpdf, (int)there, 0);
        if (qpdf_oh_is_stream(copy->qpdf, object)) {
            read = copy_stream(copy, object, here, made);
        } else {
            copy_value(copy, object, made);
            file_object(copy->file, here, made);
        }
    }
    return read;
}

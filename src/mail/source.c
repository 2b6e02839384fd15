/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/source.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "mail/folder.h"
#include "mail/items.h"
#include <string.h>

Source *
source_open(const char *const *paths, GError **error)
{
    g_autoptr(Source) source = g_new0(Source, 1);
    source->items = g_ptr_array_new_with_free_func((GDestroyNotify)source_item_free);
    source->notes = g_ptr_array_new_with_free_func(g_free);
    if (!folder_walk(source, paths, error))
        return NULL;
    items_settle(source);
    return g_steal_pointer(&source);
}

static GBytes *
read_range(const SourceItem *item, GError **error)
{
    g_auto(Reader) reader = {.fd = -1};
    if (!reader_open(&reader, item->path, error))
        return NULL;
    g_autofree guint8 *bytes = g_malloc(item->length + 1);
    gssize n = reader_at(&reader, item->offset, bytes, item->length, error);
    return n >= 0 ? g_bytes_new_take(g_steal_pointer(&bytes), (gsize)n) : NULL;
}

GBytes *
source_item_read(const SourceItem *item, GError **error)
{
    g_autoptr(GBytes) bytes =
        item->bytes != NULL ? g_bytes_ref(item->bytes) : read_range(item, error);
    if (bytes == NULL)
        return NULL;
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autofree char *sha256 = sha256_of(data, length);
    if (!g_str_equal(sha256, item->sha256)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO,
                    _("%s has changed while it was being read: run the command again"), item->name);
        return NULL;
    }
    return g_steal_pointer(&bytes);
}

void
source_add_members(Source *source, const SourceItem *archive, GPtrArray *members)
{
    guint index;
    if (!g_ptr_array_find(source->items, archive, &index))
        return;
    SourceItem *item = g_ptr_array_index(source->items, index);
    if (members->len == 0) {
        item->kind = SOURCE_FORM;
        return;
    }
    source->messages -= item->copies;
    for (guint i = 0; i < members->len; i++) {
        const SourceMember *member = g_ptr_array_index(members, i);
        g_autofree char *path = g_strdup_printf("%s/%s", item->path, member->name);
        Reader reader = reader_of_bytes(member->bytes, path);
        /* Reading memory can't fail. */
        items_add(source, &reader, ORIGIN_ARCHIVE, member->bytes, item->copies, NULL);
    }
    g_ptr_array_remove_index(source->items, index);
    items_settle(source);
}

void
source_free(Source *source)
{
    if (source == NULL)
        return;
    g_ptr_array_unref(source->items);
    g_ptr_array_unref(source->notes);
    g_free(source);
}

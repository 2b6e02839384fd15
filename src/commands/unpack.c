/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/unpack.h"

gboolean
unpack_archives(Source *source, Pool *pool, GError **error)
{
    for (guint i = 0; i < source->items->len; i++) {
        SourceItem *item = source->items->pdata[i];
        if (item->kind != SOURCE_ARCHIVE)
            continue;
        g_autoptr(GBytes) bytes = source_item_read(item, error);
        if (!bytes)
            return FALSE;
        g_autoptr(GError) damaged = NULL;
        g_autoptr(GPtrArray) members = pool_unpack(pool, bytes, &damaged);
        if (!members && !g_error_matches(damaged, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE)) {
            g_propagate_error(error, g_steal_pointer(&damaged));
            return FALSE;
        }
        if (!members) {
            item->kind = SOURCE_FORM;
            continue;
        }
        source_add_members(source, item, members);
        i = G_MAXUINT; /* the items have moved: look from the first again */
    }
    return TRUE;
}

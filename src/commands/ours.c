/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/ours.h"

#include <stdlib.h>
#include <string.h>

static gboolean
is_under(const char *path, const char *folder)
{
    gsize length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* What was found elsewhere too stays: it may be mail. */
static gboolean
is_ours(const SourceItem *item, const char *reg, const char *output)
{
    if (item->bytes || item->copies > 1)
        return FALSE;
    char *path = realpath(item->path, NULL);
    gboolean ours = path && (g_strcmp0(path, reg) == 0 || (output && is_under(path, output)));
    free(path);
    return ours;
}

void
ours_leave_out(Source *source, const char *reg, const char *output)
{
    char *real_register = realpath(reg, NULL), *real_output = realpath(output, NULL);
    for (guint i = source->items->len; i-- > 0;) {
        if (!is_ours(source->items->pdata[i], real_register, real_output))
            continue;
        g_ptr_array_remove_index(source->items, i);
        source->messages--;
    }
    free(real_register);
    free(real_output);
}

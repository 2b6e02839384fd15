/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/ours.h"

#include <stdlib.h>
#include <string.h>

/* PATH is FOLDER/NAME, or under it. */
static gboolean
is_at(const char *path, const char *folder, const char *name)
{
    g_autofree char *place = g_build_filename(folder, name, NULL);
    gsize length = strlen(place);
    return strncmp(path, place, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* What a run writes into FOLDER; anything else that lies there may be mail. */
static gboolean
is_written(const char *path, const char *folder)
{
    static const char *const names[] = {"answers",   "reminders",  "drafts",
                                        "originals", "report.pdf", "index.html"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (is_at(path, folder, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* What was found elsewhere too stays: it may be mail. */
static gboolean
is_ours(const SourceItem *item, const char *reg, const char *output)
{
    if (item->bytes || item->copies > 1)
        return FALSE;
    char *path = realpath(item->path, NULL);
    gboolean ours = path && (g_strcmp0(path, reg) == 0 || (output && is_written(path, output)));
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

/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/originals.h"

#include "base/file.h"
#include <string.h>

#define FOLDER "originals"

/* ".odt": what a program goes by that opens it; ".eml" of a message (transfer full). */
static char *
ending(const Message *message)
{
    const char *dot = strrchr(message->name, '.');
    if (message->mail)
        return g_strdup(".eml");
    if (!dot || strspn(dot + 1, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS) != strlen(dot + 1))
        return g_strdup("");
    return g_ascii_strdown(dot, -1);
}

gboolean
originals_kept(const char *output)
{
    g_autofree char *dir = g_build_filename(output, FOLDER, NULL);
    return g_file_test(dir, G_FILE_TEST_IS_DIR);
}

static gboolean
write_one(Register *reg, const Message *message, FileSet *set, const char *name, GError **error)
{
    g_autoptr(GBytes) original = register_original(reg, message->sha256, error);
    gsize length = 0;
    const void *bytes = original ? g_bytes_get_data(original, &length) : NULL;
    return original && file_set_add(set, name, bytes, length, error);
}

gboolean
originals_write(Register *reg, const GPtrArray *messages, const char *output, GHashTable *files,
                GError **error)
{
    enum { SHOWN = 16 };
    g_autofree char *dir = g_build_filename(output, FOLDER, NULL);
    g_autoptr(FileSet) set = file_set_new(dir, error);
    if (!set)
        return FALSE;
    for (guint i = 0; i < messages->len; i++) {
        const Message *message = messages->pdata[i];
        if (message->erased)
            continue;
        g_autofree char *end = ending(message);
        g_autofree char *name = g_strdup_printf("%.*s%s", SHOWN, message->sha256, end);
        g_hash_table_replace(files, g_strdup(message->sha256), g_strconcat(FOLDER "/", name, NULL));
        if (!write_one(reg, message, set, name, error))
            return FALSE;
    }
    return file_set_finish(set, error);
}

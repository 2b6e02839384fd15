/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/form-files.h"

#include "commands/command.h"
#include "commands/unpack.h"

typedef struct {
    const char *path; /* as given */
    Source *source;
    GPtrArray *files; /* ExaminedFile */
} Work;

static void
examined_file_free(gpointer data)
{
    ExaminedFile *file = data;
    g_free(file->file);
    examination_free(file->examination);
    g_free(file);
}

static GBytes *
form_files_fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    Work *work = data;
    const SourceItem *item = work->source->items->pdata[index];
    *mail = item->kind == SOURCE_MESSAGE;
    *name = item->name;
    return source_item_read(item, error);
}

static gboolean
form_files_done(guint index, Examination *examination, gpointer data, GError **error)
{
    (void)error;
    Work *work = data;
    const SourceItem *item = work->source->items->pdata[index];
    ExaminedFile *file = g_new0(ExaminedFile, 1);
    file->file = work->source->items->len == 1 ? g_strdup(work->path)
                                               : g_strdup_printf("%s/%s", work->path, item->name);
    file->examination = examination;
    g_ptr_array_add(work->files, file);
    return TRUE;
}

static gboolean
form_files_examine_path(Work *work, Pool *pool, GError **error)
{
    const char *paths[] = {work->path, NULL};
    g_autoptr(Source) source = source_open(paths, error);
    if (!source || !unpack_archives(source, pool, error))
        return FALSE;
    work->source = source;
    return pool_run(pool, source->items->len, form_files_fetch, form_files_done, work, error);
}

GPtrArray *
form_files_examine(const char *const *paths, const Checker *checker, GError **error)
{
    g_autoptr(Pool) pool = command_pool(checker, 0, error);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(examined_file_free);
    for (; pool && *paths; paths++) {
        Work work = {.path = *paths, .files = files};
        if (!form_files_examine_path(&work, pool, error))
            return NULL;
    }
    return pool ? g_steal_pointer(&files) : NULL;
}

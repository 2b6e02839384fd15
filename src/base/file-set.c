/* SPDX-License-Identifier: Apache-2.0
 *
 * file-set.c - many files of one folder.
 *
 * A journaling file system commits for the first file of a group that is synced what it knows of
 * the others: so all of them are written before the first one is waited for.
 */
#include "base/file-draft.h"
#include "base/file-error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { GROUP = 64 };

typedef struct {
    char *path, *draft; /* DRAFT: NULL when it has its place */
    int fd;             /* of the draft; below 0: closed */
} Member;

struct FileSet {
    char *dir;
    GArray *group; /* Member: written, and not yet at their places */
};

static void
member_clear(gpointer data)
{
    Member *member = data;
    if (member->fd >= 0)
        close(member->fd);
    if (member->draft)
        unlink(member->draft);
    g_free(member->draft);
    g_free(member->path);
}

FileSet *
file_set_new(const char *dir, GError **error)
{
    if (!file_make_folder(dir, error))
        return NULL;
    file_sweep(dir);
    FileSet *set = g_new(FileSet, 1);
    set->dir = g_strdup(dir);
    set->group = g_array_new(FALSE, FALSE, sizeof(Member));
    g_array_set_clear_func(set->group, member_clear);
    return set;
}

void
file_set_free(FileSet *set)
{
    if (!set)
        return;
    g_array_unref(set->group);
    g_free(set->dir);
    g_free(set);
}

/* Each on disk before the first takes its place. */
static gboolean
place_group(FileSet *set, GError **error)
{
    for (guint i = 0; i < set->group->len; i++) {
        const Member *member = &g_array_index(set->group, Member, i);
        if (fsync(member->fd) != 0)
            return file_fail(error, errno, member->draft);
    }
    for (guint i = 0; i < set->group->len; i++) {
        Member *member = &g_array_index(set->group, Member, i);
        int fd = member->fd;
        member->fd = -1;
        if (!file_draft_close(member->draft, fd, TRUE, error))
            return FALSE;
        g_autofree char *draft = g_steal_pointer(&member->draft);
        if (!file_draft_place(draft, member->path, error))
            return FALSE;
    }
    g_array_set_size(set->group, 0);
    return TRUE;
}

gboolean
file_set_add(FileSet *set, const char *name, const void *bytes, gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(set->dir, name, NULL);
    Member member = {.fd = -1};
    gboolean same;
    if (!file_look_at(path, bytes, length, &same, error))
        return FALSE;
    if (same)
        return TRUE;
    member.fd = file_draft_open(set->dir, &member.draft, error);
    if (member.fd < 0)
        return FALSE;
    member.path = g_steal_pointer(&path);
    g_array_append_val(set->group, member);
    if (!file_draft_write(member.fd, bytes, length))
        return file_fail(error, errno, member.draft);
    sync_file_range(member.fd, 0, 0, SYNC_FILE_RANGE_WRITE); /* begun; waited for later */
    return set->group->len < GROUP || place_group(set, error);
}

gboolean
file_set_finish(FileSet *set, GError **error)
{
    return place_group(set, error) && file_sync_folder(set->dir, error);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * file-folder.c - folders: the way to them, making them, having their names on disk.
 */
#include "base/file-error.h"
#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char everybody_writes[] =
    N_("everybody can write to this folder: take that right away (chmod o-w) or choose another "
       "folder");

/* Whoever could have put it there: this user, or root. */
static gboolean
is_trusted(const struct stat *status)
{
    return status->st_uid == geteuid() || status->st_uid == 0;
}

/* The step that STATUS tells of; it leads out of a folder in which OPEN: everybody may put things.
 */
static gboolean
check_step(const char *path, const struct stat *status, gboolean open, GError **error)
{
    if (S_ISLNK(status->st_mode) && !is_trusted(status))
        return file_refuse(error, path,
                           _("a symbolic link of another user, which is not followed"));
    if (S_ISDIR(status->st_mode) && (status->st_mode & S_IWOTH) && !(status->st_mode & S_ISVTX))
        return file_refuse(error, path, _(everybody_writes));
    if (open && !is_trusted(status))
        return file_refuse(error, path, _("the folder belongs to another user"));
    return TRUE;
}

/* As far as there is something at PATH, absolute and without dots. */
static gboolean
check_steps(const char *path, GError **error)
{
    gboolean open = FALSE;
    for (const char *end = path; end; end = strchr(end + 1, '/')) {
        g_autofree char *step = end == path ? g_strdup("/") : g_strndup(path, (gsize)(end - path));
        struct stat status;
        if (lstat(step, &status) != 0)
            return TRUE;
        if (!check_step(step, &status, open, error))
            return FALSE;
        open = S_ISDIR(status.st_mode) && (status.st_mode & S_IWOTH);
    }
    struct stat status;
    return lstat(path, &status) != 0 || check_step(path, &status, open, error);
}

gboolean
file_check_way(const char *folder, GError **error)
{
    g_autofree char *named = g_canonicalize_filename(folder, NULL);
    g_autofree char *real = realpath(named, NULL);

    return check_steps(named, error) && (!real || check_steps(real, error));
}

gboolean
file_check_shut(const char *folder, GError **error)
{
    struct stat status;

    if (!file_check_way(folder, error))
        return FALSE;
    if (stat(folder, &status) != 0)
        return file_fail_folder(error, errno, folder);
    return !(status.st_mode & S_IWOTH) || file_refuse(error, folder, _(everybody_writes));
}

gboolean
file_sync_folder(const char *dir, GError **error)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return file_fail(error, errno, dir);
    gboolean synced = fsync(fd) == 0;
    int code = errno;
    close(fd);
    return synced ? TRUE : file_fail(error, code, dir);
}

static gboolean
check_folder(const char *dir, GError **error)
{
    struct stat status;

    if (stat(dir, &status) != 0)
        return file_fail(error, errno, dir);
    if (!S_ISDIR(status.st_mode))
        return file_refuse(error, dir, _("not a folder"));
    if (status.st_uid != geteuid())
        return file_refuse(error, dir, _("the folder belongs to another user"));
    if (status.st_mode & S_IWOTH)
        return file_refuse(error, dir, _(everybody_writes));
    return TRUE;
}

gboolean
file_make_folder(const char *dir, GError **error)
{
    g_autofree char *plain = g_canonicalize_filename(dir, NULL);
    g_autofree char *parent = g_path_get_dirname(plain);

    if (!file_check_way(plain, error))
        return FALSE;
    if (g_file_test(plain, G_FILE_TEST_EXISTS))
        return check_folder(plain, error);
    if (!g_file_test(parent, G_FILE_TEST_IS_DIR) && !file_make_folder(parent, error))
        return FALSE;
    if (mkdir(plain, 0700) != 0)
        return errno == EEXIST ? check_folder(plain, error) : file_fail(error, errno, dir);
    return file_sync_folder(parent, error);
}

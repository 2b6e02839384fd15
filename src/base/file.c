/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include "base/file-draft.h"
#include "base/file-error.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/i18n.h"

#define TEMPORARY_PREFIX ".copil-"
#define TEMPORARY_SUFFIX ".tmp"

static const char *
irregular(const struct stat *status)
{
    return S_ISDIR(status->st_mode) ? _("a folder: name a file") : _("not a regular file");
}

static gboolean
read_all(int fd, gsize max, GByteArray *content)
{
    guint8 chunk[16384];

    while (content->len <= max) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got == 0)
            return TRUE;
        if (got < 0 && errno != EINTR)
            return FALSE;
        if (got > 0)
            g_byte_array_append(content, chunk, (guint)got);
    }
    return TRUE;
}

GBytes *
file_read(const char *path, gsize max, GError **error)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    struct stat status = {0};

    /* Not blocking: opening a FIFO would wait for its writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        file_fail(error, errno, path);
        return NULL;
    }
    gboolean regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    gboolean whole = regular && read_all(fd, max, content);
    int code = errno;
    close(fd);
    if (!regular)
        file_refuse(error, path, irregular(&status));
    else if (!whole)
        file_fail(error, code, path);
    else if (content->len > max)
        file_refuse(error, path, _("larger than allowed"));
    else
        return g_byte_array_free_to_bytes(g_steal_pointer(&content));
    return NULL;
}

gboolean
file_draft_write(int fd, const void *bytes, gsize length)
{
    for (const guint8 *rest = bytes; length > 0;) {
        ssize_t put = write(fd, rest, length);
        if (put < 0 && errno != EINTR)
            return FALSE;
        if (put > 0) {
            rest += put;
            length -= (gsize)put;
        }
    }
    return TRUE;
}

gboolean
file_look_at(const char *path, const void *bytes, gsize length, gboolean *same, GError **error)
{
    g_autoptr(GBytes) present = NULL;
    struct stat status;

    *same = FALSE;
    if (lstat(path, &status) != 0)
        return errno == ENOENT ? TRUE : file_fail(error, errno, path);
    if (S_ISLNK(status.st_mode))
        return file_refuse(error, path, _("a symbolic link, which is not followed"));
    if (!S_ISREG(status.st_mode))
        return file_refuse(error, path, irregular(&status));
    if ((guint64)status.st_size != length)
        return TRUE;
    /* Another's file may hold the same and be changed by him later. */
    present = status.st_uid == geteuid() ? file_read(path, length, NULL) : NULL;
    *same = present && g_bytes_get_size(present) == length &&
            (length == 0 || memcmp(g_bytes_get_data(present, NULL), bytes, length) == 0);
    return TRUE;
}

gboolean
file_draft_close(const char *draft, int fd, gboolean synced, GError **error)
{
    int code = errno;

    if (close(fd) != 0 && synced) {
        synced = FALSE;
        code = errno;
    }
    return synced ? TRUE : file_fail(error, code, draft);
}

int
file_draft_open(const char *folder, char **draft, GError **error)
{
    g_autofree char *name = g_build_filename(folder, FILE_TEMPORARY, NULL);
    int fd = mkostemps(name, (int)strlen(TEMPORARY_SUFFIX), O_CLOEXEC);

    if (fd < 0) {
        file_fail_folder(error, errno, folder);
        return fd;
    }
    flock(fd, LOCK_EX | LOCK_NB); /* for remove_left; without locks here it is as it was */
    *draft = g_steal_pointer(&name);
    return fd;
}

/* A draft beside PATH. */
static int
open_draft(const char *path, char **draft, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);

    return file_check_way(folder, error) ? file_draft_open(folder, draft, error) : -1;
}

static gboolean
fill_draft(const char *draft, int fd, const void *bytes, gsize length, GError **error)
{
    gboolean synced = file_draft_write(fd, bytes, length) && fsync(fd) == 0;

    if (file_draft_close(draft, fd, synced, error))
        return TRUE;
    unlink(draft);
    return FALSE;
}

char *
file_draft(const char *path, const void *bytes, gsize length, GError **error)
{
    g_autofree char *draft = NULL;
    gboolean same;

    if (!file_look_at(path, bytes, length, &same, error))
        return NULL;
    int fd = open_draft(path, &draft, error);
    return fd >= 0 && fill_draft(draft, fd, bytes, length, error) ? g_steal_pointer(&draft) : NULL;
}

gboolean
file_draft_place(const char *draft, const char *path, GError **error)
{
    if (rename(draft, path) == 0)
        return TRUE;
    int code = errno;
    unlink(draft);
    return file_fail(error, code, path);
}

/* One that a run writes at this moment is locked. */
static void
remove_left(const char *path)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return;
    if (fstat(fd, &status) == 0 && status.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlink(path);
    close(fd);
}

static gboolean
is_temporary(const char *name)
{
    return strlen(name) == strlen(FILE_TEMPORARY) && g_str_has_prefix(name, TEMPORARY_PREFIX) &&
           g_str_has_suffix(name, TEMPORARY_SUFFIX);
}

void
file_sweep(const char *dir)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);

    for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (is_temporary(name))
            remove_left(path);
    }
}

/* The folder is synced even when the bytes were there: a run that was killed between rename and
 * sync may have put them there. */
gboolean
file_write(const char *path, const void *bytes, gsize length, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path), *draft = NULL;
    gboolean same;

    file_sweep(folder);
    if (!file_look_at(path, bytes, length, &same, error))
        return FALSE;
    if (!same) {
        int fd = open_draft(path, &draft, error);
        if (fd < 0 || !fill_draft(draft, fd, bytes, length, error) ||
            !file_draft_place(draft, path, error))
            return FALSE;
    }
    return file_sync_folder(folder, error);
}

/* ---- in pieces ---- */

struct FileWriter {
    char *path, *draft; /* DRAFT: NULL when it has its place */
    int fd;
    int code; /* of the failure; 0: none yet */
};

FileWriter *
file_writer_new(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    char *draft = NULL;
    gboolean same;

    file_sweep(folder);
    if (!file_look_at(path, "", 0, &same, error))
        return NULL;
    int fd = open_draft(path, &draft, error);
    if (fd < 0)
        return NULL;
    FileWriter *writer = g_new0(FileWriter, 1);
    writer->path = g_strdup(path);
    writer->draft = draft;
    writer->fd = fd;
    return writer;
}

void
file_writer_free(FileWriter *writer)
{
    if (!writer)
        return;
    if (writer->fd >= 0)
        close(writer->fd);
    if (writer->draft)
        unlink(writer->draft);
    g_free(writer->draft);
    g_free(writer->path);
    g_free(writer);
}

void
file_writer_put(FileWriter *writer, const void *bytes, gsize length)
{
    if (!writer->code && !file_draft_write(writer->fd, bytes, length))
        writer->code = errno;
}

static gboolean
streams_alike(FILE *one, FILE *other)
{
    enum { PIECE = 1 << 16 };
    g_autofree char *first = g_malloc(PIECE), *second = g_malloc(PIECE);

    for (;;) {
        gsize length = fread(first, 1, PIECE, one);
        if (fread(second, 1, PIECE, other) != length || memcmp(first, second, length) != 0 ||
            ferror(one) || ferror(other))
            return FALSE;
        if (length < PIECE)
            return TRUE;
    }
}

/* What stands at PATH if it is a file of ours, whatever was put there meanwhile. */
static FILE *
open_own(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat status;

    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid())
        return fdopen(fd, "r");
    if (fd >= 0)
        close(fd);
    return NULL;
}

/* Both files hold the same bytes. */
static gboolean
files_alike(const char *one, const char *other)
{
    FILE *first = open_own(one), *second = open_own(other);
    gboolean alike = first && second && streams_alike(first, second);

    if (first)
        fclose(first);
    if (second)
        fclose(second);
    return alike;
}

gboolean
file_writer_finish(FileWriter *writer, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(writer->path);

    if (!writer->code && fsync(writer->fd) != 0)
        writer->code = errno;
    if (close(writer->fd) != 0 && !writer->code)
        writer->code = errno;
    writer->fd = -1;
    if (writer->code)
        return file_fail(error, writer->code, writer->draft);
    if (files_alike(writer->draft, writer->path))
        return file_sync_folder(folder, error);
    g_autofree char *draft = g_steal_pointer(&writer->draft);
    return file_draft_place(draft, writer->path, error) && file_sync_folder(folder, error);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

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

static gboolean
write_all(int fd, const guint8 *bytes, gsize length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno != EINTR)
            return FALSE;
        if (put > 0) {
            bytes += put;
            length -= (gsize)put;
        }
    }
    return TRUE;
}

/* What is at PATH now: FALSE with ERROR when it is not ours to replace. */
static gboolean
look_at(const char *path, const void *bytes, gsize length, gboolean *same, GError **error)
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

static gboolean
fill_temporary(const char *temporary, int fd, const void *bytes, gsize length, GError **error)
{
    gboolean filled = write_all(fd, bytes, length) && fsync(fd) == 0;
    int code = errno;

    if (close(fd) != 0 && filled) {
        filled = FALSE;
        code = errno;
    }
    return filled ? TRUE : file_fail(error, code, temporary);
}

/* A draft beside PATH, open, and its name (transfer full); below 0 with ERROR. */
static int
open_draft(const char *path, char **draft, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_build_filename(folder, FILE_TEMPORARY, NULL);

    if (!file_check_way(folder, error))
        return -1;
    int fd = mkostemps(name, (int)strlen(TEMPORARY_SUFFIX), O_CLOEXEC);

    if (fd < 0) {
        file_fail_folder(error, errno, folder);
        return fd;
    }
    flock(fd, LOCK_EX | LOCK_NB); /* for remove_left; without locks here it is as it was */
    *draft = g_steal_pointer(&name);
    return fd;
}

char *
file_draft(const char *path, const void *bytes, gsize length, GError **error)
{
    g_autofree char *draft = NULL;
    gboolean same;

    if (!look_at(path, bytes, length, &same, error))
        return NULL;
    int fd = open_draft(path, &draft, error);
    if (fd < 0)
        return NULL;
    if (fill_temporary(draft, fd, bytes, length, error))
        return g_steal_pointer(&draft);
    unlink(draft);
    return NULL;
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

gboolean
file_place(const char *path, const void *bytes, gsize length, GError **error)
{
    gboolean same;

    if (!look_at(path, bytes, length, &same, error))
        return FALSE;
    if (same)
        return TRUE;
    g_autofree char *draft = file_draft(path, bytes, length, error);
    return draft && file_draft_place(draft, path, error);
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
    g_autofree char *folder = g_path_get_dirname(path);

    file_sweep(folder);
    return file_place(path, bytes, length, error) && file_sync_folder(folder, error);
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
    if (!look_at(path, "", 0, &same, error))
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
    if (!writer->code && !write_all(writer->fd, bytes, length))
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

/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/reader.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
reader_fail(const char *name, int code, GError **error)
{
    g_autofree char *shown = g_filename_display_name(name);
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), _("%s can't be read: %s"),
                shown, g_strerror(code));
    return FALSE;
}

gboolean
reader_open(Reader *reader, const char *path, GError **error)
{
    struct stat status;
    *reader = (Reader){.fd = -1, .name = path};
    /* Not blocking: what was a file a moment ago may be a pipe now. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return reader_fail(path, errno, error);
    reader->fd = fd;
    if (fstat(fd, &status) != 0)
        return reader_fail(path, errno, error);
    if (!S_ISREG(status.st_mode))
        return reader_fail(path, EINVAL, error);
    reader->length = status.st_size;
    return TRUE;
}

Reader
reader_of_bytes(GBytes *bytes, const char *name)
{
    gsize length = 0;
    const guint8 *memory = g_bytes_get_data(bytes, &length);
    return (Reader){.fd = -1, .memory = memory, .length = (goffset)length, .name = name};
}

void
reader_close(Reader *reader)
{
    if (reader->fd >= 0)
        close(reader->fd);
    reader->fd = -1;
}

gssize
reader_at(const Reader *reader, goffset offset, void *buffer, gsize size, GError **error)
{
    goffset left = MAX(reader->length - offset, 0);
    gsize wanted = MIN(size, (guint64)left);
    if (reader->fd < 0) {
        if (wanted > 0)
            memcpy(buffer, reader->memory + offset, wanted);
        return (gssize)wanted;
    }
    gsize done = 0;
    while (done < wanted) {
        ssize_t n =
            pread(reader->fd, (guint8 *)buffer + done, wanted - done, offset + (goffset)done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            reader_fail(reader->name, errno, error);
            return -1;
        }
        if (n == 0)
            break;
        done += (gsize)n;
    }
    return (gssize)done;
}

gboolean
reader_sha256(const Reader *reader, goffset offset, gsize length, char sha256[65], GError **error)
{
    g_autoptr(Sha256) sum = sha256_new();
    g_autofree guint8 *piece = g_malloc(READER_PIECE);
    for (gsize done = 0; done < length;) {
        gssize n = reader_at(reader, offset + (goffset)done, piece,
                             MIN(READER_PIECE, length - done), error);
        if (n < 0)
            return FALSE;
        if (n == 0)
            return reader_fail(reader->name, ENODATA, error);
        sha256_add(sum, piece, (gsize)n);
        done += (gsize)n;
    }
    g_autofree char *told = sha256_told(sum);
    g_strlcpy(sha256, told, SHA256_HEX + 1);
    return TRUE;
}

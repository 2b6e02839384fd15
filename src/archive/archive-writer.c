/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"

#include "base/i18n.h"
#include <time.h>
#include <zip.h>

typedef struct {
    char *name;
    GBytes *bytes; /* NULL: of a stream */
    gboolean stored;
    ArchiveRead read;
    gpointer data;
    zip_uint64_t length; /* of what was read so far */
    zip_error_t why;
} Entry;

struct ArchiveWriter {
    GPtrArray *entries; /* Entry, in the order of the archive */
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;
    g_free(entry->name);
    g_clear_pointer(&entry->bytes, g_bytes_unref);
    zip_error_fini(&entry->why);
    g_free(entry);
}

ArchiveWriter *
archive_writer_new(void)
{
    ArchiveWriter *writer = g_new0(ArchiveWriter, 1);
    writer->entries = g_ptr_array_new_with_free_func(entry_free);
    return writer;
}

void
archive_writer_free(ArchiveWriter *writer)
{
    if (!writer)
        return;
    g_ptr_array_unref(writer->entries);
    g_free(writer);
}

static Entry *
add_entry(ArchiveWriter *writer, const char *name)
{
    Entry *entry = g_new0(Entry, 1);
    entry->name = g_strdup(name);
    zip_error_init(&entry->why);
    g_ptr_array_add(writer->entries, entry);
    return entry;
}

void
archive_writer_add(ArchiveWriter *writer, const char *name, GBytes *bytes, gboolean stored)
{
    Entry *entry = add_entry(writer, name);
    entry->bytes = g_bytes_ref(bytes);
    entry->stored = stored;
}

void
archive_writer_add_stream(ArchiveWriter *writer, const char *name, ArchiveRead read, gpointer data)
{
    Entry *entry = add_entry(writer, name);
    entry->read = read;
    entry->data = data;
}

static zip_int64_t
read_stream(Entry *entry, void *buffer, zip_uint64_t size)
{
    gssize got = entry->read(entry->data, buffer, (gsize)size);
    if (got < 0)
        zip_error_set(&entry->why, ZIP_ER_READ, 0);
    else
        entry->length += (zip_uint64_t)got;
    return got;
}

/* What libzip asks of a stream.  It asks for the length before it reads and again behind it.  Of
 * one that is not known it would make a ZIP64 entry, at which some readers stop; so the first time
 * it is told that of what was read, nothing.  An entry beyond 4 GB fails. */
static zip_int64_t
stream_call(void *user, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    Entry *entry = user;
    zip_stat_t *stat = data;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    case ZIP_SOURCE_READ:
        return read_stream(entry, data, size);
    case ZIP_SOURCE_STAT:
        zip_stat_init(stat);
        stat->size = entry->length;
        stat->valid = ZIP_STAT_SIZE;
        return sizeof *stat;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&entry->why, data, size);
    default:
        return 0;
    }
}

static zip_source_t *
entry_source(zip_t *zip, Entry *entry)
{
    gsize length;
    if (!entry->bytes)
        return zip_source_function(zip, stream_call, entry);
    const void *bytes = g_bytes_get_data(entry->bytes, &length);
    return zip_source_buffer(zip, bytes, length, 0);
}

/* libzip writes a moment as the local time that it was; so that moment is asked for at which it is
 * 1 January 1980 here. */
static time_t
fixed_moment(void)
{
    struct tm day = {.tm_year = 80, .tm_mday = 1, .tm_isdst = -1};
    return mktime(&day);
}

/* zlib's levels: what is too long to be held is packed in a third of the time, half as long again;
 * else as small as can be. */
static zip_uint32_t
entry_level(const Entry *entry)
{
    return entry->bytes ? 9 : 3;
}

/* FALSE when libzip refuses ENTRY; ZIP says why. */
static gboolean
put_entry(zip_t *zip, Entry *entry)
{
    zip_source_t *source = entry_source(zip, entry);
    zip_int64_t i = source ? zip_file_add(zip, entry->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (i < 0) {
        zip_source_free(source);
        return FALSE;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)i,
                                    entry->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                    entry->stored ? 0 : entry_level(entry)) == 0 &&
           zip_file_set_mtime(zip, (zip_uint64_t)i, fixed_moment(), 0) == 0;
}

static gboolean
put_all(const ArchiveWriter *writer, zip_t *zip)
{
    for (guint i = 0; i < writer->entries->len; i++)
        if (!put_entry(zip, g_ptr_array_index(writer->entries, i)))
            return FALSE;
    return TRUE;
}

/* What zip_close has left in SOURCE; NULL when it can't be read back. */
static GBytes *
take_bytes(zip_source_t *source)
{
    zip_stat_t stat;
    if (zip_source_open(source) != 0)
        return NULL;
    GBytes *bytes = NULL;
    if (zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE)) {
        g_autofree guint8 *content = g_malloc(stat.size);
        if (zip_source_read(source, content, stat.size) == (zip_int64_t)stat.size)
            bytes = g_bytes_new_take(g_steal_pointer(&content), stat.size);
    }
    zip_source_close(source);
    return bytes;
}

static GBytes *
fail(const char *why, GError **error)
{
    g_set_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT, _("the archive can't be written: %s"),
                why);
    return NULL;
}

/* The archive written into TARGET, which stays the caller's. */
static GBytes *
write_into(const ArchiveWriter *writer, zip_source_t *target, GError **error)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &why);
    if (!zip) {
        fail(zip_error_strerror(&why), error);
        zip_source_free(target);
        zip_error_fini(&why);
        return NULL;
    }
    if (!put_all(writer, zip) || zip_close(zip) != 0) {
        fail(zip_strerror(zip), error);
        zip_discard(zip);
        return NULL;
    }
    GBytes *bytes = take_bytes(target);
    return bytes ? bytes : fail(zip_error_strerror(zip_source_error(target)), error);
}

GBytes *
archive_writer_finish(ArchiveWriter *writer, GError **error)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &why);
    if (!target) {
        fail(zip_error_strerror(&why), error);
        zip_error_fini(&why);
        return NULL;
    }
    GBytes *bytes = write_into(writer, target, error);
    zip_source_free(target);
    return bytes;
}

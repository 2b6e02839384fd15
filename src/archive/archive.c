/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"

#include "archive/tiling.h"
#include "base/i18n.h"
#include <string.h>
#include <zip.h>

struct Archive {
    zip_t *zip;
    GPtrArray *names; /* char *, UTF-8 */
};

G_DEFINE_QUARK(copil - archive - error - quark, archive_error)

typedef zip_file_t ZipFile;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipFile, zip_fclose)

/* BYTES stay the caller's. */
static zip_t *
open_zip(const guint8 *bytes, gsize length, GError **error)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why) : NULL;
    if (!zip) {
        int code = zip_error_code_zip(&why);
        g_set_error(error, ARCHIVE_ERROR,
                    code == ZIP_ER_NOZIP ? ARCHIVE_ERROR_NOT_ZIP : ARCHIVE_ERROR_CORRUPT,
                    _("the archive can't be opened: %s"), zip_error_strerror(&why));
        if (source)
            zip_source_free(source);
    }
    zip_error_fini(&why);
    return zip;
}

/* Names as libzip converts them: two raw names may become one. */
static gboolean
read_names(Archive *archive, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (!name || !tiling_name_safe(name)) {
            g_set_error_literal(error, ARCHIVE_ERROR, ARCHIVE_ERROR_NAME,
                                _("a dangerous name in the archive"));
            return FALSE;
        }
        char *copy = g_strdup(name);
        g_ptr_array_add(archive->names, copy);
        if (!g_hash_table_add(seen, copy)) {
            g_set_error_literal(error, ARCHIVE_ERROR, ARCHIVE_ERROR_DUPLICATE,
                                _("two entries of one name in the archive"));
            return FALSE;
        }
    }
    return TRUE;
}

Archive *
archive_open(const guint8 *bytes, gsize length, GError **error)
{
    if (!tiling_check(bytes, length, error))
        return NULL;
    zip_t *zip = open_zip(bytes, length, error);
    if (!zip)
        return NULL;
    g_autoptr(Archive) archive = g_new0(Archive, 1);
    archive->zip = zip;
    archive->names = g_ptr_array_new_with_free_func(g_free);
    if (!read_names(archive, error))
        return NULL;
    return g_steal_pointer(&archive);
}

void
archive_close(Archive *archive)
{
    if (!archive)
        return;
    zip_discard(archive->zip);
    g_ptr_array_unref(archive->names);
    g_free(archive);
}

guint
archive_count(const Archive *archive)
{
    return archive->names->len;
}

const char *
archive_name(const Archive *archive, guint i)
{
    return g_ptr_array_index(archive->names, i);
}

static GBytes *
fail_corrupt(const Archive *archive, guint i, GError **error)
{
    g_set_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT, _("%s is damaged in the archive"),
                archive_name(archive, i));
    return NULL;
}

/* Read until libzip says the end: only there does it compare the CRC.  Never trusts SIZE but as a
 * bound. */
static GBytes *
read_to_end(Archive *archive, guint i, zip_file_t *file, guint64 size, GError **error)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    guint8 chunk[16384];
    for (;;) {
        zip_int64_t got = zip_fread(file, chunk, sizeof chunk);
        if (got < 0 || (guint64)got > size - content->len)
            return fail_corrupt(archive, i, error);
        if (got == 0)
            break;
        g_byte_array_append(content, chunk, (guint)got);
    }
    if (content->len != size)
        return fail_corrupt(archive, i, error);
    return g_byte_array_free_to_bytes(g_steal_pointer(&content));
}

GBytes *
archive_entry(Archive *archive, guint i, GError **error)
{
    zip_stat_t stat;
    if (zip_stat_index(archive->zip, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        return fail_corrupt(archive, i, error);
    if (stat.size > ARCHIVE_MAX_ENTRY) {
        g_set_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_TOO_BIG, _("%s is too big"),
                    archive_name(archive, i));
        return NULL;
    }
    g_autoptr(ZipFile) file = zip_fopen_index(archive->zip, i, 0);
    if (!file)
        return fail_corrupt(archive, i, error);
    return read_to_end(archive, i, file, stat.size, error);
}

GBytes *
archive_entry_named(Archive *archive, const char *name, GError **error)
{
    for (guint i = 0; i < archive->names->len; i++)
        if (strcmp(archive_name(archive, i), name) == 0)
            return archive_entry(archive, i, error);
    g_set_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_MISSING, _("no %s in the archive"), name);
    return NULL;
}

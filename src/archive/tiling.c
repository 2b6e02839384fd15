/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/tiling.h"

#include "archive/archive.h"
#include "base/i18n.h"
#include <string.h>

#define SIGN_LOCAL         0x04034b50u
#define SIGN_CENTRAL       0x02014b50u
#define SIGN_DESCRIPTOR    0x08074b50u
#define SIGN_END           0x06054b50u
#define SIGN_END64         0x06064b50u
#define SIGN_END64_LOCATOR 0x07064b50u

#define SIZE_LOCAL         30
#define SIZE_CENTRAL       46
#define SIZE_END           22
#define SIZE_END64         56
#define SIZE_END64_LOCATOR 20

#define FLAG_ENCRYPTED  0x0001
#define FLAG_DESCRIPTOR 0x0008
#define EXTRA_ZIP64     0x0001
#define UNIX_TYPE_MASK  0xf000u
#define UNIX_SYMLINK    0xa000u

typedef struct {
    const guint8 *data;
    gsize length;
} Bytes;

/* One entry as the central directory tells it. */
typedef struct {
    guint16 flags, method;
    guint32 crc;
    guint64 packed, size, offset;
    const guint8 *name;
    guint16 name_length;
} Entry;

typedef struct {
    guint64 count, offset, size; /* the central directory */
    gsize end;                   /* where it must end: at the end record, or the Zip64 one */
} Directory;

static guint16
read16(const guint8 *p)
{
    return (guint16)(p[0] | p[1] << 8);
}

static guint32
read32(const guint8 *p)
{
    return read16(p) | (guint32)read16(p + 2) << 16;
}

static guint64
read64(const guint8 *p)
{
    return read32(p) | (guint64)read32(p + 4) << 32;
}

static gboolean
fail(GError **error, ArchiveError code, const char *message)
{
    g_set_error_literal(error, ARCHIVE_ERROR, code, message);
    return FALSE;
}

static gboolean
fail_not_zip(GError **error)
{
    return fail(error, ARCHIVE_ERROR_NOT_ZIP, _("not a ZIP archive, or truncated"));
}

static gboolean
fail_corrupt(GError **error)
{
    return fail(error, ARCHIVE_ERROR_CORRUPT, _("the archive's headers contradict each other"));
}

/* The one end record whose comment ends with the file; two of them would be read two ways. */
static gboolean
find_end(Bytes zip, gsize *found, GError **error)
{
    if (zip.length < SIZE_END)
        return fail_not_zip(error);
    gsize lowest = zip.length > SIZE_END + 0xffff ? zip.length - SIZE_END - 0xffff : 0;
    guint matches = 0;
    const guint8 *end = zip.data + zip.length - SIZE_END + 1;
    for (const guint8 *at = zip.data + lowest; (at = memchr(at, 'P', (gsize)(end - at))); at++) {
        gsize offset = (gsize)(at - zip.data);
        if (read32(at) != SIGN_END || offset + SIZE_END + read16(at + 20) != zip.length)
            continue;
        *found = offset;
        matches++;
    }
    if (matches == 0)
        return fail_not_zip(error);
    if (matches > 1)
        return fail(error, ARCHIVE_ERROR_DUPLICATE, _("two archives in one file"));
    return TRUE;
}

static gboolean
read_end64(Bytes zip, gsize end, Directory *directory, GError **error)
{
    if (end < SIZE_END64_LOCATOR + SIZE_END64)
        return fail_not_zip(error);
    gsize locator = end - SIZE_END64_LOCATOR;
    guint64 at = read64(zip.data + locator + 8);
    if (at > locator - SIZE_END64 || read32(zip.data + at) != SIGN_END64)
        return fail_not_zip(error);
    const guint8 *record = zip.data + at;
    if (read64(record + 4) != locator - at - 12)
        return fail_corrupt(error);
    directory->count = read64(record + 32);
    directory->size = read64(record + 40);
    directory->offset = read64(record + 48);
    directory->end = (gsize)at;
    return TRUE;
}

static gboolean
read_directory(Bytes zip, Directory *directory, GError **error)
{
    gsize end = 0;
    if (!find_end(zip, &end, error))
        return FALSE;
    const guint8 *record = zip.data + end;
    if (read16(record + 4) != 0 && read16(record + 4) != 0xffff)
        return fail_not_zip(error);
    directory->count = read16(record + 10);
    directory->size = read32(record + 12);
    directory->offset = read32(record + 16);
    directory->end = end;
    gboolean zip64 = end >= SIZE_END64_LOCATOR &&
                     read32(zip.data + end - SIZE_END64_LOCATOR) == SIGN_END64_LOCATOR;
    if (zip64 && !read_end64(zip, end, directory, error))
        return FALSE;
    if (directory->count > ARCHIVE_MAX_ENTRIES)
        return fail(error, ARCHIVE_ERROR_TOO_BIG, _("too many entries in the archive"));
    if (directory->offset > directory->end || directory->size != directory->end - directory->offset)
        return fail_not_zip(error);
    return TRUE;
}

/* Next 64-bit value of a Zip64 extra field, for a 32-bit one that is all ones. */
static gboolean
widen(guint64 *value, const guint8 **field, gsize *left)
{
    if (*value != 0xffffffffu)
        return TRUE;
    if (*left < 8)
        return FALSE;
    *value = read64(*field);
    *field += 8;
    *left -= 8;
    return TRUE;
}

/* Put Zip64 values in place of 32-bit ones that are all ones; OFFSET may be NULL.  FALSE when the
 * extra fields are cut short. */
static gboolean
read_extra(const guint8 *extra, gsize length, guint64 *size, guint64 *packed, guint64 *offset)
{
    gboolean seen = FALSE;
    while (length >= 4) {
        gsize left = read16(extra + 2);
        if (left > length - 4)
            return FALSE;
        const guint8 *field = extra + 4;
        extra += 4 + left;
        length -= 4 + left;
        if (read16(field - 4) != EXTRA_ZIP64)
            continue;
        if (seen)
            return FALSE;
        seen = TRUE;
        if (!widen(size, &field, &left) || !widen(packed, &field, &left) ||
            (offset && !widen(offset, &field, &left)))
            return FALSE;
    }
    return TRUE;
}

gboolean
tiling_name_safe(const char *name)
{
    if (!*name || *name == '/' || !g_utf8_validate(name, -1, NULL))
        return FALSE;
    if (g_ascii_isalpha(name[0]) && name[1] == ':')
        return FALSE;
    for (const char *p = name; *p; p = g_utf8_next_char(p))
        if (*p == '\\' || g_unichar_iscntrl(g_utf8_get_char(p)))
            return FALSE;
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    return !g_strv_contains((const char *const *)parts, "..");
}

/* The raw bytes of a name: older archivers write others than UTF-8, which libzip converts. */
static gboolean
check_raw_name(const Entry *entry, GHashTable *names, GError **error)
{
    g_autofree char *name = g_strndup((const char *)entry->name, entry->name_length);
    if (strlen(name) != entry->name_length)
        return fail(error, ARCHIVE_ERROR_NAME, _("a control character in the name of an entry"));
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    if (!tiling_name_safe(valid))
        return fail(error, ARCHIVE_ERROR_NAME, _("a dangerous name in the archive"));
    if (!g_hash_table_add(names, g_steal_pointer(&name)))
        return fail(error, ARCHIVE_ERROR_DUPLICATE, _("two entries of one name in the archive"));
    return TRUE;
}

static gboolean
check_bounds(const Entry *entry, const guint8 *header, guint64 *total, GError **error)
{
    gboolean by_unix = header[5] == 3;
    if (by_unix && (read32(header + 38) >> 16 & UNIX_TYPE_MASK) == UNIX_SYMLINK)
        return fail(error, ARCHIVE_ERROR_NAME, _("a symbolic link in the archive"));
    if (entry->flags & FLAG_ENCRYPTED)
        return fail(error, ARCHIVE_ERROR_ENCRYPTED, _("the archive is encrypted"));
    if (entry->size > ARCHIVE_MAX_TOTAL || entry->packed > G_MAXUINT32)
        return fail(error, ARCHIVE_ERROR_TOO_BIG, _("an entry of the archive is too big"));
    if (entry->size > 1u << 20 && entry->size / ARCHIVE_MAX_RATIO > entry->packed)
        return fail(error, ARCHIVE_ERROR_TOO_BIG, _("an entry of the archive is packed too well"));
    *total += entry->size;
    if (*total > ARCHIVE_MAX_TOTAL)
        return fail(error, ARCHIVE_ERROR_TOO_BIG, _("the archive is too big"));
    return TRUE;
}

/* The central header at *AT; *AT moves behind it. */
static gboolean
read_entry(Bytes zip, gsize *at, gsize end, Entry *entry, GError **error)
{
    if (end - *at < SIZE_CENTRAL || read32(zip.data + *at) != SIGN_CENTRAL)
        return fail_not_zip(error);
    const guint8 *header = zip.data + *at;
    gsize extra = read16(header + 30), comment = read16(header + 32);
    *entry = (Entry){
        .flags = read16(header + 8),
        .method = read16(header + 10),
        .crc = read32(header + 16),
        .packed = read32(header + 20),
        .size = read32(header + 24),
        .offset = read32(header + 42),
        .name = header + SIZE_CENTRAL,
        .name_length = read16(header + 28),
    };
    gsize whole = SIZE_CENTRAL + entry->name_length + extra + comment;
    if (whole > end - *at)
        return fail_not_zip(error);
    *at += whole;
    const guint8 *fields = header + SIZE_CENTRAL + entry->name_length;
    if (!read_extra(fields, extra, &entry->size, &entry->packed, &entry->offset))
        return fail_corrupt(error);
    return TRUE;
}

static GArray *
read_entries(Bytes zip, const Directory *directory, GError **error)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gsize at = (gsize)directory->offset;
    guint64 total = 0;
    for (guint64 i = 0; i < directory->count; i++) {
        Entry entry;
        const guint8 *header = zip.data + at;
        if (!read_entry(zip, &at, directory->end, &entry, error) ||
            !check_raw_name(&entry, names, error) || !check_bounds(&entry, header, &total, error))
            return NULL;
        g_array_append_val(entries, entry);
    }
    if (at != directory->end) {
        fail_not_zip(error);
        return NULL;
    }
    return g_steal_pointer(&entries);
}

/* A data descriptor of exactly LENGTH bytes that says the same as the directory. */
static gboolean
descriptor_matches(const guint8 *p, gsize length, const Entry *entry)
{
    if (length == 16 || length == 24) {
        if (read32(p) != SIGN_DESCRIPTOR)
            return FALSE;
        p += 4;
        length -= 4;
    }
    if (read32(p) != entry->crc)
        return FALSE;
    if (length == 12)
        return read32(p + 4) == entry->packed && read32(p + 8) == entry->size;
    return length == 20 && read64(p + 4) == entry->packed && read64(p + 12) == entry->size;
}

static gboolean
sizes_agree(const guint8 *header, const Entry *entry)
{
    guint64 packed = read32(header + 18), size = read32(header + 22);
    const guint8 *extra = header + SIZE_LOCAL + entry->name_length;
    if (!read_extra(extra, read16(header + 28), &size, &packed, NULL))
        return FALSE;
    if (entry->flags & FLAG_DESCRIPTOR)
        return TRUE;
    return read32(header + 14) == entry->crc && packed == entry->packed && size == entry->size;
}

/* The local entry fills [offset, next) and says the same as the directory. */
static gboolean
check_local(Bytes zip, const Entry *entry, gsize next, GError **error)
{
    const guint8 *header = zip.data + entry->offset;
    gsize room = next - (gsize)entry->offset;
    if (room < SIZE_LOCAL || read32(header) != SIGN_LOCAL)
        return fail_not_zip(error);
    gsize head = SIZE_LOCAL + (gsize)read16(header + 26) + read16(header + 28);
    if (head > room || entry->packed > room - head)
        return fail_not_zip(error);
    if (read16(header + 26) != entry->name_length ||
        memcmp(header + SIZE_LOCAL, entry->name, entry->name_length) != 0 ||
        read16(header + 8) != entry->method ||
        ((read16(header + 6) ^ entry->flags) & (FLAG_DESCRIPTOR | FLAG_ENCRYPTED)) != 0 ||
        !sizes_agree(header, entry))
        return fail_corrupt(error);
    gsize rest = room - head - (gsize)entry->packed;
    if (rest == 0)
        return TRUE;
    if (!(entry->flags & FLAG_DESCRIPTOR) || rest > 24 || rest < 12 ||
        !descriptor_matches(zip.data + next - rest, rest, entry))
        return fail_not_zip(error);
    return TRUE;
}

static int
by_offset(gconstpointer a, gconstpointer b)
{
    const Entry *first = a, *second = b;
    return first->offset < second->offset ? -1 : first->offset > second->offset;
}

gboolean
tiling_check(const guint8 *bytes, gsize length, GError **error)
{
    Bytes zip = {bytes, length};
    Directory directory;
    if (!read_directory(zip, &directory, error))
        return FALSE;
    g_autoptr(GArray) entries = read_entries(zip, &directory, error);
    if (!entries)
        return FALSE;
    g_array_sort(entries, by_offset);
    gsize first = entries->len ? (gsize)g_array_index(entries, Entry, 0).offset : 0;
    if (first != 0 || (entries->len == 0 && directory.offset != 0))
        return fail_not_zip(error);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        guint64 next =
            i + 1 < entries->len ? g_array_index(entries, Entry, i + 1).offset : directory.offset;
        if (next > directory.offset || next <= entry->offset)
            return fail_not_zip(error);
        if (!check_local(zip, entry, (gsize)next, error))
            return FALSE;
    }
    return TRUE;
}

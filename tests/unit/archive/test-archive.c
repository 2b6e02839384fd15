/* SPDX-License-Identifier: Apache-2.0
 *
 * Archives are built byte by byte here: what matters is what no ordinary archiver writes.
 */
#include "archive/archive.h"

#include <string.h>
#include <zip.h>

/* ---- a writer of stored entries ---- */

enum {
    WITH_DESCRIPTOR = 1, /* sizes behind the data, with a signature */
    BARE_DESCRIPTOR = 2, /* the same without signature */
    ENCRYPTED = 4,
    BAD_CRC = 8,
    SYMLINK = 16,
};

typedef struct {
    GByteArray *local, *central;
    guint count;
    guint32 claimed_size; /* 0: the true one */
} Writer;

static Writer
writer_new(void)
{
    return (Writer){.local = g_byte_array_new(), .central = g_byte_array_new()};
}

static void
put(GByteArray *to, guint64 value, guint bytes)
{
    for (guint i = 0; i < bytes; i++) {
        guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(to, &byte, 1);
    }
}

static guint32
crc_of(const char *text)
{
    guint32 crc = 0xffffffffu;
    for (; *text; text++) {
        crc ^= (guint8)*text;
        for (guint bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

static void
put_common(const Writer *writer, GByteArray *to, const char *name, const char *text, guint how)
{
    gboolean behind = how & (WITH_DESCRIPTOR | BARE_DESCRIPTOR);
    guint32 size = writer->claimed_size ? writer->claimed_size : (guint32)strlen(text);
    gboolean zero = behind && to == writer->local;
    put(to, 20, 2);
    put(to, (behind ? 8 : 0) | (how & ENCRYPTED ? 1 : 0) | 0x800, 2);
    put(to, 0, 2);
    put(to, 0x50210000, 4);
    put(to, zero ? 0 : crc_of(text) ^ (how & BAD_CRC ? 1 : 0), 4);
    put(to, zero ? 0 : strlen(text), 4);
    put(to, zero ? 0 : size, 4);
    put(to, strlen(name), 2);
    put(to, 0, 2);
}

static void
add(Writer *writer, const char *name, const char *text, guint how)
{
    guint32 offset = writer->local->len;
    put(writer->local, 0x04034b50, 4);
    put_common(writer, writer->local, name, text, how);
    g_byte_array_append(writer->local, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(writer->local, (const guint8 *)text, (guint)strlen(text));
    if (how & WITH_DESCRIPTOR)
        put(writer->local, 0x08074b50, 4);
    if (how & (WITH_DESCRIPTOR | BARE_DESCRIPTOR)) {
        put(writer->local, crc_of(text), 4);
        put(writer->local, strlen(text), 4);
        put(writer->local, strlen(text), 4);
    }
    put(writer->central, 0x02014b50, 4);
    put(writer->central, 0x0314, 2);
    put_common(writer, writer->central, name, text, how);
    put(writer->central, 0, 6);
    put(writer->central, how & SYMLINK ? 0xa1ff0000u : 0x81a40000u, 4);
    put(writer->central, offset, 4);
    g_byte_array_append(writer->central, (const guint8 *)name, (guint)strlen(name));
    writer->count++;
}

static GByteArray *
finish(Writer *writer)
{
    guint32 offset = writer->local->len, size = writer->central->len;
    GByteArray *zip = writer->local;
    g_byte_array_append(zip, writer->central->data, size);
    g_byte_array_unref(writer->central);
    put(zip, 0x06054b50, 4);
    put(zip, 0, 4);
    put(zip, writer->count, 2);
    put(zip, writer->count, 2);
    put(zip, size, 4);
    put(zip, offset, 4);
    put(zip, 0, 2);
    return zip;
}

static GByteArray *
finish64(Writer *writer)
{
    guint32 offset = writer->local->len, size = writer->central->len;
    GByteArray *zip = writer->local;
    g_byte_array_append(zip, writer->central->data, size);
    g_byte_array_unref(writer->central);
    guint64 record = zip->len;
    put(zip, 0x06064b50, 4);
    put(zip, 44, 8);
    put(zip, 0x002d002d, 4);
    put(zip, 0, 8);
    put(zip, writer->count, 8);
    put(zip, writer->count, 8);
    put(zip, size, 8);
    put(zip, offset, 8);
    put(zip, 0x07064b50, 4);
    put(zip, 0, 4);
    put(zip, record, 8);
    put(zip, 1, 4);
    put(zip, 0x06054b50, 4);
    put(zip, 0, 4);
    put(zip, 0xffff, 2);
    put(zip, 0xffff, 2);
    put(zip, 0xffffffffu, 4);
    put(zip, 0xffffffffu, 4);
    put(zip, 0, 2);
    return zip;
}

/* An archive of one entry, "a.txt" with "hello". */
static GByteArray *
hello(guint how)
{
    Writer writer = writer_new();
    add(&writer, "a.txt", "hello", how);
    return finish(&writer);
}

/* Deflated by libzip. */
static GBytes *
packed(const char *name, gsize size, gboolean random)
{
    g_autofree guint8 *data = g_malloc0(size);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    for (gsize i = 0; random && i < size; i++)
        data[i] = (guint8)g_rand_int(rand);
    zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(buffer, ZIP_TRUNCATE, NULL);
    zip_source_keep(buffer);
    zip_file_add(zip, name, zip_source_buffer(zip, data, size, 0), 0);
    g_assert_cmpint(zip_close(zip), ==, 0);
    zip_stat_t stat;
    zip_source_stat(buffer, &stat);
    guint8 *bytes = g_malloc(stat.size);
    zip_source_open(buffer);
    zip_source_read(buffer, bytes, stat.size);
    zip_source_close(buffer);
    zip_source_free(buffer);
    return g_bytes_new_take(bytes, stat.size);
}

/* ---- what is asked ---- */

static void
assert_refused(const guint8 *bytes, gsize length, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open(bytes, length, &error);
    g_assert_null(archive);
    g_assert_error(error, ARCHIVE_ERROR, code);
}

static void
assert_hello(const guint8 *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open(bytes, length, &error);
    g_assert_no_error(error);
    g_assert_nonnull(archive);
    if (!archive)
        return;
    g_assert_cmpuint(archive_count(archive), ==, 1);
    g_assert_cmpstr(archive_name(archive, 0), ==, "a.txt");
    g_autoptr(GBytes) content = archive_entry(archive, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(content, NULL), g_bytes_get_size(content), "hello", 5);
}

static void
test_plain(void)
{
    g_autoptr(GByteArray) zip = hello(0);
    assert_hello(zip->data, zip->len);

    Writer none = writer_new();
    g_autoptr(GByteArray) empty = finish(&none);
    g_autoptr(Archive) archive = archive_open(empty->data, empty->len, NULL);
    g_assert_nonnull(archive);
    g_assert_cmpuint(archive_count(archive), ==, 0);
}

static void
test_named(void)
{
    Writer writer = writer_new();
    add(&writer, "dossier/", "", 0);
    add(&writer, "dossier/é.txt", "contenu", 0);
    g_autoptr(GByteArray) zip = finish(&writer);
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open(zip->data, zip->len, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(archive_count(archive), ==, 2);
    g_autoptr(GBytes) content = archive_entry_named(archive, "dossier/é.txt", &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(content, NULL), g_bytes_get_size(content), "contenu", 7);
    g_assert_null(archive_entry_named(archive, "absent", &error));
    g_assert_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_MISSING);
}

static void
test_descriptors(void)
{
    const guint ways[] = {WITH_DESCRIPTOR, BARE_DESCRIPTOR};
    for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GByteArray) zip = hello(ways[i]);
        assert_hello(zip->data, zip->len);
    }
    /* A descriptor that contradicts the directory: its CRC stands behind signature and data. */
    g_autoptr(GByteArray) zip = hello(WITH_DESCRIPTOR);
    zip->data[30 + 5 + 5 + 4] ^= 1;
    assert_refused(zip->data, zip->len, ARCHIVE_ERROR_NOT_ZIP);
}

static void
test_zip64(void)
{
    Writer writer = writer_new();
    add(&writer, "a.txt", "hello", 0);
    g_autoptr(GByteArray) zip = finish64(&writer);
    assert_hello(zip->data, zip->len);
}

static void
test_surrounded(void)
{
    g_autoptr(GByteArray) zip = hello(0);
    for (guint cut = 1; cut < zip->len; cut++)
        assert_refused(zip->data, zip->len - cut, ARCHIVE_ERROR_NOT_ZIP);
    assert_refused((const guint8 *)"", 0, ARCHIVE_ERROR_NOT_ZIP);

    g_autoptr(GByteArray) before = g_byte_array_new();
    g_byte_array_append(before, (const guint8 *)"text", 4);
    g_byte_array_append(before, zip->data, zip->len);
    assert_refused(before->data, before->len, ARCHIVE_ERROR_NOT_ZIP);

    g_autoptr(GByteArray) behind = g_byte_array_new();
    g_byte_array_append(behind, zip->data, zip->len);
    g_byte_array_append(behind, (const guint8 *)"\n", 1);
    assert_refused(behind->data, behind->len, ARCHIVE_ERROR_NOT_ZIP);

    /* libzip reads the one, LibreOffice the other. */
    g_autoptr(GByteArray) twice = g_byte_array_new();
    g_byte_array_append(twice, zip->data, zip->len);
    g_byte_array_append(twice, zip->data, zip->len);
    assert_refused(twice->data, twice->len, ARCHIVE_ERROR_NOT_ZIP);
}

/* Bytes that no entry owns, and bytes that two entries own. */
static void
test_gap_and_overlap(void)
{
    Writer gap = writer_new();
    add(&gap, "a.txt", "hello", 0);
    g_byte_array_append(gap.local, (const guint8 *)"xx", 2);
    g_autoptr(GByteArray) with_gap = finish(&gap);
    assert_refused(with_gap->data, with_gap->len, ARCHIVE_ERROR_NOT_ZIP);

    Writer both = writer_new();
    add(&both, "a.txt", "hello", 0);
    add(&both, "b.txt", "hello", 0);
    guint8 *offset = both.central->data + both.central->len - 5 - 4;
    memset(offset, 0, 4);
    g_autoptr(GByteArray) overlap = finish(&both);
    assert_refused(overlap->data, overlap->len, ARCHIVE_ERROR_NOT_ZIP);
}

static void
test_duplicate(void)
{
    Writer writer = writer_new();
    add(&writer, "content.xml", "1000", 0);
    add(&writer, "content.xml", "9999", 0);
    g_autoptr(GByteArray) zip = finish(&writer);
    assert_refused(zip->data, zip->len, ARCHIVE_ERROR_DUPLICATE);
}

static void
test_names(void)
{
    static const char *const bad[] = {"/abs", "../x", "a/../b", "a/..", "..", "C:\\x",     "C:x",
                                      "a\\b", "a\nb", "a\x7f",  "a:b",  "",   "a\xc2\x85z"};
    static const char *const good[] = {"a..b", "...", "a/b/c.txt", "é", "ab:c", "con tient"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        Writer writer = writer_new();
        add(&writer, bad[i], "x", 0);
        g_autoptr(GByteArray) zip = finish(&writer);
        assert_refused(zip->data, zip->len, ARCHIVE_ERROR_NAME);
    }
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        Writer writer = writer_new();
        add(&writer, good[i], "x", 0);
        g_autoptr(GByteArray) zip = finish(&writer);
        g_autoptr(GError) error = NULL;
        g_autoptr(Archive) archive = archive_open(zip->data, zip->len, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(archive_name(archive, 0), ==, good[i]);
    }
    g_autoptr(GByteArray) link = hello(SYMLINK);
    assert_refused(link->data, link->len, ARCHIVE_ERROR_NAME);
}

static void
test_encrypted(void)
{
    g_autoptr(GByteArray) zip = hello(ENCRYPTED);
    assert_refused(zip->data, zip->len, ARCHIVE_ERROR_ENCRYPTED);
}

/* The two headers must agree on name, sizes and CRC. */
static void
test_headers_differ(void)
{
    g_autoptr(GByteArray) name = hello(0);
    name->data[30] = 'b';
    assert_refused(name->data, name->len, ARCHIVE_ERROR_CORRUPT);
    g_autoptr(GByteArray) crc = hello(0);
    crc->data[14] ^= 1;
    assert_refused(crc->data, crc->len, ARCHIVE_ERROR_CORRUPT);
}

static void
assert_corrupt_entry(GByteArray *zip)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open(zip->data, zip->len, &error);
    if (archive)
        g_assert_null(archive_entry(archive, 0, &error));
    g_assert_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT);
}

static void
test_corrupt(void)
{
    g_autoptr(GByteArray) crc = hello(BAD_CRC);
    assert_corrupt_entry(crc);
    Writer more = writer_new();
    more.claimed_size = 100;
    add(&more, "a.txt", "hello", 0);
    g_autoptr(GByteArray) lie = finish(&more);
    assert_corrupt_entry(lie);
    Writer less = writer_new();
    less.claimed_size = 2;
    add(&less, "a.txt", "hello", 0);
    g_autoptr(GByteArray) other = finish(&less);
    assert_corrupt_entry(other);
}

static void
test_count(void)
{
    for (guint extra = 0; extra < 2; extra++) {
        Writer writer = writer_new();
        for (guint i = 0; i < ARCHIVE_MAX_ENTRIES + extra; i++) {
            g_autofree char *name = g_strdup_printf("%u", i);
            add(&writer, name, "", 0);
        }
        g_autoptr(GByteArray) zip = finish(&writer);
        g_autoptr(GError) error = NULL;
        g_autoptr(Archive) archive = archive_open(zip->data, zip->len, &error);
        g_assert_true((archive != NULL) == (extra == 0));
        g_assert_true(extra == 0 || g_error_matches(error, ARCHIVE_ERROR, ARCHIVE_ERROR_TOO_BIG));
    }
}

/* Zeros are packed a thousand times: harmless up to 1 MB, a bomb beyond. */
static void
test_ratio(void)
{
    g_autoptr(GBytes) small = packed("zeros", 1u << 20, FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive =
        archive_open(g_bytes_get_data(small, NULL), g_bytes_get_size(small), &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) content = archive_entry(archive, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(content), ==, 1u << 20);
    g_autoptr(GBytes) bomb = packed("zeros", (1u << 20) + 1, FALSE);
    assert_refused(g_bytes_get_data(bomb, NULL), g_bytes_get_size(bomb), ARCHIVE_ERROR_TOO_BIG);
}

static void
test_entry_size(void)
{
    for (guint extra = 0; extra < 2; extra++) {
        g_autoptr(GBytes) zip = packed("noise", ARCHIVE_MAX_ENTRY + extra, TRUE);
        g_autoptr(GError) error = NULL;
        g_autoptr(Archive) archive =
            archive_open(g_bytes_get_data(zip, NULL), g_bytes_get_size(zip), &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) content = archive_entry(archive, 0, &error);
        g_assert_true((content != NULL) == (extra == 0));
        g_assert_true(extra == 0 || g_error_matches(error, ARCHIVE_ERROR, ARCHIVE_ERROR_TOO_BIG));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/archive/plain", test_plain);
    g_test_add_func("/archive/named", test_named);
    g_test_add_func("/archive/descriptors", test_descriptors);
    g_test_add_func("/archive/zip64", test_zip64);
    g_test_add_func("/archive/surrounded", test_surrounded);
    g_test_add_func("/archive/gap-and-overlap", test_gap_and_overlap);
    g_test_add_func("/archive/duplicate", test_duplicate);
    g_test_add_func("/archive/names", test_names);
    g_test_add_func("/archive/encrypted", test_encrypted);
    g_test_add_func("/archive/headers-differ", test_headers_differ);
    g_test_add_func("/archive/corrupt", test_corrupt);
    g_test_add_func("/archive/count", test_count);
    g_test_add_func("/archive/ratio", test_ratio);
    g_test_add_func("/archive/entry-size", test_entry_size);
    return g_test_run();
}

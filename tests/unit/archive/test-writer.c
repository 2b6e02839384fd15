/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"

#include <string.h>
#include <time.h>

static void
add(ArchiveWriter *writer, const char *name, const char *text, gboolean stored)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    archive_writer_add(writer, name, bytes, stored);
}

/* A text of 20,000 bytes that a deflater makes short. */
static char *
long_text(void)
{
    GString *text = g_string_new(NULL);
    while (text->len < 20000)
        g_string_append(text, "0123456789");
    return g_string_free(text, FALSE);
}

/* mimetype, an empty entry, a long one and one in a folder with an accent (transfer full). */
static GBytes *
write_sample(void)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = long_text();
    add(writer, "mimetype", "application/x-test", TRUE);
    add(writer, "vide", "", FALSE);
    add(writer, "long.xml", text, FALSE);
    add(writer, "dossier/à lire.txt", "é", FALSE);
    GBytes *bytes = archive_writer_finish(writer, &error);
    g_assert_no_error(error);
    return bytes;
}

static void
assert_entry(Archive *archive, guint i, const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = archive_entry(archive, i, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(archive_name(archive, i), ==, name);
    g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), text, strlen(text));
}

static void
test_round_trip(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = write_sample();
    g_autofree char *text = long_text();
    gsize length;
    const guint8 *start = g_bytes_get_data(bytes, &length);
    g_autoptr(Archive) archive = archive_open(start, length, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(archive_count(archive), ==, 4);
    assert_entry(archive, 0, "mimetype", "application/x-test");
    assert_entry(archive, 1, "vide", "");
    assert_entry(archive, 2, "long.xml", text);
    assert_entry(archive, 3, "dossier/à lire.txt", "é");
    g_assert_cmpuint(length, <, 2000); /* the long entry is deflated */
}

/* OpenDocument 1.3, part 2, 3.3: the type is readable at byte 38, without an extra field. */
static void
test_first_entry(void)
{
    g_autoptr(GBytes) bytes = write_sample();
    const guint8 *start = g_bytes_get_data(bytes, NULL);
    const guint8 method_time_date[] = {0, 0, 0, 0, 0x21, 0}; /* stored, 0 h, 1 January 1980 */
    const guint8 extra[] = {0, 0};
    const char *text = "mimetypeapplication/x-test";
    g_assert_cmpmem(start, 4, "PK\3\4", 4);
    g_assert_cmpmem(start + 8, 6, method_time_date, 6);
    g_assert_cmpmem(start + 28, 2, extra, 2);
    g_assert_cmpmem(start + 30, strlen(text), text, strlen(text));
}

static void
test_same_bytes(void)
{
    static const char *const zones[] = {"UTC", "Pacific/Kiritimati", "America/St_Johns",
                                        "Pacific/Apia"};
    g_autofree char *before = g_strdup(g_getenv("TZ"));
    g_autoptr(GBytes) first = write_sample();
    for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
        g_setenv("TZ", zones[i], TRUE);
        tzset();
        g_autoptr(GBytes) again = write_sample();
        g_assert_true(g_bytes_equal(first, again));
    }
    if (before)
        g_setenv("TZ", before, TRUE);
    else
        g_unsetenv("TZ");
    tzset();
}

static void
test_refused(void)
{
    g_autoptr(GError) nothing = NULL, twice = NULL;
    g_autoptr(ArchiveWriter) empty = archive_writer_new();
    g_assert_null(archive_writer_finish(empty, &nothing));
    g_assert_error(nothing, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT);

    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add(writer, "a", "1", FALSE);
    add(writer, "a", "2", FALSE);
    g_assert_null(archive_writer_finish(writer, &twice));
    g_assert_error(twice, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT);
}

/* A text that comes in pieces of 7 bytes. */
typedef struct {
    const char *rest;
    gboolean fails; /* at its end */
} Stream;

static gssize
read_stream(gpointer data, void *buffer, gsize size)
{
    Stream *stream = data;
    gsize length = MIN(MIN(size, 7), strlen(stream->rest));
    if (length == 0 && stream->fails)
        return -1;
    memcpy(buffer, stream->rest, length);
    stream->rest += length;
    return (gssize)length;
}

/* A stream is packed as its bytes are, if not as tightly. */
static void
test_stream(void)
{
    g_autofree char *text = long_text();
    Stream stream = {text, FALSE}, empty = {"", FALSE};
    g_autoptr(ArchiveWriter) streamed = archive_writer_new(), given = archive_writer_new();
    g_autoptr(GError) error = NULL;
    add(streamed, "mimetype", "application/x-test", TRUE);
    archive_writer_add_stream(streamed, "long.xml", read_stream, &stream);
    archive_writer_add_stream(streamed, "vide", read_stream, &empty);
    add(given, "mimetype", "application/x-test", TRUE);
    add(given, "long.xml", text, FALSE);
    add(given, "vide", "", FALSE);
    g_autoptr(GBytes) one = archive_writer_finish(streamed, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) other = archive_writer_finish(given, &error);
    g_assert_no_error(error);
    gsize length;
    const guint8 *start = g_bytes_get_data(one, &length);
    g_autoptr(Archive) archive = archive_open(start, length, &error);
    g_assert_no_error(error);
    assert_entry(archive, 1, "long.xml", text);
    assert_entry(archive, 2, "vide", "");
    g_assert_cmpuint(length, >=, g_bytes_get_size(other));
    g_assert_cmpuint(length, <, strlen(text) / 4);
}

static void
test_stream_fails(void)
{
    Stream stream = {"abc", TRUE};
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GError) error = NULL;
    archive_writer_add_stream(writer, "long.xml", read_stream, &stream);
    g_assert_null(archive_writer_finish(writer, &error));
    g_assert_error(error, ARCHIVE_ERROR, ARCHIVE_ERROR_CORRUPT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/archive/writer/round-trip", test_round_trip);
    g_test_add_func("/archive/writer/first-entry", test_first_entry);
    g_test_add_func("/archive/writer/same-bytes", test_same_bytes);
    g_test_add_func("/archive/writer/refused", test_refused);
    g_test_add_func("/archive/writer/stream", test_stream);
    g_test_add_func("/archive/writer/stream-fails", test_stream_fails);
    return g_test_run();
}

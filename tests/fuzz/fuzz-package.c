/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a file that somebody sent: package, ODT, flat ODF, XML, or none of these.  A package
 * is changed within: one of its entries, its name or its place, then zipped anew, so that changes
 * get past lengths and checksums. */
#include "fuzz.h"

#include "archive/archive.h"

typedef struct {
    Archive *archive;
    GRand *random;
    guint chosen; /* the entry that is changed */
} Change;

static GBytes *
changed_bytes(GBytes *from, gsize max)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(from, &length);
    gsize room = MIN(length + 4096, MAX(max, length));
    guint8 *made = g_malloc(room + 1);
    if (length)
        memcpy(made, bytes, length);
    return g_bytes_new_take(made, LLVMFuzzerMutate(made, length, room));
}

static char *
changed_name(const char *name)
{
    g_autoptr(GBytes) bytes = g_bytes_new(name, strlen(name));
    g_autoptr(GBytes) changed = changed_bytes(bytes, 4096);
    gsize length;
    const char *text = g_bytes_get_data(changed, &length);
    return g_utf8_make_valid(text, (gssize)length);
}

static void
add_changed(ArchiveWriter *writer, const char *name, GBytes *bytes, gsize max, Change *change)
{
    g_autoptr(GBytes) other = changed_bytes(bytes, max);
    g_autofree char *named = changed_name(name);
    switch (g_rand_int_range(change->random, 0, 16)) {
    case 0: /* left out */
        return;
    case 1:
        archive_writer_add(writer, named, bytes, TRUE);
        return;
    case 2: /* one more */
        archive_writer_add(writer, name, bytes, TRUE);
        archive_writer_add(writer, named, other, TRUE);
        return;
    default:
        archive_writer_add(writer, name, other, TRUE);
    }
}

/* NULL: it can't be read, or not be written. */
static GBytes *
changed_package(Change *change, gsize max)
{
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    for (guint i = 0; i < archive_count(change->archive); i++) {
        g_autoptr(GBytes) bytes = archive_entry(change->archive, i, NULL);
        const char *name = archive_name(change->archive, i);
        if (!bytes)
            return NULL;
        if (i == change->chosen)
            add_changed(writer, name, bytes, max, change);
        else
            archive_writer_add(writer, name, bytes, g_bytes_get_size(bytes) < 8192);
    }
    return archive_writer_finish(writer, NULL);
}

/* Half of the changes are to the text. */
static guint
choose_entry(Archive *archive, GRand *random)
{
    guint count = archive_count(archive);
    for (guint i = 0; i < count; i++)
        if (g_rand_boolean(random) && strcmp(archive_name(archive, i), "content.xml") == 0)
            return i;
    return count ? (guint)g_rand_int_range(random, 0, (gint32)count) : 0;
}

size_t
LLVMFuzzerCustomMutator(guint8 *data, size_t size, size_t max, unsigned seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(Archive) archive = seed % 8 ? archive_open(data, size, NULL) : NULL;
    g_autoptr(GBytes) made = NULL;
    if (archive) {
        Change change = {archive, random, choose_entry(archive, random)};
        made = changed_package(&change, max);
    }
    if (!made || g_bytes_get_size(made) > max)
        return LLVMFuzzerMutate(data, size, max);
    gsize length;
    const guint8 *bytes = g_bytes_get_data(made, &length);
    memcpy(data, bytes, length);
    return length;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    fuzz_form(data, size);
    return 0;
}

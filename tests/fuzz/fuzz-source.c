/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as a file that copil is given, as the parent looks at it: told apart by its first
 * bytes, cut when it is an mbox, hashed, never parsed.  The pieces of an mbox and the lines between
 * them are the file again; a splitter that knows lines and nothing else finds the same ones. */
#include "fuzz.h"

#include "mail/bounds.h"
#include "mail/mbox.h"
#include "mail/sniff.h"
#include "mail/source.h"
#include <sys/mman.h>
#include <unistd.h>

#define HEAD 256 /* of a line: what is looked at */

typedef struct {
    const char *data;
    gsize size;
    char newline; /* that ends its lines */
} Bytes;

/* What an mbox is cut from: FILE behind what stands before its first line, and how lines end. */
static Bytes
lines_of(Bytes file)
{
    gsize head = MIN(file.size, READER_PIECE), before = mail_preamble(file.data, head);
    gboolean cr = sniff_lone_cr(file.data + before, head - before);
    return (Bytes){file.data + before, file.size - before, cr ? '\r' : '\n'};
}

/* The line at AT with its end, and without. */
static Bytes
whole_line(Bytes file, gsize at)
{
    const char *newline = memchr(file.data + at, file.newline, file.size - at);
    return (Bytes){file.data + at, newline ? (gsize)(newline - file.data) + 1 - at : file.size - at,
                   file.newline};
}

static Bytes
bare_line(Bytes file, gsize at)
{
    Bytes line = whole_line(file, at);
    while (line.size && (line.data[line.size - 1] == '\n' || line.data[line.size - 1] == '\r'))
        line.size--;
    return line;
}

/* A long line is none, even when it begins with carriage returns only. */
static gboolean
is_empty(Bytes file, gsize at)
{
    return bare_line(file, at).size == 0 && whole_line(file, at).size <= HEAD;
}

/* The rule of mbox.h about the "From " line at AT, that before it at BEFORE and that after. */
static gboolean
starts_mail(Bytes file, gsize before, gsize at)
{
    Bytes line = bare_line(file, at);
    if (line.size < 5 || memcmp(line.data, "From ", 5) != 0)
        return FALSE;
    gsize after = at + whole_line(file, at).size;
    Bytes next = after < file.size ? bare_line(file, after) : (Bytes){"", 0, '\n'};
    gboolean field = mail_field_name(next.data, MIN(next.size, HEAD)) > 0;
    gboolean dated = sniff_postmark(line.data, MIN(line.size, HEAD));
    gboolean separated = at > 0 && is_empty(file, before);
    return at == 0 || (separated ? dated || field : dated && field);
}

static guint
count_mails(Bytes file)
{
    guint count = 0;
    for (gsize at = 0, before = 0; at < file.size; before = at, at += whole_line(file, at).size)
        count += starts_mail(file, before, at);
    return count;
}

/* What lies between FROM and TO is one line that starts a mail, after an empty one at most. */
static void
hold_between(Bytes file, gsize from, gsize to)
{
    if (from < to && is_empty(file, from))
        from += whole_line(file, from).size;
    Bytes line = whole_line(file, from);
    FUZZ_HOLDS(line.size >= 5 && memcmp(line.data, "From ", 5) == 0);
    FUZZ_HOLDS(from + line.size == to);
}

static void
hold_pieces(Bytes whole, const Mbox *mbox)
{
    const Bytes file = lines_of(whole);
    const gsize before = whole.size - file.size;
    gsize done = 0;
    for (guint i = 0; i < mbox->pieces->len; i++) {
        MboxPiece piece = g_array_index(mbox->pieces, MboxPiece, i);
        FUZZ_HOLDS(piece.offset >= 0 && (gsize)piece.offset >= before &&
                   (gsize)piece.offset + piece.length <= whole.size);
        gsize start = (gsize)piece.offset - before;
        hold_between(file, done, start);
        done = start + piece.length;
    }
    FUZZ_HOLDS(done == file.size ||
               (is_empty(file, done) && done + whole_line(file, done).size == file.size));
    FUZZ_HOLDS(mbox->pieces->len == count_mails(file));
}

/* FALSE when it isn't an mbox. */
static gboolean
hold_mbox(Bytes file, guint *count)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(file.data, file.size);
    const Reader reader = reader_of_bytes(bytes, "mbox");
    g_auto(Mbox) mbox = {0};
    Sniffed kind;
    FUZZ_HOLDS(sniff(&reader, &kind, NULL));
    if (kind != SNIFFED_MBOX)
        return FALSE;
    FUZZ_HOLDS(mbox_split(&reader, &mbox, NULL));
    hold_pieces(file, &mbox);
    *count = mbox.pieces->len;
    return TRUE;
}

/* Every piece can be read again, and each is counted. */
static void
hold_items(const Source *source, guint count)
{
    guint copies = 0;
    for (guint i = 0; i < source->items->len; i++) {
        const SourceItem *item = source->items->pdata[i];
        g_autoptr(GBytes) bytes = source_item_read(item, NULL);
        FUZZ_HOLDS(bytes && g_bytes_get_size(bytes) == item->length);
        copies += item->copies;
    }
    FUZZ_HOLDS(copies == count && source->messages == count);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    guint count = 1;
    hold_mbox((Bytes){(const char *)data, size, '\n'}, &count);
    int fd = memfd_create("source", MFD_CLOEXEC);
    FUZZ_HOLDS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    const char *const paths[] = {path, NULL};
    g_autoptr(Source) source = source_open(paths, NULL);
    FUZZ_HOLDS(source);
    hold_items(source, count);
    close(fd);
    return 0;
}

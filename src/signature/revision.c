/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/revision.h"

#include "base/text.h"
#include "signature/returned.h"
#include <stdio.h>
#include <string.h>

#define MAX_TEXT    200 /* characters of a name */
#define MAX_OBJECTS 8000000
#define MAX_BLANK   256 /* bytes after the last end: some programs seek it in the last 1024 */

Revision *
revision_open(const guint8 *bytes, gsize end)
{
    g_autoptr(Revision) revision = g_new0(Revision, 1);
    revision->end = end;
    revision->qpdf = qpdf_init();
    qpdf_silence_errors(revision->qpdf);
    qpdf_set_suppress_warnings(revision->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(revision->qpdf, QPDF_FALSE);
    if ((qpdf_read_memory(revision->qpdf, "", (const char *)bytes, end, NULL) & QPDF_ERRORS) != 0 ||
        qpdf_is_encrypted(revision->qpdf))
        return NULL;
    qpdf_oh size = revision_get(revision, qpdf_get_trailer(revision->qpdf), "/Size");
    if (!qpdf_oh_is_integer(revision->qpdf, size))
        return NULL;
    revision->objects = qpdf_oh_get_int_value_as_int(revision->qpdf, size);
    if (revision->objects < 1 || revision->objects > MAX_OBJECTS || !revision_is_sound(revision))
        return NULL;
    return g_steal_pointer(&revision);
}

void
revision_free(Revision *revision)
{
    if (!revision)
        return;
    if (qpdf_has_error(revision->qpdf))
        qpdf_get_error(revision->qpdf); /* else it is told on the standard error */
    qpdf_cleanup(&revision->qpdf);
    g_free(revision);
}

/* PDFBox counts an object too many; nobody reads anything else for that.  Of one too few, some
 * programs leave out the objects beyond (ISO 32000-1, table 15). */
static gboolean
is_overcounted(const Revision *revision, qpdf_error warning)
{
    const char *detail = qpdf_get_error_message_detail(revision->qpdf, warning);
    int size, highest;
    return sscanf(detail,
                  "reported number of objects (%d) is not one plus the highest object number (%d)",
                  &size, &highest) == 2 &&
           size > highest;
}

gboolean
revision_is_sound(Revision *revision)
{
    while (!revision->doubted && qpdf_more_warnings(revision->qpdf))
        revision->doubted = !is_overcounted(revision, qpdf_next_warning(revision->qpdf));
    return !revision->doubted && !qpdf_has_error(revision->qpdf);
}

/* ---- objects ---- */

qpdf_oh
revision_get(const Revision *revision, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_is_dictionary(revision->qpdf, dictionary)
               ? qpdf_oh_get_key(revision->qpdf, dictionary, key)
               : qpdf_oh_new_null(revision->qpdf);
}

qpdf_oh
revision_catalog(const Revision *revision)
{
    return revision_get(revision, qpdf_get_trailer(revision->qpdf), "/Root");
}

qpdf_oh
revision_form(const Revision *revision)
{
    return revision_get(revision, revision_catalog(revision), "/AcroForm");
}

qpdf_oh
revision_fields(const Revision *revision)
{
    return revision_get(revision, revision_form(revision), "/Fields");
}

gboolean
revision_is_name(const Revision *revision, qpdf_oh dictionary, const char *key, const char *name)
{
    qpdf_oh value = revision_get(revision, dictionary, key);
    return qpdf_oh_is_name(revision->qpdf, value) &&
           strcmp(qpdf_oh_get_name(revision->qpdf, value), name) == 0;
}

char *
revision_line(const char *name)
{
    g_autofree char *clean = text_clean(name, -1);
    g_autofree char *line = text_squeeze(clean);
    return text_shorten(line, MAX_TEXT);
}

char *
revision_text(const Revision *revision, qpdf_oh dictionary, const char *key)
{
    qpdf_oh value = revision_get(revision, dictionary, key);
    return qpdf_oh_is_string(revision->qpdf, value)
               ? revision_line(qpdf_oh_get_utf8_value(revision->qpdf, value))
               : g_strdup("");
}

/* ---- ends ---- */

/* Where the "startxref" line and its "%%EOF" that begin at AT end; 0: they don't. */
static gsize
end_after(const guint8 *bytes, gsize length, gsize at)
{
    static const char start[] = "startxref", mark[] = "%%EOF";
    at += strlen(start);
    gsize blank = at;
    while (at < length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' '))
        at++;
    gsize digits = at;
    while (at < length && g_ascii_isdigit(bytes[at]))
        at++;
    if (digits == blank || at == digits)
        return 0;
    while (at < length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' '))
        at++;
    if (length - at < strlen(mark) || memcmp(bytes + at, mark, strlen(mark)) != 0)
        return 0;
    at += strlen(mark);
    at += at < length && bytes[at] == '\r';
    return at + (at < length && bytes[at] == '\n');
}

static gboolean
only_blank(const guint8 *bytes, gsize from, gsize to)
{
    while (from < to && g_ascii_isspace(bytes[from]))
        from++;
    return from == to;
}

GArray *
revision_ends(const guint8 *bytes, gsize length, gsize issued)
{
    static const char start[] = "startxref";
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    const guint8 *at = bytes + issued;
    gsize last = issued;
    while ((at = memmem(at, length - (gsize)(at - bytes), start, strlen(start)))) {
        gsize end = end_after(bytes, length, (gsize)(at - bytes));
        at += strlen(start);
        if (!end)
            continue;
        last = end;
        g_array_append_val(ends, end);
        if (ends->len > RETURNED_MAX_SIGNATURES)
            return NULL;
    }
    if (length - last > MAX_BLANK || !only_blank(bytes, last, length))
        return NULL;
    if (ends->len)
        g_array_index(ends, gsize, ends->len - 1) = length;
    return g_steal_pointer(&ends);
}

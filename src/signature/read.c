/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/read.h"

#include "signature/cms.h"
#include "signature/found.h"
#include <string.h>

/* A file under examination. */
typedef struct {
    const guint8 *bytes;
    gsize length, issued;
    const Authorities *authorities;
    Issue *issue;
    GPtrArray *last; /* Found, of the last revision */
    Returned *returned;
} Reading;

/* What this revision signs must still be so signed in the last one. */
static void
find_lost(const Reading *reading, const Revision *revision)
{
    g_autoptr(GPtrArray) found = found_in(revision, reading->issue);
    for (guint i = 0; i < found->len; i++) {
        const Found *one = found->pdata[i];
        const Found *kept = found_of(reading->last, one->field);
        if (!kept || strcmp(kept->written, one->written) != 0)
            returned_change(reading->returned, CHANGE_SIGNATURE_LOST, 0, one->field);
    }
}

/* FALSE: there is no revision that ends there. */
static gboolean
read_revision(const Reading *reading, gsize end)
{
    g_autoptr(Revision) revision = revision_open(reading->bytes, end);
    if (!revision)
        return FALSE;
    issue_compare(reading->issue, revision, reading->returned);
    find_lost(reading, revision);
    return revision_is_sound(revision);
}

/* FOUND ends at a revision in which it stands. */
static gboolean
ends_well(const Reading *reading, const Found *found)
{
    gsize end = found_end(found);
    g_autoptr(GArray) ends = revision_ends(reading->bytes, end, reading->issued);
    g_autoptr(Revision) revision = ends && ends->len ? revision_open(reading->bytes, end) : NULL;
    if (!revision)
        return FALSE;
    g_autoptr(GPtrArray) then = found_in(revision, reading->issue);
    const Found *same = found_of(then, found->field);
    return same && g_bytes_equal(same->contents, found->contents) && revision_is_sound(revision);
}

static void
check_found(const Reading *reading, const Found *found)
{
    Signature *signature = g_new0(Signature, 1);
    signature->field = g_strdup(found->field);
    signature->issued = found->issued;
    signature->time = found->date;
    g_ptr_array_add(reading->returned->signatures, signature);
    signature->state = SIGNATURE_RANGE;
    if (!found_covers(found, reading->bytes, reading->length, reading->issued) ||
        !ends_well(reading, found))
        return;
    signature->state = SIGNATURE_SHARED;
    if (found_shared(reading->last, found))
        return;
    signature->whole = found_end(found) == reading->length;
    signature->state = found->kind == FOUND_TIMESTAMP ? SIGNATURE_TIMESTAMP : SIGNATURE_KIND;
    const Covered covered[2] = {
        {reading->bytes, (gsize)found->range[1]},
        {reading->bytes + found->range[2], (gsize)found->range[3]},
    };
    if (found->kind == FOUND_PKCS7 || found->kind == FOUND_CADES)
        cms_check(found->contents, covered, found->kind == FOUND_CADES, reading->authorities,
                  signature);
}

/* The revisions that the bytes show and those that signatures cover: what was signed must have been
 * the issued document, whatever it was made to look like later. */
static void
read_revisions(const Reading *reading, GArray *ends)
{
    for (guint i = 0; i < reading->last->len; i++) {
        const Found *found = reading->last->pdata[i];
        gsize end = found_end(found);
        if (found_covers(found, reading->bytes, reading->length, reading->issued))
            g_array_append_val(ends, end);
    }
    g_autoptr(GHashTable) done = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < ends->len; i++) {
        gsize end = g_array_index(ends, gsize, i);
        if (g_hash_table_add(done, GSIZE_TO_POINTER(end)) && !read_revision(reading, end))
            returned_change(reading->returned, CHANGE_UNREADABLE, 0, "");
    }
}

static void
read_increments(Reading *reading, GArray *ends)
{
    g_autoptr(Revision) last = revision_open(reading->bytes, reading->length);
    if (!last) {
        returned_change(reading->returned, CHANGE_UNREADABLE, 0, "");
        return;
    }
    g_autoptr(GPtrArray) found = found_in(last, reading->issue);
    reading->last = found;
    for (guint i = 0; i < found->len; i++)
        check_found(reading, found->pdata[i]);
    read_revisions(reading, ends);
    if (!revision_is_sound(last))
        returned_change(reading->returned, CHANGE_UNREADABLE, 0, "");
}

Returned *
returned_read(const guint8 *bytes, gsize length, gsize issued, const Authorities *authorities)
{
    g_autoptr(Returned) returned = returned_new();
    g_autoptr(Revision) first = revision_open(bytes, issued);
    g_autoptr(GArray) ends = revision_ends(bytes, length, issued);
    g_autoptr(Issue) issue = first ? issue_new(first, returned->fields) : NULL;
    Reading reading = {bytes, length, issued, authorities, issue, NULL, returned};
    if (!issue || !ends)
        returned_change(returned, CHANGE_UNREADABLE, 0, "");
    else if (ends->len)
        read_increments(&reading, ends);
    return g_steal_pointer(&returned);
}

void
returned_warm(void)
{
    static const char nothing[] = "%PDF-1.7\n%%EOF\n";
    g_autoptr(Returned) returned =
        returned_read((const guint8 *)nothing, strlen(nothing), strlen(nothing), NULL);
    cms_warm();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * drafts.c - a Maildir (cr.yp.to/proto/maildir.html) whose messages have the flags D, draft, and S,
 * seen.  The name of a file follows from its letter: one that is there already, with whatever flags
 * the mail program gave it since, is not put there again.
 */
#include "delivery/kind.h"

#include "base/file.h"
#include "base/i18n.h"
#include <string.h>

#define FLAGS ":2,DS"

static const char *const folders[] = {"tmp", "new", "cur"};

static gboolean
is_there(const char *dir, const char *name)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    for (const char *each; folder && (each = g_dir_read_name(folder)) != NULL;) {
        gsize length = strlen(name);
        if (strncmp(each, name, length) == 0 && (each[length] == '\0' || each[length] == ':'))
            return TRUE;
    }
    return FALSE;
}

/* Written in tmp/, then put into cur/: whoever looks sees it whole or not at all. */
static gboolean
put(const char *dir, const char *name, const Parcel *parcel, GError **error)
{
    g_autoptr(GByteArray) lines = parcel_lines(parcel);
    g_autofree char *flagged = g_strconcat(name, FLAGS, NULL);
    g_autofree char *cur = g_build_filename(dir, "cur", NULL);
    g_autofree char *path = g_build_filename(cur, flagged, NULL);
    g_autofree char *made = g_build_filename(dir, "tmp", name, NULL);
    g_autofree char *draft = file_draft(made, lines->data, lines->len, error);
    return draft && file_draft_place(draft, path, error) && file_sync_folder(cur, error);
}

/* Unique, as the format asks, and the same each time. */
static char *
name_of(const Parcel *parcel)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, parcel->id, -1);
    return g_strdup_printf("%.32s.copil", hash);
}

static gboolean
drafts_hand(void *own, const Parcel *parcel, GPtrArray *handed)
{
    const char *dir = own;
    g_autofree char *name = name_of(parcel);
    g_autofree char *fresh = g_build_filename(dir, "new", NULL);
    g_autofree char *cur = g_build_filename(dir, "cur", NULL);
    g_autoptr(GError) error = NULL;
    if (is_there(cur, name) || is_there(fresh, name) || put(dir, name, parcel, &error)) {
        handed_all(handed, parcel, OUTCOME_TAKEN, NULL);
        return TRUE;
    }
    handed_all(handed, parcel, OUTCOME_LATER, error->message);
    return FALSE;
}

Way *
way_drafts(const char *dir, GError **error)
{
    g_autofree char *tmp = g_build_filename(dir, "tmp", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *folder = g_build_filename(dir, folders[i], NULL);
        if (!file_make_folder(folder, error))
            return NULL;
    }
    file_sweep(tmp);
    return way_new(g_strconcat("drafts ", dir, NULL), g_strdup(dir), drafts_hand, g_free);
}

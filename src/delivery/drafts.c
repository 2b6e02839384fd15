/* SPDX-License-Identifier: Apache-2.0
 *
 * drafts.c - a Maildir (cr.yp.to/proto/maildir.html) whose messages have the flags D, draft, and S,
 * seen.  The name of a file follows from its letter: one that is there already, with whatever flags
 * the mail program gave it since, is not put there again.
 */
#include "delivery/kind.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include <string.h>

#define FLAGS ":2,DS"

static const char *const folders[] = {"tmp", "new", "cur"};

typedef struct {
    char *dir;
    GHashTable *there; /* names, without flags, of what the mail program has when it is opened */
} Drafts;

static void
drafts_free(void *own)
{
    Drafts *drafts = own;
    g_free(drafts->dir);
    g_hash_table_unref(drafts->there);
    g_free(drafts);
}

/* What is there need not be handed over: so it must stay, though a run was cut before it synced. */
static gboolean
note_names(Drafts *drafts, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(drafts->dir, folder, NULL);
    g_autoptr(GDir) opened = g_dir_open(path, 0, error);
    for (const char *each; opened && (each = g_dir_read_name(opened)) != NULL;)
        g_hash_table_add(drafts->there, g_strndup(each, strcspn(each, ":")));
    return opened && file_sync_folder(path, error);
}

/* Written in tmp/, then put into cur/: whoever looks sees it whole or not at all.  Such a move is
 * on disk once both folders are. */
static gboolean
put(const char *dir, const char *name, const Parcel *parcel, GError **error)
{
    g_autoptr(GByteArray) lines = parcel_lines(parcel);
    g_autofree char *flagged = g_strconcat(name, FLAGS, NULL);
    g_autofree char *cur = g_build_filename(dir, "cur", NULL);
    g_autofree char *path = g_build_filename(cur, flagged, NULL);
    g_autofree char *tmp = g_build_filename(dir, "tmp", NULL);
    g_autofree char *made = g_build_filename(tmp, name, NULL);
    g_autofree char *draft = file_draft(made, lines->data, lines->len, error);
    return draft && file_draft_place(draft, path, error) && file_sync_folder(cur, error) &&
           file_sync_folder(tmp, error);
}

/* Unique, as the format asks, and the same each time. */
static char *
name_of(const Parcel *parcel)
{
    g_autofree char *hash = sha256_of_text(parcel->id);
    return g_strdup_printf("%.32s.copil", hash);
}

static gboolean
drafts_hand(void *own, const Parcel *parcel, GPtrArray *handed)
{
    const Drafts *drafts = own;
    g_autofree char *name = name_of(parcel);
    g_autoptr(GError) error = NULL;
    if (g_hash_table_contains(drafts->there, name) || put(drafts->dir, name, parcel, &error)) {
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
    Drafts *drafts = g_new0(Drafts, 1);
    drafts->dir = g_strdup(dir);
    drafts->there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (note_names(drafts, "new", error) && note_names(drafts, "cur", error))
        return way_new(g_strconcat("drafts ", dir, NULL), drafts, drafts_hand, drafts_free);
    drafts_free(drafts);
    return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/folder.h"

#include "base/i18n.h"
#include "mail/items.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 64

typedef struct {
    Source *source;
    GHashTable *visited; /* "device:inode" of the folders seen: a link may lead back to one */
} Walk;

static gboolean walk_folder(Walk *walk, const char *path, guint depth, Origin origin,
                            GError **error);

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
sorted_names(const char *path, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, error);
    if (dir == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static gboolean
has_folder(const char *path, const char *name)
{
    g_autofree char *full = g_build_filename(path, name, NULL);
    return g_file_test(full, G_FILE_TEST_IS_DIR);
}

static gboolean
take_file(Walk *walk, const char *path, Origin origin, GError **error)
{
    g_auto(Reader) reader = {.fd = -1};
    GError *local = NULL;
    if (reader_open(&reader, path, &local))
        return items_add(walk->source, &reader, origin, NULL, 1, error);
    if (g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        /* Moved by a mail program since the folder was listed. */
        g_clear_error(&local);
        items_note(walk->source, path,
                   " a été déplacé pendant la lecture\u00a0: relancez le traitement "
                   "pour le prendre en compte.");
        return TRUE;
    }
    g_propagate_error(error, local);
    return FALSE;
}

/* What stat says of an entry that can't be looked at. */
static gboolean
take_broken(Walk *walk, const char *path, int code, GError **error)
{
    struct stat status;
    gboolean link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
    if (link || code == ENOENT) {
        items_note(walk->source, path,
                   link ? " est un lien qui ne mène à rien\u00a0: il a été laissé de côté."
                        : " a disparu pendant la lecture\u00a0: relancez le traitement "
                          "pour le prendre en compte.");
        return TRUE;
    }
    return reader_fail(path, code, error);
}

static gboolean
take(Walk *walk, const char *path, guint depth, Origin origin, GError **error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return take_broken(walk, path, errno, error);
    if (S_ISREG(status.st_mode))
        return take_file(walk, path, origin, error);
    if (!S_ISDIR(status.st_mode)) {
        items_note(walk->source, path,
                   " n’est ni un fichier ni un dossier\u00a0: il a été laissé de côté.");
        return TRUE;
    }
    g_autofree char *identity = g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                                (guint64)status.st_dev, (guint64)status.st_ino);
    if (!g_hash_table_add(walk->visited, g_steal_pointer(&identity)))
        return TRUE;
    return walk_folder(walk, path, depth + 1, origin, error);
}

/* new/ before cur/: a mail that its program moves meanwhile is then seen twice, not never. */
static gboolean
walk_maildir(Walk *walk, const char *path, guint depth, GError **error)
{
    static const char *const delivered[] = {"new", "cur"};
    for (guint i = 0; i < G_N_ELEMENTS(delivered); i++) {
        g_autofree char *full = g_build_filename(path, delivered[i], NULL);
        if (!take(walk, full, depth, ORIGIN_MAILDIR, error))
            return FALSE;
    }
    return TRUE;
}

/* Another entry of a Maildir: folders may hold Maildirs, the rest is what mail programs keep. */
static gboolean
take_beside_maildir(Walk *walk, const char *full, const char *name, guint depth, GError **error)
{
    if (g_str_equal(name, "new") || g_str_equal(name, "cur"))
        return TRUE;
    if (g_str_equal(name, "tmp")) {
        g_autoptr(GPtrArray) names = sorted_names(full, NULL);
        if (names != NULL && names->len > 0)
            items_note(walk->source, full,
                       " (dossier) contient des messages en cours de remise\u00a0: ils "
                       "seront pris en compte une fois arrivés.");
        return TRUE;
    }
    if (g_file_test(full, G_FILE_TEST_IS_DIR))
        return take(walk, full, depth, ORIGIN_FILE, error);
    items_note(walk->source, full,
               " se trouve dans la boîte aux lettres sans être un message\u00a0: il a été "
               "laissé de côté.");
    return TRUE;
}

static gboolean
walk_folder(Walk *walk, const char *path, guint depth, Origin origin, GError **error)
{
    if (depth > DEPTH_MAX) {
        items_note(walk->source, path,
                   " est un dossier trop profond\u00a0: il a été laissé de côté.");
        return TRUE;
    }
    gboolean maildir = has_folder(path, "cur") && has_folder(path, "new");
    if (maildir && !walk_maildir(walk, path, depth, error))
        return FALSE;
    g_autoptr(GPtrArray) names = sorted_names(path, error);
    if (names == NULL)
        return FALSE;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *full = g_build_filename(path, name, NULL);
        if (name[0] == '.')
            items_note(walk->source, full, " est caché\u00a0: il a été laissé de côté.");
        else if (maildir ? !take_beside_maildir(walk, full, name, depth, error)
                         : !take(walk, full, depth, origin, error))
            return FALSE;
    }
    return TRUE;
}

/* A path that was given by name is not left out with a note: its absence is an error. */
static gboolean
take_given(Walk *walk, const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return reader_fail(path, errno, error);
    if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
        return take(walk, path, 0, ORIGIN_FILE, error);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("%s is neither a file nor a folder"),
                path);
    return FALSE;
}

gboolean
folder_walk(Source *source, const char *const *paths, GError **error)
{
    Walk walk = {source, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    gboolean done = TRUE;
    for (guint i = 0; done && paths[i] != NULL; i++)
        done = take_given(&walk, paths[i], error);
    g_hash_table_unref(walk.visited);
    return done;
}

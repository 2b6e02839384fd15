/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.c - opening archives of forms.  All or nothing: what half of an archive says is not what
 * its sender meant.
 */
#include "examine/unpack.h"

#include "archive/archive.h"
#include "base/text.h"
#include "examine/examine.h"
#include "mail/source.h"

static const struct {
    int code;
    UnpackFailure failure;
} failures[] = {
    {ARCHIVE_ERROR_ENCRYPTED,
     {FINDING_ARCHIVE_ENCRYPTED, "l’archive est protégée par un mot de passe"}},
    {ARCHIVE_ERROR_TOO_BIG,
     {FINDING_ARCHIVE_TOO_BIG,
      "l’archive contient trop de fichiers, ou des fichiers trop volumineux"}},
    {ARCHIVE_ERROR_DUPLICATE,
     {FINDING_ARCHIVE_NAMES,
      "l’archive contient deux fichiers de même nom, ou deux archives en une"}},
    {ARCHIVE_ERROR_NAME,
     {FINDING_ARCHIVE_NAMES, "l’archive contient des noms de fichiers interdits"}},
    {ARCHIVE_ERROR_CORRUPT, {FINDING_ARCHIVE_DAMAGED, "l’archive est endommagée ou incomplète"}},
};

static const UnpackFailure *
failure_of(const GError *error)
{
    for (guint i = 0; i < G_N_ELEMENTS(failures); i++) {
        if (g_error_matches(error, ARCHIVE_ERROR, failures[i].code))
            return &failures[i].failure;
    }
    return &failures[G_N_ELEMENTS(failures) - 1].failure;
}

/* What archivers and desktops leave in an archive without anyone having put it there. */
static gboolean
is_litter(const char *name)
{
    static const char *const litter[] = {"Thumbs.db", "desktop.ini", "__MACOSX"};
    g_auto(GStrv) steps = g_strsplit(name, "/", -1);
    for (char **step = steps; *step != NULL; step++) {
        if ((*step)[0] == '.')
            return TRUE;
        for (guint i = 0; i < G_N_ELEMENTS(litter); i++) {
            if (g_ascii_strcasecmp(*step, litter[i]) == 0)
                return TRUE;
        }
    }
    return g_str_has_suffix(name, "/");
}

static void
member_free(gpointer data)
{
    SourceMember *member = data;
    g_free(member->name);
    g_clear_pointer(&member->bytes, g_bytes_unref);
    g_free(member);
}

GPtrArray *
unpack_members_new(void)
{
    return g_ptr_array_new_with_free_func(member_free);
}

GPtrArray *
unpack(const guint8 *bytes, gsize length, const UnpackFailure **failure)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open(bytes, length, &error);
    if (archive == NULL) {
        *failure = failure_of(error);
        return NULL;
    }
    g_autoptr(GPtrArray) members = unpack_members_new();
    for (guint i = 0; i < archive_count(archive); i++) {
        if (is_litter(archive_name(archive, i)))
            continue;
        GBytes *content = archive_entry(archive, i, &error);
        if (content == NULL) {
            *failure = failure_of(error);
            return NULL;
        }
        SourceMember *member = g_new0(SourceMember, 1);
        member->name = text_clean(archive_name(archive, i), -1);
        member->bytes = content;
        g_ptr_array_add(members, member);
    }
    return g_steal_pointer(&members);
}

GPtrArray *
examine_unpack(const guint8 *bytes, gsize length, GError **error)
{
    const UnpackFailure *failure = NULL;
    GPtrArray *members = unpack(bytes, length, &failure);
    if (members == NULL)
        g_set_error_literal(error, EXAMINATION_ERROR, EXAMINATION_ERROR_ARCHIVE, failure->sentence);
    return members;
}

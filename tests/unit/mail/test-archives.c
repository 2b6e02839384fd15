/* SPDX-License-Identifier: Apache-2.0
 *
 * ZIP files in a source: told from documents, and replaced by what is in them.
 */
#include "source-fixture.h"

/* A ZIP of stored empty members: enough for what is looked at. */
static GByteArray *
zip_of(const char *const *names)
{
    GByteArray *zip = g_byte_array_new();
    g_autoptr(GByteArray) directory = g_byte_array_new();
    guint count = 0;
    for (; names[count] != NULL; count++) {
        guint8 local[30] = "PK\3\4", central[46] = "PK\1\2";
        gsize n = strlen(names[count]);
        local[26] = central[28] = (guint8)n;
        central[42] = (guint8)zip->len;
        central[43] = (guint8)(zip->len >> 8);
        g_byte_array_append(zip, local, sizeof local);
        g_byte_array_append(zip, (const guint8 *)names[count], (guint)n);
        g_byte_array_append(directory, central, sizeof central);
        g_byte_array_append(directory, (const guint8 *)names[count], (guint)n);
    }
    guint8 end[22] = "PK\5\6";
    end[8] = end[10] = (guint8)count;
    end[12] = (guint8)directory->len;
    end[13] = (guint8)(directory->len >> 8);
    end[16] = (guint8)zip->len;
    end[17] = (guint8)(zip->len >> 8);
    g_byte_array_append(zip, directory->data, directory->len);
    g_byte_array_append(zip, end, sizeof end);
    return zip;
}

static void
put_zip(Fixture *fixture, const char *name, const char *const *names, gsize cut)
{
    g_autoptr(GByteArray) zip = zip_of(names);
    put(fixture, name, zip->data, (gssize)(zip->len - cut));
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
test_archives(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_zip(fixture, "fiches.zip", NAMES("fiche-1.odt", "sous/fiche-2.odt"), 0);
    put_zip(fixture, "odt", NAMES("mimetype", "content.xml"), 0);
    put_zip(fixture, "odt-desordre", NAMES("Pictures/1.png", "content.xml", "mimetype"), 0);
    put_zip(fixture, "odt-dossier", NAMES("fiche/", "fiche/content.xml"), 0);
    put_zip(fixture, "docx", NAMES("[Content_Types].xml", "word/document.xml"), 0);
    put_zip(fixture, "docx-desordre", NAMES("docProps/app.xml", "word/document.xml"), 0);
    put_zip(fixture, "coupe.zip", NAMES("fiche-1.odt"), 10);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 7,
                 "coupe.zip form 110\n"
                 "docx form 246\n"
                 "docx-desordre form 240\n"
                 "fiches.zip archive 228\n"
                 "odt form 212\n"
                 "odt-desordre form 316\n"
                 "odt-dossier form 220");
}

static void
add_member(GPtrArray *members, const char *name, GBytes *bytes)
{
    SourceMember *member = g_new(SourceMember, 1);
    *member = (SourceMember){g_strdup(name), bytes};
    g_ptr_array_add(members, member);
}

static void
member_free(gpointer data)
{
    SourceMember *member = data;
    g_free(member->name);
    g_bytes_unref(member->bytes);
    g_free(member);
}

static const SourceItem *
the_archive(const Source *source)
{
    for (guint i = 0; i < source->items->len; i++) {
        const SourceItem *item = g_ptr_array_index(source->items, i);
        if (item->kind == SOURCE_ARCHIVE)
            return item;
    }
    return NULL;
}

static void
test_members(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char mbox[] = "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: a@b.fr\n\nUn.\n\n"
                               "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: c@d.fr\n\nDeux.\n";
    put_zip(fixture, "a.zip", NAMES("x"), 0);
    put_zip(fixture, "copie/b.zip", NAMES("x"), 0);
    put(fixture, "seul.eml", mail_one, -1);
    g_autoptr(Source) source = open_root(fixture);
    g_assert_cmpuint(source->messages, ==, 3);
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func(member_free);
    g_autoptr(GByteArray) inner = zip_of(NAMES("y"));
    add_member(members, "dossier/un.eml", g_bytes_new_static(mail_one, strlen(mail_one)));
    add_member(members, "boite", g_bytes_new_static(mbox, strlen(mbox)));
    add_member(members, "autre.zip", g_bytes_new(inner->data, inner->len));
    source_add_members(source, the_archive(source), members);
    /* Two archives of four pieces each, and the mail beside them, equal to one of theirs. */
    assert_items(source, 9,
                 "autre.zip form 100\n"
                 "boite#1 message 18\n"
                 "boite#2 message 20\n"
                 "un.eml message 30");
    assert_bytes(source, "boite#2", "From: c@d.fr\n\nDeux.\n");
}

static void
test_empty_archive(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_zip(fixture, "a.zip", NAMES("dossier/"), 0);
    g_autoptr(Source) source = open_root(fixture);
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    source_add_members(source, the_archive(source), members);
    assert_items(source, 1, "a.zip form 114");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD("archives", test_archives);
    ADD("members", test_members);
    ADD("empty-archive", test_empty_archive);
    return g_test_run();
}

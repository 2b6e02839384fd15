/* SPDX-License-Identifier: Apache-2.0
 *
 * Sources made in a folder of the test's own: kinds, splitting, counting, what is left out.
 */
#include "source-fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static void
test_kinds(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "a.eml", mail_one, -1);
    put(fixture, "sans-extension", mail_two, -1);
    put(fixture, "bom.eml", "\xEF\xBB\xBF\r\nReturn-Path: <a@b.fr>\r\nFrom: a@b.fr\r\n\r\nx\r\n",
        -1);
    put(fixture, "mac.eml", "Subject: x\rFrom: a@b.fr\r\rx\r", -1);
    put(fixture, "blancs.eml", "      \r\nDelivered-To: a@b.fr\r\n\r\nx\r\n", -1);
    put(fixture, "sans-from.eml", "Subject: x\nContent-Type: text/plain\n\nx\n", -1);
    put(fixture, "memo.txt", "Subject: x\nNom: y\n\nDate: demain\n", -1);
    put(fixture, "suite.txt", "\n  From: a@b.fr\nreceived: rien\n", -1);
    put(fixture, "x-mozilla.eml", "X-Mozilla-Status: 0001\nFrom: e@f.fr\n\nx\n", -1);
    put(fixture, "note.txt", "Objet : rappel\nFrom: nulle part\n", -1);
    put(fixture, "liste.txt", "Nom: Dupont\nPrenom: Jean\n\nFrom: ici\n", -1);
    put(fixture, "from.txt", "From the desk of the head\nmaster, a letter.\n", -1);
    put(fixture, "fiche.xml", "<fiche-3.2/>", -1);
    put(fixture, "vide.odt", "", 0);
    put(fixture, "photo.jpg", "\xFF\xD8\xFF\xE0", 4);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 15,
                 "a.eml message 30\n"
                 "blancs.eml message 35\n"
                 "bom.eml message 47\n"
                 "fiche.xml form 12\n"
                 "from.txt form 44\n"
                 "liste.txt form 36\n"
                 "mac.eml message 27\n"
                 "memo.txt form 32\n"
                 "note.txt form 32\n"
                 "photo.jpg form 4\n"
                 "sans-extension message 46\n"
                 "sans-from.eml message 39\n"
                 "suite.txt form 31\n"
                 "vide.odt form 0\n"
                 "x-mozilla.eml message 39");
    g_assert_cmpuint(source->notes->len, ==, 0);
}

static void
test_equal_bytes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "b.eml", mail_one, -1);
    put(fixture, "a.eml", mail_one, -1);
    put(fixture, "sous/dossier/c.eml", mail_one, -1);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 3, "a.eml message 30");
    const SourceItem *item = g_ptr_array_index(source->items, 0);
    g_assert_cmpuint(item->copies, ==, 3);
    assert_bytes(source, "a.eml", mail_one);
}

static void
test_maildir(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "new/1.hote", mail_one, -1);
    put(fixture, "cur/2.hote:2,S", mail_two, -1);
    put(fixture, "cur/3.hote:2,S", "Pas un message", -1);
    put(fixture, "cur/4.hote:2,S",
        "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: a@b.fr\n\n"
        "From a@b.fr Tue Jul  1 10:02:03 2014\nx: y\n",
        -1);
    put(fixture, "tmp/5.hote", mail_two, -1);
    put(fixture, "dovecot-uidlist", "3 V1", -1);
    put(fixture, ".Sent/cur/6.hote:2,S", mail_two, -1);
    put(fixture, "Archives/cur/7.hote:2,S", "From: g@h.fr\n\narchive\n", -1);
    put(fixture, "Archives/new/.cache", "", 0);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 5,
                 "1.hote message 30\n"
                 "2.hote:2,S message 46\n"
                 "3.hote:2,S message 14\n"
                 "4.hote:2,S message 93\n"
                 "7.hote:2,S message 22");
    assert_note(source, 0, "« .Sent » est caché : il a été laissé de côté.");
    assert_note(source, 1, "« .cache » est caché : il a été laissé de côté.");
    assert_note(source, 2,
                "« dovecot-uidlist » se trouve dans la boîte aux lettres sans être un "
                "message : il a été laissé de côté.");
    assert_note(source, 3,
                "« tmp » (dossier) contient des messages en cours de remise : ils seront "
                "pris en compte une fois arrivés.");
    g_assert_cmpuint(source->notes->len, ==, 4);
}

/* A malformed piece between good ones; lines that begin with "From" in a text. */
static void
test_mbox(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char mbox[] =
        "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: a@b.fr\n\nUn.\n>From ici\n\n"
        "From ???@??? Wed Jul  2 10:02:03 2014\nsans en-tete\0ni rien\n\n"
        "From - Thu Jul  3 10:02:03 +0200 2014\nContent-Length: 99999\nFrom: c@d.fr\n\n"
        "Bonjour,\n\nFrom now on, rien.\n\nFin\n\n"
        "From sans-date\nFrom: e@f.fr\n\nQuatre.\n\n";
    put(fixture, "boite.mbox", mbox, sizeof mbox - 1);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 4,
                 "boite.mbox#1 message 28\n"
                 "boite.mbox#2 message 21\n"
                 "boite.mbox#3 message 70\n"
                 "boite.mbox#4 message 22");
    assert_bytes(source, "boite.mbox#1", "From: a@b.fr\n\nUn.\n>From ici\n");
    assert_bytes(source, "boite.mbox#3",
                 "Content-Length: 99999\nFrom: c@d.fr\n\n"
                 "Bonjour,\n\nFrom now on, rien.\n\nFin\n");
    assert_bytes(source, "boite.mbox#4", "From: e@f.fr\n\nQuatre.\n");
    assert_note(source, 0,
                "« boite.mbox » : 5 lignes y commencent par « From » et 4 seulement ont été prises "
                "pour le début d’un message. Vérifiez que cette boîte contient bien 4 messages.");
    g_assert_cmpuint(source->notes->len, ==, 1);
}

/* The same mail has the same hash in an mbox with CRLF, without a last empty line, and alone. */
static void
test_mbox_endings(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "crlf.mbox",
        "From a@b.fr Tue Jul  1 10:02:03 2014\r\nFrom: a@b.fr\r\n\r\nUn.\r\n\r\n"
        "From a@b.fr Tue Jul  1 10:02:03 2014\r\nFrom: c@d.fr\r\n\r\nDeux.\r\n",
        -1);
    put(fixture, "mac.mbox",
        "From a@b.fr Tue Jul  1 10:02:03 2014\rFrom: i@j.fr\r\rCinq.\r\r"
        "From sans-date\rFrom: k@l.fr\r\rSix.\r",
        -1);
    put(fixture, "netscape.mbox",
        "\xEF\xBB\xBF\nFrom -\nFrom: q@r.fr\n\nNeuf.\n"
        "From - \nFrom: s@t.fr\n\nDix.\n",
        -1);
    put(fixture, "relais.mbox",
        "From sans-date\r\r\nFrom: m@n.fr\r\r\n\r\r\nSept.\r\r\n\r\r\n"
        "From sans-date\r\r\nFrom: o@p.fr\r\r\n\r\r\nHuit.\r\r\n",
        -1);
    put(fixture, "seul.eml", "From: a@b.fr\r\n\r\nUn.\r\n", -1);
    put(fixture, "colle.mbox",
        "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: e@f.fr\n\nTrois.\n"
        "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: g@h.fr\n\nQuatre.",
        -1);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 11,
                 "colle.mbox#1 message 21\n"
                 "colle.mbox#2 message 21\n"
                 "crlf.mbox#1 message 21\n"
                 "crlf.mbox#2 message 23\n"
                 "mac.mbox#1 message 20\n"
                 "mac.mbox#2 message 19\n"
                 "netscape.mbox#1 message 20\n"
                 "netscape.mbox#2 message 19\n"
                 "relais.mbox#1 message 26\n"
                 "relais.mbox#2 message 26");
    assert_bytes(source, "mac.mbox#1", "From: i@j.fr\r\rCinq.\r");
    assert_bytes(source, "relais.mbox#1", "From: m@n.fr\r\r\n\r\r\nSept.\r\r\n");
    assert_bytes(source, "crlf.mbox#1", "From: a@b.fr\r\n\r\nUn.\r\n");
    assert_bytes(source, "crlf.mbox#2", "From: c@d.fr\r\n\r\nDeux.\r\n");
    assert_bytes(source, "colle.mbox#1", "From: e@f.fr\n\nTrois.\n");
    assert_bytes(source, "colle.mbox#2", "From: g@h.fr\n\nQuatre.");
    assert_note(source, 0,
                "« colle.mbox » : aucune ligne vide ne précède certains messages (1). "
                "Vérifiez que cette boîte en contient bien 2.");
    assert_note(source, 1,
                "« netscape.mbox » : aucune ligne vide ne précède certains messages (1). "
                "Vérifiez que cette boîte en contient bien 2.");
}

/* Lines longer than the piece that is read at a time, and a "From " line across its end. */
static void
test_mbox_long(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (gsize length = 65400; length < 65540; length += 7) {
        g_autoptr(GString) text =
            g_string_new("From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: a@b.fr\n\n");
        gsize start = strlen("From a@b.fr Tue Jul  1 10:02:03 2014\n");
        while (text->len < length)
            g_string_append_c(text, 'x');
        g_autofree char *first = g_strdup_printf("%s\n", text->str + start);
        g_string_append(text, "\n\nFrom a@b.fr Tue Jul  1 10:02:03 2014\nFrom: c@d.fr\n\nDeux.\n");
        put(fixture, "longue.mbox", text->str, -1);
        g_autoptr(Source) source = open_root(fixture);
        g_assert_cmpuint(source->messages, ==, 2);
        assert_bytes(source, "longue.mbox#1", first);
        assert_bytes(source, "longue.mbox#2", "From: c@d.fr\n\nDeux.\n");
    }
}

/* A line that begins with more carriage returns than are looked at is not an empty one. */
static void
test_mbox_returns(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *returns = g_strnfill(300, '\r');
    g_autofree char *first = g_strdup_printf("From: a@b.fr\n\n%sUn.\n", returns);
    g_autofree char *text =
        g_strdup_printf("From a@b.fr Tue Jul  1 10:02:03 2014\n%s"
                        "From a@b.fr Tue Jul  1 10:02:03 2014\nFrom: c@d.fr\n\nDeux.\n",
                        first);
    put(fixture, "retours.mbox", text, -1);
    g_autoptr(Source) source = open_root(fixture);
    g_assert_cmpuint(source->messages, ==, 2);
    assert_bytes(source, "retours.mbox#1", first);
}

static void
test_links(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "a.eml", mail_one, -1);
    g_autofree char *link = g_build_filename(fixture->root, "lien.eml", NULL);
    g_autofree char *loop = g_build_filename(fixture->root, "boucle", NULL);
    g_autofree char *broken = g_build_filename(fixture->root, "rompu", NULL);
    g_autofree char *pipe = g_build_filename(fixture->root, "tube", NULL);
    g_assert_cmpint(symlink("a.eml", link), ==, 0);
    g_assert_cmpint(symlink(".", loop), ==, 0);
    g_assert_cmpint(symlink("nulle-part", broken), ==, 0);
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 2, "a.eml message 30");
    assert_note(source, 0, "« rompu » est un lien qui ne mène à rien : il a été laissé de côté.");
    assert_note(source, 1, "« tube » n’est ni un fichier ni un dossier : il a été laissé de côté.");
    g_assert_cmpuint(source->notes->len, ==, 2);
}

static void
test_changed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "a.eml", mail_one, -1);
    g_autoptr(Source) source = open_root(fixture);
    put(fixture, "a.eml", mail_two, -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = source_item_read(g_ptr_array_index(source->items, 0), &error);
    g_assert_null(bytes);
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_IO);
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(fixture->root, "absent", NULL);
    const char *paths[] = {fixture->root, path, NULL};
    g_assert_null(source_open(paths, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_nonnull(error != NULL ? strstr(error->message, "absent") : NULL);
}

/* A sparse file: what is too large is counted and told, not read. */
static void
test_too_large(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(fixture->root, "film.avi", NULL);
    put(fixture, "film.avi", "RIFF", 4);
    g_assert_cmpint(truncate(path, (off_t)SOURCE_MAX_BYTES + 1), ==, 0);
    g_autoptr(Source) source = open_root(fixture);
    assert_items(source, 1, "");
    assert_note(source, 0,
                "« film.avi » dépasse 256 Mo : ce message est compté, mais n’a pas été lu. "
                "Enregistrez à part la fiche qu’il contient, s’il y en a une.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD("kinds", test_kinds);
    ADD("equal-bytes", test_equal_bytes);
    ADD("maildir", test_maildir);
    ADD("mbox", test_mbox);
    ADD("mbox-endings", test_mbox_endings);
    ADD("mbox-long", test_mbox_long);
    ADD("mbox-returns", test_mbox_returns);
    ADD("links", test_links);
    ADD("changed", test_changed);
    ADD("missing", test_missing);
    ADD("too-large", test_too_large);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * The pure function: what becomes of a message, of each of its parts, and of a loose file.
 */
#include "mails.h"

/* ---- messages with forms ---- */

static void
test_form_among_others(void)
{
    GString *mail = mail_begin("");
    add_text(mail, TEXT_PART, "Voici la fiche.");
    add_text(mail, HTML_PART, "<p>Voici la fiche. <img src=\"cid:logo@x\">");
    add_file(mail, "fiche 3.2.odt", "corpus.odt");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <logo@x>", 300);
    add_text(mail, "Content-Type: text/x-vcard; name=moi.vcf", "BEGIN:VCARD\r\nEND:VCARD\r\n");
    expect(mail, "accepted\n"
                 "1 text: Voici la fiche.\n"
                 "2 ignored\n"
                 "3 form\n"
                 "4 ignored\n"
                 "5 ignored\n"
                 "form 3 readable\n");
}

static void
test_envelope(void)
{
    GString *mail = mail_begin("Received: from a by b; Sat, 1 Mar 2014 10:00:00 +0100\r\n"
                               "In-Reply-To: <0@copil.example>\r\n");
    add_file(mail, "f.xml", "fiche.xml");
    g_string_append(mail, "--=b--\r\n");
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_assert_cmpstr(e->from_address, ==, "lycee@temoin.example");
    g_assert_cmpstr(e->from_name, ==, "Lycée");
    g_assert_cmpstr(e->subject, ==, "Fiche");
    g_assert_cmpstr(e->message_id, ==, "1@temoin.example");
    g_assert_cmpuint(e->references->len, ==, 1);
    g_assert_cmpint(e->received, ==, 1393664400);
    const ExaminedPart *part = g_ptr_array_index(e->parts, 0);
    g_autoptr(GBytes) fiche = data_file("fiche.xml");
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, fiche);
    g_assert_cmpstr(part->sha256, ==, sha256);
    g_assert_cmpuint(part->size, ==, g_bytes_get_size(fiche));
    g_assert_cmpstr(part->filename, ==, "f.xml");
    g_string_free(mail, TRUE);
}

/* Inline, without a name, declared as something else: content decides. */
static void
test_content_decides(void)
{
    GString *mail = mail_begin("");
    g_autoptr(GBytes) fiche = data_file("fiche.xml");
    gsize length;
    const char *bytes = g_bytes_get_data(fiche, &length);
    add_part(mail, "Content-Type: image/png; name=photo.png", bytes, length);
    expect(mail, "accepted\n1 form\nform 1 readable\n");
}

static void
test_twice(void)
{
    GString *mail = mail_begin("");
    add_file(mail, "a.xml", "fiche.xml");
    add_file(mail, "b.xml", "fiche.xml");
    expect(mail, "accepted\n1 form\n2 ignored\nform 1 readable\n! form-twice\n");
}

static void
test_refused_formats(void)
{
    GString *mail = mail_begin("");
    add_file(mail, "fiche.odt", "word.docx");
    add_text(mail, "Content-Type: application/pdf", "%PDF-1.4\n%%EOF\n");
    add_text(mail, "Content-Type: application/rtf", "{\\rtf1 Fiche}");
    add_file(mail, "fiche.odt", "truncated.odt");
    add_text(mail, "Content-Type: application/octet-stream; name=\"vide.odt\"", "");
    add_text(mail, "Content-Type: application/octet-stream; name=\"FICHE.ODT\"", "bonjour");
    expect(mail, "accepted\n"
                 "1 form\n2 form\n3 form\n4 form\n5 form\n6 form\n"
                 "form 1 unreadable\n  ! file-docx\n"
                 "form 2 unreadable\n  ! file-pdf\n"
                 "form 3 unreadable\n  ! file-rtf\n"
                 "form 4 unreadable\n  ! odt-truncated\n"
                 "form 5 unreadable\n  ! file-empty\n"
                 "form 6 unreadable\n  ! file-text\n");
}

static void
test_forwarded(void)
{
    GString *mail = mail_begin("");
    g_string_append(mail, "--=b\r\nContent-Type: message/rfc822\r\n\r\n"
                          "From: proviseur@autre.example\r\nSubject: fiche\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: multipart/mixed; boundary=\"=c\"\r\n\r\n"
                          "--=c\r\nContent-Type: application/xml\r\n\r\n"
                          "<fiche-3.2 xmlns=\"urn:copil:idf-2013\"><organisme>x</organisme>"
                          "</fiche-3.2>\r\n--=c--\r\n");
    g_string_append(mail, "--=b--\r\n");
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_assert_cmpuint(e->forms->len, ==, 1);
    g_assert_cmpstr(e->from_address, ==, "lycee@temoin.example");
    g_assert_cmpstr(e->forwarded_from, ==, "proviseur@autre.example");
    g_string_free(mail, TRUE);
}

static char *
small_form(guint n)
{
    return g_strdup_printf("<fiche-3.2 xmlns=\"urn:copil:idf-2013\"><commentaires>%u</commentaires>"
                           "</fiche-3.2>",
                           n);
}

static void
test_many_forms(void)
{
    static const struct {
        guint sent, read;
    } counts[] = {{EXAMINATION_MAX_FORMS, EXAMINATION_MAX_FORMS},
                  {EXAMINATION_MAX_FORMS + 2, EXAMINATION_MAX_FORMS}};
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        GString *mail = mail_begin("");
        for (guint n = 0; n < counts[i].sent; n++) {
            g_autofree char *form = small_form(n);
            add_text(mail, "Content-Type: text/xml", form);
        }
        g_string_append(mail, "--=b--\r\n");
        g_autoptr(Examination) e =
            examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
        g_assert_cmpuint(e->forms->len, ==, counts[i].read);
        g_assert_cmpuint(e->parts->len, ==, counts[i].sent);
        g_assert_cmpuint(e->findings->len, ==, counts[i].sent > counts[i].read ? 1 : 0);
        const ExaminedPart *last = g_ptr_array_index(e->parts, e->parts->len - 1);
        g_assert_cmpint(last->fate, ==, counts[i].sent > counts[i].read ? FATE_BY_HAND : FATE_FORM);
        g_string_free(mail, TRUE);
    }
}

/* ---- pictures ---- */

#define SMALL (20u * 1024 - 1)

static void
test_pictures(void)
{
    /* A photograph alone, and a small one that no text shows. */
    GString *mail = mail_begin("");
    add_picture(mail, "Content-Type: image/png; name=fiche.png", SMALL + 1);
    expect(mail, "by_hand\n1 by_hand\n! part-picture\n");
    mail = mail_begin("");
    add_picture(mail, "Content-Type: image/png", SMALL);
    expect(mail, "by_hand\n1 by_hand\n! part-picture\n");

    /* Shown in the text: small a logo, big a photograph. */
    mail = mail_begin("");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL);
    expect(mail, "not_a_form\n1 text: \n2 ignored\n");
    mail = mail_begin("");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL + 1);
    expect(mail, "by_hand\n1 text: \n2 by_hand\n! part-picture\n");

    /* Beside a form: a logo is small, or shown. */
    mail = mail_begin("");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL + 1);
    add_picture(mail, "Content-Type: image/png", SMALL);
    add_picture(mail, "Content-Type: image/png; name=scan.png\r\nContent-ID: <c@b>", SMALL + 1);
    add_file(mail, "a.xml", "fiche.xml");
    expect(mail, "accepted\n1 text: \n2 ignored\n3 ignored\n4 by_hand\n5 form\n"
                 "form 5 readable\n! part-picture\n");
}

/* ---- what holds no form ---- */

static void
test_texts(void)
{
    GString *mail = mail_begin("");
    add_text(mail, TEXT_PART, "Bonjour, quand se réunit le comité ?");
    expect(mail, "not_a_form\n1 text: Bonjour, quand se réunit le comité ?\n");
    mail = mail_begin("");
    add_text(mail, HTML_PART, "<b>Bonjour</b>");
    expect(mail, "not_a_form\n1 text: Bonjour\n");
    mail = mail_begin("");
    add_text(mail, "Content-Type: text/xml; name=a.xml", "<factures/>");
    expect(mail, "not_a_form\n1 text: <factures/>\n");
    mail = mail_begin("");
    add_text(mail, "Content-Type: application/octet-stream", "");
    expect(mail, "not_a_form\n1 ignored\n");
}

static void
test_by_hand(void)
{
    static const struct {
        const char *headers, *bytes, *finding;
    } cases[] = {
        {"Content-Type: application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22 etc.",
         "part-winmail"},
        {"Content-Type: application/pkcs7-mime; name=smime.p7m", "0\x82\x01\x02\x03",
         "part-encrypted"},
        {"Content-Type: application/octet-stream; name=encrypted.asc",
         "-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n-----END PGP MESSAGE-----\r\n",
         "part-encrypted"},
        {"Content-Type: audio/ogg", "OggS\x01\x02\x03", "part-unknown"},
        {TEXT_PART, "Bonjour\nbegin 644 fiche.odt\n#0V%T\n`\nend\n", "part-in-text"},
        {TEXT_PART, "=ybegin line=128 size=18 name=fiche.odt\nx\n=yend size=18\n", "part-in-text"},
        {TEXT_PART, "(This file must be converted with BinHex 4.0)\n\n:x:\n", "part-in-text"},
        {TEXT_PART,
         "Content-Type: application/octet-stream; name=fiche.odt\n"
         "Content-Transfer-Encoding: base64\n\n"
         "UEsDBBQAAAgAAAAAIQBexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQu\r\n",
         "part-in-text"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *mail = mail_begin("");
        add_text(mail, cases[i].headers, cases[i].bytes);
        g_autofree char *expected = g_strdup_printf("by_hand\n1 by_hand\n! %s\n", cases[i].finding);
        expect(mail, expected);
    }
    GString *mail = mail_begin("");
    add_text(mail, TEXT_PART, "On peut le dire ainsi :\nbegin 2014 dans la joie\nsuite");
    expect(mail, "not_a_form\n"
                 "1 text: On peut le dire ainsi :\nbegin 2014 dans la joie\nsuite\n");
    mail = mail_begin("");
    add_text(mail, TEXT_PART,
             "UEsDB commence un fichier zip en base64, disait-il au chef.\nbegin 644 ");
    expect(mail,
           "not_a_form\n"
           "1 text: UEsDB commence un fichier zip en base64, disait-il au chef.\nbegin 644 \n");
}

/* ---- text around the parts of a multipart ---- */

#define FORM_TEXT "<fiche-3.3 xmlns='urn:copil:idf-2013'></fiche-3.3>\r\n"
#define SECOND    "From: b@exemple.fr\r\nSubject: fiche\r\n"

static void
expect_around(const char *before, const char *after, const char *expected)
{
    GString *mail = g_string_new("From: a@exemple.fr\r\nMIME-Version: 1.0\r\n"
                                 "Content-Type: multipart/mixed; boundary=\"=b\"\r\n\r\n");
    g_string_append_printf(mail, "%s\r\n--=b\r\n" TEXT_PART "\r\n\r\nBonjour\r\n--=b--\r\n%s",
                           before, after);
    expect_cut(mail, expected);
}

/* 500 parts are the most, and the words around them none. */
static void
test_around_many(void)
{
    GString *mail = g_string_new("From: a@exemple.fr\r\nMIME-Version: 1.0\r\n"
                                 "Content-Type: multipart/mixed; boundary=\"=b\"\r\n\r\nz\r\n");
    for (guint i = 0; i < 499; i++)
        g_string_append(mail, "--=b\r\nContent-Type: text/plain\r\n\r\na\r\n");
    add_file(mail, "f.xml", "fiche.xml");
    g_string_append(mail, "--=b--\r\nz\r\n");
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_assert_cmpint(e->verdict, ==, VERDICT_ACCEPTED);
    g_assert_cmpuint(e->parts->len, ==, 500);
    g_string_free(mail, TRUE);
}

static void
test_around(void)
{
    static const char words[] = "not_a_form\n1 text: Bonjour\n";
    static const char *const footers[] = {
        "\r\n",
        "From the ENT of Exemple\r\nhttps://ent.example/aide\r\n",
        "To: sortie@liste.example\r\nSubject: sortie\r\n\r\nMerci\r\n",
        "X-Virus-Scanned: ok\r\nReceived: oui\r\n\r\nMerci\r\n",
        "From: a@b.example\r\nSubject: ceci n'a rien derriere\r\n\r\n",
        "From: a@b.example\r\n\r\nUn champ seul.\r\n",
    };
    for (guint i = 0; i < G_N_ELEMENTS(footers); i++)
        expect_around("This is a multi-part message in MIME format.", footers[i], words);
    expect_around("X-Mailer: PHP/5.6\r\nFrom: a@b.example\r\nMIME-Version: 1.0\r\n\r\nz", "",
                  words);
    /* A form there, however short, and a whole message. */
    expect_around("", FORM_TEXT, "by_hand\n1 text: Bonjour\n2 by_hand\n! part-in-text\n");
    expect_around(FORM_TEXT, "", "by_hand\n0 by_hand\n1 text: Bonjour\n! part-in-text\n");
    expect_around("", "%PDF-1.4\r\n", "by_hand\n1 text: Bonjour\n2 by_hand\n! part-in-text\n");
    expect_around("", SECOND "\r\nBonsoir\r\n", "by_hand\n1 text: Bonjour\n! mail-ambiguous\n");
    expect_around("", "\r\nFrom b@exemple.fr Tue Jul  1 10:02:03 2014\r\n" SECOND "\r\nBonsoir\r\n",
                  "by_hand\n1 text: Bonjour\n! mail-ambiguous\n");
}

/* An XML form amid other words; its namespace alone is none. */
static void
test_xml_in_text(void)
{
    GString *mail = mail_begin("");
    add_text(mail, TEXT_PART, "Voici : <f:fiche-3.3 xmlns:f='urn:copil:idf-2013'>");
    expect(mail, "by_hand\n1 by_hand\n! part-in-text\n");
    mail = mail_begin("");
    add_text(mail, TEXT_PART, "Faut-il xmlns=\"urn:copil:idf-2013\" dans <fiche-3.3> ?");
    expect(mail, "not_a_form\n"
                 "1 text: Faut-il xmlns=\"urn:copil:idf-2013\" dans <fiche-3.3> ?\n");
    mail = mail_begin("");
    add_text(mail, TEXT_PART, "<xs:element name=\"fiche-3.3\" type=\"t\"/>");
    expect(mail, "not_a_form\n1 text: <xs:element name=\"fiche-3.3\" type=\"t\"/>\n");
    mail = mail_begin("");
    add_text(mail, HTML_PART, "<p>Voici : &lt;fiche-3.3 xmlns=&quot;urn:copil:idf-2013&quot;&gt;");
    expect(mail, "by_hand\n1 by_hand\n! part-in-text\n");
}

static void
test_automatic(void)
{
    GString *mail = mail_begin("Auto-Submitted: auto-replied\r\n");
    add_text(mail, TEXT_PART, "Je suis absent.");
    add_picture(mail, "Content-Type: image/png", 100);
    expect(mail, "automatic\n1 text: Je suis absent.\n2 by_hand\n! part-picture\n");
    /* A scanner's page, and what a list's member attached, are for a person. */
    mail = mail_begin("Auto-Submitted: auto-generated\r\n");
    add_picture(mail, "Content-Type: image/png; name=scan0001.png", SMALL);
    expect(mail, "by_hand\n1 by_hand\n! part-picture\n");
    mail = mail_begin("Auto-Submitted: auto-generated\r\n");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL + 1);
    expect(mail, "automatic\n1 text: \n2 ignored\n");
    /* Of a sender whose server leaves Return-Path empty, as of any other person. */
    mail = mail_begin("Return-Path: <>\r\n");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL + 1);
    expect(mail, "by_hand\n1 text: \n2 by_hand\n! part-picture\n");
    mail = mail_begin("X-Failed-Recipients: a@b.example\r\n");
    add_part(mail, "Content-Type: application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22", 4);
    expect(mail, "automatic\n1 by_hand\n! part-winmail\n");
    mail = mail_begin("List-Id: <liste.example>\r\n");
    add_text(mail, HTML_PART, "<img src=\"cid:a@b\">");
    add_picture(mail, "Content-Type: image/png\r\nContent-ID: <a@b>", SMALL + 1);
    expect(mail, "automatic\n1 text: \n2 ignored\n");
    mail = mail_begin("List-Id: <liste.example>\r\n");
    add_part(mail, "Content-Type: application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22", 4);
    expect(mail, "by_hand\n1 by_hand\n! part-winmail\n");
    mail = mail_begin("List-Id: <liste.example>\r\n");
    add_text(mail, TEXT_PART, "Lettre n° 4");
    expect(mail, "automatic\n1 text: Lettre n° 4\n");
    /* Cut on its way: a list's mail may have lost its form, a machine's is cut on purpose. */
    mail = mail_begin("List-Id: <liste.example>\r\n");
    add_text(mail, TEXT_PART, "Lettre n° 5");
    expect_cut(mail, "by_hand\n1 text: Lettre n° 5\n! mail-cut\n");
    mail = mail_begin("Auto-Submitted: auto-replied\r\n");
    add_text(mail, TEXT_PART, "Je suis absent.");
    expect_cut(mail, "automatic\n1 text: Je suis absent.\n! mail-cut\n");
    /* A form is read, whoever sends it. */
    mail = mail_begin("List-Id: <liste.example>\r\n");
    add_file(mail, "f.xml", "fiche.xml");
    expect(mail, "accepted\n1 form\nform 1 readable\n");
}

static void
test_bounce(void)
{
    GString *mail = mail_begin("Return-Path: <>\r\n");
    add_text(mail, TEXT_PART, "Non remis.");
    g_string_append(mail, "--=b\r\nContent-Type: message/delivery-status\r\n\r\n"
                          "Reporting-MTA: dns; mx.example\r\n\r\n"
                          "Final-Recipient: rfc822; x@y.example\r\nAction: failed\r\n"
                          "Status: 5.1.1\r\n\r\n");
    add_file(mail, "vierge.xml", "fiche.xml");
    g_string_append(mail, "--=b--\r\n");
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_assert_cmpint(e->verdict, ==, VERDICT_AUTOMATIC);
    g_assert_cmpint(e->class, ==, MAIL_BOUNCE);
    g_assert_cmpuint(e->forms->len, ==, 0);
    g_assert_cmpint(((ExaminedPart *)g_ptr_array_index(e->parts, 2))->fate, ==, FATE_IGNORED);
    g_string_free(mail, TRUE);

    /* An empty Return-Path alone is a badly set up sender's. */
    mail = mail_begin("Return-Path: <>\r\n");
    add_file(mail, "f.xml", "fiche.xml");
    expect(mail, "accepted\n1 form\nform 1 readable\n");
}

/* Two ways to read the message: the form is seen, held, and never accepted. */
static void
test_critical(void)
{
    GString *mail = mail_begin("Content-Type: text/plain\r\n");
    add_file(mail, "f.xml", "fiche.xml");
    g_string_append(mail, "--=b--\r\n");
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_assert_cmpint(e->verdict, ==, VERDICT_BY_HAND);
    g_assert_cmpuint(e->forms->len, ==, 0);
    g_assert_true(findings_have_error(e->findings));
    for (guint i = 0; i < e->parts->len; i++)
        g_assert_cmpint(((ExaminedPart *)g_ptr_array_index(e->parts, i))->fate, !=, FATE_FORM);
    g_string_free(mail, TRUE);
}

static void
test_unreadable_mail(void)
{
    static const char *const mails[] = {"", "\x00\x01\x02", "bonjour"};
    for (guint i = 0; i < G_N_ELEMENTS(mails); i++) {
        g_autoptr(Examination) e =
            examine((const guint8 *)mails[i], i == 1 ? 3 : strlen(mails[i]), TRUE, "1.eml", NULL);
        g_assert_cmpint(e->verdict, ==, VERDICT_BY_HAND);
        g_assert_cmpuint(e->findings->len, >=, 1);
    }
}

/* ---- loose files ---- */

static void
test_loose(void)
{
    g_autoptr(GBytes) odt = data_file("corpus.odt");
    gsize length;
    const void *bytes = g_bytes_get_data(odt, &length);
    expect_file("f.odt", bytes, length, "accepted\n1 form\nform 1 readable\n");
    g_autoptr(GBytes) docx = data_file("word.docx");
    bytes = g_bytes_get_data(docx, &length);
    expect_file("f.odt", bytes, length, "accepted\n1 form\nform 1 unreadable\n  ! file-docx\n");
    g_autoptr(GBytes) zip = data_file("nested.zip");
    bytes = g_bytes_get_data(zip, &length);
    expect_file("f.zip", bytes, length,
                "accepted\n1 archive\n1/inner.zip by_hand\n1/fiche.xml form\n"
                "form 1/fiche.xml readable\n! archive-nested\n");
    expect_file("p.png", "\x89PNG\r\n\x1a\n....", 12, "by_hand\n1 by_hand\n! part-picture\n");
    expect_file("winmail.dat", "\x78\x9f\x3e\x22....", 8, "by_hand\n1 by_hand\n! part-winmail\n");
    expect_file("a.txt", "bonjour", 7, "not_a_form\n1 text: bonjour\n! file-not-a-form\n");
    expect_file(NULL, "", 0, "not_a_form\n1 ignored\n! file-not-a-form\n");
    expect_file("vide.odt", "", 0, "accepted\n1 form\nform 1 unreadable\n  ! file-empty\n");
}

/* Half a million cells, the most that cross the wire, and a row more. */
static void
test_cells(void)
{
    static const char *const expected[] = {"accepted\n1 form\nform 1 readable\n",
                                           "by_hand\n1 by_hand\n! forms-too-many\n"};
    for (guint more = 0; more < 2; more++) {
        GString *xml = g_string_new("<fiche-3.2 xmlns=\"urn:copil:idf-2013\"><stages>");
        for (guint i = 0; i < EXAMINATION_MAX_CELLS / 1000 + more; i++) {
            g_string_append(xml, "<ligne>");
            for (guint j = 0; j < 1000; j++)
                g_string_append(xml, "<a/>");
            g_string_append(xml, "</ligne>");
        }
        g_string_append(xml, "</stages></fiche-3.2>");
        expect_file("f.xml", xml->str, xml->len, expected[more]);
        g_string_free(xml, TRUE);
    }
}

static void
test_failed(void)
{
    g_autoptr(Examination) e = examine_failed(FINDING_CHILD_TIMEOUT, TRUE, "1\x01.eml", 12, "abc");
    g_autofree char *text = describe(e);
    g_assert_cmpstr(text, ==, "by_hand\n! examination-timeout\n");
    const Finding *finding = g_ptr_array_index(e->findings, 0);
    g_assert_cmpstr(
        finding->message, ==,
        "La lecture de «\u00a01.eml\u00a0» prenait trop de temps et a été arrêtée\u202f; "
        "rien n’en a été retenu. Repartez du formulaire vierge, remplissez-le à "
        "nouveau, puis renvoyez-le seul\u202f; si le défaut demeure, adressez-vous au "
        "secrétariat.");
}

/* ---- with a definition ---- */

static Definition *
definition(void)
{
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(top != NULL ? top : ".", "forms/idf-2013/convention.xml", NULL);
    char *xml = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &xml, &length, NULL));
    g_autoptr(GBytes) convention = g_bytes_new_take(xml, length);
    g_autoptr(GBytes) participants = data_file("participants.csv");
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    Definition *loaded = definition_load(convention, participants, NULL, mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
    return loaded;
}

static void
test_judged(void)
{
    g_autoptr(Definition) loaded = definition();
    g_autoptr(GError) error = NULL;
    g_autoptr(Checker) checker = checker_new(loaded, &error);
    g_assert_no_error(error);
    GString *mail = mail_begin("");
    add_file(mail, "f.xml", "fiche.xml");
    add_file(mail, "f.odt", "word.docx");
    add_file(mail, "g.odt", "corpus.odt");
    g_string_append(mail, "--=b--\r\n");
    g_autoptr(Examination) e =
        examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", checker);
    static const Verdict verdicts[] = {VERDICT_ACCEPTED, VERDICT_UNREADABLE, VERDICT_REFUSED};
    g_assert_cmpuint(e->forms->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        const ExaminedForm *form = g_ptr_array_index(e->forms, i);
        g_assert_cmpint(form->checked->verdict, ==, verdicts[i]);
    }
    const ExaminedForm *first = g_ptr_array_index(e->forms, 0);
    g_assert_cmpstr(first->checked->organisation, ==, "0939101M");
    g_assert_cmpstr(first->checked->sheet, ==, "3.2");
    g_autoptr(GBytes) bytes = examination_to_bytes(e);
    g_autoptr(Examination) again = examination_from_bytes(bytes, &error);
    g_assert_no_error(error);
    g_string_free(mail, TRUE);
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "Europe/Paris", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    mail_init();
    g_test_add_func("/examine/form-among-others", test_form_among_others);
    g_test_add_func("/examine/envelope", test_envelope);
    g_test_add_func("/examine/content-decides", test_content_decides);
    g_test_add_func("/examine/twice", test_twice);
    g_test_add_func("/examine/refused-formats", test_refused_formats);
    g_test_add_func("/examine/forwarded", test_forwarded);
    g_test_add_func("/examine/many-forms", test_many_forms);
    g_test_add_func("/examine/pictures", test_pictures);
    g_test_add_func("/examine/texts", test_texts);
    g_test_add_func("/examine/by-hand", test_by_hand);
    g_test_add_func("/examine/around", test_around);
    g_test_add_func("/examine/around/many", test_around_many);
    g_test_add_func("/examine/xml-in-text", test_xml_in_text);
    g_test_add_func("/examine/automatic", test_automatic);
    g_test_add_func("/examine/bounce", test_bounce);
    g_test_add_func("/examine/critical", test_critical);
    g_test_add_func("/examine/unreadable-mail", test_unreadable_mail);
    g_test_add_func("/examine/loose", test_loose);
    g_test_add_func("/examine/cells", test_cells);
    g_test_add_func("/examine/failed", test_failed);
    g_test_add_func("/examine/judged", test_judged);
    return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers as another mail library reads them: header and plain text, in tests/data/letter.  (That
 * the HTML says the same is tested in tests/letter.)
 */
#include "letter/answer.h"

#include <glib/gstdio.h>
#include <string.h>

#define SHA256 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const char *const recipients[] = {"p.martin@exemple.fr", "fiches@école.exemple.fr", NULL};
static const char *const references[] = {"campagne-1@comite.exemple.fr",
                                         "rappel-7@comite.exemple.fr", NULL};

static const AnswerFinding findings[] = {
    {.code = "FA32-10.GI",
     .label = "Élèves et stages par diplôme, CAP Gardien d’immeubles",
     .value = "l2",
     .message = "«\u00a0l2\u00a0» contient une lettre à la place d’un chiffre. Si vous vouliez "
                "écrire 12, tapez 12, en chiffres seulement.",
     .error = TRUE},
    {.code = "FA32-10.SPVL",
     .label = "Élèves et stages par diplôme, Bac Pro SPVL",
     .value = "environ 30",
     .message = "Ce nombre est approché ; 30 a été retenu."},
    {.code = "FA32-10.GI",
     .label = "Élèves et stages par diplôme, CAP Gardien d’immeubles",
     .value = "25",
     .message = "Il y a plus d’élèves en stage que d’élèves. Corrigez l’un des deux nombres.",
     .error = TRUE},
    {.message = "La date de remplissage manque. Indiquez-la.", .error = TRUE},
    {.message = "Le fichier est signé.", .note = TRUE},
};

static const AnswerForm refused = {
    .filename = "fiche 3.2.odt",
    .sheet = "3.2",
    .title = "Accueil des élèves en stage",
    .organisation = "Lycée Paul-Langevin",
    .period = "année scolaire 2013-2014",
    .verdict = VERDICT_REFUSED,
    .due = "15 juillet 2014",
    .findings = findings,
    .n_findings = G_N_ELEMENTS(findings),
};

static const AnswerForm accepted = {
    .sheet = "3.2",
    .title = "Accueil des élèves en stage",
    .organisation = "Lycée Paul-Langevin",
    .period = "année scolaire 2013-2014",
    .verdict = VERDICT_ACCEPTED,
    .replaces = "12 mars 2014",
};

static const AnswerForm unreadable = {
    .filename = "fiche.docx",
    .verdict = VERDICT_UNREADABLE,
    .findings =
        (const AnswerFinding[]){{.message = "Le fichier est un document Word. Enregistrez-le au "
                                            "format .odt, puis renvoyez-le.",
                                 .error = TRUE}},
    .n_findings = 1,
};

static AnswerLetter
letter_of(const AnswerForm *forms, guint n_forms)
{
    return (AnswerLetter){
        .from_name = "Secrétariat du comité",
        .from_address = "fiches@comite.exemple.fr",
        .recipients = recipients,
        .subject = "Fiche de l’année",
        .in_reply_to = "20140701.1@exemple.fr",
        .references = references,
        .message_sha256 = SHA256,
        .convention_title = "Convention de partenariat pour la promotion des métiers du logement "
                            "social en Île-de-France",
        .date = 1404201723,
        .forms = forms,
        .n_forms = n_forms,
    };
}

static char *
data_path(const char *file)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    return g_build_filename(root != NULL ? root : ".", "tests/data/letter", file, NULL);
}

static void
assert_file(const char *file, const char *found, gsize length)
{
    g_autofree char *path = data_path(file);
    g_autofree char *expected = NULL;
    gsize expected_length = 0;
    if (g_getenv("COPIL_BLESS") != NULL)
        g_assert_true(g_file_set_contents(path, found, (gssize)length, NULL));
    g_assert_true(g_file_get_contents(path, &expected, &expected_length, NULL));
    g_assert_cmpmem(found, length, expected, expected_length);
}

/* What Python's email package reads: each header, decoded, then the text. */
static char *
read_with_python(const char *message, gsize length)
{
    static const char script[] =
        "import email, email.policy, sys\n"
        "m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)\n"
        "sys.stdout.buffer.write(''.join('%s: %s\\n' % i for i in m.items()).encode())\n"
        "sys.stdout.buffer.write(('\\n' + m.get_body(('plain',)).get_content().replace('\\r\\n', "
        "'\\n')).encode())\n"
        "for f in m.iter_attachments() if m.is_multipart() else ():\n"
        "    sys.stdout.buffer.write(('\\n[%s, %s]\\n' % (f.get_filename(),\n"
        "        f.get_content_type())).encode() + f.get_payload(decode=True))\n"
        "assert not any(p.defects for p in m.walk())\n"
        "assert not any(v.defects for v in m.values())\n";
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL, *out = NULL;
    int fd = g_file_open_tmp("copil-answer-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, message, (gssize)length, NULL));
    g_autofree char *quoted = g_shell_quote(script);
    g_autofree char *command =
        g_strdup_printf("sh -c \"/usr/bin/python3 -c \\\"\\$0\\\" < %s\" %s", path, quoted);
    int status = -1;
    g_assert_true(g_spawn_command_line_sync(command, &out, NULL, &status, &error));
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_unlink(path);
    return g_steal_pointer(&out);
}

/* Lines that any server passes on: CRLF, at most 78 octets of ASCII but for the Message-ID. */
static void
assert_lines(const char *message, gsize length)
{
    g_assert_null(memchr(message, '\0', length));
    g_auto(GStrv) lines = g_strsplit(message, "\r\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_assert_null(strpbrk(lines[i], "\r\n"));
        for (const char *p = lines[i]; *p != '\0'; p++)
            g_assert_true(*p == '\t' || (*p >= ' ' && *p <= '~'));
        if (!g_str_has_prefix(lines[i], "Message-ID: "))
            g_assert_cmpuint(strlen(lines[i]), <=, 78);
    }
}

static void
check(const AnswerLetter *letter, const char *name)
{
    g_autoptr(GBytes) bytes = answer_compose(letter);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *message = g_strndup(data, length);
    g_autofree char *txt = g_strdup_printf("%s.txt", name);
    assert_lines(message, length);
    g_autofree char *read = read_with_python(message, length);
    assert_file(txt, read, strlen(read));
}

static void
test_refused(void)
{
    AnswerLetter letter = letter_of(&refused, 1);
    check(&letter, "refused");
}

static void
test_accepted(void)
{
    AnswerLetter letter = letter_of(&accepted, 1);
    check(&letter, "accepted");
}

static void
test_several(void)
{
    const AnswerForm forms[] = {accepted, refused, unreadable, accepted};
    AnswerLetter letter = letter_of(forms, G_N_ELEMENTS(forms));
    letter.in_reply_to = NULL;
    letter.subject = NULL;
    check(&letter, "several");
}

/* Whatever a sender writes stays in its field. */
static void
test_hostile(void)
{
    static const char *const bad[] = {"a@b.fr\r\nBcc: x@y.fr", "sans-arobase",   "<c@d.fr>",
                                      "e@f.fr, g@h.fr",        "bon@exemple.fr", NULL};
    static const char *const ids[] = {"a@b>\r\nBcc: x@y.fr", "bon@exemple.fr", "c d@e", NULL};
    AnswerForm form = unreadable;
    form.filename = "x\r\nBcc: y@z.fr\r\n\r\n.odt";
    AnswerLetter letter = letter_of(&form, 1);
    letter.recipients = bad;
    letter.references = ids;
    letter.in_reply_to = "x@y\r\nBcc: z";
    letter.from_name = "Le \"secrétariat\"\r\nBcc: x@y.fr";
    letter.subject = "=?utf-8?Q?x?=\r\n.\r\nFrom moi";
    check(&letter, "hostile");
}

/* As Python reads it. */
static char *
read_letter(const AnswerLetter *letter)
{
    g_autoptr(GBytes) bytes = answer_compose(letter);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return read_with_python(data, length);
}

static char *
subject_of(const AnswerForm *forms, guint n_forms)
{
    AnswerLetter letter = letter_of(forms, n_forms);
    g_autofree char *read = read_letter(&letter);
    const char *start = strstr(read, "Subject: ") + strlen("Subject: ");
    return g_strndup(start, strcspn(start, "\n"));
}

static void
test_subjects(void)
{
    static const struct {
        Verdict verdict;
        const char *sheet;
        guint findings; /* the first of the table above */
        const char *subject;
    } cases[] = {
        {VERDICT_ACCEPTED, "3.2", 0, "Fiche 3.2 bien reçue"},
        {VERDICT_REFUSED, "3.2", 1, "Fiche 3.2 à corriger : 1 point"},
        {VERDICT_REFUSED, "3.2", 4, "Fiche 3.2 à corriger : 3 points"},
        {VERDICT_REFUSED, NULL, 0, "Fiche à corriger"},
        {VERDICT_DUPLICATE, "1", 0, "Fiche 1 déjà reçue"},
        {VERDICT_REPLACED, "1", 0, "Fiche 1 déjà remplacée"},
        {VERDICT_UNREADABLE, NULL, 0, "Fiche illisible : scan.pdf"},
        {VERDICT_BY_HAND, NULL, 0, "Message à examiner par le secrétariat"},
        {VERDICT_WITHDRAWN, "1", 0, "Fiche 1 retirée"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        AnswerForm form = {.filename = "scan.pdf",
                           .sheet = cases[i].sheet,
                           .verdict = cases[i].verdict,
                           .findings = findings,
                           .n_findings = cases[i].findings};
        g_autofree char *subject = subject_of(&form, 1);
        g_assert_cmpstr(subject, ==, cases[i].subject);
    }
    AnswerForm doubtful = accepted;
    doubtful.findings = &findings[1];
    doubtful.n_findings = 1;
    g_autofree char *warned = subject_of(&doubtful, 1);
    g_assert_cmpstr(warned, ==, "Fiche 3.2 bien reçue : 1 point à vérifier");
    const AnswerForm two[] = {refused, refused};
    g_autofree char *both = subject_of(two, 2);
    g_assert_cmpstr(both, ==, "2 fiches à corriger : 6 points");
    AnswerForm corrected = refused;
    corrected.corrected = "4 juillet 2014";
    g_autofree char *since = subject_of(&corrected, 1);
    g_assert_cmpstr(since, ==, "Fiche 3.2 déjà corrigée");
    const AnswerForm since_two[] = {corrected, refused};
    g_autofree char *since_and = subject_of(since_two, 2);
    g_assert_cmpstr(since_and, ==, "2 fiches : 1 à corriger, 1 déjà corrigée");
    const AnswerForm three[] = {refused, accepted, accepted};
    g_autofree char *several = subject_of(three, 3);
    g_assert_cmpstr(several, ==, "3 fiches : 2 bien reçues, 1 à corriger");
}

static void
test_message_id(void)
{
    g_autofree char *id = answer_message_id(SHA256, 0);
    g_assert_cmpstr(id, ==, "copil." SHA256 "@copil.invalid");
    g_autofree char *after_act = answer_message_id(SHA256, 12);
    g_assert_cmpstr(after_act, ==, "copil." SHA256 ".12@copil.invalid");
}

/* Forms of one verdict are told together; one point is said in the singular; an empty answer is
 * not quoted. */
static void
test_alike(void)
{
    const AnswerFinding doubt = {.code = "FA32-21", .value = "", .message = "À relire."};
    const AnswerForm forms[] = {
        {.sheet = "3.2", .verdict = VERDICT_ACCEPTED, .findings = &doubt, .n_findings = 1},
        {.filename = "fiche.pdf", .verdict = VERDICT_ACCEPTED},
    };
    AnswerLetter letter = letter_of(forms, 2);
    g_autofree char *text = read_letter(&letter);
    g_assert_nonnull(strstr(text, "\nSubject: 2 fiches bien reçues : 1 point à vérifier\n"));
    g_assert_nonnull(
        strstr(text, "\nVotre message contenait 2 fiches, toutes deux bien reçues.\n"));
    g_assert_nonnull(strstr(text, "\nRelisez le point à vérifier ci-dessous. S’il est exact, "));
    g_assert_nonnull(strstr(text, "\nFA32-21\n  - À relire.\n"));
    g_assert_nonnull(strstr(text, "\nVous n’avez rien à faire pour cette fiche.\n"));
    g_assert_null(strstr(text, "Fichier"));
}

/* What was understood, and what has changed: tables of which no line is too long. */
static void
test_understood(void)
{
    static const AnswerValue changes[] = {
        {"FA32-10.GI – Élèves et stages chez un bailleur social, par diplôme, CAP Gardien "
         "d’immeubles, Effectif",
         "24", "21"},
        {"FA32-90 – Commentaires", "non donnée", "Rien à signaler."},
    };
    static const AnswerValue values[] = {
        {"Élèves et stages chez un bailleur social, par diplôme", NULL, NULL},
        {"CAP Gardien d’immeubles",
         "Effectif\u00a0: 24, dont filles\u00a0/\u00a0femmes\u00a0: 9, En stage chez un bailleur "
         "social\u00a0: 20, dont filles\u00a0/\u00a0femmes\u00a0: 7",
         NULL},
        {"Date de parution", "12 mars 2014", NULL},
        {"Commentaires",
         "Un texte sans le moindre mot : "
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         NULL},
    };
    AnswerForm form = accepted;
    form.changes = changes;
    form.n_changes = G_N_ELEMENTS(changes);
    form.values = values;
    form.n_values = G_N_ELEMENTS(values);
    AnswerLetter letter = letter_of(&form, 1);
    letter.meeting = "25 septembre 2014";
    check(&letter, "understood");
    static const AnswerValue silent[] = {{"FA32-90 – Commentaires", NULL, NULL}};
    form.changes = silent;
    form.n_changes = 1;
    letter.sender = "autre@exemple.fr";
    g_autofree char *text = read_letter(&letter);
    g_assert_nonnull(strstr(text, "l’envoi du 12 mars 2014\u00a0: une réponse a changé.\n"));
    g_assert_nonnull(strstr(text, "\nCE QUI A CHANGÉ\n\n  - FA32-90 – Commentaires\n\n"));
    g_assert_nonnull(strstr(text, "suite au message «\u00a0Fiche de l’année\u00a0»\nenvoyé par "
                                  "autre@exemple.fr. Pour toute question"));
}

/* Programs get their answer as XML. */
static void
test_program(void)
{
    const AnswerFinding found[] = {
        {.code = "FA32-22",
         .label = "Élèves accueillis en stage",
         .value = "<quarante & \"un\">",
         .message = "La valeur n’est pas admise ici : écrivez 41.",
         .error = TRUE,
         .kind = "xml-value",
         .line = 12,
         .xpath = "/fiche-3.2/stagiaires_accueillis"},
        {.message = "Le document porte une signature.", .note = TRUE, .kind = "read-signed"},
    };
    AnswerForm forms[] = {refused, accepted};
    forms[0].xml = TRUE;
    forms[0].filename = "export.xml";
    forms[0].period_code = "2013-2014";
    forms[0].standing = "12 mars 2014";
    forms[0].findings = found;
    forms[0].n_findings = G_N_ELEMENTS(found);
    AnswerLetter letter = letter_of(forms, G_N_ELEMENTS(forms));
    check(&letter, "program");
}

/* The words of what Python reads, on one line. */
static char *
words_of(const AnswerLetter *letter)
{
    return g_strdelimit(read_letter(letter), "\n", ' ');
}

/* What nobody can read: a new form goes along. */
static void
test_blanks(void)
{
    static const char *const said[] = {
        "Suivez l’indication ci-dessous, puis répondez à ce message en joignant la fiche au format "
        ".odt, dès que possible.",
        "Suivez l’indication ci-dessous, ou remplissez le formulaire joint, où votre "
        "identification "
        "est déjà portée, puis répondez",
        "ou remplissez celui des formulaires joints qui convient\u00a0: votre identification y est "
        "déjà portée. Puis répondez"};
    g_autoptr(GPtrArray) blanks = g_ptr_array_new_with_free_func(mail_file_free);
    AnswerForm form = unreadable;
    AnswerLetter letter = letter_of(&form, 1);
    form.blanks = blanks;
    for (guint i = 0; i < 3; i++) {
        g_autofree char *name = g_strdup_printf("fiche-%u.odt", i);
        g_autofree char *text = words_of(&letter);
        g_assert_nonnull(strstr(text, said[i]));
        g_assert_cmpint(strstr(text, "Si vous n’avez plus le formulaire") != NULL, ==, i == 0);
        g_assert_cmpint(strstr(text, " [fiche-0.odt, application/x] vide") != NULL, ==, i > 0);
        g_assert_cmpint(strstr(text, " [fiche-1.odt, application/x] vide") != NULL, ==, i > 1);
        g_ptr_array_add(blanks, mail_file_new(name, "application/x",
                                              g_bytes_new_static("vide", strlen("vide"))));
    }
    form.verdict = VERDICT_BY_HAND;
    g_autofree char *text = words_of(&letter);
    g_assert_nonnull(strstr(text, "Votre message doit être examiné par le secrétariat, qui vous "
                                  "répondra\u00a0: nous n’y avons pas trouvé de fiche que nous "
                                  "puissions lire. "));
    g_assert_nonnull(strstr(text, " Pour aller plus vite, suivez l’indication ci-dessous"));
    g_assert_null(strstr(text, "compte"));
}

/* Two files that can't be read may ask for the same form: it goes along once. */
static void
test_blank_once(void)
{
    g_autoptr(GPtrArray) blanks = g_ptr_array_new_with_free_func(mail_file_free);
    AnswerForm forms[] = {unreadable, unreadable};
    AnswerLetter letter = letter_of(forms, 2);
    g_ptr_array_add(blanks, mail_file_new("fiche-1.odt", "application/x",
                                          g_bytes_new_static("vide", strlen("vide"))));
    forms[0].blanks = forms[1].blanks = blanks;
    g_autofree char *text = words_of(&letter);
    const char *first = strstr(text, "[fiche-1.odt");
    g_assert_nonnull(first);
    g_assert_null(strstr(first + 1, "[fiche-1.odt"));
}

/* The form comes back with its faults marked; a form that the secretariat typed is told so. */
static void
test_other_ways(void)
{
    MailFile *marked = mail_file_new("fiche-3.2-a-corriger.odt", "application/x",
                                     g_bytes_new_static("marques", strlen("marques")));
    AnswerForm form = refused;
    form.marked = marked;
    AnswerLetter letter = letter_of(&form, 1);
    g_autofree char *text = read_letter(&letter);
    g_assert_nonnull(
        strstr(text, "\nOuvrez le fichier joint fiche-3.2-a-corriger.odt\u00a0: c’est "));
    g_assert_nonnull(strstr(text, "\n[fiche-3.2-a-corriger.odt, application/x]\nmarques"));
    letter = letter_of(&accepted, 1);
    letter.entered = TRUE;
    g_autofree char *typed = read_letter(&letter);
    g_assert_nonnull(
        strstr(typed, "\nLe secrétariat a saisi cette fiche au nom de votre organisme,"));
    g_assert_null(strstr(typed, "Cette réponse automatique"));
    g_assert_null(strstr(typed, "Pour les modifier"));
    mail_file_free(marked);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/letter/answer/refused", test_refused);
    g_test_add_func("/letter/answer/accepted", test_accepted);
    g_test_add_func("/letter/answer/understood", test_understood);
    g_test_add_func("/letter/answer/several", test_several);
    g_test_add_func("/letter/answer/alike", test_alike);
    g_test_add_func("/letter/answer/program", test_program);
    g_test_add_func("/letter/answer/blanks", test_blanks);
    g_test_add_func("/letter/answer/blank-once", test_blank_once);
    g_test_add_func("/letter/answer/other-ways", test_other_ways);
    g_test_add_func("/letter/answer/hostile", test_hostile);
    g_test_add_func("/letter/answer/subjects", test_subjects);
    g_test_add_func("/letter/answer/message-id", test_message_id);
    return g_test_run();
}

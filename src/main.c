/* SPDX-License-Identifier: Apache-2.0
 *
 * main.c - the table of commands, global options; nothing else.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const Command commands[] = {
    {"init", N_("REGISTER --convention DIR"), N_("Make a register."),
     "copil init 2014.copil --convention forms/idf-2013", command_init},
    {"update", N_("REGISTER --convention DIR"),
     N_("Bring changed participants, committee or definition into a register."),
     "copil update 2014.copil --convention forms/idf-2013\n"
     "  copil update 2014.copil --convention avenant --from 2014-09-01",
     command_update},
    {"batch", N_("REGISTER SOURCE..."),
     N_("The weekly run: take in, examine, register, answer, report."),
     "copil batch 2014.copil ~/Maildir\n"
     "  copil batch 2014.copil semaine.mbox papier/ --output sortie\n"
     "  copil batch 2014.copil semaine.mbox --dry-run",
     command_batch},
    {"check", N_("FORM... --convention DIR"), N_("Examine forms without a register."),
     "copil check fiche.odt --convention forms/idf-2013", command_check},
    {"read", N_("FORM..."), N_("Show what is written in a form, before any judgement."),
     "copil read fiche.odt\n  copil read fiche.odt --convention forms/idf-2013 --json",
     command_read},
    {"report", N_("REGISTER"), N_("Write the report of the committee."),
     "copil report 2014.copil --period 2013-2014 --output report.pdf\n"
     "  copil report 2014.copil --scope academie=CRETEIL --output creteil.pdf\n"
     "  copil report 2014.copil --meeting 1 --issue --output compte-rendu.pdf\n"
     "  copil report 2014.copil --bilan --output bilan.pdf\n"
     "  copil report 2014.copil --week --output semaine.pdf\n"
     "  copil report 2014.copil --issue --output edition.pdf\n"
     "  copil report 2014.copil --edition 1 --copies --output edition-1.pdf",
     command_report},
    {"status", N_("REGISTER [ID]"),
     N_("Who has sent what, who hasn't, what to do next; or all about one ID."),
     "copil status 2014.copil\n  copil status 2014.copil CRETEIL", command_status},
    {"enter", N_("REGISTER FORM --why TEXT"),
     N_("Register a form that was typed for who gave it on paper or by telephone."),
     "copil enter 2014.copil fiche.odt --why \"reçue par courrier le 3 juillet\" --scan "
     "papier.pdf\n"
     "  copil enter 2014.copil fiche.odt --why \"dictée au téléphone par N. Exemple\"\n"
     "  copil enter 2014.copil fiche.odt --why \"photographiée\" --for 3f5a0c9d7e21a0b4",
     command_enter},
    {"decide", N_("REGISTER ACT TARGET"), N_("Write down what the secretariat decides, and why."),
     "copil decide 2014.copil settle 3f5a0c9d7e21a0b4 --why \"appelé, enverra la fiche\"\n"
     "  copil decide 2014.copil reexamine 3f5a0c9d7e21a0b4 --why \"inscrit depuis le 3 mars\"\n"
     "  copil decide 2014.copil withdraw 6f0c2b9a41d37e58 --why \"envoyée par erreur\"\n"
     "  copil decide 2014.copil excuse 3.2 2013-2014 0779101Z --why \"fermé en juin\"\n"
     "  copil decide 2014.copil expect 3.2 2013-2014 0779101Z --why \"rouvert\"\n"
     "  copil decide 2014.copil close 2013-2014 --why \"édition 2\" --by \"N. Greffier\"\n"
     "  copil decide 2014.copil pass 6f0c2b9a41d37e58 --why \"relu\"\n"
     "  copil decide 2014.copil signed edition:2 cnlrq --why \"original sur papier\"\n"
     "  copil decide 2014.copil note 0779101Z --why \"rappeler en septembre\"",
     command_decide},
    {"send", N_("REGISTER"), N_("Hand over the answers that have not left yet, or reminders."),
     "copil send 2014.copil --dry-run\n"
     "  copil send 2014.copil\n"
     "  copil send 2014.copil --smtp smtp://smtp.exemple.example:587 --netrc ~/.copil-netrc\n"
     "  copil send 2014.copil --drafts ~/Maildir/.Drafts\n"
     "  copil send 2014.copil --reminders sortie",
     command_send},
    {"remind", N_("REGISTER --output DIR"), N_("Write drafts of letters to those who owe a form."),
     "copil remind 2014.copil --output sortie\n  copil send 2014.copil --reminders sortie",
     command_remind},
    {"explain", N_("REGISTER INDICATOR"), N_("The forms behind a figure."),
     "copil explain 2014.copil 3.2-a --scope academie=CRETEIL", command_explain},
    {"export", N_("REGISTER --output FILE.{ods,csv,json,txt}"),
     N_("Write figures and forms received for other programs, or the journal of all that was "
        "done: its last line is the SHA-256 of what stands above it."),
     "copil export 2014.copil --output comite.ods\n"
     "  copil export 2014.copil --output fiches.csv --table submissions\n"
     "  copil export 2014.copil --output figures.json --period 2013-2014\n"
     "  copil export 2014.copil --output journal.txt && head -n -1 journal.txt | sha256sum",
     command_export},
    {"forms", N_("--convention DIR --output DIR"), N_("Make blank forms, schemas and examples."),
     "copil forms --convention forms/idf-2013 --output sortie\n"
     "  copil forms --convention forms/idf-2013 --output sortie --for 0779101Z\n"
     "  copil forms --convention forms/idf-2013 --output envois --all --period 2014-2015",
     command_forms},
    {"original", N_("REGISTER SHA256"), N_("Write a message as received on standard output."),
     "copil original 2014.copil 3f5a0c9d7e21 > message.eml", command_original},
    {"purge", N_("REGISTER --before DATE"),
     N_("Erase personal data and originals of closed periods; figures stay verifiable."),
     "copil purge 2014.copil --before 2016-09-01\n"
     "  copil purge 2014.copil --before 2016-09-01 --yes",
     command_purge},
    {"verify", N_("REGISTER [RETURNED.pdf...]"),
     N_("Check that a register is whole, or what came back signed."),
     "copil verify 2014.copil\n  copil verify 2014.copil edition-2-signee.pdf\n"
     "  copil verify 2014.copil retours/*.pdf --roots autorites.pem --record",
     command_verify},
    {NULL, NULL, NULL, NULL, NULL},
};

/* The catalogues lie beside the program (build/) or where it was installed, wherever that is.
 * Messages follow the reader's language; numbers, dates, letters (a Turkish i has another capital)
 * and the choice of fonts never follow a locale. */
static void
use_locale(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    g_setenv("FC_LANG", "fr", TRUE);
    setlocale(LC_MESSAGES, "");
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program ? g_path_get_dirname(program) : NULL;
    g_autofree char *beside = g_build_filename(folder ? folder : ".", "locale", NULL);
    g_autofree char *installed = g_build_filename(folder ? folder : ".", "../share/locale", NULL);
    gboolean in_place = g_file_test(beside, G_FILE_TEST_IS_DIR);
    bindtextdomain(GETTEXT_PACKAGE, in_place ? beside : installed);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
}

static void
print_help(void)
{
    printf("%s\n\n", _("Usage: copil COMMAND [ARGUMENTS...]"));
    for (const Command *command = commands; command->name; command++)
        printf("  %-9s %s\n", command->name, _(command->summary));
    printf("\n%s\n", _("copil COMMAND --help shows options and examples."));
}

/* No silent success: what was printed must have arrived. */
static int
finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "copil%s%s\n", _(": "), _("standard output can't be written"));
    return STATUS_FAILED;
}

/* Where one of the three is closed, the next file would take its number, and what is printed would
 * be written into it: the register's lock is one.  /dev/null, opened the wrong way round, refuses.
 */
static gboolean
occupy_standard(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return FALSE;
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    if (!occupy_standard())
        return STATUS_FAILED;
    umask(077);
    signal(SIGXFSZ, SIG_IGN); /* a limit on files is an error like a full disk */
    signal(SIGCHLD, SIG_DFL); /* where it is ignored, nobody learns how a child ended */
    clock_init();
    use_locale();
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--version") == 0) {
        puts("copil " COPIL_VERSION);
        return finish(STATUS_DONE);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help();
        return finish(STATUS_DONE);
    }
    for (const Command *command = commands; command->name; command++) {
        if (strcmp(command->name, name) == 0)
            return finish(command->run(argc - 1, argv + 1));
    }
    fprintf(stderr, argc > 1 ? _("copil: there is no command %s\n") : _("copil: which command?\n"),
            name);
    fprintf(stderr, "%s\n", _("Try copil --help."));
    return STATUS_USAGE;
}

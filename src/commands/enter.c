/* SPDX-License-Identifier: Apache-2.0
 *
 * enter.c - a form that the clerk typed on behalf of who gave it on paper or by telephone.
 *
 * She is at the keyboard: what is refused is told at once, and nothing of it is registered.
 */
#include "register/enter.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/finding-print.h"
#include "commands/form-print.h"
#include "commands/intake.h"
#include "commands/letters.h"
#include "commands/person.h"
#include "commands/verdict-print.h"
#include "mail/source.h"
#include "register/journal.h"
#include <stdio.h>

#define SCAN_MOST (64u << 20) /* bytes */

typedef struct {
    const char *path, *file;
    const char *scan_file, *settled; /* or NULL; SETTLED: the message that it was typed from */
    const char *why, *who;
    gboolean json;
} Asked;

typedef struct {
    Register *reg;
    const Definition *definition; /* borrowed from REG */
    const SourceItem *item;
    Checker *checker;
    Pool *pool;
    GBytes *original;
    Examination *examination;
    GPtrArray *submissions; /* Submission, as registered; NULL: nothing was */
    char *settled;          /* target of the act that settles what it was typed from, or NULL */
    gboolean known;         /* it was registered before */
    gboolean answered;      /* an acknowledgement was written */
} Entered;

static void
entered_clear(Entered *entered)
{
    g_clear_pointer(&entered->reg, register_free);
    g_clear_pointer(&entered->pool, pool_free);
    g_clear_pointer(&entered->checker, checker_free);
    g_clear_pointer(&entered->original, g_bytes_unref);
    g_clear_pointer(&entered->examination, examination_free);
    g_clear_pointer(&entered->submissions, g_ptr_array_unref);
    g_clear_pointer(&entered->settled, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entered, entered_clear)

/* ---- examining ---- */

static GBytes *
enter_fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    (void)index;
    Entered *entered = data;
    *mail = FALSE;
    *name = entered->item->name;
    entered->original = source_item_read(entered->item, error);
    return entered->original ? g_bytes_ref(entered->original) : NULL;
}

static gboolean
enter_done(guint index, Examination *examination, gpointer data, GError **error)
{
    (void)index, (void)error;
    Entered *entered = data;
    const SourceItem *item = entered->item;
    entered->examination =
        intake_credible(entered->reg, examination, FALSE, item->name, item->length, item->sha256);
    return TRUE;
}

static gboolean
examine_it(Entered *entered, GError **error)
{
    entered->checker = checker_new(entered->definition, error);
    entered->pool = entered->checker ? command_pool(entered->checker, 1, error) : NULL;
    return entered->pool && pool_run(entered->pool, 1, enter_fetch, enter_done, entered, error);
}

/* ---- registering ---- */

/* In the transaction of the form, the message from which it was typed waits no more. */
static gboolean
settle_it(Entered *entered, const Asked *asked, GError **error)
{
    gboolean written;
    return !entered->settled || register_act(entered->reg, act_kind("settle"), entered->settled,
                                             asked->why, asked->who, clock_now(), &written, error);
}

/* Form, acts, acknowledgement and entry in the journal are one transaction. */
static gboolean
register_it(Entered *entered, const Asked *asked, const Scan *scan, GError **error)
{
    const SourceItem *item = entered->item;
    const SubmissionFilter own = {.message = item->sha256};
    const gint64 now = clock_now();
    guint answers;
    if (!register_enter(entered->reg, item->sha256, item->name, entered->original,
                        entered->examination, scan, asked->why, asked->who, now, error) ||
        !settle_it(entered, asked, error) || !register_settle(entered->reg, error) ||
        !letters_compose(entered->reg, entered->pool, &answers, error) ||
        !journal_add(entered->reg, asked->who, "Saisie au secrétariat", now, error) ||
        !register_flush(entered->reg, error))
        return FALSE;
    entered->submissions = register_submissions(entered->reg, &own, error);
    return entered->submissions &&
           register_answered(entered->reg, item->sha256, &entered->answered, error);
}

static gboolean
find_settled(Entered *entered, const char *message, GError **error)
{
    const ActKind *settle = act_kind("settle");
    entered->settled = act_target(entered->reg, settle, message, error);
    return entered->settled && act_fits(entered->reg, settle, entered->settled, clock_now(), error);
}

/* Nothing is written of what is known, or refused. */
static gboolean
enter(Entered *entered, const Asked *asked, GError **error)
{
    entered->known = register_knows(entered->reg, entered->item->sha256);
    if (entered->known)
        return TRUE;
    if (asked->settled && !find_settled(entered, asked->settled, error))
        return FALSE;
    if (!examine_it(entered, error))
        return FALSE;
    if (!examination_accepted(entered->examination))
        return TRUE;
    if (!asked->scan_file)
        return register_it(entered, asked, NULL, error);
    g_autofree char *name = g_path_get_basename(asked->scan_file);
    g_autofree char *shown = text_clean(name, -1);
    g_autoptr(GBytes) bytes = file_read(asked->scan_file, SCAN_MOST, error);
    const Scan scan = {shown, bytes};
    return bytes && register_it(entered, asked, &scan, error);
}

/* ---- telling ---- */

static void
print_submission(const Entered *entered, const Submission *submission)
{
    const Sheet *sheet =
        definition_sheet(entered->definition, submission->sheet, submission->period);
    const Participant *who =
        participants_find(entered->definition->participants, submission->organisation);
    g_autofree char *line = g_strdup_printf(
        _("Registered: %s, sheet %s, %s, %s: %s."), submission->id, submission->sheet,
        submission->period, who ? who->name : "", verdict_words(submission->verdict, 1));
    print_wrapped(line, 0);
    findings_print(submission->findings, sheet);
}

static void
print_all(const Entered *entered, const Asked *asked)
{
    if (entered->known) {
        g_autofree char *line =
            g_strdup_printf(_("Nothing was written: %s was registered before (%.16s)."),
                            asked->file, entered->item->sha256);
        print_wrapped(line, 0);
        return;
    }
    if (!entered->submissions) {
        examination_print(asked->file, entered->examination, entered->definition->convention);
        printf("%s\n", _("Nothing was registered: correct the form and enter it again."));
        return;
    }
    for (guint i = 0; i < entered->submissions->len; i++)
        print_submission(entered, entered->submissions->pdata[i]);
    print_wrapped(entered->answered
                      ? _("The acknowledgement is written: copil send hands it over, and the next "
                          "copil batch puts it into its folder.")
                      : _("No acknowledgement: the organisation has no registered address, please "
                          "telephone."),
                  0);
}

static void
print_json(const Entered *entered, const Asked *asked)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "registered");
    json_boolean(json, entered->submissions != NULL);
    json_key(json, "known");
    json_boolean(json, entered->known);
    json_member(json, "original", entered->item->sha256);
    json_key(json, "answered");
    json_boolean(json, entered->answered);
    json_key(json, "forms");
    json_array(json);
    if (entered->examination)
        examination_write_json(json, asked->file, entered->examination,
                               entered->definition->convention);
    json_end(json);
    json_key(json, "submissions");
    json_array(json);
    for (guint i = 0; entered->submissions && i < entered->submissions->len; i++) {
        const Submission *submission = entered->submissions->pdata[i];
        json_object(json);
        json_member(json, "submission", submission->id);
        json_member(json, "verdict", verdict_code(submission->verdict));
        json_member(json, "replaces", submission->replaces);
        json_member(json, "duplicate_of", submission->duplicate_of);
        json_end(json);
    }
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* ---- the command ---- */

/* Told when all of it is on disk. */
static int
run(const Asked *asked)
{
    GError *error = NULL;
    const char *paths[] = {asked->file, NULL};
    g_autoptr(Source) source = source_open(paths, &error);
    if (!source)
        return command_fail(error);
    const SourceItem *item = source->items->len == 1 ? source->items->pdata[0] : NULL;
    if (!item || item->kind != SOURCE_FORM)
        return command_usage("enter", _("%s is not one form; copil batch takes mail and folders"),
                             asked->file);
    g_auto(Entered) entered = {.item = item};
    entered.reg = register_open(asked->path, REGISTER_WRITE, &error);
    entered.definition = entered.reg ? register_definition(entered.reg, &error) : NULL;
    if (!entered.definition || !enter(&entered, asked, &error) ||
        !register_finish(entered.reg, &error))
        return command_fail(error);
    if (asked->json)
        print_json(&entered, asked);
    else
        print_all(&entered, asked);
    return entered.known || entered.submissions ? STATUS_DONE : STATUS_FOUND;
}

int
command_enter(int argc, char **argv)
{
    g_autofree char *why = NULL, *by = NULL, *scan = NULL, *settled = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"why", 0, 0, G_OPTION_ARG_STRING, &why,
         N_("How the answers were given, as it will be read later"), N_("TEXT")},
        {"scan", 0, 0, G_OPTION_ARG_FILENAME, &scan, N_("The paper, kept beside the form"),
         N_("FILE")},
        {"for", 0, 0, G_OPTION_ARG_STRING, &settled,
         N_("The message that it was typed from, which waits no more"), N_("MESSAGE")},
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who typed it (default: who is logged in)"),
         N_("NAME")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("enter", entries, &argc, &argv, &status))
        return status;
    if (argc != 3)
        return command_usage("enter", "%s", _("one REGISTER and one FORM are needed"));
    g_autofree char *reason = person_line(why);
    g_autofree char *who = person_deciding(by);
    if (!reason)
        return command_usage("enter", "%s", _("give the reason: --why \"…\""));
    if (!who)
        return command_usage("enter", "%s", _("--by names somebody"));
    const Asked asked = {argv[1], argv[2], scan, settled, reason, who, json};
    return run(&asked);
}

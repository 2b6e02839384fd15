/* SPDX-License-Identifier: Apache-2.0
 *
 * send.c - hands over the answers that have not left yet, or reminders: each is written down before
 * and after, so that none is forgotten, and none leaves twice without being told.
 */
#include "commands/send.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/batch.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/person.h"
#include "delivery/way.h"
#include "register/journal.h"
#include <string.h>

#define TIMEOUT 120 /* seconds for one letter */

typedef struct {
    gboolean dry, json, plain;
    int limit, timeout;
    char *again, *reminders, *period, *sendmail, *smtp, *netrc, *ca, *drafts;
} SendOptions;

static void
options_clear(SendOptions *options)
{
    g_free(options->again);
    g_free(options->reminders);
    g_free(options->period);
    g_free(options->sendmail);
    g_free(options->smtp);
    g_free(options->netrc);
    g_free(options->ca);
    g_free(options->drafts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SendOptions, options_clear)

guint
send_count(const SendResult *result, Outcome outcome)
{
    guint count = 0;
    for (guint i = 0; i < result->sent->len; i++) {
        const Sent *sent = result->sent->pdata[i];
        for (guint j = 0; sent->handed && j < sent->handed->len; j++)
            count += ((const Handed *)sent->handed->pdata[j])->outcome == outcome;
    }
    return count;
}

/* ---- handing over ---- */

static gboolean
hand_over(Register *reg, Way *way, const char *from, Sent *sent, gboolean *usable, GError **error)
{
    const Letter *letter = sent->letter;
    gint64 delivery, now = clock_now();
    g_autoptr(GBytes) eml =
        sent->fresh ? g_bytes_ref(sent->fresh) : register_letter_bytes(reg, letter->id, error);
    if (!eml ||
        (sent->fresh &&
         !register_add_reminder(reg, letter->organisation, letter->id, eml, error)) ||
        !register_hand_over(reg, letter->id, way_name(way), sent->to, now, &delivery, error))
        return FALSE;
    const Parcel parcel = {.id = letter->id,
                           .from = from,
                           .to = sent->to,
                           .whole = sent->to->len == letter->to->len,
                           .eml = eml};
    sent->handed = way_hand(way, &parcel, usable);
    return register_handed_over(reg, delivery, sent->handed, error);
}

static gboolean
hand_all(Register *reg, Way *way, SendResult *result, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    gboolean usable = TRUE;
    for (guint i = 0; definition && usable && i < result->sent->len; i++) {
        batch_progress(i, result->sent->len);
        if (!hand_over(reg, way, definition->convention->secretariat_address,
                       result->sent->pdata[i], &usable, error))
            return FALSE;
    }
    batch_progress(result->sent->len, result->sent->len);
    result->stopped = !usable;
    return definition != NULL;
}

/* What was handed over, by this run and by one that was interrupted. */
static gboolean
note_and_close(Register *reg, GError **error)
{
    g_autofree char *who = person_deciding(NULL);
    return journal_add_rest(reg, who, "Envoi de lettres", clock_now(), error) &&
           register_finish(reg, error);
}

/* ---- the command ---- */

static Way *
open_way(const SendOptions *options, GError **error)
{
    guint timeout = (guint)options->timeout;
    const SmtpOptions smtp = {.url = options->smtp,
                              .netrc = options->netrc,
                              .ca = options->ca,
                              .plain = options->plain,
                              .timeout = timeout};
    return options->smtp     ? way_smtp(&smtp, error)
           : options->drafts ? way_drafts(options->drafts, error)
                             : way_sendmail(options->sendmail, timeout, error);
}

/* Whom somebody must look after counts before what the next run does. */
static int
status_of(const SendResult *result)
{
    if (send_count(result, OUTCOME_REFUSED))
        return STATUS_FOUND;
    return result->stopped ||
                   send_count(result, OUTCOME_LATER) + send_count(result, OUTCOME_UNKNOWN)
               ? STATUS_BUSY
               : STATUS_DONE;
}

static int
fail(GError *error)
{
    if (!g_error_matches(error, WAY_ERROR, WAY_ERROR_USAGE))
        return command_fail(error);
    int status = command_usage("send", "%s", error->message);
    g_error_free(error);
    return status;
}

static int
run(const char *path, const SendOptions *options)
{
    GError *error = NULL;
    const SendChoice choice = {.limit = (guint)options->limit,
                               .again = options->again,
                               .reminders = options->reminders,
                               .period = options->period};
    g_auto(SendResult) result = {.dry = options->dry};
    g_autoptr(Way) way = options->dry ? NULL : open_way(options, &error);
    if (error)
        return fail(error);
    g_autoptr(Register) reg =
        register_open(path, options->dry ? REGISTER_READ : REGISTER_WRITE, &error);
    if (!reg || !send_choose(reg, &choice, &result, &error))
        return fail(error);
    result.way = way ? way_name(way) : NULL;
    if (way && (!hand_all(reg, way, &result, &error) || !note_and_close(reg, &error)))
        return fail(error);
    if (options->json)
        send_print_json(&result);
    else
        send_print(&result);
    return status_of(&result);
}

static const char *
wrong_options(int argc, const SendOptions *options)
{
    int ways = (options->sendmail != NULL) + (options->smtp != NULL) + (options->drafts != NULL);
    if (argc != 2)
        return _("one REGISTER is needed");
    if (ways > 1)
        return _("--sendmail, --smtp and --drafts are three ways: choose one");
    if (!options->smtp && (options->netrc || options->ca || options->plain))
        return _("--netrc, --ca and --no-tls go with --smtp");
    if (options->limit < 0)
        return _("--limit is a number of letters");
    if (options->again && options->reminders)
        return _("--again is about an answer: not with --reminders");
    if (options->period && !options->reminders)
        return _("--period goes with --reminders");
    return options->timeout < 1 || options->timeout > 3600
               ? _("--timeout is a number of seconds, from 1 to 3600")
               : NULL;
}

int
command_send(int argc, char **argv)
{
    g_auto(SendOptions) options = {.timeout = TIMEOUT};
    const GOptionEntry entries[] = {
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry, N_("Show what would be done"), NULL},
        {"limit", 0, 0, G_OPTION_ARG_INT, &options.limit, N_("At most so many letters in this run"),
         "N"},
        {"again", 0, 0, G_OPTION_ARG_STRING, &options.again,
         N_("The answer to this message once more: to those who refused it, or to all"), "ID"},
        {"reminders", 0, 0, G_OPTION_ARG_FILENAME, &options.reminders,
         N_("The reminders of which copil remind wrote drafts into this folder"), N_("DIR")},
        {"period", 0, 0, G_OPTION_ARG_STRING, &options.period,
         N_("The period that copil remind was given"), "P"},
        {"sendmail", 0, 0, G_OPTION_ARG_FILENAME, &options.sendmail,
         N_("Program that takes letters as sendmail does (default: the one installed)"),
         N_("PROGRAM")},
        {"smtp", 0, 0, G_OPTION_ARG_STRING, &options.smtp,
         N_("Server that takes them: smtp://HOST:587, smtps://HOST"), "URL"},
        {"netrc", 0, 0, G_OPTION_ARG_FILENAME, &options.netrc,
         N_("File with the name and password for it, readable by nobody else"), N_("FILE")},
        {"ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca,
         N_("Certificates that vouch for the server, in PEM (default: the system's)"), N_("FILE")},
        {"no-tls", 0, 0, G_OPTION_ARG_NONE, &options.plain,
         N_("Send in the clear (never asked of this machine itself)"), NULL},
        {"drafts", 0, 0, G_OPTION_ARG_FILENAME, &options.drafts,
         N_("Maildir into which they are put as drafts, for a mail program to send"), N_("DIR")},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout, N_("Seconds for a letter (120)"),
         "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("send", entries, &argc, &argv, &status))
        return status;
    const char *wrong = wrong_options(argc, &options);
    return wrong ? command_usage("send", "%s", wrong) : run(argv[1], &options);
}

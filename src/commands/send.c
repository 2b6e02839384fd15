/* SPDX-License-Identifier: Apache-2.0
 *
 * send.c - hands over the answers that have not left yet: each is written down before and after, so
 * that none is forgotten, and none leaves twice without being told.
 */
#include "commands/send.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/verdict-print.h"
#include "delivery/way.h"
#include <string.h>

#define TIMEOUT 120 /* seconds for one letter */

typedef struct {
    gboolean dry, json, plain;
    int limit, timeout;
    char *again, *sendmail, *smtp, *netrc, *ca, *drafts;
} SendOptions;

static void
options_clear(SendOptions *options)
{
    g_free(options->again);
    g_free(options->sendmail);
    g_free(options->smtp);
    g_free(options->netrc);
    g_free(options->ca);
    g_free(options->drafts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SendOptions, options_clear)

static void
sent_free(gpointer data)
{
    Sent *sent = data;
    g_ptr_array_unref(sent->to);
    g_clear_pointer(&sent->handed, g_ptr_array_unref);
    g_free(sent);
}

void
send_result_clear(SendResult *result)
{
    g_clear_pointer(&result->sent, g_ptr_array_unref);
    g_clear_pointer(&result->titles, g_ptr_array_unref);
}

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

/* ---- what is to be handed over, to whom ---- */

static gboolean
to_do(const LetterTo *to)
{
    return to->outcome != OUTCOME_TAKEN && to->outcome != OUTCOME_REFUSED;
}

static gboolean
was_refused(const LetterTo *to)
{
    return to->outcome == OUTCOME_REFUSED;
}

static gboolean
anybody(const LetterTo *to)
{
    (void)to;
    return TRUE;
}

/* Those of LETTER's recipients for whom WANTED holds; NULL: none (transfer full). */
static Sent *
sent_new(const Letter *letter, gboolean (*wanted)(const LetterTo *to))
{
    Sent *sent = g_new0(Sent, 1);
    sent->letter = letter;
    sent->to = g_ptr_array_new();
    for (guint i = 0; i < letter->to->len; i++) {
        const LetterTo *to = letter->to->pdata[i];
        if (!wanted(to))
            continue;
        g_ptr_array_add(sent->to, to->address);
        sent->doubtful = sent->doubtful || to->outcome == OUTCOME_UNKNOWN;
    }
    if (sent->to->len)
        return sent;
    sent_free(sent);
    return NULL;
}

/* Those that failed go last, so that one that always fails keeps no other from leaving. */
static int
compare_tries(gconstpointer a, gconstpointer b)
{
    const Sent *first = *(Sent *const *)a, *second = *(Sent *const *)b;
    return (first->letter->times > second->letter->times) -
           (first->letter->times < second->letter->times);
}

static void
choose_waiting(SendResult *result, const GPtrArray *letters, guint limit)
{
    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        Sent *sent = letter->message ? sent_new(letter, to_do) : NULL;
        result->refused += letter_count(letter, OUTCOME_REFUSED) > 0;
        if (sent)
            g_ptr_array_add(result->sent, sent);
    }
    g_ptr_array_sort(result->sent, compare_tries); /* stable */
    if (limit && result->sent->len > limit) {
        result->waiting = result->sent->len - limit;
        g_ptr_array_set_size(result->sent, (int)limit);
    }
}

/* One letter that was settled: to those who refused it, or else to all. */
static void
choose_again(SendResult *result, const Letter *letter)
{
    Sent *sent = sent_new(letter, was_refused);
    if (!sent)
        sent = sent_new(letter, anybody);
    if (sent)
        g_ptr_array_add(result->sent, sent);
}

/* The letters that CHOOSE looks through (transfer full). */
static GPtrArray *
choose(Register *reg, SendResult *result, const SendOptions *options, GError **error)
{
    if (!options->again) {
        GPtrArray *letters = register_letters(reg, NULL, error);
        if (letters)
            choose_waiting(result, letters, (guint)options->limit);
        return letters;
    }
    g_autofree char *sha256 = register_find_message(reg, options->again, error);
    const LetterFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) letters = sha256 ? register_letters(reg, &filter, error) : NULL;
    if (letters && letters->len)
        choose_again(result, letters->pdata[0]);
    else if (letters)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, _("%s was not answered"),
                    options->again);
    return letters && letters->len ? g_steal_pointer(&letters) : NULL;
}

/* "03-colette.eml: sheet 3.3 accepted, sheet 3.2 refused" (transfer full; NULL with ERROR). */
static char *
title_of(Register *reg, const Letter *letter, GError **error)
{
    const SubmissionFilter filter = {.message = letter->message};
    g_autoptr(GPtrArray) found = register_messages(reg, &filter, error);
    if (!found || found->len == 0)
        return NULL;
    const Message *message = found->pdata[0];
    GString *title = g_string_new(message->name);
    for (guint i = 0; i < message->submissions->len; i++) {
        const Submission *form = message->submissions->pdata[i];
        g_string_append(title, i ? ", " : _(": "));
        if (form->sheet)
            g_string_append_printf(title, "%s %s ", _("sheet"), form->sheet);
        g_string_append(title, verdict_words(form->verdict, 1));
    }
    return g_string_free(title, FALSE);
}

static gboolean
name_all(Register *reg, SendResult *result, GError **error)
{
    result->titles = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < result->sent->len; i++) {
        const Sent *sent = result->sent->pdata[i];
        char *title = title_of(reg, sent->letter, error);
        if (!title)
            return FALSE;
        g_ptr_array_add(result->titles, title);
    }
    return TRUE;
}

/* ---- handing over ---- */

static gboolean
hand_over(Register *reg, Way *way, const char *from, Sent *sent, gboolean *usable, GError **error)
{
    const Letter *letter = sent->letter;
    gint64 delivery, now = clock_now();
    g_autoptr(GBytes) eml = register_letter_bytes(reg, letter->id, error);
    if (!eml ||
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
        if (!hand_over(reg, way, definition->convention->secretariat_address,
                       result->sent->pdata[i], &usable, error))
            return FALSE;
    }
    result->stopped = !usable;
    return definition != NULL;
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
    g_auto(SendResult)
        result = {.dry = options->dry, .sent = g_ptr_array_new_with_free_func(sent_free)};
    g_autoptr(Way) way = options->dry ? NULL : open_way(options, &error);
    if (error)
        return fail(error);
    g_autoptr(Register) reg =
        register_open(path, options->dry ? REGISTER_READ : REGISTER_WRITE, &error);
    g_autoptr(GPtrArray) letters = reg ? choose(reg, &result, options, &error) : NULL;
    if (!letters || !name_all(reg, &result, &error))
        return fail(error);
    result.way = way ? way_name(way) : NULL;
    if (way &&
        (!hand_all(reg, way, &result, &error) || !register_close(g_steal_pointer(&reg), &error)))
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

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "base/json.h"
#include "commands/finding-print.h"
#include "commands/send.h"
#include <stdio.h>

#define SHOWN 16 /* digits of a hash */

static gboolean
has_outcome(const Sent *sent, Outcome outcome)
{
    for (guint i = 0; sent->handed && i < sent->handed->len; i++) {
        if (((const Handed *)sent->handed->pdata[i])->outcome == outcome)
            return TRUE;
    }
    return FALSE;
}

/* Letters that all of their recipients have now. */
static guint
count_done(const SendResult *result)
{
    guint count = 0;
    for (guint i = 0; i < result->sent->len; i++) {
        const Sent *sent = result->sent->pdata[i];
        count += sent->handed && !has_outcome(sent, OUTCOME_REFUSED) &&
                 !has_outcome(sent, OUTCOME_LATER) && !has_outcome(sent, OUTCOME_UNKNOWN);
    }
    return count;
}

static void
print_title(const SendResult *result, guint i)
{
    const Sent *sent = result->sent->pdata[i];
    const Letter *letter = sent->letter;
    g_autofree char *title = letter->message
                                 ? g_strdup_printf("%.*s  %s", SHOWN, letter->message, sent->title)
                                 : g_strdup_printf("%s  %s", letter->organisation, sent->title);
    printf("  - ");
    print_wrapped(title, 4);
}

/* ---- what was to be handed over ---- */

static void
print_doubtful(const SendResult *result)
{
    guint count = 0;
    for (guint i = 0; i < result->sent->len; i++) {
        const Sent *sent = result->sent->pdata[i];
        if (sent->doubtful && !count++)
            print_wrapped(
                _("An earlier run was interrupted while handing these over: they may have "
                  "left. They are handed over again, with the same Message-ID."),
                0);
        if (sent->doubtful)
            print_title(result, i);
    }
    if (count)
        putchar('\n');
}

static void
print_planned(const SendResult *result)
{
    guint n = result->sent->len;
    printf(ngettext("%u letter would be handed over.\n", "%u letters would be handed over.\n", n),
           n);
    for (guint i = 0; i < n; i++) {
        const Sent *sent = result->sent->pdata[i];
        print_title(result, i);
        for (guint j = 0; j < sent->to->len; j++)
            printf("    %s\n", (const char *)sent->to->pdata[j]);
    }
}

/* ---- what became of it ---- */

static const struct {
    Outcome outcome;
    const char *words;
} troubles[] = {
    {OUTCOME_REFUSED, N_("Refused for good; not tried again without --again ID. Please telephone, "
                         "or correct the list of participants (copil update):")},
    {OUTCOME_UNKNOWN,
     N_("Nobody knows whether these left: the next run hands them over again, with "
        "the same Message-ID:")},
    {OUTCOME_LATER, N_("Not taken for now; the next run tries again:")},
};

static void
print_trouble(const SendResult *result, Outcome outcome, const char *words)
{
    gboolean said = FALSE;
    for (guint i = 0; i < result->sent->len; i++) {
        const Sent *sent = result->sent->pdata[i];
        if (!has_outcome(sent, outcome))
            continue;
        if (!said) {
            putchar('\n');
            print_wrapped(words, 0);
        }
        said = TRUE;
        print_title(result, i);
        for (guint j = 0; j < sent->handed->len; j++) {
            const Handed *one = sent->handed->pdata[j];
            if (one->outcome != outcome)
                continue;
            g_autofree char *line = g_strconcat(one->recipient, one->reply ? _(": ") : "",
                                                one->reply ? one->reply : "", NULL);
            printf("    ");
            print_wrapped(line, 6);
        }
    }
}

static void
print_done(const SendResult *result)
{
    guint done = count_done(result), left = 0;
    printf(
        ngettext("%u letter was handed over (%s).\n", "%u letters were handed over (%s).\n", done),
        done, result->way);
    for (guint i = 0; i < G_N_ELEMENTS(troubles); i++)
        print_trouble(result, troubles[i].outcome, _(troubles[i].words));
    for (guint i = 0; i < result->sent->len; i++)
        left += ((const Sent *)result->sent->pdata[i])->handed == NULL;
    if (!left)
        return;
    g_autofree char *line = g_strdup_printf(
        ngettext("%u more letter was not tried, since that way is not open for now: run copil send "
                 "again later.",
                 "%u more letters were not tried, since that way is not open for now: run copil "
                 "send again later.",
                 left),
        left);
    putchar('\n');
    print_wrapped(line, 0);
}

/* Who owes something, and gets no reminder of this run. */
static void
print_left_out(const SendResult *result)
{
    if (result->recent)
        printf(ngettext("%u organisation was reminded less than a week ago: not again.\n",
                        "%u organisations were reminded less than a week ago: not again.\n",
                        result->recent),
               result->recent);
    if (result->without)
        printf(ngettext("%u organisation has no draft in that folder: not reminded.\n",
                        "%u organisations have no draft in that folder: not reminded.\n",
                        result->without),
               result->without);
    if (!result->changed || result->changed->len == 0)
        return;
    print_wrapped(
        _("These drafts were changed, or are of an earlier state: nothing was handed over. "
          "Send them with a mail program, or run copil remind again:"),
        0);
    for (guint i = 0; i < result->changed->len; i++) {
        char **who = result->changed->pdata[i];
        printf("  - %s  %s\n", who[0], who[1]);
    }
}

void
send_print(const SendResult *result)
{
    print_doubtful(result);
    if (result->sent->len == 0)
        puts(result->reminders ? _("No reminder is to be sent.")
                               : _("No answer waits to be sent."));
    else if (result->dry)
        print_planned(result);
    else
        print_done(result);
    if (result->waiting)
        printf(ngettext("%u more waits, beyond --limit.\n", "%u more wait, beyond --limit.\n",
                        result->waiting),
               result->waiting);
    print_left_out(result);
    if (result->refused)
        printf(ngettext("Refused in an earlier run: %u (copil status shows it).\n",
                        "Refused in earlier runs: %u (copil status shows them).\n",
                        result->refused),
               result->refused);
}

/* ---- JSON ---- */

static void
write_recipients(Json *json, const Sent *sent)
{
    json_key(json, "recipients");
    json_array(json);
    for (guint i = 0; i < sent->to->len; i++) {
        const Handed *one = sent->handed ? sent->handed->pdata[i] : NULL;
        json_object(json);
        json_member(json, "address", sent->to->pdata[i]);
        json_member(json, "outcome", outcome_code(one ? one->outcome : OUTCOME_OPEN));
        json_member(json, "reply", one ? one->reply : NULL);
        json_end(json);
    }
    json_end(json);
}

static void
write_sent(Json *json, const Sent *sent)
{
    json_object(json);
    json_member(json, "letter", sent->letter->id);
    json_member(json, "message", sent->letter->message);
    json_member(json, "organisation", sent->letter->organisation);
    json_key(json, "again");
    json_boolean(json, sent->doubtful);
    write_recipients(json, sent);
    json_end(json);
}

static void
write_left_out(Json *json, const SendResult *result)
{
    json_member_integer(json, "recent", result->recent);
    json_member_integer(json, "without_draft", result->without);
    json_key(json, "changed");
    json_array(json);
    for (guint i = 0; i < result->changed->len; i++)
        json_string(json, *(char **)result->changed->pdata[i]);
    json_end(json);
}

void
send_print_json(const SendResult *result)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "dry_run");
    json_boolean(json, result->dry);
    json_member(json, "way", result->way);
    json_member_integer(json, "handed_over", count_done(result));
    for (Outcome each = OUTCOME_TAKEN; each < OUTCOMES; each++)
        json_member_integer(json, outcome_code(each), send_count(result, each));
    json_member_integer(json, "waiting", result->waiting);
    if (result->reminders)
        write_left_out(json, result);
    json_key(json, "letters");
    json_array(json);
    for (guint i = 0; i < result->sent->len; i++)
        write_sent(json, result->sent->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

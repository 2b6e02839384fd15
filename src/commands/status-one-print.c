/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "commands/outbox.h"
#include "commands/status-one.h"
#include "commands/verdict-print.h"
#include "convention/place.h"
#include <stdio.h>

static void
print_related(const About *about, const Submission *submission)
{
    const char *by = about_replaced_by(about, submission);
    if (by)
        printf(_("  replaced by %s\n"), by);
    if (submission->replaces)
        printf(_("  replaces %s\n"), submission->replaces);
    if (submission->duplicate_of)
        printf(_("  the same as %s\n"), submission->duplicate_of);
}

/* What was answered: question, then the answer as it was typed. */
static void
print_values(const GPtrArray *values, const Sheet *sheet)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        const char *typed = value->typed ? value->typed : value->canonical;
        if (!typed || !*typed)
            continue;
        g_autofree char *place = place_named(sheet, value->field, value->item, value->column);
        g_autofree char *line = g_strconcat(place, _(": "), typed, NULL);
        printf("    ");
        print_wrapped(line, 6);
    }
}

static void
print_submission(const About *about, guint index)
{
    const Submission *submission = about->submissions->pdata[index];
    const Sheet *sheet = submission->sheet ? definition_sheet(about->definition, submission->sheet,
                                                              submission->period)
                                           : NULL;
    g_autoptr(GPtrArray) acts = about_acts(about, submission);
    g_autofree char *day = date_label(clock_day(submission->received));
    printf("%s  %s %s  %s  %s  %s\n", submission->id, _("sheet"),
           submission->sheet ? submission->sheet : "?",
           submission->period ? submission->period : "?", day,
           verdict_words(submission->verdict, 1));
    printf("  %s%s%s  %.16s…\n", submission->from_address ? submission->from_address : "",
           submission->filename ? "  " : "", submission->filename ? submission->filename : "",
           submission->message);
    print_related(about, submission);
    findings_print(submission->findings, sheet);
    if (about->values)
        print_values(about->values->pdata[index], sheet);
    acts_print(about->acts, acts);
}

static void
print_message(const Message *message)
{
    g_autofree char *day = date_label(clock_day(message->received));
    printf("%.16s…  %s  %s", message->sha256, message->name, day);
    if (message->submissions->len == 0)
        printf("  %s", verdict_words(message->verdict, 1));
    putchar('\n');
    if (message->erased) {
        g_autofree char *erased = date_label(clock_day(message->erased));
        g_autofree char *line = g_strdup_printf(
            _("Erased on %s by copil purge: the original, who sent it and what was typed."),
            erased);
        printf("  ");
        print_wrapped(line, 2);
    }
    if (message->from_address)
        printf("  %s  %s\n", message->from_address, message->from_name ? message->from_name : "");
    if (message->subject)
        printf("  «\u00a0%s\u00a0»\n", message->subject);
    findings_print(message->findings, NULL);
}

/* What the sender wrote beside the forms: for the clerk, never read as answers. */
static void
print_parts(const GPtrArray *parts)
{
    for (guint i = 0; i < parts->len; i++) {
        const StoredPart *part = parts->pdata[i];
        printf("  %-6s %s%s%s\n", part->path, part->label, part->filename ? "  " : "",
               part->filename ? part->filename : "");
        g_auto(GStrv) lines = g_strsplit(part->text ? part->text : "", "\n", -1);
        for (char **line = lines; *line; line++) {
            if (**line) {
                printf("         | ");
                print_wrapped(*line, 11);
            }
        }
    }
}

/* ---- an organisation ---- */

static void
print_membership(const Participant *who)
{
    g_autofree char *from = who->from ? date_label(date_parse(who->from)) : NULL;
    g_autofree char *to = who->to ? date_label(date_parse(who->to)) : NULL;
    if (from)
        printf(_("  in the list from %s\n"), from);
    if (to)
        printf(_("  in the list until %s\n"), to);
    if (who->successor)
        printf(_("  its successor is %s\n"), who->successor);
}

static void
print_organisation(const Participant *who)
{
    g_autofree char *addresses = g_strjoinv(" ", who->addresses);
    printf("%s  %s\n", who->id, who->name);
    printf("  %s%s%s\n", who->kind->label, who->territory ? ", " : "",
           who->territory ? who->territory->label : "");
    if (who->contact || who->phone)
        printf("  %s%s%s\n", who->contact ? who->contact : "",
               who->contact && who->phone ? ", " : "", who->phone ? who->phone : "");
    printf("  ");
    print_wrapped(*addresses ? addresses : _("no registered address; please telephone"), 2);
    print_membership(who);
}

static void
print_owed(const GPtrArray *expectations)
{
    printf("\n%s\n", expectations->len ? _("Owed:") : _("It owes nothing that is due."));
    for (guint i = 0; i < expectations->len; i++)
        owed_print(expectations->pdata[i]);
}

/* ---- all ---- */

void
about_print(const About *about)
{
    g_autoptr(GPtrArray) acts = acts_about(about->acts, about->subject);
    if (about->query->confidential)
        printf("%s\n\n", _("Confidential: small counts of people are shown."));
    if (about->message)
        print_message(about->message);
    if (about->who)
        print_organisation(about->who);
    outbox_print_each(about->letters);
    if (about->who) {
        print_owed(about->expectations);
        printf("\n%s\n", about->submissions->len ? _("Sent:") : _("It has sent nothing."));
    }
    for (guint i = 0; i < about->submissions->len; i++)
        print_submission(about, i);
    if (about->message)
        print_parts(about->parts);
    if (about->scan && about->message->erased)
        printf(_("  scan   %.16s…  erased\n"), about->scan);
    else if (about->scan)
        printf(_("  scan   %.16s…  %s  (copil original gives it out)\n"), about->scan,
               about->scan_name);
    if (about->message && !about->message->erased && about->submissions->len && !about->values)
        print_wrapped(_("With --confidential all answers are shown, and the texts to be read "
                        "before decide pass."),
                      0);
    if (acts->len)
        printf("\n%s\n", _("Decided:"));
    acts_print(about->acts, acts);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "commands/status.h"
#include "commands/verdict-print.h"
#include "figures/figures.h"
#include <stdio.h>
#include <string.h>

static void
print_submission(const Submission *submission, const Convention *convention)
{
    g_autofree char *day = date_label(clock_day(submission->received));
    printf("%s  %s %s  %s  %s  %s\n", submission->id, _("sheet"),
           submission->sheet ? submission->sheet : "?",
           submission->period ? submission->period : "?", day,
           verdict_words(submission->verdict, 1));
    printf("  %s%s%s  %.16s…\n", submission->from_address ? submission->from_address : "",
           submission->filename ? "  " : "", submission->filename ? submission->filename : "",
           submission->message);
    findings_print(submission->findings,
                   submission->sheet ? convention_sheet(convention, submission->sheet) : NULL);
}

static void
write_submission(Json *json, const Submission *submission)
{
    g_autofree char *day = date_text(clock_day(submission->received));
    json_object(json);
    json_member(json, "submission", submission->id);
    json_member(json, "sheet", submission->sheet);
    json_member(json, "organisation", submission->organisation);
    json_member(json, "period", submission->period);
    json_member(json, "verdict", verdict_code(submission->verdict));
    json_member(json, "received", day);
    json_member(json, "from", submission->from_address);
    json_member(json, "file", submission->filename);
    json_member(json, "original", submission->message);
    json_member(json, "replaces", submission->replaces);
    json_member(json, "duplicate_of", submission->duplicate_of);
    json_key(json, "findings");
    findings_write_json(json, submission->findings);
    json_end(json);
}

static void
print_message(const Message *message)
{
    g_autofree char *day = date_label(clock_day(message->received));
    printf("%.16s…  %s  %s", message->sha256, message->name, day);
    if (message->submissions->len == 0)
        printf("  %s", verdict_words(message->verdict, 1));
    putchar('\n');
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

static void
write_part(Json *json, const StoredPart *part)
{
    json_object(json);
    json_member(json, "path", part->path);
    json_member(json, "file", part->filename);
    json_member(json, "content", part->label);
    json_member(json, "fate", part->fate);
    json_member(json, "text", part->text);
    json_end(json);
}

static void
write_message(Json *json, const Message *message, const GPtrArray *parts)
{
    json_key(json, "message");
    json_object(json);
    json_member(json, "original", message->sha256);
    json_member(json, "verdict", message->submissions->len ? NULL : verdict_code(message->verdict));
    json_member(json, "from", message->from_address);
    json_member(json, "subject", message->subject);
    json_key(json, "findings");
    findings_write_json(json, message->findings);
    json_key(json, "parts");
    json_array(json);
    for (guint i = 0; i < parts->len; i++)
        write_part(json, parts->pdata[i]);
    json_end(json);
    json_end(json);
}

/* MESSAGE and PARTS: NULL for all that an organisation sent. */
static void
print_json(const char *id, const GPtrArray *submissions, const Message *message,
           const GPtrArray *parts)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "id", id);
    if (message && parts)
        write_message(json, message, parts);
    json_key(json, "submissions");
    json_array(json);
    for (guint i = 0; i < submissions->len; i++)
        write_submission(json, submissions->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

static void
print_submissions(const GPtrArray *submissions, const Convention *convention)
{
    for (guint i = 0; i < submissions->len; i++)
        print_submission(submissions->pdata[i], convention);
}

static gboolean
status_organisation(Register *reg, const Definition *definition, const Participant *who,
                    gboolean json, GError **error)
{
    const SubmissionFilter filter = {.organisation = who->id};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    if (!found)
        return FALSE;
    if (json) {
        print_json(who->id, found, NULL, NULL);
        return TRUE;
    }
    printf("%s  %s\n", who->id, who->name);
    print_submissions(found, definition->convention);
    return TRUE;
}

static gboolean
status_message(Register *reg, const Definition *definition, const char *id, const char *sha256,
               gboolean json, GError **error)
{
    const SubmissionFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) found = register_messages(reg, &filter, error);
    g_autoptr(GPtrArray) parts = found ? register_parts(reg, sha256, error) : NULL;
    if (!parts || found->len == 0)
        return FALSE;
    const Message *message = found->pdata[0];
    if (json) {
        print_json(id, message->submissions, message, parts);
        return TRUE;
    }
    print_message(message);
    print_submissions(message->submissions, definition->convention);
    print_parts(parts);
    return TRUE;
}

/* One ID, three meanings: organisation, submission, or message, whose hash may be shortened. */
gboolean
status_one(Register *reg, const Definition *definition, const char *id, gboolean json,
           GError **error)
{
    const Participant *who = participants_find(definition->participants, id);
    if (who)
        return status_organisation(reg, definition, who, json, error);
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    if (!found)
        return FALSE;
    g_autofree char *message = found->len ? g_strdup(((Submission *)found->pdata[0])->message)
                                          : register_find_message(reg, id, NULL);
    if (message)
        return status_message(reg, definition, id, message, json, error);
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("the register knows no organisation, submission or message %s"), id);
    return FALSE;
}

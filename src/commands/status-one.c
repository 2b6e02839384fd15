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
print_submissions(const GPtrArray *found, const Convention *convention, const char *id,
                  gboolean json)
{
    if (!json) {
        for (guint i = 0; i < found->len; i++)
            print_submission(found->pdata[i], convention);
        return;
    }
    g_autoptr(Json) writer = json_new();
    json_object(writer);
    json_member(writer, "id", id);
    json_key(writer, "submissions");
    json_array(writer);
    for (guint i = 0; i < found->len; i++)
        write_submission(writer, found->pdata[i]);
    json_end(writer);
    json_end(writer);
    g_autofree char *text = json_finish(writer);
    fputs(text, stdout);
}

/* One ID, three meanings: organisation, submission, or message, whose hash may be shortened. */
gboolean
status_one(Register *reg, const Definition *definition, const char *id, gboolean json,
           GError **error)
{
    const Participant *who = participants_find(definition->participants, id);
    g_autofree char *message = register_find_message(reg, id, NULL);
    const SubmissionFilter filters[] = {
        {.organisation = who ? who->id : id},
        {.id = id},
        {.message = message ? message : id},
    };
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        g_autoptr(GPtrArray) found = register_submissions(reg, &filters[i], error);
        if (!found)
            return FALSE;
        if (found->len == 0 && !(i == 0 && who))
            continue;
        if (who && !json)
            printf("%s  %s\n", who->id, who->name);
        print_submissions(found, definition->convention, id, json);
        return TRUE;
    }
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("the register knows no organisation, submission or message %s"), id);
    return FALSE;
}

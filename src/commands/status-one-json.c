/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "commands/finding-print.h"
#include "commands/outbox.h"
#include "commands/status-one.h"
#include <stdio.h>

/* ACTS is taken. */
static void
write_acts(Json *json, const About *about, GPtrArray *acts)
{
    json_key(json, "acts");
    acts_write_json(json, about->acts, acts);
    g_ptr_array_unref(acts);
}

static void
write_values(Json *json, const GPtrArray *values)
{
    json_key(json, "values");
    json_array(json);
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (!value->typed && !value->canonical)
            continue;
        json_object(json);
        json_member(json, "field", value->field);
        json_member(json, "item", value->item);
        json_member(json, "column", value->column);
        json_member(json, "typed", value->typed);
        json_member(json, "value", value->canonical);
        json_end(json);
    }
    json_end(json);
}

static void
write_submission(Json *json, const About *about, guint index)
{
    const Submission *submission = about->submissions->pdata[index];
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
    json_member(json, "replaced_by", about_replaced_by(about, submission));
    json_member(json, "duplicate_of", submission->duplicate_of);
    write_acts(json, about, about_acts(about, submission));
    json_key(json, "findings");
    findings_write_json(json, submission->findings);
    if (about->values)
        write_values(json, about->values->pdata[index]);
    json_end(json);
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
write_message(Json *json, const About *about)
{
    const Message *message = about->message;
    json_key(json, "message");
    json_object(json);
    json_member(json, "original", message->sha256);
    json_member(json, "verdict", message->submissions->len ? NULL : verdict_code(message->verdict));
    g_autofree char *erased = message->erased ? date_text(clock_day(message->erased)) : NULL;
    json_member(json, "erased", erased);
    json_member(json, "from", message->from_address);
    json_member(json, "subject", message->subject);
    json_key(json, "findings");
    findings_write_json(json, message->findings);
    json_key(json, "parts");
    json_array(json);
    for (guint i = 0; i < about->parts->len; i++)
        write_part(json, about->parts->pdata[i]);
    json_end(json);
    if (about->scan) {
        json_key(json, "scan");
        json_object(json);
        json_member(json, "original", about->scan);
        json_member(json, "file", about->scan_name);
        json_end(json);
    }
    json_end(json);
}

static void
write_organisation(Json *json, const About *about)
{
    const Participant *who = about->who;
    json_key(json, "organisation");
    json_object(json);
    json_member(json, "id", who->id);
    json_member(json, "name", who->name);
    json_member(json, "kind", who->kind->id);
    json_member(json, "territory", who->territory ? who->territory->code : NULL);
    json_member(json, "since", who->from);
    json_member(json, "until", who->to);
    json_member(json, "contact", who->contact);
    json_member(json, "telephone", who->phone);
    json_key(json, "addresses");
    json_array(json);
    for (char **address = who->addresses; *address; address++)
        json_string(json, *address);
    json_end(json);
    json_end(json);
    json_key(json, "owed");
    json_array(json);
    for (guint i = 0; i < about->expectations->len; i++)
        expectation_write_json(json, about->expectations->pdata[i]);
    json_end(json);
}

void
about_print_json(const About *about)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "id", about->query->id);
    json_key(json, "confidential");
    json_boolean(json, about->query->confidential);
    if (about->message)
        write_message(json, about);
    if (about->who)
        write_organisation(json, about);
    json_key(json, "submissions");
    json_array(json);
    for (guint i = 0; i < about->submissions->len; i++)
        write_submission(json, about, i);
    json_end(json);
    write_acts(json, about, acts_about(about->acts, about->subject));
    json_key(json, "letters");
    outbox_write_each_json(json, about->letters);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "commands/finding-print.h"
#include "commands/status-one.h"
#include <stdio.h>

static void
write_acts(Json *json, const Trace *trace, const char *about)
{
    g_autoptr(GPtrArray) acts = acts_about(trace->acts, about);
    json_key(json, "acts");
    acts_write_json(json, trace->acts, acts);
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
write_submission(Json *json, const Trace *trace, guint index)
{
    const Submission *submission = trace->submissions->pdata[index];
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
    json_member(json, "replaced_by", trace_replaced_by(trace, submission));
    json_member(json, "duplicate_of", submission->duplicate_of);
    write_acts(json, trace, submission->id);
    json_key(json, "findings");
    findings_write_json(json, submission->findings);
    if (trace->values)
        write_values(json, trace->values->pdata[index]);
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
write_message(Json *json, const Trace *trace)
{
    const Message *message = trace->message;
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
    for (guint i = 0; i < trace->parts->len; i++)
        write_part(json, trace->parts->pdata[i]);
    json_end(json);
    json_end(json);
}

static void
write_organisation(Json *json, const Trace *trace)
{
    const Participant *who = trace->who;
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
    for (guint i = 0; i < trace->expectations->len; i++)
        expectation_write_json(json, trace->expectations->pdata[i]);
    json_end(json);
}

void
trace_print_json(const Trace *trace)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "id", trace->query->id);
    json_key(json, "confidential");
    json_boolean(json, trace->query->confidential);
    if (trace->message)
        write_message(json, trace);
    if (trace->who)
        write_organisation(json, trace);
    json_key(json, "submissions");
    json_array(json);
    for (guint i = 0; i < trace->submissions->len; i++)
        write_submission(json, trace, i);
    json_end(json);
    write_acts(json, trace, trace->about);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

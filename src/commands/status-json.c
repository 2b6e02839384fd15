/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/json.h"
#include "commands/outbox.h"
#include "commands/queue-print.h"
#include "commands/signed-print.h"
#include "commands/status.h"
#include "figures/debtors.h"
#include <stdio.h>
#include <string.h>

static const char *
expected_code(ExpectedState state)
{
    static const char *const codes[EXPECTED_STATES] = {
        [EXPECTED_RECEIVED] = "received", [EXPECTED_LATE] = "late",
        [EXPECTED_REFUSED] = "refused",   [EXPECTED_MISSING] = "missing",
        [EXPECTED_LATER] = "not_due",     [EXPECTED_EXCUSED] = "excused",
    };
    return codes[state];
}

static void
member_boolean(Json *json, const char *key, gboolean value)
{
    json_key(json, key);
    json_boolean(json, value);
}

static void
member_day(Json *json, const char *key, gint64 seconds)
{
    g_autofree char *day = seconds ? date_text(clock_day(seconds)) : NULL;
    json_member(json, key, day);
}

/* ---- each ---- */

void
expectation_write_json(Json *json, const Expectation *expectation)
{
    g_autofree char *due = date_text(expectation->due);
    json_object(json);
    json_member(json, "sheet", expectation->sheet->id);
    json_member(json, "period", expectation->period);
    json_member(json, "organisation", expectation->participant->id);
    json_member(json, "state", expected_code(expectation->state));
    json_member(json, "submission", expectation->submission);
    json_member(json, "due", due);
    member_day(json, "received", expectation->since);
    member_boolean(json, "nil", expectation->nil);
    member_boolean(json, "after_closing", expectation->after_closing);
    json_member(json, "why", expectation->why);
    json_end(json);
}

/* ---- sums ---- */

static void
write_sum(Json *json, const Completeness *sum)
{
    g_autofree char *percent = completeness_percent(sum);
    json_member_integer(json, "received", sum->received);
    json_member_integer(json, "expected", sum->expected);
    json_member(json, "percent", percent);
    json_member_integer(json, "on_time", sum->on_time);
    json_member_integer(json, "late", sum->late);
    json_member_integer(json, "nil", sum->nil);
    json_member_integer(json, "after_closing", sum->after_closing);
    json_member_integer(json, "refused", sum->refused);
    json_member_integer(json, "missing", sum->missing);
    json_member_integer(json, "excused", sum->excused);
    json_member_integer(json, "not_due", sum->later);
}

/* One of a list, named by KEY; nothing where nothing is expected. */
static void
write_part(Json *json, const Status *status, const ExpectationFilter *filter, const char *key,
           const char *value)
{
    Completeness sum = figures_completeness(status->expectations, filter);
    if (sum.expected + sum.excused + sum.later == 0)
        return;
    json_object(json);
    json_member(json, key, value);
    write_sum(json, &sum);
    json_end(json);
}

static void
write_parts(Json *json, const Status *status, ExpectationFilter filter)
{
    const Convention *convention = status->definition->convention;
    json_key(json, "by_territory");
    json_array(json);
    for (guint i = 0; i < convention->territory->items->len; i++) {
        filter.territory = convention->territory->items->pdata[i];
        write_part(json, status, &filter, "territory", filter.territory->code);
    }
    filter.territory = NULL;
    json_end(json);
    json_key(json, "by_kind");
    json_array(json);
    for (guint i = 0; i < convention->kinds->len; i++) {
        filter.kind = convention->kinds->pdata[i];
        write_part(json, status, &filter, "kind", filter.kind->id);
    }
    json_end(json);
}

/* The whole, its parts, and each sheet and period with its own. */
static void
write_completeness(Json *json, const Status *status)
{
    const GPtrArray *all = status->expectations;
    ExpectationFilter filter = {0};
    Completeness whole = figures_completeness(all, NULL);
    json_object(json);
    write_sum(json, &whole);
    write_parts(json, status, filter);
    json_key(json, "by_sheet");
    json_array(json);
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (filter.sheet == each->sheet && strcmp(filter.period, each->period) == 0)
            continue;
        filter = (ExpectationFilter){.sheet = each->sheet, .period = each->period};
        Completeness sum = figures_completeness(all, &filter);
        json_object(json);
        json_member(json, "sheet", each->sheet->id);
        json_member(json, "period", each->period);
        member_day(json, "closed", each->closed);
        write_sum(json, &sum);
        write_parts(json, status, filter);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

/* ---- who has to be reminded ---- */

static void
write_debtors(Json *json, const Status *status)
{
    g_autoptr(GPtrArray) debtors =
        debtors_of(status->definition, status->expectations, status->today);
    json_array(json);
    for (guint i = 0; i < debtors->len; i++) {
        const Debtor *debtor = debtors->pdata[i];
        json_object(json);
        json_member(json, "organisation", debtor->who->id);
        json_member(json, "name", debtor->who->name);
        json_member(json, "contact", debtor->who->contact);
        json_member(json, "telephone", debtor->who->phone);
        json_key(json, "addresses");
        json_array(json);
        for (char **address = debtor->who->addresses; *address; address++)
            json_string(json, *address);
        json_end(json);
        json_member_integer(json, "owed", debtor->owed->len);
        json_end(json);
    }
    json_end(json);
}

void
acts_write_json(Json *json, const Acts *acts, const GPtrArray *list)
{
    json_array(json);
    for (guint i = 0; i < list->len; i++) {
        const Act *act = list->pdata[i];
        json_object(json);
        member_day(json, "date", act->time);
        json_member(json, "by", act->who);
        json_member(json, "act", act->act);
        json_member(json, "target", act->target);
        json_member(json, "why", act->why);
        member_boolean(json, "in_force", acts_in_force(acts, act));
        json_end(json);
    }
    json_end(json);
}

static void
write_events(Json *json, const GArray *events)
{
    json_array(json);
    for (guint i = 0; i < events->len; i++) {
        const EventCount *count = &g_array_index(events, EventCount, i);
        json_object(json);
        json_member(json, "sheet", count->sheet->id);
        json_member_integer(json, "received", count->received);
        json_end(json);
    }
    json_end(json);
}

/* [{"from"?,"until"?}], empty when there is but one definition. */
static void
write_definitions(Json *json, const Status *status)
{
    g_autoptr(GArray) all = status_definitions(status);
    json_array(json);
    for (guint i = 0; i < all->len; i++) {
        const InForce *force = &g_array_index(all, InForce, i);
        g_autofree char *from = force->from ? date_text(force->from) : NULL;
        g_autofree char *until = force->until ? date_text(force->until) : NULL;
        json_object(json);
        if (from)
            json_member(json, "from", from);
        if (until)
            json_member(json, "until", until);
        json_end(json);
    }
    json_end(json);
}

void
status_print_json(const Status *status)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "convention", status->definition->convention->id);
    member_boolean(json, "confidential", status->confidential);
    json_key(json, "definitions");
    write_definitions(json, status);
    json_key(json, "verdicts");
    json_object(json);
    for (guint i = 0; i < VERDICT_COUNT; i++)
        json_member_integer(json, verdict_code((Verdict)i), status->counts[i]);
    json_end(json);
    json_key(json, "expected");
    json_array(json);
    for (guint i = 0; i < status->expectations->len; i++)
        expectation_write_json(json, status->expectations->pdata[i]);
    json_end(json);
    json_key(json, "completeness");
    write_completeness(json, status);
    json_key(json, "events");
    write_events(json, status->events);
    json_key(json, "to_remind");
    write_debtors(json, status);
    json_key(json, "waiting");
    const QueueView waiting = {status->waiting, status->definition, status->path,
                               status->confidential};
    queue_write_json(json, &waiting);
    json_key(json, "answers");
    outbox_write_json(json, &status->outbox);
    json_key(json, "editions");
    signed_write_json(json, status->editions);
    json_key(json, "acts");
    acts_write_json(json, status->acts, status->acts->list);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

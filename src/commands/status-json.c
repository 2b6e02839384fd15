/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "commands/status.h"
#include "figures/figures.h"
#include <stdio.h>

static const char *
state_code(ExpectedState state)
{
    static const char *const codes[] = {
        [EXPECTED_RECEIVED] = "received", [EXPECTED_LATE] = "late",
        [EXPECTED_REFUSED] = "refused",   [EXPECTED_MISSING] = "missing",
        [EXPECTED_LATER] = "not_due",
    };
    return codes[state];
}

void
status_print_json(const Definition *definition, const guint counts[VERDICT_COUNT],
                  const GPtrArray *expectations, const GArray *events)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "convention", definition->convention->id);
    json_key(json, "verdicts");
    json_object(json);
    for (guint i = 0; i < VERDICT_COUNT; i++)
        json_member_integer(json, verdict_code((Verdict)i), counts[i]);
    json_end(json);
    json_key(json, "expected");
    json_array(json);
    for (guint i = 0; i < expectations->len; i++) {
        const Expectation *expectation = expectations->pdata[i];
        json_object(json);
        json_member(json, "sheet", expectation->sheet->id);
        json_member(json, "period", expectation->period);
        json_member(json, "organisation", expectation->participant->id);
        json_member(json, "state", state_code(expectation->state));
        json_member(json, "submission", expectation->submission);
        json_end(json);
    }
    json_end(json);
    json_key(json, "events");
    json_array(json);
    for (guint i = 0; i < events->len; i++) {
        const EventCount *count = &g_array_index(events, EventCount, i);
        json_object(json);
        json_member(json, "sheet", count->sheet->id);
        json_member_integer(json, "received", count->received);
        json_end(json);
    }
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

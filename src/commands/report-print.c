/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/report-print.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include <stdio.h>

static void
print_edition(const ReportResult *result, const char *path)
{
    const Edition *edition = result->edition;
    g_autofree char *day = date_label(clock_day(edition->issued));
    if (result->unchanged)
        printf(_("Nothing has changed since edition %d of %s: it is given out again, in %s.\n"),
               (int)edition->number, day, path);
    else if (result->again)
        printf(_("Edition %d of %s, as it was issued, is in %s.\n"), (int)edition->number, day,
               path);
    else
        printf(_("Edition %d of %s is issued and kept; it is in %s.\n"), (int)edition->number, day,
               path);
}

void
report_print(const ReportResult *result, const char *path)
{
    if (!result->edition)
        printf(_("The report is in %s.\n"), path);
    else
        print_edition(result, path);
    if (result->copies)
        printf(_("Beside it are %u numbered originals to print, one for each party.\n"),
               result->copies);
}

static void
write_given(Json *json, const char *key, const char *text)
{
    if (text)
        json_member(json, key, text);
}

static void
write_side(Json *json, const char *key, const Figure *figure, gboolean hidden)
{
    json_key(json, key);
    json_object(json);
    if (figure && !hidden) {
        write_given(json, "value", figure->value);
        write_given(json, "numerator", figure->numerator);
        write_given(json, "denominator", figure->denominator);
    }
    json_key(json, "masked");
    json_boolean(json, hidden);
    json_end(json);
}

static void
write_part(Json *json, const Change *change, ChangeCause cause)
{
    static const char *const codes[] = {
        [CHANGE_NEW] = "new",
        [CHANGE_LATE] = "late",
        [CHANGE_CORRECTION] = "correction",
        [CHANGE_GONE] = "withdrawn",
        [CHANGE_DEFINITION] = "definition",
    };
    const ChangePart *part = &change->parts[cause];
    if (cause == CHANGE_DEFINITION ? !change->redefined : part->forms == 0)
        return;
    json_object(json);
    json_member(json, "cause", codes[cause]);
    json_member_integer(json, "forms", part->forms);
    if (change->amounts) {
        g_autofree char *numerator = number_text(part->numerator);
        g_autofree char *denominator = number_text(part->denominator);
        json_member(json, "numerator", numerator);
        json_member(json, "denominator", denominator);
    }
    json_end(json);
}

static void
write_change(Json *json, const Change *change)
{
    const Figure *figure = change->now ? change->now : change->then;
    json_object(json);
    json_member(json, "indicator", figure->indicator->id);
    json_member(json, "period", figure->period);
    json_key(json, "scope");
    json_object(json);
    for (char **pair = figure->scope; *pair; pair += 2)
        json_member(json, pair[0], pair[1]);
    json_end(json);
    write_side(json, "then", change->then, change->then && change->then->masked);
    write_side(json, "now", change->now, change->small || (change->now && change->now->masked));
    json_key(json, "causes");
    json_array(json);
    for (ChangeCause cause = 0; cause < CHANGE_CAUSES; cause++)
        write_part(json, change, cause);
    json_end(json);
    json_end(json);
}

static void
write_edition(Json *json, const char *key, const Edition *edition)
{
    json_key(json, key);
    if (!edition) {
        json_string(json, NULL);
        return;
    }
    g_autofree char *day = date_text(clock_day(edition->issued));
    json_object(json);
    json_member_integer(json, "number", edition->number);
    json_member(json, "issued", day);
    json_member(json, "period", edition->period);
    json_member(json, "sha256", edition->pdf_sha256);
    json_member(json, "figures_sha256", edition->figures_sha256);
    json_end(json);
}

char *
report_json(const ReportResult *result, const char *path)
{
    const Comparison *comparison = result->comparison;
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "report", path);
    json_member(json, "period", result->period);
    write_edition(json, "edition", result->edition);
    json_key(json, "again");
    json_boolean(json, result->again);
    json_member_integer(json, "copies", result->copies);
    write_edition(json, "since", comparison ? comparison->edition : NULL);
    json_key(json, "changes");
    json_array(json);
    for (guint i = 0; comparison && comparison->edition && i < comparison->changes->len; i++)
        write_change(json, comparison->changes->pdata[i]);
    json_end(json);
    json_end(json);
    return json_finish(json);
}

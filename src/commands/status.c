/* SPDX-License-Identifier: Apache-2.0
 *
 * status.c - the register at a glance: verdicts, who has sent what, who hasn't, what was decided.
 */
#include "commands/status.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/signed-print.h"
#include "register/delivery.h"
#include "register/queue.h"
#include <stdio.h>

static void
status_clear(Status *status)
{
    g_clear_pointer(&status->expectations, g_ptr_array_unref);
    g_clear_pointer(&status->events, g_array_unref);
    g_clear_pointer(&status->acts, acts_free);
    g_clear_pointer(&status->editions, g_ptr_array_unref);
    g_clear_pointer(&status->outbox.letters, g_ptr_array_unref);
    g_clear_pointer(&status->waiting, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Status, status_clear)

/* The year of PERIOD, or NULL (transfer full). */
static char *
year_of(const Convention *convention, const char *period)
{
    Period year;
    return period && period_parse(period, convention->calendar, &year)
               ? period_text(period_year(year))
               : NULL;
}

/* Forms that stand of each sheet of events, in YEAR or ever: GArray of EventCount. */
static GArray *
count_events(Register *reg, const Definition *definition, const char *year, GError **error)
{
    g_autoptr(GArray) events = g_array_new(FALSE, TRUE, sizeof(EventCount));
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *newest = sheets->pdata[i];
        EventCount count = {.sheet = definition_sheet(definition, newest->id, year)};
        if (count.sheet->per != PER_EVENT)
            continue;
        if (!figures_count_standing(reg, count.sheet->id, year, &count.received, error))
            return NULL;
        g_array_append_val(events, count);
    }
    return g_steal_pointer(&events);
}

GArray *
status_definitions(const Status *status)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(InForce));
    const Definition *newest = status->definition;
    const Definition *asked = status->period ? definition_during(newest, status->period) : NULL;
    guint32 until = 0;
    for (const Definition *each = newest->before ? newest : NULL; each; each = each->before) {
        const InForce force = {each->from, until};
        if (!asked || each == asked)
            g_array_prepend_val(found, force);
        until = each->from - 1;
    }
    return found;
}

static gboolean
status_all(Register *reg, const char *path, const Definition *definition, const StatusQuery *query,
           GError **error)
{
    const LetterFilter handed = {.handed = TRUE};
    gint64 now;
    g_autofree char *year = year_of(definition->convention, query->period);
    g_auto(Status) status = {.definition = definition,
                             .path = path,
                             .period = query->period,
                             .year = year,
                             .confidential = query->confidential};
    if (!register_hold(reg, error) ||
        !(status.expectations = figures_expectations(reg, definition, query->period, NULL, error)))
        return FALSE;
    status.events = count_events(reg, definition, year, error);
    status.acts = status.events ? register_acts(reg, error) : NULL;
    status.editions = status.acts ? signed_editions(reg, status.acts, error) : NULL;
    if (!status.editions || !register_counts(reg, FALSE, status.counts, error) ||
        !register_time(reg, &now, error))
        return FALSE;
    status.today = clock_day(now);
    status.waiting = queue_list(reg, definition, status.today, error);
    if (!status.waiting ||
        (query->json && !queue_tell_texts(reg, definition, status.waiting, error)))
        return FALSE;
    status.outbox.letters = register_letters(reg, &handed, error);
    if (!status.outbox.letters || !register_answers_kept(reg, &status.outbox.kept, error) ||
        !register_release(reg, error))
        return FALSE;
    if (query->json)
        status_print_json(&status);
    else
        status_print(&status);
    return TRUE;
}

int
command_status(int argc, char **argv)
{
    g_autofree char *period = NULL;
    gboolean json = FALSE, confidential = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("A year or a half (what is due)"), "P"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &confidential,
         N_("Show small counts of people: not to be published"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("status", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 && argc != 3)
        return command_usage("status", "%s", _("one REGISTER is needed, and at most one ID"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!command_period_known(definition->convention, period))
        return command_no_period("status", definition->convention, period);
    const StatusQuery query = {argv[2], period, confidential, json};
    gboolean ok = argc == 3 ? status_one(reg, definition, &query, &error)
                            : status_all(reg, argv[1], definition, &query, &error);
    return ok ? STATUS_DONE : command_fail(error);
}

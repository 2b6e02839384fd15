/* SPDX-License-Identifier: Apache-2.0
 *
 * status.c - the register at a glance: verdicts, who has sent what by sheet, who hasn't.
 */
#include "commands/status.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/verdict-print.h"
#include "figures/figures.h"
#include <stdio.h>
#include <string.h>

typedef struct {
    const Sheet *sheet;
    const char *period;
    guint counts[EXPECTED_LATER + 1];
    guint all;
} Row;

/* Expectations come sorted by sheet and period: one row each. */
static GArray *
status_rows(const GPtrArray *expectations)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(Row));
    for (guint i = 0; i < expectations->len; i++) {
        const Expectation *expectation = expectations->pdata[i];
        Row *last = rows->len ? &g_array_index(rows, Row, rows->len - 1) : NULL;
        if (!last || last->sheet != expectation->sheet ||
            strcmp(last->period, expectation->period) != 0) {
            const Row row = {.sheet = expectation->sheet, .period = expectation->period};
            g_array_append_val(rows, row);
            last = &g_array_index(rows, Row, rows->len - 1);
        }
        last->counts[expectation->state]++;
        last->all++;
    }
    return rows;
}

static void
print_heads(void)
{
    const char *const heads[] = {_("received"), _("late"), _("to correct"), _("missing"),
                                 _("not due")};
    const char *sheet = _("sheet"), *period = _("period");
    printf("\n%s%*s%s%*s", sheet, MAX(1, 7 - (int)g_utf8_strlen(sheet, -1)), "", period,
           MAX(0, 14 - (int)g_utf8_strlen(period, -1)), "");
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        printf("%*s%s", MAX(1, 12 - (int)g_utf8_strlen(heads[i], -1)), "", heads[i]);
    putchar('\n');
}

static void
print_rows(const GArray *rows)
{
    print_heads();
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        printf("%-6s %-14s", row->sheet->id, row->period);
        for (guint state = 0; state <= EXPECTED_LATER; state++)
            printf("%12u", row->counts[state]);
        putchar('\n');
    }
}

/* Sheets of events expect nothing of one organisation: what was received of them. */
static void
print_events(const GArray *events, const char *period)
{
    const char *when = period ? period : _("events");
    for (guint i = 0; i < events->len; i++) {
        const EventCount *count = &g_array_index(events, EventCount, i);
        printf("%-6s %s%*s%12u\n", count->sheet->id, when,
               MAX(0, 14 - (int)g_utf8_strlen(when, -1)), "", count->received);
    }
}

static void
print_missing(const GPtrArray *expectations)
{
    guint shown = 0;
    for (guint i = 0; i < expectations->len; i++) {
        const Expectation *expectation = expectations->pdata[i];
        if (expectation->state != EXPECTED_MISSING && expectation->state != EXPECTED_REFUSED)
            continue;
        if (!shown++)
            printf("\n%s\n", _("To remind:"));
        const Participant *who = expectation->participant;
        printf("  %-5s %-14s %-14s %s%s\n", expectation->sheet->id, expectation->period, who->id,
               who->name,
               expectation->state == EXPECTED_REFUSED ? _(" (waits for a correction)") : "");
    }
}

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
count_events(Register *reg, const Convention *convention, const char *year, GError **error)
{
    g_autoptr(GArray) events = g_array_new(FALSE, TRUE, sizeof(EventCount));
    for (guint i = 0; i < convention->sheets->len; i++) {
        EventCount count = {.sheet = convention->sheets->pdata[i]};
        const SubmissionFilter filter = {.sheet = count.sheet->id, .period = year};
        if (count.sheet->per != PER_EVENT || !count.sheet->adopted)
            continue;
        g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
        if (!found)
            return NULL;
        for (guint k = 0; k < found->len; k++)
            count.received += ((const Submission *)found->pdata[k])->verdict == VERDICT_ACCEPTED;
        g_array_append_val(events, count);
    }
    return g_steal_pointer(&events);
}

static gboolean
status_all(Register *reg, const Definition *definition, const char *period, gboolean json,
           GError **error)
{
    guint counts[VERDICT_COUNT];
    g_autoptr(GPtrArray) expectations = figures_expectations(reg, definition, period, error);
    g_autofree char *year = year_of(definition->convention, period);
    g_autoptr(GArray) events = count_events(reg, definition->convention, year, error);
    if (!expectations || !events || !register_counts(reg, NULL, counts, error))
        return FALSE;
    if (json) {
        status_print_json(definition, counts, expectations, events);
        return TRUE;
    }
    g_autoptr(GArray) rows = status_rows(expectations);
    verdicts_print(counts);
    print_rows(rows);
    print_events(events, year);
    print_missing(expectations);
    return TRUE;
}

int
command_status(int argc, char **argv)
{
    g_autofree char *period = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("A year or a half (what is due)"), "P"},
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
        return command_usage("status", _("%s is no period of the convention"), period);
    gboolean ok = argc == 3 ? status_one(reg, definition, argv[2], json, &error)
                            : status_all(reg, definition, period, json, &error);
    return ok ? STATUS_DONE : command_fail(error);
}

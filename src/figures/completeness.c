/* SPDX-License-Identifier: Apache-2.0
 *
 * completeness.c - who owes what, what came, and how much that makes.
 */
#include "base/clock.h"
#include "figures/figures.h"
#include "register/act.h"
#include "register/sql.h"
#include <string.h>

/* What came for one sheet, period and organisation: the form that stands, else the last refused. */
typedef struct {
    char *submission;
    gboolean accepted, nil;
    gint64 first; /* when the first accepted one came, or 0: corrections don't make late */
    gint64 last;  /* when SUBMISSION came */
} Came;

static void
came_free(gpointer data)
{
    g_free(((Came *)data)->submission);
    g_free(data);
}

/* When each message came, by arrival.  Read apart: joined, each would be looked up in its row,
 * among the originals. */
static GArray *
times_read(Register *reg, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, "SELECT arrival, received FROM message", "");
    if (!statement)
        return NULL;
    g_autoptr(GArray) times = g_array_new(FALSE, TRUE, sizeof(gint64));
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        guint arrival = (guint)sql_int(statement, 0);
        if (arrival >= times->len)
            g_array_set_size(times, arrival + 1);
        g_array_index(times, gint64, arrival) = sql_int(statement, 1);
    }
    if (!failure)
        return g_steal_pointer(&times);
    g_propagate_error(error, failure);
    return NULL;
}

/* Of several refused the last one; of two that came together the greater id, so that no order of
 * rows counts.  A replaced form was accepted in its time. */
static void
came_take(Came *entry, sqlite3_stmt *statement, gint64 received)
{
    const char *id = sql_peek(statement, 1), *verdict = sql_peek(statement, 2);
    gboolean refused = strcmp(verdict, "refused") == 0;
    if (!refused)
        entry->first = entry->first ? MIN(entry->first, received) : received;
    if (strcmp(verdict, "replaced") == 0 || (refused && entry->accepted))
        return;
    if (refused && entry->submission &&
        (received < entry->last || (received == entry->last && strcmp(id, entry->submission) < 0)))
        return;
    g_free(entry->submission);
    entry->submission = g_strdup(id);
    entry->accepted = !refused;
    entry->last = received;
    entry->nil = sql_int(statement, 3) != 0;
}

/* By "sheet|period|organisation", of the periods that begin as PERIOD does. */
static GHashTable *
came_read(Register *reg, const char *period, GError **error)
{
    g_autoptr(GArray) times = times_read(reg, error);
    sqlite3_stmt *statement =
        times ? sql_query(reg, error,
                          "SELECT sheet || '|' || period || '|' || organisation, id, verdict, nil,"
                          " message FROM submission WHERE sheet IS NOT NULL"
                          " AND period IS NOT NULL AND organisation IS NOT NULL"
                          " AND verdict IN ('accepted', 'replaced', 'refused')"
                          " AND (?1 IS NULL OR substr(period, 1, length(?1)) = ?1)",
                          "t", period)
              : NULL;
    if (!statement)
        return NULL;
    g_autoptr(GHashTable) came = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, came_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const char *key = sql_peek(statement, 0);
        Came *entry = g_hash_table_lookup(came, key);
        if (!entry) {
            entry = g_new0(Came, 1);
            g_hash_table_insert(came, g_strdup(key), entry);
        }
        came_take(entry, statement, g_array_index(times, gint64, (guint)sql_int(statement, 4)));
    }
    if (!failure)
        return g_steal_pointer(&came);
    g_propagate_error(error, failure);
    return NULL;
}

/* ---- what is expected ---- */

typedef struct {
    const Definition *newest;
    const char *period; /* asked for, or NULL */
    GHashTable *came;
    const Acts *acts;
    guint32 today;
    GPtrArray *found; /* Expectation */
} Work;

static ExpectedState
expected_state(const Came *came, gboolean excused, guint32 due, guint32 today)
{
    if (came && came->accepted)
        return clock_day(came->first) <= due ? EXPECTED_RECEIVED : EXPECTED_LATE;
    if (excused)
        return EXPECTED_EXCUSED;
    if (came && came->submission)
        return EXPECTED_REFUSED;
    return today > due ? EXPECTED_MISSING : EXPECTED_LATER;
}

/* What came and what was decided of EXPECTATION, whose sheet, period and participant are set. */
static void
expectation_settle(const Work *work, Expectation *expectation)
{
    const char *sheet = expectation->sheet->id, *period = expectation->period;
    const char *who = expectation->participant->id;
    g_autofree char *key = g_strdup_printf("%s|%s|%s", sheet, period, who);
    const Came *came = g_hash_table_lookup(work->came, key);
    const Act *excused = acts_excused(work->acts, sheet, period, who);
    const Act *closed = acts_closed(work->acts, period, G_MAXINT64);
    expectation->state = expected_state(came, excused != NULL, expectation->due, work->today);
    expectation->closed = closed ? closed->time : 0;
    expectation->why = expectation->state == EXPECTED_EXCUSED ? g_strdup(excused->why) : NULL;
    if (!came)
        return;
    expectation->submission = g_strdup(came->submission);
    expectation->since = came->accepted ? came->first : came->last;
    expectation->nil = came->accepted && came->nil;
    expectation->after_closing =
        came->accepted && acts_closed(work->acts, period, came->first) != NULL;
}

/* SHEET is DEFINITION's, which knows who can fill it; who that is, the newest list says. */
static void
expect_of_all(Work *work, const Definition *definition, const Sheet *sheet, Period period)
{
    const GPtrArray *people = definition->participants->list;
    g_autofree char *text = period_text(period);
    guint32 due = sheet_due_day(sheet, period, 0);
    for (guint i = 0; i < people->len; i++) {
        const Participant *participant = people->pdata[i];
        if (!sheet_filled_by(sheet, participant->kind->id) ||
            !participant_during(participant, period))
            continue;
        Expectation *expectation = g_new0(Expectation, 1);
        expectation->sheet = sheet;
        expectation->period = g_strdup(text);
        expectation->participant = participants_find(work->newest->participants, participant->id);
        expectation->due = due;
        expectation_settle(work, expectation);
        g_ptr_array_add(work->found, expectation);
    }
}

/* Within PERIOD: itself, or a half of it.  NULL: due by TODAY. */
static gboolean
period_wanted(const char *asked, const Convention *convention, const Sheet *sheet, Period period,
              guint32 today)
{
    Period within;
    if (!asked || !period_parse(asked, convention->calendar, &within))
        return sheet_due_day(sheet, period, 0) < today;
    return period.year == within.year && (within.half == 0 || within.half == period.half);
}

void
expectation_free(Expectation *expectation)
{
    if (!expectation)
        return;
    g_free(expectation->period);
    g_free(expectation->why);
    g_free(expectation->submission);
    g_free(expectation);
}

/* The day before which a period must begin to be looked at. */
static guint32
look_until(const Convention *convention, const char *asked, guint32 today)
{
    Period period;
    return asked && period_parse(asked, convention->calendar, &period)
               ? MAX(today, period_last_day(period)) + 1
               : today + 1;
}

/* What the sheet of that id asks while DEFINITION is in force, after all that those before it ask.
 */
static void
expect_sheet(Work *work, const Definition *definition, const char *id)
{
    const Convention *convention = definition->convention;
    const Sheet *sheet = convention_sheet(convention, id);
    if (definition->before)
        expect_sheet(work, definition->before, id);
    if (!sheet || !sheet->adopted || sheet->per == PER_EVENT)
        return;
    g_autoptr(GArray) periods =
        sheet_periods(convention, sheet, look_until(convention, work->period, work->today));
    for (guint i = 0; i < periods->len; i++) {
        Period each = g_array_index(periods, Period, i);
        if (definition_on(work->newest, period_first_day(each)) == definition &&
            period_wanted(work->period, convention, sheet, each, work->today))
            expect_of_all(work, definition, sheet, each);
    }
}

GPtrArray *
figures_expectations(Register *reg, const Definition *definition, const char *period,
                     GError **error)
{
    gint64 now;
    g_autoptr(Acts) acts = register_time(reg, &now, error) ? register_acts(reg, error) : NULL;
    g_autoptr(GHashTable) came = acts ? came_read(reg, period, error) : NULL;
    if (!came)
        return NULL;
    Work work = {.newest = definition,
                 .period = period,
                 .came = came,
                 .acts = acts,
                 .today = clock_day(now)};
    work.found = g_ptr_array_new_with_free_func((GDestroyNotify)expectation_free);
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    for (guint i = 0; i < sheets->len; i++)
        expect_sheet(&work, definition, ((const Sheet *)sheets->pdata[i])->id);
    return work.found;
}

gboolean
expectation_to_remind(const Expectation *expectation, guint32 today)
{
    return (expectation->state == EXPECTED_MISSING || expectation->state == EXPECTED_REFUSED) &&
           today > expectation->due && !expectation->closed;
}

gboolean
figures_count_standing(Register *reg, const char *sheet, const char *period, guint *count,
                       GError **error)
{
    gint64 found;
    if (!sql_integer(reg, &found, 0, error,
                     "SELECT count(*) FROM submission WHERE sheet = ?1 AND verdict = 'accepted'"
                     " AND (?2 IS NULL OR period = ?2)",
                     "tt", sheet, period))
        return FALSE;
    *count = (guint)found;
    return TRUE;
}

/* ---- how much it makes ---- */

static gboolean
is_counted(const Expectation *expectation, const ExpectationFilter *filter)
{
    const Participant *who = expectation->participant;
    return !filter ||
           ((!filter->sheet || strcmp(filter->sheet->id, expectation->sheet->id) == 0) &&
            (!filter->period || strcmp(filter->period, expectation->period) == 0) &&
            (!filter->territory ||
             (who->territory && strcmp(filter->territory->code, who->territory->code) == 0)) &&
            (!filter->kind || strcmp(filter->kind->id, who->kind->id) == 0));
}

Completeness
figures_completeness(const GPtrArray *expectations, const ExpectationFilter *filter)
{
    guint states[EXPECTED_STATES] = {0};
    Completeness sum = {0};
    for (guint i = 0; expectations && i < expectations->len; i++) {
        const Expectation *expectation = expectations->pdata[i];
        if (!is_counted(expectation, filter))
            continue;
        states[expectation->state]++;
        sum.nil += expectation->nil != 0;
        sum.after_closing += expectation->after_closing != 0;
    }
    sum.on_time = states[EXPECTED_RECEIVED];
    sum.late = states[EXPECTED_LATE];
    sum.refused = states[EXPECTED_REFUSED];
    sum.missing = states[EXPECTED_MISSING];
    sum.excused = states[EXPECTED_EXCUSED];
    sum.later = states[EXPECTED_LATER];
    sum.received = sum.on_time + sum.late;
    sum.expected = sum.received + sum.refused + sum.missing;
    return sum;
}

char *
completeness_percent(const Completeness *sum)
{
    guint64 whole = sum->expected;
    guint64 tenths = whole ? (sum->received * G_GUINT64_CONSTANT(2000) + whole) / (2 * whole) : 0;
    return whole ? g_strdup_printf("%u.%u", (guint)(tenths / 10), (guint)(tenths % 10)) : NULL;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * expectations.c - who owes what, and what came of it.
 */
#include "base/clock.h"
#include "figures/figures.h"
#include "register/act.h"
#include "register/sql.h"
#include <string.h>

/* One sheet of one period, asked of many. */
typedef struct {
    const Sheet *sheet;
    char *period; /* GRefString */
    guint32 due;
    gint64 due_end;    /* what comes from then on is late */
    const Act *closed; /* or NULL */
    guint *places; /* by participant of the newest list: where its expectation stands + 1; 0: not
                      asked */
} Asked;

/* When it came, as long as that isn't all known. */
typedef struct {
    gint64 first; /* the first accepted one, or 0: corrections don't make late */
    gint64 last;  /* the one that stands, else the last refused one */
} Came;

typedef struct {
    const Definition *newest;
    const char *period; /* asked for, or NULL */
    const Acts *acts;
    guint32 today;
    GArray *asked;      /* Asked */
    GArray *came;       /* Came, of each of: */
    GPtrArray *found;   /* Expectation */
    GHashTable *places; /* id → where the participant stands in the newest list */
} Work;

/* ---- what is expected ---- */

static void
asked_clear(gpointer data)
{
    Asked *asked = data;
    g_ref_string_release(asked->period);
    g_free(asked->places);
}

/* Where the participant of that ID stands in the newest list; G_MAXUINT: nowhere.  GUESS: where
 * first to look. */
static guint
participant_place(const Work *work, const char *id, guint guess)
{
    const GPtrArray *people = work->newest->participants->list;
    gpointer place;
    if (guess < people->len && strcmp(((const Participant *)people->pdata[guess])->id, id) == 0)
        return guess;
    return g_hash_table_lookup_extended(work->places, id, NULL, &place) ? GPOINTER_TO_UINT(place)
                                                                        : G_MAXUINT;
}

/* SHEET is DEFINITION's, which knows who can fill it; who that is, the newest list says. */
static void
ask_all(Work *work, const Definition *definition, const Sheet *sheet, Period period)
{
    const GPtrArray *people = definition->participants->list;
    const GPtrArray *newest = work->newest->participants->list;
    g_autofree char *text = period_text(period);
    const guint32 due = sheet_due_day(sheet, period, 0);
    const Asked asked = {.sheet = sheet,
                         .period = g_ref_string_new(text),
                         .due = due,
                         .due_end = clock_day_end(due),
                         .closed = acts_closed(work->acts, text, G_MAXINT64),
                         .places = g_new0(guint, newest->len)};
    for (guint i = 0; i < people->len; i++) {
        const Participant *participant = people->pdata[i];
        if (!sheet_filled_by(sheet, participant->kind->id) ||
            !participant_during(participant, period))
            continue;
        guint place = participant_place(work, participant->id, i);
        Expectation *expectation = g_new0(Expectation, 1);
        expectation->sheet = sheet;
        expectation->period = g_ref_string_acquire(asked.period);
        expectation->participant = newest->pdata[place];
        expectation->due = due;
        expectation->closed = asked.closed ? asked.closed->time : 0;
        expectation->state = EXPECTED_MISSING;
        g_ptr_array_add(work->found, expectation);
        asked.places[place] = work->found->len;
    }
    g_array_append_val(work->asked, asked);
}

void
expectation_free(Expectation *expectation)
{
    if (!expectation)
        return;
    g_ref_string_release(expectation->period);
    g_free(expectation->why);
    g_free(expectation->submission);
    g_free(expectation);
}

/* The day before which a period must begin to be looked at. */
static guint32
look_until(const Work *work, const Convention *convention)
{
    Period wide;
    return work->period && period_parse(work->period, convention->calendar, &wide)
               ? MAX(work->today, period_last_day(wide)) + 1
               : work->today + 1;
}

/* What the sheet of that id asks while DEFINITION is in force, after all that those before it ask:
 * within the period asked for, else what is due by today. */
static void
ask_sheet(Work *work, const Definition *definition, const char *id)
{
    const Convention *convention = definition->convention;
    const Sheet *sheet = convention_sheet(convention, id);
    if (definition->before)
        ask_sheet(work, definition->before, id);
    if (!sheet || !sheet->adopted || sheet->per == PER_EVENT)
        return;
    g_autoptr(GArray) periods = sheet_periods(convention, sheet, look_until(work, convention));
    for (guint i = 0; i < periods->len; i++) {
        Period each = g_array_index(periods, Period, i);
        g_autofree char *text = period_text(each);
        if (definition_on(work->newest, period_first_day(each)) == definition &&
            (work->period ? period_within(text, work->period)
                          : sheet_due_day(sheet, each, 0) < work->today))
            ask_all(work, definition, sheet, each);
    }
}

/* ---- what came ---- */

/* Where SHEET of PERIOD stands among those asked; their number: nowhere.  Looked for from BEFORE
 * on. */
static guint
asked_place(const Work *work, const char *sheet, const char *period, guint before)
{
    for (guint i = 0; i < work->asked->len; i++) {
        guint place = (before + i) % work->asked->len;
        const Asked *asked = &g_array_index(work->asked, Asked, place);
        if (strcmp(asked->period, period) == 0 && strcmp(asked->sheet->id, sheet) == 0)
            return place;
    }
    return work->asked->len;
}

/* Of several refused the last one; of two that came together the greater id, so that no order of
 * rows counts.  A replaced form was accepted in its time. */
static void
came_take(Came *came, Expectation *expectation, sqlite3_stmt *statement)
{
    const char *id = sql_peek(statement, 3), *verdict = sql_peek(statement, 4);
    gint64 received = sql_int(statement, 5);
    gboolean accepted = strcmp(verdict, "accepted") == 0;
    gboolean refused = strcmp(verdict, "refused") == 0;
    if (accepted || strcmp(verdict, "replaced") == 0)
        came->first = came->first ? MIN(came->first, received) : received;
    if (!accepted && (!refused || expectation->state == EXPECTED_RECEIVED))
        return;
    if (refused && expectation->submission &&
        (received < came->last ||
         (received == came->last && strcmp(id, expectation->submission) < 0)))
        return;
    g_free(expectation->submission);
    expectation->submission = g_strdup(id);
    expectation->state = refused ? EXPECTED_REFUSED : EXPECTED_RECEIVED;
    expectation->nil = !refused && sql_int(statement, 6) != 0;
    came->last = received;
}

static gboolean
came_read(Work *work, Register *reg, const char *sheet, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT organisation, sheet, period, id, verdict, received, nil FROM form"
                  " WHERE (?2 IS NULL OR sheet = ?2) AND organisation IS NOT NULL"
                  " AND sheet IS NOT NULL AND period IS NOT NULL"
                  " AND" SQL_PERIOD_WITHIN("period", "?1"),
                  "tt", work->period, sheet);
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    guint who = G_MAXUINT, what = 0;
    while (sql_row(reg, statement, &failure)) {
        who = participant_place(work, sql_peek(statement, 0), who);
        guint place = asked_place(work, sql_peek(statement, 1), sql_peek(statement, 2), what);
        if (place == work->asked->len || who == G_MAXUINT)
            continue;
        what = place;
        guint at = g_array_index(work->asked, Asked, what).places[who];
        if (at)
            came_take(&g_array_index(work->came, Came, at - 1), work->found->pdata[at - 1],
                      statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* ---- what that makes ---- */

/* EXPECTATION, of which all is read that came. */
static void
expectation_settle(const Work *work, const Asked *asked, const Came *came, Expectation *expectation)
{
    if (expectation->state == EXPECTED_RECEIVED) {
        expectation->state = came->first < asked->due_end ? EXPECTED_RECEIVED : EXPECTED_LATE;
        expectation->since = came->first;
        expectation->after_closing = acts_closed(work->acts, asked->period, came->first) != NULL;
        return;
    }
    const Act *excused =
        acts_excused(work->acts, asked->sheet->id, asked->period, expectation->participant->id);
    expectation->since = came->last;
    expectation->why = excused ? g_strdup(excused->why) : NULL;
    if (excused)
        expectation->state = EXPECTED_EXCUSED;
    else if (expectation->state == EXPECTED_MISSING && work->today <= asked->due)
        expectation->state = EXPECTED_LATER;
}

static void
settle_all(const Work *work)
{
    for (guint i = 0; i < work->asked->len; i++) {
        const Asked *asked = &g_array_index(work->asked, Asked, i);
        for (guint k = 0; k < work->newest->participants->list->len; k++) {
            guint at = asked->places[k];
            if (at)
                expectation_settle(work, asked, &g_array_index(work->came, Came, at - 1),
                                   work->found->pdata[at - 1]);
        }
    }
}

GPtrArray *
figures_expectations(Register *reg, const Definition *definition, const char *period,
                     const char *sheet, GError **error)
{
    const GPtrArray *people = definition->participants->list;
    gint64 now;
    g_autoptr(Acts) acts = register_time(reg, &now, error) ? register_acts(reg, error) : NULL;
    if (!acts)
        return NULL;
    g_autoptr(GArray) asked = g_array_new(FALSE, FALSE, sizeof(Asked));
    g_autoptr(GArray) came = g_array_new(FALSE, TRUE, sizeof(Came));
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)expectation_free);
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    Work work = {definition, period, acts, clock_day(now), asked, came, found, places};
    g_array_set_clear_func(asked, asked_clear);
    for (guint i = 0; i < people->len; i++)
        g_hash_table_insert(places, ((const Participant *)people->pdata[i])->id,
                            GUINT_TO_POINTER(i));
    for (guint i = 0; i < sheets->len; i++) {
        const char *id = ((const Sheet *)sheets->pdata[i])->id;
        if (!sheet || strcmp(sheet, id) == 0)
            ask_sheet(&work, definition, id);
    }
    g_array_set_size(came, found->len);
    if (!came_read(&work, reg, sheet, error))
        return NULL;
    settle_all(&work);
    return g_steal_pointer(&found);
}

gboolean
expectation_to_remind(const Expectation *expectation, guint32 today)
{
    return (expectation->state == EXPECTED_MISSING || expectation->state == EXPECTED_REFUSED) &&
           today > expectation->due && !expectation->closed;
}

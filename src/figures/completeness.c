/* SPDX-License-Identifier: Apache-2.0
 *
 * completeness.c - who owes what, and what came.
 */
#include "base/clock.h"
#include "figures/figures.h"
#include "register/sql.h"
#include <string.h>

/* What came for one sheet, period and organisation: the form that stands, else the last refused. */
typedef struct {
    char *submission;
    gboolean accepted;
    gint64 first; /* when the first accepted one came: corrections don't make late */
} Came;

static void
came_free(gpointer data)
{
    g_free(((Came *)data)->submission);
    g_free(data);
}

/* A replaced form was accepted in its time. */
static GHashTable *
came_read(Register *reg, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT s.sheet || '|' || s.period || '|' || s.organisation, s.id, s.verdict,"
                  " m.received FROM submission s JOIN message m ON m.arrival = s.message"
                  " WHERE s.sheet IS NOT NULL AND s.period IS NOT NULL"
                  " AND s.organisation IS NOT NULL"
                  " AND s.verdict IN ('accepted', 'replaced', 'refused')"
                  " ORDER BY m.received, m.sha256, s.part",
                  "");
    if (!statement)
        return NULL;
    g_autoptr(GHashTable) came = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, came_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const char *key = sql_peek(statement, 0), *verdict = sql_peek(statement, 2);
        Came *entry = g_hash_table_lookup(came, key);
        if (!entry) {
            entry = g_new0(Came, 1);
            g_hash_table_insert(came, g_strdup(key), entry);
        }
        gboolean refused = strcmp(verdict, "refused") == 0;
        if (!refused && entry->first == 0)
            entry->first = sql_int(statement, 3);
        if (strcmp(verdict, "accepted") == 0 || (refused && !entry->accepted)) {
            g_free(entry->submission);
            entry->submission = sql_text(statement, 1);
            entry->accepted = !refused;
        }
    }
    if (!failure)
        return g_steal_pointer(&came);
    g_propagate_error(error, failure);
    return NULL;
}

static ExpectedState
expected_state(const Came *came, guint32 due, guint32 today)
{
    if (came && came->accepted)
        return clock_day(came->first) <= due ? EXPECTED_RECEIVED : EXPECTED_LATE;
    if (came)
        return EXPECTED_REFUSED;
    return today > due ? EXPECTED_MISSING : EXPECTED_LATER;
}

static void
expect_of_all(GPtrArray *found, const Definition *definition, const Sheet *sheet, Period period,
              GHashTable *came, guint32 today)
{
    g_autofree char *text = period_text(period);
    guint32 due = sheet_due_day(sheet, period, 0);
    for (guint i = 0; i < definition->participants->list->len; i++) {
        const Participant *participant = definition->participants->list->pdata[i];
        if (!sheet_filled_by(sheet, participant->kind->id) ||
            !participant_during(participant, period))
            continue;
        g_autofree char *key = g_strdup_printf("%s|%s|%s", sheet->id, text, participant->id);
        const Came *entry = g_hash_table_lookup(came, key);
        Expectation *expectation = g_new0(Expectation, 1);
        expectation->sheet = sheet;
        expectation->period = g_strdup(text);
        expectation->participant = participant;
        expectation->state = expected_state(entry, due, today);
        expectation->submission = entry ? g_strdup(entry->submission) : NULL;
        g_ptr_array_add(found, expectation);
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
    g_free(expectation->submission);
    g_free(expectation);
}

GPtrArray *
figures_expectations(Register *reg, const Definition *definition, const char *period,
                     GError **error)
{
    const Convention *convention = definition->convention;
    gint64 now;
    g_autoptr(GHashTable) came = register_time(reg, &now, error) ? came_read(reg, error) : NULL;
    if (!came)
        return NULL;
    guint32 today = clock_day(now);
    Period asked;
    guint32 until = today + 1;
    if (period && period_parse(period, convention->calendar, &asked))
        until = MAX(until, period_last_day(asked) + 1);
    GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)expectation_free);
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        if (!sheet->adopted || sheet->per == PER_EVENT)
            continue;
        g_autoptr(GArray) periods = sheet_periods(convention, sheet, until);
        for (guint j = 0; j < periods->len; j++) {
            Period each = g_array_index(periods, Period, j);
            if (period_wanted(period, convention, sheet, each, today))
                expect_of_all(found, definition, sheet, each, came, today);
        }
    }
    return found;
}

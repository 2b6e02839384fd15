/* SPDX-License-Identifier: Apache-2.0 */
#include "register/rows.h"

#include "register/sql.h"

struct RegisterRows {
    Register *reg;
    sqlite3_stmt *statement; /* of the forms */
    sqlite3_stmt *values;    /* of the answers of the present form, or NULL */
};

#define FINDINGS(severity)                                                                         \
    ", (SELECT count(*) FROM finding f WHERE f.submission = s.rank AND f.severity = '" severity "')"

static RegisterRows *
rows_new(Register *reg, const char *sql, const char *period, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, sql, "t", period);
    if (!statement)
        return NULL;
    RegisterRows *rows = g_new0(RegisterRows, 1);
    rows->reg = reg;
    rows->statement = statement;
    return rows;
}

RegisterRows *
rows_submissions(Register *reg, const char *period, GError **error)
{
    return rows_new(
        reg,
        "SELECT s.id, m.sha256, p.filename, s.sheet, s.organisation, s.kind,"
        " s.territory, s.period, s.event, s.claimed, m.from_name, m.from_address,"
        " s.replaces, s.duplicate_of, s.verdict, m.received" FINDINGS("error") FINDINGS("warning")
            FINDINGS("note") " FROM submission s JOIN message m ON m.arrival = s.message"
                             " JOIN part p ON p.message = s.message AND p.path = s.part"
                             " WHERE" SQL_PERIOD_WITHIN(
                                 "s.period", "?1") " ORDER BY m.received, m.sha256, s.part",
        period, error);
}

RegisterRows *
rows_answers(Register *reg, const char *period, GError **error)
{
    return rows_new(reg,
                    "SELECT rank, id, sheet, organisation, kind, territory, period, event"
                    " FROM standing WHERE" SQL_PERIOD_WITHIN(
                        "period", "?1") " ORDER BY sheet, organisation, period, id",
                    period, error);
}

gboolean
rows_next_submission(RegisterRows *rows, SubmissionRow *row, GError **error)
{
    if (!sql_row(rows->reg, rows->statement, error))
        return FALSE;
    const char **texts[] = {
        &row->id,        &row->message,      &row->filename, &row->sheet,        &row->organisation,
        &row->kind,      &row->territory,    &row->period,   &row->event,        &row->claimed,
        &row->from_name, &row->from_address, &row->replaces, &row->duplicate_of,
    };
    guint *counts[] = {&row->errors, &row->warnings, &row->notes};
    int column = 0;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = sql_peek(rows->statement, column++);
    verdict_from_code(sql_peek(rows->statement, column++), &row->verdict);
    row->received = sql_int(rows->statement, column++);
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        *counts[i] = (guint)sql_int(rows->statement, column++);
    return TRUE;
}

/* The next form, with its answers ready to be read: sorted form by form, as they lie. */
static gboolean
next_form(RegisterRows *rows, GError **error)
{
    if (!sql_row(rows->reg, rows->statement, error))
        return FALSE;
    rows->values = sql_query(rows->reg, error,
                             "SELECT field, item, column, canonical, typed, motif FROM value"
                             " WHERE submission = ?1 AND counted = 1 ORDER BY seq",
                             "i", sql_int(rows->statement, 0));
    return rows->values != NULL;
}

/* The next answer of the present form; FALSE at their end, and with ERROR. */
static gboolean
next_value(RegisterRows *rows, GError **error)
{
    if (rows->values && sql_row(rows->reg, rows->values, error))
        return TRUE;
    rows->values = NULL;
    return FALSE;
}

gboolean
rows_next_answer(RegisterRows *rows, AnswerRow *row, GError **error)
{
    const char **of_form[] = {&row->submission, &row->sheet,  &row->organisation, &row->kind,
                              &row->territory,  &row->period, &row->event};
    const char **of_value[] = {&row->field, &row->item, &row->column, &row->canonical, &row->typed};
    GError *failure = NULL;
    while (!next_value(rows, &failure)) {
        if (failure || !next_form(rows, &failure)) {
            if (failure)
                g_propagate_error(error, failure);
            return FALSE;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(of_form); i++)
        *of_form[i] = sql_peek(rows->statement, (int)i + 1);
    for (guint i = 0; i < G_N_ELEMENTS(of_value); i++)
        *of_value[i] = sql_peek(rows->values, (int)i);
    row->motif = (Motif)sql_int(rows->values, G_N_ELEMENTS(of_value));
    return TRUE;
}

void
rows_free(RegisterRows *rows)
{
    if (!rows)
        return;
    sql_done(rows->statement);
    if (rows->values)
        sql_done(rows->values);
    g_free(rows);
}

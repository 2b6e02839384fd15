/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.h - forms received and their answers, a row at a time: for exports, which may be long.
 */
#pragma once

#include "register/register.h"

/* One form received; its strings are the database's until the next row.  NULL: not known. */
typedef struct {
    const char *id, *message, *filename;
    const char *sheet, *organisation, *kind, *territory, *period, *event, *claimed;
    const char *from_name, *from_address, *replaces, *duplicate_of;
    Verdict verdict;
    gint64 received;
    guint errors, warnings, notes; /* findings by severity */
} SubmissionRow;

/* One answer of a form that stands and that counts; likewise. */
typedef struct {
    const char *submission, *sheet, *organisation, *kind, *territory, *period, *event;
    const char *field, *item, *column; /* names; item and column NULL of a single answer */
    const char *canonical, *typed;     /* canonical NULL: not provided, or motif NEANT */
    Motif motif;
} AnswerRow;

typedef struct RegisterRows RegisterRows;

/* Forms of PERIOD and, of a year, of its halves (NULL: all, also those without period), by time
 * received, hash, part.  NULL with ERROR.  One at a time. */
RegisterRows *rows_submissions(Register *reg, const char *period, GError **error);
/* Answers of the forms that stand, likewise; by sheet, organisation, period and id, then in the
 * order of the sheet. */
RegisterRows *rows_answers(Register *reg, const char *period, GError **error);
/* The next row of either; FALSE at the end, and with ERROR on a failure. */
gboolean rows_next_submission(RegisterRows *rows, SubmissionRow *row, GError **error);
gboolean rows_next_answer(RegisterRows *rows, AnswerRow *row, GError **error);
void rows_free(RegisterRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RegisterRows, rows_free)

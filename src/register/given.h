/* SPDX-License-Identifier: Apache-2.0
 *
 * given.h - all that a form answers, in one text: the row of the table given.  For the rooms
 * register and figures.
 *
 * The text follows from the form's values that count.  Its questions are parted by RS (30), each of
 * them a field ("visites"), or of a grid a column of it ("stages.effectif").  Behind it, parted by
 * US (31), stand its answers, each with its item ("" where there is none) and its canonical text;
 * none where the field as a whole, be it a grid, was answered "néant".
 */
#pragma once

#include "register/register.h"

/* The text of the form whose rank FORM is, SQL; NULL: nothing that counts. */
#define SQL_GIVEN(form)                                                                            \
    "(SELECT group_concat(question, char(30)) FROM (SELECT field || coalesce('.' || column, '')"   \
    " || group_concat(CASE WHEN canonical IS NULL THEN '' ELSE char(31) || coalesce(item, '')"     \
    " || char(31) || canonical END, '') AS question FROM value"                                    \
    " WHERE submission = " form " AND counted = 1 AND (canonical IS NOT NULL"                      \
    " OR (motif = 2 AND item IS NULL AND column IS NULL)) GROUP BY field, column))"

/* Keep it, when its values are. */
gboolean given_keep(Register *reg, gint64 rank, GError **error);

/* "stages.effectif"; COLUMN: NULL: a single answer, or a grid as a whole (transfer full). */
char *given_name(const char *field, const char *column);

/* TEXT has an answer to the question of that NAME. */
gboolean given_answers(const char *text, const char *name);

/* What is taken apart so: question by question, TEXT is written into and spent. */
typedef struct {
    const char *name;
    char *answers; /* that are left; NULL: none */
} GivenQuestion;

gboolean given_question(char **text, GivenQuestion *question);
/* The next answer; FALSE: there is none more.  ITEM is NULL where there is none. */
gboolean given_next(GivenQuestion *question, const char **item, const char **canonical);

/* SPDX-License-Identifier: Apache-2.0
 *
 * sql.h - the register's database: statements, errors, transactions.  For the rooms register and
 * figures only.
 *
 * Statements are prepared once and kept by their text; a statement is in use from sql_query until
 * its rows are read to the end or sql_done, and the same text must not be asked again meanwhile.
 */
#pragma once

#include "register/register.h"
#include <sqlite3.h>

struct Register {
    sqlite3 *db;
    int lock; /* descriptor held by flock, or -1 */
    char *path;
    GHashTable *statements; /* text → sqlite3_stmt */
    Definition *definition; /* or NULL: not loaded yet */
    gint64 run;             /* row of the present run; 0: nothing was added yet */
    gboolean entry;         /* the present run is an entry by the clerk, not a batch */
    guint group;            /* messages, acts and answers in the open transaction */
    GHashTable *touched;    /* lines to settle before the next commit */
    GPtrArray *places;      /* Place, to be cross-checked then: of no line any more */
};

/* period_within (base/period.h) of PERIOD, a column, and WIDE, a parameter. */
#define SQL_PERIOD_WITHIN(period, wide)                                                            \
    " (" wide " IS NULL OR " wide " = '" PERIOD_TERM "' OR " period " = " wide " OR " period       \
    " = " wide " || '-S1' OR " period " = " wide " || '-S2')"

/* A statement with its parameters: TYPES has a letter for each, t (const char *, NULL is SQL's
 * NULL), i (gint64), b (GBytes *, or NULL).  NULL with ERROR (transfer none). */
sqlite3_stmt *sql_query(Register *reg, GError **error, const char *sql, const char *types, ...);
/* The next row: TRUE when there is one.  At the end, and on an error, FALSE; the latter sets ERROR.
 */
gboolean sql_row(Register *reg, sqlite3_stmt *statement, GError **error);
void sql_done(sqlite3_stmt *statement);
/* A statement without rows. */
gboolean sql_do(Register *reg, GError **error, const char *sql, const char *types, ...);
/* The transaction of the moment, begun when there is none: one thing more is in it. */
gboolean sql_begin(Register *reg, GError **error);
/* All that it holds is taken back. */
gboolean sql_take_back(Register *reg, GError **error);
/* SHA-256 of all rows, each the text of its first column and LF (transfer full); NULL with ERROR.
 */
char *sql_digest(Register *reg, GError **error, const char *sql, const char *types, ...);
/* One integer of one row; FALLBACK when there is none. */
gboolean sql_integer(Register *reg, gint64 *value, gint64 fallback, GError **error, const char *sql,
                     const char *types, ...);
/* The first column of all rows: GArray of gint64 (transfer full); NULL with ERROR. */
GArray *sql_integers(Register *reg, GError **error, const char *sql, const char *types, ...);

/* A column of the present row. */
char *sql_text(sqlite3_stmt *statement, int column);       /* transfer full, or NULL */
const char *sql_peek(sqlite3_stmt *statement, int column); /* until the next row, or NULL */
gint64 sql_int(sqlite3_stmt *statement, int column);
GBytes *sql_blob(sqlite3_stmt *statement, int column); /* transfer full, or NULL */

/* Set ERROR from the database's last failure. */
void sql_fail(sqlite3 *db, GError **error);

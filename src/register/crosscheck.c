/* SPDX-License-Identifier: Apache-2.0 */
#include "register/crosscheck.h"

#include "base/text.h"
#include "register/joint.h"
#include "register/keep-finding.h"
#include "register/sql.h"

/* The standing form of SHEET for one organisation and period; rank 0 when there is none. */
static gboolean
crosscheck_standing(Register *reg, const char *sheet, const char *organisation, const char *period,
                    gint64 *rank, gint64 *arrival, GError **error)
{
    return sql_integer(reg, rank, 0, error,
                       "SELECT rank FROM submission WHERE sheet = ?1 AND organisation = ?2"
                       " AND period = ?3 AND verdict = 'accepted' ORDER BY rank LIMIT 1",
                       "ttt", sheet, organisation, period) &&
           sql_integer(reg, arrival, 0, error, "SELECT message FROM submission WHERE rank = ?1",
                       "i", *rank);
}

static char *
crosscheck_message(const CrossCheck *check, gint64 value, gint64 other)
{
    g_autofree char *shown = number_label(value);
    g_autofree char *limit = number_label(other);
    g_autoptr(GString) text = g_string_new(check->message);
    g_string_replace(text, "{value}", shown, 0);
    g_string_replace(text, "{other}", limit, 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Every pair of values of one item of which the first exceeds the second. */
static GPtrArray *
crosscheck_compare(Register *reg, const CrossCheck *check, gint64 rank, gint64 other,
                   GError **error)
{
    const Operand *left = &check->field, *right = &check->at_most;
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT a.item, a.number, b.number, a.typed FROM value a JOIN value b"
        " ON b.submission = ?2 AND b.field = ?5 AND b.column IS ?6 AND b.item IS a.item"
        " WHERE a.submission = ?1 AND a.field = ?3 AND a.column IS ?4 AND a.number > b.number"
        " ORDER BY a.seq",
        "iitttt", rank, other, left->field->name, left->column ? left->column->name : NULL,
        right->field->name, right->column ? right->column->name : NULL);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) findings = findings_new();
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const char *item = sql_peek(statement, 0);
        g_autofree char *place = item ? g_strdup_printf("%s.%s", left->field->printed, item)
                                      : g_strdup(left->field->printed);
        g_autofree char *text =
            crosscheck_message(check, sql_int(statement, 1), sql_int(statement, 2));
        g_ptr_array_add(findings, finding_new_rule(check->id, check->severity, place,
                                                   left->column ? left->column->name : NULL,
                                                   sql_peek(statement, 3), text));
    }
    if (!failure)
        return g_steal_pointer(&findings);
    g_propagate_error(error, failure);
    return NULL;
}

static gboolean
crosscheck_run(Register *reg, const CrossCheck *check, const char *organisation, const char *period,
               GError **error)
{
    gint64 rank, arrival, other, other_arrival;
    if (!crosscheck_standing(reg, check->field.field->sheet->id, organisation, period, &rank,
                             &arrival, error) ||
        !crosscheck_standing(reg, check->at_most.field->sheet->id, organisation, period, &other,
                             &other_arrival, error))
        return FALSE;
    if (!rank)
        return TRUE;
    if (!sql_do(reg, error,
                "DELETE FROM finding WHERE submission = ?1 AND history = 1 AND code = ?2", "it",
                rank, check->id))
        return FALSE;
    g_autoptr(GPtrArray) findings = crosscheck_compare(reg, check, rank, other, error);
    if (!findings)
        return FALSE;
    for (guint i = 0; i < findings->len; i++) {
        if (!keep_finding(reg, arrival, rank, TRUE, findings->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

/* Whose line this is; FALSE without error when it has no key. */
static gboolean
crosscheck_key(Register *reg, const char *line, char **sheet, char **organisation, char **period,
               GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT sheet, organisation, period FROM submission WHERE line = ?1"
                  " AND sheet IS NOT NULL AND organisation IS NOT NULL AND period IS NOT NULL"
                  " LIMIT 1",
                  "t", line);
    if (!statement || !sql_row(reg, statement, error))
        return FALSE;
    *sheet = sql_text(statement, 0);
    *organisation = sql_text(statement, 1);
    *period = sql_text(statement, 2);
    sql_done(statement);
    return TRUE;
}

/* JOINED: the sheets whose joint events were looked at; once serves all their lines. */
static gboolean
crosscheck_line(Register *reg, const char *line, GHashTable *joined, GError **error)
{
    g_autofree char *sheet = NULL, *organisation = NULL, *period = NULL;
    GError *failure = NULL;
    if (!crosscheck_key(reg, line, &sheet, &organisation, &period, &failure)) {
        if (failure)
            g_propagate_error(error, failure);
        return failure == NULL;
    }
    const GPtrArray *sheets = reg->definition->convention->sheets;
    if (g_hash_table_add(joined, g_strdup(sheet)) &&
        !joint_check(reg, convention_sheet(reg->definition->convention, sheet), error))
        return FALSE;
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *declaring = sheets->pdata[i];
        for (guint j = 0; j < declaring->cross_checks->len; j++) {
            const CrossCheck *check = declaring->cross_checks->pdata[j];
            if (g_strcmp0(check->field.field->sheet->id, sheet) != 0 &&
                g_strcmp0(check->at_most.field->sheet->id, sheet) != 0)
                continue;
            if (!crosscheck_run(reg, check, organisation, period, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
crosscheck_lines(Register *reg, const GList *lines, GError **error)
{
    g_autoptr(GHashTable) joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const GList *l = lines; l; l = l->next) {
        if (!crosscheck_line(reg, l->data, joined, error))
            return FALSE;
    }
    return TRUE;
}

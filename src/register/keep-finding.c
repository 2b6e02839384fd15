/* SPDX-License-Identifier: Apache-2.0 */
#include "register/keep-finding.h"

#include "register/sql.h"

gboolean
keep_finding(Register *reg, gint64 arrival, gint64 rank, gboolean history, const Finding *finding,
             GError **error)
{
    return sql_do(reg, error,
                  "INSERT INTO finding (message, submission, history, severity, code, field,"
                  " column, value, text, line, xpath)"
                  " VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                  "iiittttttit", arrival, rank, (gint64)history, severity_code(finding->severity),
                  finding->code, finding->field, finding->column, finding->value, finding->message,
                  (gint64)finding->line, finding->xpath);
}

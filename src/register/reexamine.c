/* SPDX-License-Identifier: Apache-2.0 */
#include "register/reexamine.h"

#include "base/i18n.h"
#include "register/crosscheck.h"
#include "register/sql.h"
#include "register/store.h"

static gboolean
arrival_of(Register *reg, const char *message, gint64 *arrival, GError **error)
{
    return sql_integer(reg, arrival, 0, error, "SELECT arrival FROM message WHERE sha256 = ?1", "t",
                       message);
}

/* ---- what an examination comes to ---- */

/* What figures rest on of a form: compared where an edition counts it. */
#define COUNTED                                                                                    \
    "SELECT quote(s.id) || quote(s.sheet) || quote(s.organisation) || quote(s.kind) ||"            \
    " quote(s.territory) || quote(s.period) || quote(s.event) || quote(s.examined) ||"             \
    " quote(s.nil) || quote(s.line) FROM submission s WHERE s.message = ?1 AND"                    \
    " (?2 = 0 OR s.rank IN (SELECT submission FROM edition_form))"                                 \
    " UNION ALL SELECT quote(s.id) || v.seq || quote(v.field) || quote(v.item) ||"                 \
    " quote(v.column) || quote(v.canonical) || quote(v.motif) || quote(v.counted)"                 \
    " FROM value v JOIN submission s ON s.rank = v.submission WHERE s.message = ?1 AND"            \
    " (?2 = 0 OR s.rank IN (SELECT submission FROM edition_form))"

/* All that is registered of a message but what follows from other forms. */
#define FOUND                                                                                      \
    COUNTED                                                                                        \
    " UNION ALL SELECT verdict FROM message WHERE arrival = ?1"                                    \
    " UNION ALL SELECT quote(path) || quote(filename) || type || quote(label) || fate ||"          \
    " quote(text) FROM part WHERE message = ?1"                                                    \
    " UNION ALL SELECT quote(s.id) || quote(s.claimed) || quote(s.canonical) FROM submission s"    \
    " WHERE s.message = ?1"                                                                        \
    " UNION ALL SELECT quote(s.id) || v.seq || quote(v.typed) FROM value v JOIN submission s"      \
    " ON s.rank = v.submission WHERE s.message = ?1"                                               \
    " UNION ALL SELECT quote(s.id) || f.severity || f.code || quote(f.field) || quote(f.column) "  \
    "||"                                                                                           \
    " quote(f.value) || f.text || f.line FROM finding f LEFT JOIN submission s"                    \
    " ON s.rank = f.submission WHERE f.message = ?1 AND f.history = 0"

/* SHA-256 over the rows of SQL, in an order of their own (transfer full). */
static char *
digest(Register *reg, const char *sql, gint64 arrival, gboolean editions, GError **error)
{
    return sql_digest(reg, error, sql, "ii", arrival, (gint64)editions);
}

/* ---- replacing ---- */

/* The rows of the message's forms by part, which they keep; their lines and places are touched. */
static GHashTable *
leave_lines(Register *reg, gint64 arrival, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error, "SELECT part, rank, line FROM submission WHERE message = ?1", "i", arrival);
    if (!statement)
        return NULL;
    g_autoptr(GHashTable) ranks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        gint64 rank = sql_int(statement, 1);
        g_hash_table_insert(ranks, sql_text(statement, 0), g_memdup2(&rank, sizeof rank));
        g_hash_table_add(reg->touched, sql_text(statement, 2));
    }
    if (failure)
        g_propagate_error(error, failure);
    return !failure && crosscheck_leave(reg, arrival, error) ? g_steal_pointer(&ranks) : NULL;
}

static gboolean
remove_rows(Register *reg, gint64 arrival, GError **error)
{
    return sql_do(reg, error,
                  "DELETE FROM value WHERE submission IN"
                  " (SELECT rank FROM submission WHERE message = ?1)",
                  "i", arrival) &&
           sql_do(reg, error,
                  "DELETE FROM given WHERE submission IN"
                  " (SELECT rank FROM submission WHERE message = ?1)",
                  "i", arrival) &&
           sql_do(reg, error, "DELETE FROM finding WHERE message = ?1", "i", arrival) &&
           sql_do(reg, error, "DELETE FROM submission WHERE message = ?1", "i", arrival) &&
           sql_do(reg, error, "DELETE FROM part WHERE message = ?1", "i", arrival);
}

gboolean
register_examined_anew(Register *reg, const char *message, const Examination *examination,
                       GError **error)
{
    gint64 arrival;
    if (!register_definition(reg, error) || !sql_begin(reg, error) ||
        !arrival_of(reg, message, &arrival, error))
        return FALSE;
    g_autoptr(GHashTable) ranks = leave_lines(reg, arrival, error);
    return ranks && sql_do(reg, error, "PRAGMA defer_foreign_keys = ON", "") &&
           remove_rows(reg, arrival, error) &&
           sql_do(reg, error, "UPDATE message SET verdict = ?2 WHERE arrival = ?1", "it", arrival,
                  verdict_code(examination->verdict)) &&
           store_examination(reg, arrival, message, examination, ranks, error);
}

/* ---- the act ---- */

typedef struct {
    char *found, *counted;
} Digests;

static void
digests_clear(Digests *digests)
{
    g_free(digests->found);
    g_free(digests->counted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Digests, digests_clear)

static gboolean
digests_take(Digests *digests, Register *reg, gint64 arrival, GError **error)
{
    digests->found = digest(reg, FOUND, arrival, FALSE, error);
    digests->counted = digests->found ? digest(reg, COUNTED, arrival, TRUE, error) : NULL;
    return digests->counted != NULL;
}

gboolean
register_reexamine(Register *reg, const char *message, const Examination *examination,
                   const char *why, const char *who, gint64 now, gboolean *changed, GError **error)
{
    gint64 arrival;
    g_auto(Digests) before = {NULL, NULL}, after = {NULL, NULL};
    if (!register_flush(reg, error) || !arrival_of(reg, message, &arrival, error) ||
        !digests_take(&before, reg, arrival, error) ||
        !register_examined_anew(reg, message, examination, error) ||
        !digests_take(&after, reg, arrival, error))
        return FALSE;
    *changed = g_strcmp0(before.found, after.found) != 0;
    if (!*changed)
        return sql_take_back(reg, error);
    if (g_strcmp0(before.counted, after.counted) == 0)
        return register_act(reg, act_kind(ACT_REEXAMINE), message, why, who, now, changed, error);
    if (sql_take_back(reg, error))
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("%.16s holds a form that an issued report counts, and that would change: "
                      "nothing was written; withdraw it, or have it sent again"),
                    message);
    return FALSE;
}

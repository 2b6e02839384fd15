/* SPDX-License-Identifier: Apache-2.0
 *
 * definitions.c - the definition inside the register, and its amendments.
 */
#include "register/definitions.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "register/sql.h"

char *
definition_hash(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml)
{
    GBytes *const files[] = {convention_xml, participants_csv, committee_xml};
    g_autoptr(Sha256) sum = sha256_new();
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        gsize length = 0;
        const guchar *data = files[i] ? g_bytes_get_data(files[i], &length) : NULL;
        g_autofree char *head = g_strdup_printf("%u %" G_GSIZE_FORMAT "\n", i, length);
        sha256_add_text(sum, head);
        if (length)
            sha256_add(sum, data, length);
    }
    return sha256_told(sum);
}

/* Of definitions that hold from the same day the last one; each amends the one before. */
#define IN_FORCE                                                                                   \
    " FROM definition WHERE id IN (SELECT max(id) FROM definition WHERE ?1 IS NULL OR"             \
    " id <= CAST(?1 AS INTEGER) GROUP BY in_force_from) ORDER BY id DESC"

static gboolean
unloadable(Register *reg, const GPtrArray *mistakes, GError **error)
{
    const Mistake *first = mistakes->len ? mistakes->pdata[0] : NULL;
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                _("the definition in %s can't be loaded any more: %s"), reg->path,
                first ? first->message : "");
    return FALSE;
}

/* The row of STATEMENT: the newest, or what *DEFINITION, which holds from the day FROM, amends. */
static gboolean
definition_take_row(Register *reg, sqlite3_stmt *statement, guint32 from, Definition **definition,
                    GError **error)
{
    g_autoptr(GBytes) convention = sql_blob(statement, 1);
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    if (*definition)
        return definition_amends(*definition, convention, from, mistakes) ||
               unloadable(reg, mistakes, error);
    g_autoptr(GBytes) participants = sql_blob(statement, 2);
    g_autoptr(GBytes) committee = sql_blob(statement, 3);
    *definition = definition_load(convention, participants, committee, mistakes);
    return *definition || unloadable(reg, mistakes, error);
}

/* The newest one up to ID (NULL: of all), with those that it amends. */
static Definition *
definition_up_to(Register *reg, const char *id, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT in_force_from, convention_xml, participants_csv, committee_xml" IN_FORCE, "t", id);
    g_autoptr(Definition) definition = NULL;
    GError *failure = NULL;
    guint32 from = 0;
    if (!statement)
        return NULL;
    while (!failure && sql_row(reg, statement, &failure)) {
        if (!definition_take_row(reg, statement, from, &definition, &failure))
            sql_done(statement);
        from = sql_peek(statement, 0) ? date_parse(sql_peek(statement, 0)) : 0;
    }
    if (failure)
        g_propagate_error(error, failure);
    else if (definition)
        return g_steal_pointer(&definition);
    else
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                    _("%s is damaged: it has no definition"), reg->path);
    return NULL;
}

const Definition *
register_definition(Register *reg, GError **error)
{
    if (!reg->definition)
        reg->definition = definition_up_to(reg, NULL, error);
    return reg->definition;
}

Definition *
definition_of_id(Register *reg, gint64 id, GError **error)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);
    return definition_up_to(reg, text, error);
}

Definition *
definition_of_edition(Register *reg, gint64 number, GError **error)
{
    gint64 id;
    if (!sql_integer(reg, &id, 0, error, "SELECT definition FROM edition WHERE number = ?1", "i",
                     number))
        return NULL;
    if (id != 0)
        return definition_of_id(reg, id, error);
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, _("the register has no edition %d"),
                (int)number);
    return NULL;
}

/* ---- amending ---- */

/* What the newest row says. */
typedef struct {
    char *from, *sha256; /* FROM: or NULL */
    GBytes *convention;
} Newest;

static void
newest_clear(Newest *newest)
{
    g_free(newest->from);
    g_free(newest->sha256);
    g_clear_pointer(&newest->convention, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Newest, newest_clear)

static gboolean
newest_read(Register *reg, Newest *newest, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT in_force_from, sha256, convention_xml" IN_FORCE, "t", NULL);
    GError *failure = NULL;
    if (!statement)
        return FALSE;
    if (sql_row(reg, statement, &failure)) {
        newest->from = sql_text(statement, 0);
        newest->sha256 = sql_text(statement, 1);
        newest->convention = sql_blob(statement, 2);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* What was amended is not amended again from an earlier day: it would have held on no day. */
static gboolean
is_later(const Newest *newest, const char *from, GError **error)
{
    if (!from || g_strcmp0(from, newest->from) >= 0)
        return TRUE;
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                _("nothing was changed: the definition in force holds from %s, and none can "
                  "be put before it; without --from it is replaced"),
                newest->from);
    return FALSE;
}

gboolean
register_amend(Register *reg, const Definition *definition, const char *from, gint64 now,
               gboolean *changed, GError **error)
{
    g_autofree char *hash = definition_hash(
        definition->convention_xml, definition->participants_csv, definition->committee_xml);
    g_auto(Newest) newest = {0};
    if (!newest_read(reg, &newest, error) || !is_later(&newest, from, error))
        return FALSE;
    *changed = g_strcmp0(newest.sha256, hash) != 0;
    if (!*changed)
        return TRUE;
    gboolean amended =
        from && newest.convention && !g_bytes_equal(newest.convention, definition->convention_xml);
    g_clear_pointer(&reg->definition, definition_free);
    return sql_begin(reg, error) &&
           sql_do(reg, error,
                  "INSERT INTO definition (in_force_from, convention_xml, participants_csv,"
                  " committee_xml, sha256, registered) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  "tbbbti", amended ? from : newest.from, definition->convention_xml,
                  definition->participants_csv, definition->committee_xml, hash, now);
}

gboolean
register_forms_since(Register *reg, guint32 day, guint *count, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    sqlite3_stmt *statement = definition ? sql_query(reg, error,
                                                     "SELECT period, count(*) FROM submission"
                                                     " WHERE period IS NOT NULL GROUP BY period",
                                                     "")
                                         : NULL;
    GError *failure = NULL;
    *count = 0;
    while (statement && sql_row(reg, statement, &failure)) {
        Period period;
        if (period_parse(sql_peek(statement, 0), definition->convention->calendar, &period) &&
            period_first_day(period) >= day)
            *count += (guint)sql_int(statement, 1);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

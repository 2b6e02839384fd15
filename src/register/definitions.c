/* SPDX-License-Identifier: Apache-2.0
 *
 * definitions.c - the definition inside the register, and its amendments.
 */
#include "register/definitions.h"

#include "base/i18n.h"
#include "register/sql.h"

char *
definition_hash(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml)
{
    GBytes *const files[] = {convention_xml, participants_csv, committee_xml};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        gsize length = 0;
        const guchar *data = files[i] ? g_bytes_get_data(files[i], &length) : NULL;
        g_autofree char *head = g_strdup_printf("%u %" G_GSIZE_FORMAT "\n", i, length);
        g_checksum_update(sum, (const guchar *)head, -1);
        if (length)
            g_checksum_update(sum, data, (gssize)length);
    }
    return g_strdup(g_checksum_get_string(sum));
}

/* The definition in force is the one registered last. */
#define IN_FORCE " FROM definition ORDER BY id DESC LIMIT 1"

/* STATEMENT has the three files of one. */
static Definition *
definition_of_row(Register *reg, sqlite3_stmt *statement, GError **error)
{
    GError *failure = NULL;
    if (!statement)
        return NULL;
    if (!sql_row(reg, statement, &failure)) {
        if (failure)
            g_propagate_error(error, failure);
        else
            g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                        _("%s is damaged: it has no definition"), reg->path);
        return NULL;
    }
    g_autoptr(GBytes) convention = sql_blob(statement, 0);
    g_autoptr(GBytes) participants = sql_blob(statement, 1);
    g_autoptr(GBytes) committee = sql_blob(statement, 2);
    sql_done(statement);
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    Definition *definition = definition_load(convention, participants, committee, mistakes);
    if (!definition) {
        const Mistake *first = mistakes->len ? mistakes->pdata[0] : NULL;
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                    _("the definition in %s can't be loaded any more: %s"), reg->path,
                    first ? first->message : "");
    }
    return definition;
}

const Definition *
register_definition(Register *reg, GError **error)
{
    if (!reg->definition)
        reg->definition = definition_of_row(
            reg,
            sql_query(reg, error, "SELECT convention_xml, participants_csv, committee_xml" IN_FORCE,
                      ""),
            error);
    return reg->definition;
}

Definition *
definition_of_id(Register *reg, gint64 id, GError **error)
{
    return definition_of_row(
        reg,
        sql_query(reg, error,
                  "SELECT convention_xml, participants_csv, committee_xml FROM definition"
                  " WHERE id = ?1",
                  "i", id),
        error);
}

gboolean
register_amend(Register *reg, const Definition *definition, const char *from, gint64 now,
               gboolean *changed, GError **error)
{
    g_autofree char *hash = definition_hash(
        definition->convention_xml, definition->participants_csv, definition->committee_xml);
    sqlite3_stmt *statement = sql_query(reg, error, "SELECT sha256" IN_FORCE, "");
    GError *failure = NULL;
    if (!statement)
        return FALSE;
    *changed = !sql_row(reg, statement, &failure) || g_strcmp0(sql_peek(statement, 0), hash) != 0;
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    sql_done(statement);
    if (!*changed)
        return TRUE;
    g_clear_pointer(&reg->definition, definition_free);
    return sql_do(reg, error,
                  "INSERT INTO definition (in_force_from, convention_xml, participants_csv,"
                  " committee_xml, sha256, registered) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  "tbbbti", from, definition->convention_xml, definition->participants_csv,
                  definition->committee_xml, hash, now);
}

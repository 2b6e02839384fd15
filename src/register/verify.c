/* SPDX-License-Identifier: Apache-2.0 */
#include "register/verify.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "register/definitions.h"
#include "register/sql.h"
#include "register/verify-rows.h"
#include "register/verify-tombstones.h"
#include <string.h>

VerifyCheck *
verify_check_new(const char *check, const char *one, const char *many)
{
    VerifyCheck *made = g_new0(VerifyCheck, 1);
    made->check = check;
    made->one = one;
    made->many = many;
    made->details = g_ptr_array_new_with_free_func(g_free);
    return made;
}

void
verify_check_free(VerifyCheck *check)
{
    if (!check)
        return;
    g_ptr_array_unref(check->details);
    g_free(check);
}

void
verify_fault(VerifyCheck *check, char *detail)
{
    check->broken++;
    verify_note(check, detail);
}

void
verify_note(VerifyCheck *check, char *detail)
{
    if (check->details->len < VERIFY_TOLD)
        g_ptr_array_add(check->details, detail);
    else
        g_free(detail);
}

gboolean
verify_damage(VerifyCheck *check, GError **error)
{
    if (!g_error_matches(*error, REGISTER_ERROR, REGISTER_ERROR_FORMAT))
        return FALSE;
    verify_fault(check, g_strdup((*error)->message));
    g_clear_error(error);
    return TRUE;
}

/* ---- what SQLite sees ---- */

static gboolean
check_database(Register *reg, VerifyCheck *check, GError **error)
{
    gint64 pages;
    if (!sql_integer(reg, &pages, 0, error, "PRAGMA page_count", ""))
        return FALSE;
    check->looked = (guint64)pages;
    sqlite3_stmt *statement = sql_query(reg, error, "PRAGMA integrity_check", "");
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        const char *said = sql_peek(statement, 0);
        if (g_strcmp0(said, "ok") != 0)
            verify_fault(check, g_strdup(said));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
check_references(Register *reg, VerifyCheck *check, GError **error)
{
    gint64 keys;
    if (!sql_integer(reg, &keys, 0, error,
                     "SELECT count(*) FROM sqlite_schema s, pragma_foreign_key_list(s.name) f"
                     " WHERE s.type = 'table'",
                     ""))
        return FALSE;
    check->looked = (guint64)keys;
    sqlite3_stmt *statement = sql_query(reg, error, "PRAGMA foreign_key_check", "");
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        const char *row = sql_peek(statement, 1);
        verify_fault(check, row ? g_strdup_printf(_("row %s of %s refers to no row of %s"), row,
                                                  sql_peek(statement, 0), sql_peek(statement, 2))
                                : g_strdup_printf(_("a row of %s refers to no row of %s"),
                                                  sql_peek(statement, 0), sql_peek(statement, 2)));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* ---- what is kept as bytes ---- */

static gboolean
check_definitions(Register *reg, VerifyCheck *check, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT id, sha256, convention_xml, participants_csv, committee_xml"
                  " FROM definition ORDER BY id",
                  "");
    GError *failure = NULL;
    for (; statement && sql_row(reg, statement, &failure); check->looked++) {
        g_autoptr(GBytes) convention = sql_blob(statement, 2);
        g_autoptr(GBytes) participants = sql_blob(statement, 3);
        g_autoptr(GBytes) committee = sql_blob(statement, 4);
        g_autofree char *hash = definition_hash(convention, participants, committee);
        if (g_strcmp0(hash, sql_peek(statement, 1)) != 0)
            verify_fault(check, g_strdup_printf(_("definition %s isn't what was registered"),
                                                sql_peek(statement, 0)));
        g_autoptr(GError) unloadable = NULL;
        g_autoptr(Definition) loaded = definition_of_id(reg, sql_int(statement, 0), &unloadable);
        if (!loaded)
            verify_fault(check, g_strdup(unloadable->message));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* Column 0 names the row, 1 the hash that it ought to have, 2 holds the bytes. */
static gboolean
check_hashes(Register *reg, VerifyCheck *check, const char *sql, const char *fault, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, sql, "");
    GError *failure = NULL;
    for (; statement && sql_row(reg, statement, &failure); check->looked++) {
        g_autoptr(GBytes) bytes = sql_blob(statement, 2);
        g_autofree char *hash = bytes ? sha256_of_bytes(bytes) : NULL;
        if (g_strcmp0(hash, sql_peek(statement, 1)) != 0)
            verify_fault(check, g_strdup_printf("%s: %s", sql_peek(statement, 0), fault));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

static gboolean
check_originals(Register *reg, VerifyCheck *check, GError **error)
{
    return check_hashes(reg, check,
                        "SELECT sha256, sha256, bytes FROM original WHERE purge IS NULL ORDER BY 1",
                        _("the bytes kept are not the message of that name"), error);
}

static gboolean
check_editions(Register *reg, VerifyCheck *check, GError **error)
{
    return check_hashes(reg, check, "SELECT number, pdf_sha256, pdf FROM edition ORDER BY number",
                        _("the PDF kept of that edition is not the one that was issued"), error);
}

/* ---- the whole ---- */

static const struct {
    const char *check, *one, *many;
    gboolean (*run)(Register *reg, VerifyCheck *check, GError **error);
} checks[] = {
    {"database", NP_("page of the file, read by SQLite", "pages of the file, read by SQLite"),
     check_database},
    {"references", NP_("kind of reference between rows", "kinds of reference between rows"),
     check_references},
    {"definitions", NP_("definition, what its hash says", "definitions, each what its hash says"),
     check_definitions},
    {"originals",
     NP_("message, its original what its hash says",
         "messages, the original of each what its hash says"),
     check_originals},
    {"tombstones",
     NP_("erased message, of which nothing is left that must not be",
         "erased messages, of which nothing is left that must not be"),
     verify_tombstones},
    {"verdicts",
     NP_("message or form, with one verdict", "messages and forms, each with one verdict"),
     verify_verdicts},
    {"parts",
     NP_("part of a message, registered if it is a form",
         "parts of messages, the forms among them registered"),
     verify_parts},
    {"conservation",
     NP_("form received, with what became of it", "forms received, the sum of what became of them"),
     verify_conservation},
    {"values",
     NP_("value, with its form, part and question",
         "values, each with its form, part and question"),
     verify_values},
    {"answers",
     NP_("answer, at most one to a message and an act",
         "answers, at most one to a message and an act"),
     verify_answers},
    {"deliveries",
     NP_("letter handed over, with what became of it",
         "letters handed over, each with what became of it"),
     verify_deliveries},
    {"editions",
     NP_("issued report, what its hash says", "issued reports, each what its hash says"),
     check_editions},
    {"journal",
     NP_("entry of the journal, which the rows agree with",
         "entries of the journal, with which the rows agree"),
     verify_journal},
};

GPtrArray *
verify_register(Register *reg, GError **error)
{
    g_autoptr(GPtrArray) done = g_ptr_array_new_with_free_func((GDestroyNotify)verify_check_free);
    for (guint i = 0; i < G_N_ELEMENTS(checks); i++) {
        VerifyCheck *check = verify_check_new(checks[i].check, checks[i].one, checks[i].many);
        GError *failure = NULL;
        g_ptr_array_add(done, check);
        if (!checks[i].run(reg, check, &failure) && !verify_damage(check, &failure)) {
            g_propagate_error(error, failure);
            return NULL;
        }
    }
    return g_steal_pointer(&done);
}

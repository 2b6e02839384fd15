/* SPDX-License-Identifier: Apache-2.0
 *
 * change-forms.c - which forms came, and which went, since an edition.
 */
#include "base/clock.h"
#include "publish/change.h"
#include "register/sql.h"

static void
form_change_free(gpointer data)
{
    FormChange *form = data;
    g_free(form->line);
    g_free(form->organisation);
    g_free(form);
}

static void
add_form(GHashTable *forms, sqlite3_stmt *statement, ChangeCause cause)
{
    FormChange *form = g_new0(FormChange, 1);
    form->cause = cause;
    form->line = sql_text(statement, 1);
    form->organisation = sql_text(statement, 2);
    g_hash_table_insert(forms, sql_text(statement, 0), form);
}

/* What of SHEET says the day of an event; "" where none does. */
static const char *
event_field(const Sheet *sheet)
{
    const Field *field = sheet && sheet->per == PER_EVENT ? sheet_event_date(sheet) : NULL;
    return field ? field->name : "";
}

/* The row of a new form: was the first of its line received in time? */
static gboolean
is_late(const Definition *definition, const char *id, sqlite3_stmt *statement)
{
    const Sheet *sheet = definition_sheet(definition, id, sql_peek(statement, 3));
    Period period;
    const char *event = sql_peek(statement, 6);
    guint32 event_day = event ? date_parse(event) : 0;
    if (!sheet ||
        !period_parse(sql_peek(statement, 3), definition->convention->calendar, &period) ||
        (sheet->per == PER_EVENT && !event_day))
        return FALSE;
    return clock_day(sql_int(statement, 4)) > sheet_due_day(sheet, period, event_day);
}

/* Forms of SHEET that stand and didn't then.  (CROSS JOIN: from the forms of the line, which are
 * few; SQLite would begin with all those of the edition.) */
static gboolean
forms_that_came(Register *reg, const Definition *definition, const Sheet *sheet, gint64 number,
                GHashTable *forms, GError **error)
{
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT s.id, s.line, s.organisation, s.period,"
        " (SELECT min(m.received) FROM submission o CROSS JOIN message m ON m.arrival = o.message"
        "  WHERE o.line = s.line AND o.verdict IN ('accepted', 'replaced')),"
        " EXISTS (SELECT 1 FROM submission o CROSS JOIN edition_form f ON f.submission = o.rank"
        "  WHERE o.line = s.line AND f.edition = ?1),"
        " (SELECT v.canonical FROM value v WHERE v.submission = s.rank AND v.field = ?3"
        "  AND v.column IS NULL)"
        " FROM submission s WHERE s.verdict = 'accepted' AND s.sheet = ?2 AND s.rank NOT IN"
        " (SELECT submission FROM edition_form WHERE edition = ?1)",
        "itt", number, sheet->id, event_field(sheet));
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        gboolean corrects = sql_int(statement, 5) != 0;
        add_form(forms, statement,
                 corrects                                    ? CHANGE_CORRECTION
                 : is_late(definition, sheet->id, statement) ? CHANGE_LATE
                                                             : CHANGE_NEW);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static gboolean
forms_that_went(Register *reg, gint64 number, GHashTable *forms, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT o.id, o.line, o.organisation, EXISTS (SELECT 1 FROM submission s WHERE "
                  "s.line = o.line"
                  "  AND s.verdict = 'accepted')"
                  " FROM edition_form f JOIN submission o ON o.rank = f.submission"
                  " WHERE f.edition = ?1 AND o.verdict <> 'accepted'",
                  "i", number);
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        add_form(forms, statement, sql_int(statement, 3) ? CHANGE_CORRECTION : CHANGE_GONE);
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

GHashTable *
changes_forms(Register *reg, const Definition *definition, gint64 number, GError **error)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    g_autoptr(GHashTable) forms =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, form_change_free);
    for (guint i = 0; i < sheets->len; i++) {
        if (!forms_that_came(reg, definition, sheets->pdata[i], number, forms, error))
            return NULL;
    }
    return forms_that_went(reg, number, forms, error) ? g_steal_pointer(&forms) : NULL;
}

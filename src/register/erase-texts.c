/* SPDX-License-Identifier: Apache-2.0
 *
 * erase-texts.c - which answers say something of people, or are words, and count nothing: by the
 * roles, types and indicators of the definitions.
 */
#include "register/act.h"
#include "register/definitions.h"
#include "register/erase.h"
#include "register/given.h"
#include "register/sql.h"
#include <string.h>

/* Which answers stay: the greatest of what the definitions that the register has had say. */
typedef enum {
    STAYS_NEVER,
    STAYS_PASSED, /* if it was passed for publication */
    STAYS,
} Stay;

static gboolean
among(const GPtrArray *operands, const Field *field, const Column *column)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        if (operand->field == field && operand->column == column)
            return TRUE;
    }
    return FALSE;
}

static gboolean
rests_on(const Indicator *indicator, const Field *field, const Column *column)
{
    gboolean found =
        among(indicator->numerator, field, column) || among(indicator->denominator, field, column);
    for (guint i = 0; i < indicator->breakdowns->len && !found; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        found = among(breakdown->numerator, field, column) ||
                among(breakdown->denominator, field, column);
    }
    return found;
}

static gboolean
tells_events_apart(const Field *field)
{
    const Sheet *sheet = field->sheet;
    return field == sheet->event_key || field == sheet->partner ||
           (sheet->joint_keys &&
            g_strv_contains((const char *const *)sheet->joint_keys, field->name));
}

/* Of words: what indicators make of them. */
static Stay
words_stay(const Convention *convention, const Field *field, const Column *column)
{
    Stay stay = tells_events_apart(field) ? STAYS : STAYS_NEVER;
    for (guint i = 0; i < convention->sheets->len; i++) {
        const GPtrArray *indicators = ((const Sheet *)convention->sheets->pdata[i])->indicators;
        for (guint j = 0; j < indicators->len; j++) {
            const Indicator *indicator = indicators->pdata[j];
            if (rests_on(indicator, field, column))
                stay = MAX(stay, indicator->aggregation == AGGREGATE_TEXTS ? STAYS_PASSED : STAYS);
        }
    }
    return stay;
}

static Stay
answer_stays(const Convention *convention, const Field *field, const Column *column)
{
    switch (field->role) {
    case ROLE_ORGANISATION:
    case ROLE_AUTHOR:
    case ROLE_EMAIL:
    case ROLE_COMMENTS:
        return STAYS_NEVER;
    case ROLE_IDENTIFIER:
    case ROLE_TERRITORY:
    case ROLE_PERIOD:
    case ROLE_FILLED_ON:
        return STAYS;
    case ROLE_ANSWER:
        break;
    }
    switch (column ? column->type : field->type) {
    case TYPE_TEXT:
    case TYPE_LONGTEXT:
    case TYPE_EMAIL:
    case TYPE_PHONE:
        return words_stay(convention, field, column);
    default:
        return STAYS;
    }
}

/* ---- by name ---- */

typedef struct {
    GPtrArray *definitions; /* all that the register has had */
    GHashTable *known;      /* "sheet field column" → Stay */
} Rules;

static void
rules_clear(Rules *rules)
{
    g_clear_pointer(&rules->definitions, g_ptr_array_unref);
    g_clear_pointer(&rules->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rules, rules_clear)

/* Participants change often, conventions seldom: one row of each. */
static gboolean
rules_load(Rules *rules, Register *reg, GError **error)
{
    g_autoptr(GArray) ids = sql_integers(
        reg, error, "SELECT max(id) FROM definition GROUP BY convention_xml ORDER BY 1", "");
    rules->definitions = g_ptr_array_new_with_free_func((GDestroyNotify)definition_free);
    rules->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; ids && i < ids->len; i++) {
        Definition *definition = definition_of_id(reg, g_array_index(ids, gint64, i), error);
        if (!definition)
            return FALSE;
        g_ptr_array_add(rules->definitions, definition);
    }
    return ids != NULL;
}

static Stay
stay_by(const Rules *rules, const char *sheet_id, const char *field_name, const char *column_name)
{
    Stay stay = STAYS_NEVER;
    for (guint i = 0; i < rules->definitions->len; i++) {
        const Convention *convention =
            ((const Definition *)rules->definitions->pdata[i])->convention;
        const Sheet *sheet = sheet_id ? convention_sheet(convention, sheet_id) : NULL;
        const Field *field = sheet ? sheet_field(sheet, field_name) : NULL;
        const Column *column =
            field && field->columns && column_name ? field_column(field, column_name) : NULL;
        if (field && (column || !column_name))
            stay = MAX(stay, answer_stays(convention, field, column));
    }
    return stay;
}

static Stay
rule_of(const Rules *rules, const char *sheet, const char *field, const char *column)
{
    g_autofree char *name = g_strjoin(" ", sheet ? sheet : "", field, column, NULL);
    gpointer known;
    if (!g_hash_table_lookup_extended(rules->known, name, NULL, &known)) {
        known = GINT_TO_POINTER(stay_by(rules, sheet, field, column));
        g_hash_table_insert(rules->known, g_steal_pointer(&name), known);
    }
    return (Stay)GPOINTER_TO_INT(known);
}

/* ---- rows ---- */

typedef struct {
    gint64 submission, seq;
} Place;

/* The answers to erase: GArray of Place; read to the end before any of them is written. */
static GArray *
places_of(Register *reg, gint64 purge, const Rules *rules, GHashTable *passed, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT v.submission, v.seq, s.sheet, v.field, v.column, s.id FROM message m"
                  " JOIN submission s ON s.message = m.arrival"
                  " JOIN value v ON v.submission = s.rank"
                  " WHERE m.purge = ?1 AND v.canonical IS NOT NULL",
                  "i", purge);
    if (!statement)
        return NULL;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Stay stay =
            rule_of(rules, sql_peek(statement, 2), sql_peek(statement, 3), sql_peek(statement, 4));
        const Place place = {sql_int(statement, 0), sql_int(statement, 1)};
        if (stay == STAYS_NEVER ||
            (stay == STAYS_PASSED && !g_hash_table_contains(passed, sql_peek(statement, 5))))
            g_array_append_val(places, place);
    }
    if (!failure)
        return g_steal_pointer(&places);
    g_propagate_error(error, failure);
    return NULL;
}

/* What figures are made of follows. */
static gboolean
given_anew(Register *reg, gint64 rank, GError **error)
{
    return sql_do(reg, error, "DELETE FROM given WHERE submission = ?1", "i", rank) &&
           given_keep(reg, rank, error);
}

gboolean
erase_texts(Register *reg, gint64 purge, GError **error)
{
    g_auto(Rules) rules = {NULL, NULL};
    g_autoptr(Acts) acts = rules_load(&rules, reg, error) ? register_acts(reg, error) : NULL;
    if (!acts)
        return FALSE;
    g_autoptr(GHashTable) passed = acts_passed(acts);
    g_autoptr(GArray) places = places_of(reg, purge, &rules, passed, error);
    for (guint i = 0; places && i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);
        gboolean last = i + 1 == places->len ||
                        g_array_index(places, Place, i + 1).submission != place->submission;
        if (!sql_do(reg, error,
                    "UPDATE value SET canonical = ?3, number = NULL"
                    " WHERE submission = ?1 AND seq = ?2",
                    "iit", place->submission, place->seq, ERASED_TEXT) ||
            (last && !given_anew(reg, place->submission, error)))
            return FALSE;
    }
    return places != NULL;
}

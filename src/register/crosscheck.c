/* SPDX-License-Identifier: Apache-2.0 */
#include "register/crosscheck.h"

#include "base/text.h"
#include "register/joint.h"
#include "register/keep-finding.h"
#include "register/sql.h"

/* The forms that stand of one side: one, or of a sheet per half beside one per year both halves. */
typedef struct {
    gint64 ranks[2], arrivals[2];
    guint wanted, count;
} Side;

/* The standing form of SHEET for one organisation and period, added to SIDE when there is one. */
static gboolean
crosscheck_standing(Register *reg, const char *sheet, const char *organisation, const char *period,
                    Side *side, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT rank, message FROM form WHERE sheet = ?1 AND organisation = ?2"
                  " AND period = ?3 AND verdict = 'accepted' ORDER BY rank LIMIT 1",
                  "ttt", sheet, organisation, period);
    GError *failure = NULL;
    side->wanted++;
    if (statement && sql_row(reg, statement, &failure)) {
        side->ranks[side->count] = sql_int(statement, 0);
        side->arrivals[side->count++] = sql_int(statement, 1);
        sql_done(statement);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* PERIOD is a year where HALVES are to be added. */
static gboolean
crosscheck_side(Register *reg, const char *sheet, const char *organisation, const char *period,
                gboolean halves, Side *side, GError **error)
{
    if (!halves)
        return crosscheck_standing(reg, sheet, organisation, period, side, error);
    for (int half = 1; half <= 2; half++) {
        g_autofree char *part = g_strdup_printf("%s-S%d", period, half);
        if (!crosscheck_standing(reg, sheet, organisation, part, side, error))
            return FALSE;
    }
    return TRUE;
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

/* Add to *SUM all rows of OPERAND in a form, "néant" being zero; *KNOWN: something was given, and
 * with ALL nothing is missing. */
static gboolean
crosscheck_add(Register *reg, const Operand *operand, gint64 rank, gboolean all, gint64 *sum,
               gboolean *known, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT coalesce(sum(number), 0), count(number), count(*), EXISTS (SELECT 1"
                  " FROM value WHERE submission = ?1 AND field = ?2 AND column IS NULL"
                  " AND item IS NULL AND counted = 1 AND motif = ?4)"
                  " FROM value WHERE submission = ?1 AND field = ?2 AND column IS ?3"
                  " AND counted = 1",
                  "itti", rank, operand->field->name,
                  operand->column ? operand->column->name : NULL, (gint64)MOTIF_NEANT);
    if (!statement || !sql_row(reg, statement, error))
        return FALSE;
    const gint64 given = sql_int(statement, 1), asked = sql_int(statement, 2);
    *sum += sql_int(statement, 0);
    *known = sql_int(statement, 3) || (given > 0 && (!all || given == asked));
    sql_done(statement);
    return TRUE;
}

/* The sum over the forms of SIDE: *KNOWN with ALL when each of them came and gave all of it, else
 * when any gave something. */
static gboolean
crosscheck_sum(Register *reg, const Operand *operand, const Side *side, gboolean all, gint64 *sum,
               gboolean *known, GError **error)
{
    guint knowing = 0;
    *sum = 0;
    for (guint i = 0; i < side->count; i++) {
        gboolean one;
        if (!crosscheck_add(reg, operand, side->ranks[i], all, sum, &one, error))
            return FALSE;
        knowing += one;
    }
    *known = all ? knowing == side->wanted : knowing > 0;
    return TRUE;
}

/* One finding at most, on the whole question: what is missing of the first sum would only make it
 * greater. */
static GPtrArray *
crosscheck_compare_sums(Register *reg, const CrossCheck *check, const Side *side, const Side *other,
                        GError **error)
{
    const Operand *left = &check->field;
    gint64 value, limit;
    gboolean given, bounded;
    if (!crosscheck_sum(reg, left, side, FALSE, &value, &given, error) ||
        !crosscheck_sum(reg, &check->at_most, other, TRUE, &limit, &bounded, error))
        return NULL;
    GPtrArray *findings = findings_new();
    if (!given || !bounded || value <= limit)
        return findings;
    g_autofree char *shown = number_label(value);
    g_autofree char *text = crosscheck_message(check, value, limit);
    g_ptr_array_add(findings,
                    finding_new_rule(check->id, check->severity, left->field->printed,
                                     left->column ? left->column->name : NULL, shown, text));
    return findings;
}

/* Of several halves the last one is told. */
static gboolean
crosscheck_tell(Register *reg, const CrossCheck *check, const Side *side, const Side *other,
                GError **error)
{
    const guint last = side->count - 1;
    for (guint i = 0; i < side->count; i++) {
        if (!sql_do(reg, error,
                    "DELETE FROM finding WHERE submission = ?1 AND history = 1 AND code = ?2", "it",
                    side->ranks[i], check->id))
            return FALSE;
    }
    g_autoptr(GPtrArray) findings =
        check->sum ? crosscheck_compare_sums(reg, check, side, other, error)
                   : crosscheck_compare(reg, check, side->ranks[0], other->ranks[0], error);
    for (guint i = 0; findings && i < findings->len; i++) {
        if (!keep_finding(reg, side->arrivals[last], side->ranks[last], TRUE, findings->pdata[i],
                          error))
            return FALSE;
    }
    return findings != NULL;
}

/* A year against its halves, which may be of two definitions: that of the year counts. */
static gboolean
is_mixed(const CrossCheck *check)
{
    return check->field.field->sheet->per != check->at_most.field->sheet->per;
}

/* PERIOD: of the line, or its year when a year is compared with its halves. */
static gboolean
crosscheck_run(Register *reg, const CrossCheck *check, const char *organisation, const char *period,
               GError **error)
{
    const Sheet *left = check->field.field->sheet, *right = check->at_most.field->sheet;
    const gboolean mixed = is_mixed(check);
    Side side = {.wanted = 0}, other = {.wanted = 0};
    if (!crosscheck_side(reg, left->id, organisation, period, mixed && left->per == PER_HALF, &side,
                         error) ||
        !crosscheck_side(reg, right->id, organisation, period, mixed && right->per == PER_HALF,
                         &other, error))
        return FALSE;
    return side.count == 0 || crosscheck_tell(reg, check, &side, &other, error);
}

/* ---- places ---- */

void
place_free(gpointer data)
{
    Place *place = data;
    g_free(place->sheet);
    g_free(place->organisation);
    g_free(place->period);
    g_free(place);
}

/* Of the forms for which KEY, a condition on ?1, holds. */
#define PLACES_OF(key)                                                                             \
    "SELECT DISTINCT sheet, organisation, period FROM submission WHERE " key                       \
    " AND sheet IS NOT NULL AND organisation IS NOT NULL AND period IS NOT NULL ORDER BY 1, 2, 3"

static gboolean
add_places(Register *reg, sqlite3_stmt *statement, GError **error)
{
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        Place *place = g_new(Place, 1);
        *place = (Place){sql_text(statement, 0), sql_text(statement, 1), sql_text(statement, 2)};
        g_ptr_array_add(reg->places, place);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

gboolean
crosscheck_leave(Register *reg, gint64 arrival, GError **error)
{
    return add_places(reg, sql_query(reg, error, PLACES_OF("message = ?1"), "i", arrival), error);
}

static char *
year_of(const Definition *definition, const char *period)
{
    Period parsed;
    return period_parse(period, definition->convention->calendar, &parsed)
               ? period_text(period_year(parsed))
               : g_strdup(period);
}

static gboolean
concerns(const CrossCheck *check, const char *sheet)
{
    return g_strcmp0(check->field.field->sheet->id, sheet) == 0 ||
           g_strcmp0(check->at_most.field->sheet->id, sheet) == 0;
}

/* Those of DEFINITION that concern SHEET, of a year against its halves or all others. */
static gboolean
crosscheck_by(Register *reg, const Definition *definition, gboolean mixed, const char *sheet,
              const char *organisation, const char *period, GError **error)
{
    const GPtrArray *sheets = definition->convention->sheets;
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *declaring = sheets->pdata[i];
        for (guint j = 0; j < declaring->cross_checks->len; j++) {
            const CrossCheck *check = declaring->cross_checks->pdata[j];
            if (is_mixed(check) == mixed && concerns(check, sheet) &&
                !crosscheck_run(reg, check, organisation, period, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* JOINED: the sheets whose joint events were looked at; once serves all their lines. */
static gboolean
crosscheck_place(Register *reg, const Place *place, GHashTable *joined, GError **error)
{
    const char *sheet = place->sheet, *organisation = place->organisation;
    const Sheet *known = definition_sheet(reg->definition, sheet, NULL);
    if (g_hash_table_add(joined, g_strdup(sheet)) && known && !joint_check(reg, known, error))
        return FALSE;
    g_autofree char *year = year_of(reg->definition, place->period);
    return crosscheck_by(reg, definition_during(reg->definition, place->period), FALSE, sheet,
                         organisation, place->period, error) &&
           crosscheck_by(reg, definition_during(reg->definition, year), TRUE, sheet, organisation,
                         year, error);
}

gboolean
crosscheck_lines(Register *reg, const GList *lines, GError **error)
{
    g_autoptr(GHashTable) joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const GList *l = lines; l; l = l->next) {
        if (!add_places(reg, sql_query(reg, error, PLACES_OF("line = ?1"), "t", l->data), error))
            return FALSE;
    }
    for (guint i = 0; i < reg->places->len; i++) {
        if (!crosscheck_place(reg, reg->places->pdata[i], joined, error))
            return FALSE;
    }
    g_ptr_array_set_size(reg->places, 0);
    return TRUE;
}

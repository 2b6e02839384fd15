/* SPDX-License-Identifier: Apache-2.0
 *
 * contribution.c - from values in the register to each form's share.
 *
 * A row is one value of one operand.  Rows of the operands of a side are added per form and item;
 * then the two sides of a ratio are paired: by item where both stand in one grid, else by form, so
 * that only forms (or rows of a grid) that gave both parts count.
 */
#include "figures/contribution.h"

#include "register/sql.h"
#include <string.h>

typedef enum { SIDE_ALL, SIDE_GIRLS, SIDE_BOYS } Side;

typedef struct {
    Register *reg;
    GHashTable *standing;
    const char *genre; /* of what is being read, or NULL */
    Side side;
} Reader;

/* One answer of one form; several per form for a grid. */
typedef struct {
    const Standing *form;
    const char *item;
    gint64 number;
    char *text;
} Row;

static void
row_clear(gpointer data)
{
    g_free(((Row *)data)->text);
}

static void
contribution_clear(gpointer data)
{
    g_free(((Contribution *)data)->text);
}

/* The column that counts the girls of COLUMN, or NULL. */
static const Column *
column_of_girls(const Field *grid, const Column *column)
{
    for (guint i = 0; grid->columns && i < grid->columns->len; i++) {
        const Column *other = grid->columns->pdata[i];
        if (other->part_of == column)
            return other;
    }
    return NULL;
}

static GHashTable *
forms_by_rank(const Reader *reader, const Sheet *sheet)
{
    GHashTable *by_rank = g_hash_table_new(g_int64_hash, g_int64_equal);
    GPtrArray *forms = g_hash_table_lookup(reader->standing, sheet->id);
    for (guint i = 0; forms && i < forms->len; i++) {
        Standing *form = forms->pdata[i];
        g_hash_table_insert(by_rank, &form->rank, form);
    }
    return by_rank;
}

/* Append the rows of one field or column, in the order of the forms and of the sheet.  A grid
 * answered "néant" as a whole is a row of zero without item. */
static gboolean
rows_of_column(const Reader *reader, const Field *field, const Column *column, GArray *rows,
               GError **error)
{
    g_autoptr(GHashTable) forms = forms_by_rank(reader, field->sheet);
    sqlite3_stmt *statement = sql_query(
        reader->reg, error,
        "SELECT v.submission, v.item, CASE WHEN v.motif = ?4 THEN 0 ELSE v.number END,"
        " v.canonical FROM standing s JOIN value v ON v.submission = s.rank"
        " WHERE s.sheet = ?1 AND v.field = ?2 AND v.counted = 1"
        " AND ((v.column IS ?3 AND v.canonical IS NOT NULL)"
        " OR (v.motif = ?4 AND v.column IS NULL AND v.item IS NULL))"
        " ORDER BY s.organisation, s.period, s.id, v.seq",
        "ttti", field->sheet->id, field->name, column ? column->name : NULL, (gint64)MOTIF_NEANT);
    if (!statement)
        return FALSE;
    GError *failure = NULL;
    while (sql_row(reader->reg, statement, &failure)) {
        gint64 rank = sql_int(statement, 0);
        Row row = {.form = g_hash_table_lookup(forms, &rank),
                   .item = g_intern_string(sql_peek(statement, 1)),
                   .number = sql_int(statement, 2),
                   .text = sql_text(statement, 3)};
        if (row.form)
            g_array_append_val(rows, row);
        else
            row_clear(&row);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static GArray *
rows_new(void)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(Row));
    g_array_set_clear_func(rows, row_clear);
    return rows;
}

static char *
row_key(const Row *row, gboolean by_item)
{
    return g_strdup_printf("%s/%s", row->form->id, by_item && row->item ? row->item : "");
}

/* Rows of one side added up per form, and per item where BY_ITEM. */
static GHashTable *
rows_add(const GArray *rows, gboolean by_item, GPtrArray *order)
{
    GHashTable *sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        g_autofree char *key = row_key(row, by_item);
        Row *sum = g_hash_table_lookup(sums, key);
        if (sum) {
            sum->number += row->number;
            continue;
        }
        sum = g_new0(Row, 1);
        *sum = (Row){.form = row->form, .item = by_item ? row->item : NULL, .number = row->number};
        if (order)
            g_ptr_array_add(order, sum);
        g_hash_table_insert(sums, g_steal_pointer(&key), sum);
    }
    return sums;
}

/* Rows of ALL less those of PART; without a partner in it a row says nothing of the rest. */
static void
rows_subtract(const GArray *all, const GArray *part, GArray *rest)
{
    g_autoptr(GHashTable) parts = rows_add(part, TRUE, NULL);
    for (guint i = 0; i < all->len; i++) {
        const Row *row = &g_array_index(all, Row, i);
        g_autofree char *key = row_key(row, TRUE);
        const Row *taken = g_hash_table_lookup(parts, key);
        Row left = {.form = row->form, .item = row->item};
        if (!taken)
            continue;
        left.number = row->number - taken->number;
        g_array_append_val(rest, left);
    }
}

static gboolean
rows_of_operand(const Reader *reader, const Operand *operand, GArray *rows, GError **error)
{
    if (reader->side == SIDE_ALL)
        return rows_of_column(reader, operand->field, operand->column, rows, error);
    const Column *girls = column_of_girls(operand->field, operand->column);
    if (!girls)
        return TRUE;
    if (reader->side == SIDE_GIRLS)
        return rows_of_column(reader, operand->field, girls, rows, error);
    g_autoptr(GArray) all = rows_new();
    g_autoptr(GArray) part = rows_new();
    if (!rows_of_column(reader, operand->field, operand->column, all, error) ||
        !rows_of_column(reader, operand->field, girls, part, error))
        return FALSE;
    rows_subtract(all, part, rows);
    return TRUE;
}

static GArray *
rows_read(const Reader *reader, const GPtrArray *operands, GError **error)
{
    g_autoptr(GArray) rows = rows_new();
    for (guint i = 0; operands && i < operands->len; i++) {
        if (!rows_of_operand(reader, operands->pdata[i], rows, error))
            return NULL;
    }
    return g_steal_pointer(&rows);
}

static void
contribute(const Reader *reader, GArray *into, const Row *row, gint64 numerator, gint64 denominator)
{
    Contribution given = {.form = row->form,
                          .item = row->item,
                          .genre = reader->genre,
                          .numerator = numerator,
                          .denominator = denominator};
    g_array_append_val(into, given);
}

/* ---- one function for each way of aggregating: rows of both sides → contributions ---- */

typedef void (*Combine)(const Reader *reader, const Indicator *indicator, const GArray *over,
                        const GArray *of, GArray *into);

static void
combine_numbers(const Reader *reader, const Indicator *indicator, const GArray *over,
                const GArray *of, GArray *into)
{
    (void)indicator;
    for (guint i = 0; i < of->len; i++)
        contribute(reader, into, &g_array_index(of, Row, i), g_array_index(of, Row, i).number, 0);
    for (guint i = 0; i < over->len; i++)
        contribute(reader, into, &g_array_index(over, Row, i), 0,
                   g_array_index(over, Row, i).number);
}

static void
combine_answers(const Reader *reader, const Indicator *indicator, const GArray *over,
                const GArray *of, GArray *into)
{
    (void)over;
    gboolean share = indicator->aggregation == AGGREGATE_SHARE;
    for (guint i = 0; i < of->len; i++) {
        Row row = g_array_index(of, Row, i);
        gboolean yes = !share || g_strcmp0(row.text, "true") == 0;
        if (!share)
            row.item = g_intern_string(row.text);
        contribute(reader, into, &row, yes ? NUMBER_SCALE : 0, NUMBER_SCALE);
    }
}

static void
combine_texts(const Reader *reader, const Indicator *indicator, const GArray *over,
              const GArray *of, GArray *into)
{
    (void)indicator;
    (void)over;
    for (guint i = 0; i < of->len; i++) {
        const Row *row = &g_array_index(of, Row, i);
        contribute(reader, into, row, 0, 0);
        g_array_index(into, Contribution, into->len - 1).text = g_strdup(row->text);
    }
}

static gboolean
one_grid(const GPtrArray *of, const GPtrArray *over)
{
    const Field *field = ((const Operand *)of->pdata[0])->field;
    if (!field->columns)
        return FALSE;
    for (guint i = 0; i < of->len; i++) {
        if (((const Operand *)of->pdata[i])->field != field)
            return FALSE;
    }
    for (guint i = 0; i < over->len; i++) {
        if (((const Operand *)over->pdata[i])->field != field)
            return FALSE;
    }
    return TRUE;
}

static void
combine_pairs(const Reader *reader, const Indicator *indicator, const GArray *over,
              const GArray *of, GArray *into, gboolean by_item)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    g_autoptr(GHashTable) numerators = rows_add(of, by_item, order);
    g_autoptr(GHashTable) denominators = rows_add(over, by_item, NULL);
    for (guint i = 0; i < order->len; i++) {
        const Row *row = order->pdata[i];
        g_autofree char *key = row_key(row, by_item);
        const Row *other = g_hash_table_lookup(denominators, key);
        if (!other)
            continue;
        gint64 numerator = row->number;
        if (indicator->aggregation == AGGREGATE_MEAN)
            numerator = (gint64)((__int128)row->number * other->number / NUMBER_SCALE);
        contribute(reader, into, row, numerator, other->number);
    }
}

static void
count_forms(const Reader *reader, const Indicator *indicator, GArray *into)
{
    GPtrArray *forms = g_hash_table_lookup(reader->standing, indicator->sheet->id);
    for (guint i = 0; forms && i < forms->len; i++) {
        Row row = {.form = forms->pdata[i]};
        contribute(reader, into, &row, NUMBER_SCALE, 0);
    }
}

static Combine
combination(Aggregation aggregation)
{
    static const Combine table[] = {
        [AGGREGATE_SUM] = combine_numbers,    [AGGREGATE_DISTINCT] = combine_numbers,
        [AGGREGATE_LATEST] = combine_numbers, [AGGREGATE_BESIDE] = combine_numbers,
        [AGGREGATE_SHARE] = combine_answers,  [AGGREGATE_DISTRIBUTION] = combine_answers,
        [AGGREGATE_DATES] = combine_texts,    [AGGREGATE_TEXTS] = combine_texts,
    };
    return (guint)aggregation < G_N_ELEMENTS(table) ? table[aggregation] : NULL;
}

static gboolean
read_side(Reader *reader, const Indicator *indicator, const Breakdown *breakdown, GArray *into,
          GError **error)
{
    const GPtrArray *numerator = breakdown ? breakdown->numerator : indicator->numerator;
    const GPtrArray *denominator = breakdown ? breakdown->denominator : indicator->denominator;
    if (indicator->aggregation == AGGREGATE_COUNT) {
        count_forms(reader, indicator, into);
        return TRUE;
    }
    g_autoptr(GArray) of = rows_read(reader, numerator, error);
    g_autoptr(GArray) over = of ? rows_read(reader, denominator, error) : NULL;
    if (!over)
        return FALSE;
    Combine combine = combination(indicator->aggregation);
    if (combine)
        combine(reader, indicator, over, of, into);
    else
        combine_pairs(reader, indicator, over, of, into, one_grid(numerator, denominator));
    return TRUE;
}

GArray *
contributions_read(Register *reg, GHashTable *standing, const Indicator *indicator,
                   const Breakdown *breakdown, GError **error)
{
    g_autoptr(GArray) into = g_array_new(FALSE, TRUE, sizeof(Contribution));
    g_array_set_clear_func(into, contribution_clear);
    Reader reader = {.reg = reg, .standing = standing};
    gboolean genre = breakdown && g_strv_contains((const char *const *)breakdown->by, "genre");
    if (!genre)
        return read_side(&reader, indicator, breakdown, into, error) ? g_steal_pointer(&into)
                                                                     : NULL;
    reader.side = SIDE_GIRLS;
    reader.genre = "F";
    if (!read_side(&reader, indicator, breakdown, into, error))
        return NULL;
    reader.side = SIDE_BOYS;
    reader.genre = "G";
    return read_side(&reader, indicator, breakdown, into, error) ? g_steal_pointer(&into) : NULL;
}

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

gint64
contribution_add(gint64 a, gint64 b)
{
    gint64 sum;
    return !__builtin_add_overflow(a, b, &sum) ? sum : b > 0 ? G_MAXINT64 : G_MININT64;
}

static gint64
contribution_product(gint64 a, gint64 b)
{
    __int128 product = (__int128)a * b / NUMBER_SCALE;
    return (gint64)CLAMP(product, (__int128)G_MININT64, (__int128)G_MAXINT64);
}

typedef enum { SIDE_ALL, SIDE_PART, SIDE_REST } Side;

typedef struct {
    Register *reg;
    GHashTable *standing;
    GHashTable *columns; /* what was read for this indicator */
    gboolean texts;      /* else numbers alone are wanted */
    const char *part;    /* of what is being read, or NULL */
    Side side;
} Reader;

/* One answer of one form; several per form for a grid. */
typedef struct {
    const Standing *form;
    guint position;       /* of the form among those of its sheet */
    const CodeList *list; /* of the item */
    const char *item;     /* interned */
    gint64 number;
    char *text; /* of the rows kept in a Reader's columns; borrowed by their copies */
} Row;

static void
row_clear(gpointer data)
{
    g_free(((Row *)data)->text);
}

GHashTable *
columns_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
}

const Column *
column_of_part(const Field *grid, const Column *column)
{
    for (guint i = 0; grid->columns && i < grid->columns->len; i++) {
        const Column *other = grid->columns->pdata[i];
        if (other->part_of == column)
            return other;
    }
    return NULL;
}

/* Rank → position of the form in FORMS, from 1. */
static GHashTable *
positions_by_rank(const GPtrArray *forms)
{
    GHashTable *positions = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; forms && i < forms->len; i++)
        g_hash_table_insert(positions, &((Standing *)forms->pdata[i])->rank,
                            GUINT_TO_POINTER(i + 1));
    return positions;
}

static int
compare_positions(gconstpointer a, gconstpointer b)
{
    guint x = ((const Row *)a)->position, y = ((const Row *)b)->position;
    return (x > y) - (x < y);
}

/* A grid answered "néant" as a whole is a row of zero without item in each of its columns. */
static sqlite3_stmt *
query_column(const Reader *reader, const Field *field, const Column *column, GError **error)
{
    return sql_query(
        reader->reg, error,
        "SELECT submission, item, CASE WHEN motif = ?3 THEN 0 ELSE number END, canonical"
        " FROM value WHERE field = ?1 AND column IS ?2 AND counted = 1"
        " AND (canonical IS NOT NULL OR (motif = ?3 AND column IS NULL AND item IS NULL))"
        " UNION ALL SELECT submission, NULL, 0, canonical FROM value"
        " WHERE ?2 IS NOT NULL AND field = ?1 AND column IS NULL AND counted = 1"
        " AND motif = ?3 AND item IS NULL",
        "tti", field->name, column ? column->name : NULL, (gint64)MOTIF_NEANT);
}

/* The rows of one field or column, in the order of the forms and of the sheet.  An indicator and
 * its breakdowns ask for the same ones again and again: they are read once (transfer none). */
static const GArray *
rows_of_column(const Reader *reader, const Field *field, const Column *column, GError **error)
{
    gconstpointer key = column ? (gconstpointer)column : field;
    const GArray *known = g_hash_table_lookup(reader->columns, key);
    sqlite3_stmt *statement = known ? NULL : query_column(reader, field, column, error);
    if (!statement)
        return known;
    const GPtrArray *forms = g_hash_table_lookup(reader->standing, field->sheet->id);
    g_autoptr(GHashTable) positions = positions_by_rank(forms);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(Row));
    g_array_set_clear_func(rows, row_clear);
    GError *failure = NULL;
    while (sql_row(reader->reg, statement, &failure)) {
        gint64 rank = sql_int(statement, 0);
        guint position = GPOINTER_TO_UINT(g_hash_table_lookup(positions, &rank));
        if (!position)
            continue;
        Row row = {.form = forms->pdata[position - 1],
                   .position = position,
                   .list = field->list,
                   .item = g_intern_string(sql_peek(statement, 1)),
                   .number = sql_int(statement, 2),
                   .text = reader->texts ? sql_text(statement, 3) : NULL};
        g_array_append_val(rows, row);
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_array_sort(rows, compare_positions); /* stable */
    g_hash_table_insert(reader->columns, (gpointer)key, g_array_ref(rows));
    return rows;
}

static GArray *
rows_new(void)
{
    return g_array_new(FALSE, TRUE, sizeof(Row));
}

/* Rows are told apart by form and item; both pointers are unique. */
static guint
row_hash(gconstpointer data)
{
    const Row *row = data;
    return g_direct_hash(row->form) * 31 + g_direct_hash(row->item);
}

static gboolean
row_equal(gconstpointer a, gconstpointer b)
{
    const Row *left = a, *right = b;
    return left->form == right->form && left->item == right->item;
}

static const Row *
row_find(GHashTable *sums, const Row *row, gboolean by_item)
{
    const Row wanted = {.form = row->form, .item = by_item ? row->item : NULL};
    return g_hash_table_lookup(sums, &wanted);
}

/* Rows of one side added up per form, and per item where BY_ITEM. */
static GHashTable *
rows_add(const GArray *rows, gboolean by_item, GPtrArray *order)
{
    GHashTable *sums = g_hash_table_new_full(row_hash, row_equal, g_free, NULL);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        Row *sum = (Row *)row_find(sums, row, by_item);
        if (sum) {
            sum->number = contribution_add(sum->number, row->number);
            continue;
        }
        sum = g_new0(Row, 1);
        *sum = (Row){.form = row->form,
                     .list = by_item ? row->list : NULL,
                     .item = by_item ? row->item : NULL,
                     .number = row->number};
        if (order)
            g_ptr_array_add(order, sum);
        g_hash_table_add(sums, sum);
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
        const Row *taken = row_find(parts, row, TRUE);
        Row left = {.form = row->form, .list = row->list, .item = row->item};
        if (!taken)
            continue;
        left.number = row->number - taken->number;
        g_array_append_val(rest, left);
    }
}

static gboolean
rows_of_operand(const Reader *reader, const Operand *operand, GArray *rows, GError **error)
{
    const Column *counted =
        reader->side == SIDE_ALL ? NULL : column_of_part(operand->field, operand->column);
    if (reader->side != SIDE_ALL && !counted)
        return TRUE;
    const Column *wanted = reader->side == SIDE_PART ? counted : operand->column;
    const GArray *all = rows_of_column(reader, operand->field, wanted, error);
    if (!all)
        return FALSE;
    if (reader->side != SIDE_REST) {
        g_array_append_vals(rows, all->data, all->len);
        return TRUE;
    }
    const GArray *part = rows_of_column(reader, operand->field, counted, error);
    if (!part)
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
                          .list = row->list,
                          .item = row->item,
                          .part = reader->part,
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
        g_array_index(into, Contribution, into->len - 1).text = row->text;
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
        const Row *other = row_find(denominators, row, by_item);
        if (!other)
            continue;
        gint64 numerator = row->number;
        if (indicator->aggregation == AGGREGATE_MEAN)
            numerator = contribution_product(row->number, other->number);
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

/* Without the forms that don't meet the condition of INDICATOR; a count has them as zero, so that
 * none of them is told from no form at all. */
static void
keep_wanted(const Indicator *indicator, GArray *given)
{
    guint kept = 0;
    if (!indicator->only)
        return;
    for (guint i = 0; i < given->len; i++) {
        Contribution one = g_array_index(given, Contribution, i);
        gboolean wanted = g_strcmp0(g_hash_table_lookup(one.form->choices, indicator->only),
                                    indicator->only_item->code) == 0;
        if (!wanted && indicator->aggregation != AGGREGATE_COUNT)
            continue;
        if (!wanted)
            one.numerator = 0;
        g_array_index(given, Contribution, kept++) = one;
    }
    g_array_set_size(given, kept);
}

GArray *
contributions_read(Register *reg, GHashTable *standing, GHashTable *columns, const CodeList *parts,
                   const Indicator *indicator, const Breakdown *breakdown, GError **error)
{
    g_autoptr(GArray) into = g_array_new(FALSE, TRUE, sizeof(Contribution));
    Combine combine = combination(indicator->aggregation);
    Reader reader = {.reg = reg,
                     .standing = standing,
                     .columns = columns,
                     .texts = combine == combine_answers || combine == combine_texts};
    gboolean split =
        breakdown && parts && g_strv_contains((const char *const *)breakdown->by, parts->id);
    for (Side side = split ? SIDE_PART : SIDE_ALL; side <= (split ? SIDE_REST : SIDE_ALL); side++) {
        reader.side = side;
        reader.part = split ? ((const Item *)parts->items->pdata[side - SIDE_PART])->code : NULL;
        if (!read_side(&reader, indicator, breakdown, into, error))
            return NULL;
    }
    keep_wanted(indicator, into);
    return g_steal_pointer(&into);
}

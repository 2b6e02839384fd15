/* SPDX-License-Identifier: Apache-2.0
 *
 * contribution.c - from answers to each form's share.
 *
 * The rows of the operands of one side lie together by form; then the two sides of a ratio are
 * paired: by item where both stand in one grid, else by form, so that only forms (or rows of a
 * grid) that gave both parts count.
 */
#include "figures/contribution.h"

#include <string.h>

static gint64
contribution_product(gint64 a, gint64 b)
{
    __int128 product = (__int128)a * b / NUMBER_SCALE;
    return (gint64)CLAMP(product, (__int128)G_MININT64, (__int128)G_MAXINT64);
}

typedef enum { SIDE_ALL, SIDE_PART, SIDE_REST } Side;

typedef struct {
    const Columns *columns;
    const Indicator *indicator;
    const char *part; /* of what is being read, or NULL */
    Side side;
    gboolean by_item; /* both sides are of one grid */
    GArray *into;     /* Contribution */
} Reader;

static const Row *
row_at(const GArray *rows, guint i)
{
    return &g_array_index(rows, Row, i);
}

/* ---- rows of one side ---- */

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

/* Of ROWS, by form, the next from *I on that is of FORM, or the end. */
static void
rows_seek(const GArray *rows, guint *i, const Standing *form)
{
    while (*i < rows->len && row_at(rows, *i)->form < form)
        (*i)++;
}

/* Rows of ALL less those of PART; without a partner in it a row says nothing of the rest. */
static void
rows_subtract(const GArray *all, const GArray *part, GArray *rest)
{
    guint begin = 0;
    for (guint i = 0; i < all->len; i++) {
        Row left = *row_at(all, i);
        rows_seek(part, &begin, left.form);
        for (guint j = begin; j < part->len && row_at(part, j)->form == left.form; j++) {
            if (row_at(part, j)->item != left.item)
                continue;
            left.number -= row_at(part, j)->number;
            g_array_append_val(rest, left);
            break;
        }
    }
}

static void
rows_of_operand(const Reader *reader, const Operand *operand, GArray *rows)
{
    const Operand counted = {operand->field, column_of_part(operand->field, operand->column)};
    if (reader->side != SIDE_ALL && (!operand->column || !counted.column))
        return;
    const GArray *all =
        columns_rows(reader->columns, reader->side == SIDE_PART ? &counted : operand);
    if (reader->side == SIDE_REST)
        rows_subtract(all, columns_rows(reader->columns, &counted), rows);
    else
        g_array_append_vals(rows, all->data, all->len);
}

/* The rows of all OPERANDS (NULL: none), by form: most often those of one, as they were read. */
static GArray *
rows_read(const Reader *reader, const GPtrArray *operands)
{
    if (operands && operands->len == 1 && reader->side == SIDE_ALL)
        return g_array_ref((GArray *)columns_rows(reader->columns, operands->pdata[0]));
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
    for (guint i = 0; operands && i < operands->len; i++)
        rows_of_operand(reader, operands->pdata[i], rows);
    if (operands && operands->len > 1)
        forms_sort(columns_forms(reader->columns), rows);
    return rows;
}

/* ---- one function for each way of aggregating: rows of both sides → contributions ---- */

typedef void (*Combine)(const Reader *reader, const GArray *of, const GArray *over);

static Contribution
contribution_of(const Reader *reader, const Row *row)
{
    return (Contribution){
        .form = row->form, .list = row->list, .item = row->item, .part = reader->part};
}

static void
combine_numbers(const Reader *reader, const GArray *of, const GArray *over)
{
    guint begin = reader->into->len;
    g_array_set_size(reader->into, begin + of->len + over->len);
    Contribution *next = &g_array_index(reader->into, Contribution, begin);
    for (guint i = 0; i < of->len; i++, next++) {
        *next = contribution_of(reader, row_at(of, i));
        next->of = TRUE;
        next->numerator = row_at(of, i)->number;
    }
    for (guint i = 0; i < over->len; i++, next++) {
        *next = contribution_of(reader, row_at(over, i));
        next->over = TRUE;
        next->denominator = row_at(over, i)->number;
    }
    if (over->len > 0)
        forms_sort(columns_forms(reader->columns), reader->into);
}

static void
combine_answers(const Reader *reader, const GArray *of, const GArray *over)
{
    (void)over;
    gboolean share = reader->indicator->aggregation == AGGREGATE_SHARE;
    for (guint i = 0; i < of->len; i++) {
        const char *text = row_at(of, i)->text;
        Contribution given = contribution_of(reader, row_at(of, i));
        gboolean yes = !share || strcmp(text, "true") == 0;
        if (!share)
            given.item = text;
        given.of = TRUE;
        given.over = share;
        given.numerator = yes ? NUMBER_SCALE : 0;
        given.denominator = share ? NUMBER_SCALE : 0;
        g_array_append_val(reader->into, given);
    }
}

static void
combine_texts(const Reader *reader, const GArray *of, const GArray *over)
{
    (void)over;
    for (guint i = 0; i < of->len; i++) {
        Contribution given = contribution_of(reader, row_at(of, i));
        given.text = row_at(of, i)->text;
        g_array_append_val(reader->into, given);
    }
}

/* The share of the form that begins at FROM in what it gave of the item of ROW, added if need be.
 */
static Contribution *
share_of_item(const Reader *reader, guint from, const Row *row)
{
    const char *item = reader->by_item ? row->item : NULL;
    for (guint i = from; i < reader->into->len; i++) {
        Contribution *known = &g_array_index(reader->into, Contribution, i);
        if (known->item == item)
            return known;
    }
    const Contribution given = {.form = row->form,
                                .list = reader->by_item ? row->list : NULL,
                                .item = item,
                                .part = reader->part};
    g_array_append_val(reader->into, given);
    return &g_array_index(reader->into, Contribution, reader->into->len - 1);
}

/* Rows [I, END) of one form, added up into its shares, which begin at FROM. */
static void
add_numerators(const Reader *reader, guint from, const GArray *of, guint i, guint end)
{
    for (; i < end; i++) {
        Contribution *given = share_of_item(reader, from, row_at(of, i));
        given->of = TRUE;
        given->numerator = number_add(given->numerator, row_at(of, i)->number);
    }
}

static void
add_denominators(const Reader *reader, guint from, const GArray *over, guint i, guint end)
{
    for (; i < end; i++) {
        Contribution *given = share_of_item(reader, from, row_at(over, i));
        given->over = TRUE;
        given->denominator = number_add(given->denominator, row_at(over, i)->number);
    }
}

/* Of the shares that begin at FROM keep those that have both parts. */
static void
keep_pairs(const Reader *reader, guint from)
{
    guint kept = from;
    for (guint i = from; i < reader->into->len; i++) {
        Contribution given = g_array_index(reader->into, Contribution, i);
        if (!given.of || !given.over)
            continue;
        if (reader->indicator->aggregation == AGGREGATE_MEAN)
            given.numerator = contribution_product(given.numerator, given.denominator);
        g_array_index(reader->into, Contribution, kept++) = given;
    }
    g_array_set_size(reader->into, kept);
}

static void
combine_pairs(const Reader *reader, const GArray *of, const GArray *over)
{
    guint j = 0;
    for (guint i = 0, end; i < of->len; i = end) {
        const Standing *form = row_at(of, i)->form;
        guint from = reader->into->len;
        end = rows_end(of, i);
        rows_seek(over, &j, form);
        if (j == over->len || row_at(over, j)->form != form)
            continue;
        add_numerators(reader, from, of, i, end);
        add_denominators(reader, from, over, j, rows_end(over, j));
        keep_pairs(reader, from);
    }
}

/* What a form gave of one item is one number, of which the greatest is looked for. */
static void
combine_sums(const Reader *reader, const GArray *of, const GArray *over)
{
    (void)over;
    for (guint i = 0, end; i < of->len; i = end) {
        end = rows_end(of, i);
        add_numerators(reader, reader->into->len, of, i, end);
    }
}

static void
count_forms(const Reader *reader)
{
    const GArray *forms = columns_forms(reader->columns)->list;
    for (guint i = 0; i < forms->len; i++) {
        const Standing *form = &g_array_index(forms, Standing, i);
        const Contribution given = {.form = form, .numerator = NUMBER_SCALE, .of = TRUE};
        if (form->sheet == reader->indicator->sheet)
            g_array_append_val(reader->into, given);
    }
}

static const Combine ways[] = {
    [AGGREGATE_SUM] = combine_numbers,
    [AGGREGATE_RATIO] = combine_pairs,
    [AGGREGATE_MEAN] = combine_pairs,
    [AGGREGATE_COUNT] = NULL,
    [AGGREGATE_DISTINCT] = combine_numbers,
    [AGGREGATE_SHARE] = combine_answers,
    [AGGREGATE_DISTRIBUTION] = combine_answers,
    [AGGREGATE_LATEST] = combine_numbers,
    [AGGREGATE_MAX] = combine_sums,
    [AGGREGATE_DATES] = combine_texts,
    [AGGREGATE_TEXTS] = combine_texts,
    [AGGREGATE_BESIDE] = combine_numbers,
};

static gboolean
of_one_grid(const GPtrArray *operands, const Field *grid)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        if (((const Operand *)operands->pdata[i])->field != grid)
            return FALSE;
    }
    return grid->columns != NULL;
}

static void
read_side(Reader *reader, const Breakdown *breakdown)
{
    const Indicator *indicator = reader->indicator;
    const GPtrArray *numerator = breakdown ? breakdown->numerator : indicator->numerator;
    const GPtrArray *denominator = breakdown ? breakdown->denominator : indicator->denominator;
    if (indicator->aggregation == AGGREGATE_COUNT) {
        count_forms(reader);
        return;
    }
    const Field *first = ((const Operand *)numerator->pdata[0])->field;
    reader->by_item = of_one_grid(numerator, first) && of_one_grid(denominator, first);
    g_autoptr(GArray) of = rows_read(reader, numerator);
    g_autoptr(GArray) over = rows_read(reader, denominator);
    ways[indicator->aggregation](reader, of, over);
}

/* Without the forms that don't meet the condition of INDICATOR; a count has them as zero, so that
 * none of them is told from no form at all. */
static void
keep_wanted(const Forms *forms, const Indicator *indicator, GArray *given)
{
    guint kept = 0;
    if (!indicator->only)
        return;
    for (guint i = 0; i < given->len; i++) {
        Contribution one = g_array_index(given, Contribution, i);
        gboolean wanted = g_strcmp0(forms_choice(forms, one.form, indicator->only),
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
contributions_read(const Columns *columns, const CodeList *parts, const Indicator *indicator,
                   const Breakdown *breakdown)
{
    GArray *into = g_array_new(FALSE, FALSE, sizeof(Contribution));
    Reader reader = {.columns = columns, .indicator = indicator, .into = into};
    gboolean split =
        breakdown && parts && g_strv_contains((const char *const *)breakdown->by, parts->id);
    for (Side side = split ? SIDE_PART : SIDE_ALL; side <= (split ? SIDE_REST : SIDE_ALL); side++) {
        reader.side = side;
        reader.part =
            split ? g_intern_string(((const Item *)parts->items->pdata[side - SIDE_PART])->code)
                  : NULL;
        read_side(&reader, breakdown);
    }
    if (split)
        forms_sort(columns_forms(columns), into);
    keep_wanted(columns_forms(columns), indicator, into);
    return into;
}

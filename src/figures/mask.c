/* SPDX-License-Identifier: Apache-2.0
 *
 * mask.c - primary suppression by threshold, then complementary suppression along every sum.
 *
 * A sum is one figure and those that add up to it: the whole and its items along one list, a year
 * and its halves, the term and its years.  As long as a sum has exactly one masked member, its
 * value follows from the others; so a second member is masked: the smallest part that isn't zero,
 * else the total.  This is repeated until no such sum is left.
 */
#include "figures/mask.h"

#include <string.h>

typedef struct {
    Figure *total; /* or NULL: not among the figures */
    GPtrArray *parts;
} Sum;

static void
sum_free(gpointer data)
{
    Sum *sum = data;
    g_ptr_array_unref(sum->parts);
    g_free(sum);
}

static gboolean
operands_people(const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        if (operand->column ? operand->column->people : operand->field->people)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_small(const char *text, guint below)
{
    gint64 number;
    return text && number_parse(text, &number) && number > 0 &&
           number < (gint64)below * NUMBER_SCALE;
}

/* What a figure counts: its numerator, else its value. */
static const char *
figure_count(const Figure *figure)
{
    return figure->numerator ? figure->numerator : figure->value;
}

static gint64
figure_size(const Figure *figure)
{
    const char *text = figure_count(figure);
    gint64 number = 0;
    return text && number_parse(text, &number) ? number : 0;
}

/* Its key with the pair at SKIP left out (G_MAXUINT: none) and another PERIOD. */
static char *
figure_key(const Figure *figure, const char *period, guint skip)
{
    g_autoptr(GString) key = g_string_new(period);
    for (guint i = 0; figure->scope[i]; i += 2) {
        if (i != skip)
            g_string_append_printf(key, "|%s=%s", figure->scope[i], figure->scope[i + 1]);
    }
    return g_string_free(g_steal_pointer(&key), FALSE);
}

static void
sum_add(GHashTable *sums, GHashTable *by_key, const char *total, const char *along, Figure *part)
{
    g_autofree char *name = g_strconcat(total, "||", along, NULL);
    Sum *sum = g_hash_table_lookup(sums, name);
    if (!sum) {
        sum = g_new0(Sum, 1);
        sum->total = g_hash_table_lookup(by_key, total);
        sum->parts = g_ptr_array_new();
        g_hash_table_insert(sums, g_steal_pointer(&name), sum);
    }
    g_ptr_array_add(sum->parts, part);
}

/* The sums that the figures of one indicator, [FROM, TO), take part in. */
static GHashTable *
sums_build(const GPtrArray *figures, guint from, guint to)
{
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, sum_free);
    for (guint i = from; i < to; i++) {
        Figure *figure = figures->pdata[i];
        g_hash_table_insert(by_key, figure_key(figure, figure->period, G_MAXUINT), figure);
    }
    for (guint i = from; i < to; i++) {
        Figure *figure = figures->pdata[i];
        for (guint pair = 0; figure->scope[pair]; pair += 2) {
            g_autofree char *total = figure_key(figure, figure->period, pair);
            sum_add(sums, by_key, total, figure->scope[pair], figure);
        }
        const char *half = strstr(figure->period, "-S");
        g_autofree char *year =
            half ? g_strndup(figure->period, (gsize)(half - figure->period)) : g_strdup("term");
        g_autofree char *longer = figure_key(figure, year, G_MAXUINT);
        if (strcmp(figure->period, "term") != 0)
            sum_add(sums, by_key, longer, "period", figure);
    }
    return sums;
}

static Figure *
smallest_shown(const Sum *sum)
{
    Figure *smallest = NULL;
    for (guint i = 0; i < sum->parts->len; i++) {
        Figure *part = sum->parts->pdata[i];
        gint64 size = figure_size(part);
        if (!part->masked && size > 0 && (!smallest || size < figure_size(smallest)))
            smallest = part;
    }
    return smallest;
}

static guint
sum_masked(const Sum *sum)
{
    guint masked = sum->total && sum->total->masked;
    for (guint i = 0; i < sum->parts->len; i++)
        masked += ((const Figure *)sum->parts->pdata[i])->masked != 0;
    return masked;
}

/* TRUE when something more was masked. */
static gboolean
sum_protect(const Sum *sum)
{
    if (!sum->total || sum_masked(sum) != 1)
        return FALSE;
    Figure *other = smallest_shown(sum);
    if (!other && !sum->total->masked)
        other = sum->total;
    if (!other)
        return FALSE;
    other->masked = TRUE;
    return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

/* In the order of their names, so that the same cells are masked at every run. */
static void
sums_protect(GHashTable *sums)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(sums), compare_names);
    gboolean again = TRUE;
    while (again) {
        again = FALSE;
        for (GList *name = names; name; name = name->next)
            again |= sum_protect(g_hash_table_lookup(sums, name->data));
    }
}

static gboolean
source_is_small(const FigureSource *source, guint below)
{
    g_auto(GStrv) sides = source->value ? g_strsplit(source->value, "/", 2) : NULL;
    for (char **side = sides; side && *side; side++) {
        if (is_small(*side, below))
            return TRUE;
    }
    return FALSE;
}

static void
figure_hide(Figure *figure, guint below)
{
    gboolean hide = figure->masked;
    for (guint i = 0; i < figure->sources->len && !hide; i++)
        hide = source_is_small(figure->sources->pdata[i], below);
    for (guint i = 0; hide && i < figure->sources->len; i++)
        g_clear_pointer(&((FigureSource *)figure->sources->pdata[i])->value, g_free);
    if (!figure->masked)
        return;
    g_clear_pointer(&figure->value, g_free);
    g_clear_pointer(&figure->numerator, g_free);
    g_clear_pointer(&figure->denominator, g_free);
}

static void
mask_indicator(const GPtrArray *figures, guint from, guint to, guint below)
{
    for (guint i = from; i < to; i++) {
        Figure *figure = figures->pdata[i];
        figure->masked =
            is_small(figure_count(figure), below) || is_small(figure->denominator, below);
    }
    g_autoptr(GHashTable) sums = sums_build(figures, from, to);
    sums_protect(sums);
}

static gboolean
counts_people(const Indicator *indicator)
{
    return operands_people(indicator->numerator) || operands_people(indicator->denominator);
}

void
figures_mask(const GPtrArray *figures, const GPtrArray *issued, const Convention *convention)
{
    (void)issued;
    for (guint from = 0, to; from < figures->len; from = to) {
        const Indicator *indicator = ((Figure *)figures->pdata[from])->indicator;
        for (to = from; to < figures->len; to++) {
            if (((Figure *)figures->pdata[to])->indicator != indicator)
                break;
        }
        if (counts_people(indicator))
            mask_indicator(figures, from, to, convention->mask_below);
    }
}

void
figures_hide(GPtrArray *figures, const Convention *convention)
{
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = figures->pdata[i];
        if (counts_people(figure->indicator))
            figure_hide(figure, convention->mask_below);
    }
}
